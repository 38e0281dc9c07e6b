use claimsift_text::{Problem, RuleFile};

use crate::tables::Example;
use crate::{SentenceTables, Splitter};

/// What marks the end of a sentence in an example.
const END: &str = " | ";

impl SentenceTables {
    /// Runs the examples of every entry under all the tables together. `files` are those that were loaded, in the same
    /// order. Each example that is split otherwise is an error at its place that shows how it was split; it is a
    /// warning when the example is a shipped one, which a newsroom's own entry may mean to change.
    ///
    /// ```
    /// # use claimsift_sentences::SentenceTables;
    /// # use claimsift_text::{ParsedFile, RuleFile};
    /// let text = "[[abbreviation]]\nsummary = 'Ours.'\nwords = ['Cllr.']\nends = 'never'\nsplits = ['Cllr. | Ng spoke.']";
    /// let file = RuleFile::own("own.toml", text);
    /// let mut problems = Vec::new();
    /// let mut parsed = [ParsedFile::parse(&file, 0, &mut problems)];
    /// let tables = SentenceTables::load(&mut parsed, &mut problems);
    /// assert!(problems.is_empty());
    /// let problem = &tables.check_examples(std::slice::from_ref(&file))[0];
    /// assert_eq!(problem.to_string(), "own.toml:5:11: the example is split otherwise (it gives `Cllr. Ng spoke.`)");
    /// ```
    pub fn check_examples(&self, files: &[RuleFile]) -> Vec<Problem> {
        let splitter = Splitter::new(self.clone());
        self.examples.iter().filter_map(|example| check(&splitter, example, &files[example.file])).collect()
    }

    /// How many examples its entries have.
    pub fn example_count(&self) -> usize {
        self.examples.len()
    }
}

fn check(splitter: &Splitter, example: &Example, file: &RuleFile) -> Option<Problem> {
    let text = example.marked.replace(END, " ");
    let sentences: Vec<&str> = splitter.split(&text).map(|sentence| sentence.span.of(&text)).collect();
    let split = sentences.join(END);
    if split == example.marked {
        return None;
    }
    let help = format!("it gives `{split}`");
    let message = "the example is split otherwise";
    let problem = if file.own {
        Problem::error(file, example.span, message)
    } else {
        Problem::warning(file, example.span, message)
    };
    Some(problem.with_help(help))
}

#[cfg(all(test, feature = "shipped"))]
mod tests {
    use super::*;
    use claimsift_text::ParsedFile;

    #[test]
    fn shipped_examples_pass() {
        let file = RuleFile::shipped("rules/abbreviations.toml", claimsift_rules::ABBREVIATIONS);
        let mut problems = Vec::new();
        let mut parsed = ParsedFile::parse(&file, 0, &mut problems);
        let tables = SentenceTables::load(std::slice::from_mut(&mut parsed), &mut problems);
        parsed.finish(SentenceTables::ENTRY_KINDS, &mut problems);
        problems.extend(tables.check_examples(std::slice::from_ref(&file)));
        let told: Vec<String> = problems.iter().map(Problem::to_string).collect();
        assert!(told.is_empty(), "{told:#?}");
    }
}
