use claimsift_text::{Located, ParsedFile, Problem, RuleFile, Span};
use serde::Deserialize;
use toml::Spanned;

use crate::shape;
use crate::words::{self, WordTable};

/// What a newsroom can edit of the splitter: abbreviations, and the words that sentences start with.
#[derive(Clone, Debug, Default)]
pub struct SentenceTables {
    pub(crate) abbreviations: WordTable<Spellings>,
    pub(crate) starters: WordTable<()>,
    pub(crate) reporting_verbs: WordTable<()>,
    pub(crate) examples: Vec<Example>,
}

/// An example of an entry: a text, and where it is to be split.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// The text with ` | ` at each end of a sentence.
    pub(crate) marked: String,
    /// Where it stands in its file.
    pub(crate) span: Span,
    /// The file's place in the list that was loaded.
    pub(crate) file: usize,
}

/// When an abbreviation ends its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Ends {
    /// `Mr.`, `e.g.`
    #[serde(rename = "never")]
    Never,
    /// `Inc.`, `p.m.`, `U.S.`: only before a starter.
    #[serde(rename = "before a starter")]
    BeforeStarter,
    /// `No.`: like a common word, but not before a number.
    #[serde(rename = "unless a number follows")]
    UnlessNumber,
}

/// What is known of an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    pub(crate) ends: Ends,
    /// Whether it is one only after a number: `in.`
    pub(crate) after_number: bool,
}

/// The abbreviations that are written with the same letters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spellings {
    /// When the table writes it in lower case: in any case.
    any: Option<Abbreviation>,
    /// When the table writes it with a capital (`Sat.`), which does not mean it in lower case (`he sat.`).
    capital: Option<Abbreviation>,
}

impl Spellings {
    /// The abbreviation that `word`, written as it is in a text, can be. A single capital is an initial unless the
    /// table writes it so.
    pub(crate) fn of(self, word: &str) -> Option<Abbreviation> {
        let capital = self.capital.filter(|_| word.chars().any(char::is_uppercase));
        capital.or(self.any.filter(|_| !shape::is_initial(word)))
    }

    fn set(&mut self, written: &str, abbreviation: Abbreviation) {
        let capital = written.chars().any(char::is_uppercase);
        *(if capital { &mut self.capital } else { &mut self.any }) = Some(abbreviation);
    }
}

/// What must stand before an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
enum After {
    #[serde(rename = "a number")]
    Number,
}

/// `[[abbreviation]]`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationEntry {
    #[serde(rename = "summary")]
    _summary: String,
    words: Vec<Spanned<String>>,
    ends: Ends,
    after: Option<After>,
    splits: Vec<Spanned<String>>,
}

/// `[[starter]]` and `[[reporting_verb]]`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsEntry {
    #[serde(rename = "summary")]
    _summary: String,
    words: Vec<Spanned<String>>,
    splits: Vec<Spanned<String>>,
}

impl SentenceTables {
    /// The kinds of entries that [`SentenceTables::load`] takes out of rule files.
    pub const ENTRY_KINDS: &[&str] = &["abbreviation", "starter", "reporting_verb"];

    /// Takes the entries of these tables out of parsed rule files. Later files add to earlier ones, and a word that
    /// stands in both is decided by the later. Words that cannot be used are named in `problems` and left out.
    pub fn load(parsed: &mut [ParsedFile], problems: &mut Vec<Problem>) -> SentenceTables {
        let mut tables = SentenceTables::default();
        for file in parsed {
            for entry in file.take::<AbbreviationEntry>("abbreviation", problems) {
                tables.add_abbreviations(entry, file.file(), problems);
            }
            for entry in file.take::<WordsEntry>("starter", problems) {
                add_words(&mut tables.starters, &entry.value.words, file.file(), problems);
                tables.add_examples(entry.value.splits, entry.file);
            }
            for entry in file.take::<WordsEntry>("reporting_verb", problems) {
                add_words(&mut tables.reporting_verbs, &entry.value.words, file.file(), problems);
                tables.add_examples(entry.value.splits, entry.file);
            }
        }
        tables
    }

    /// The tables that claimsift ships.
    #[cfg(feature = "shipped")]
    pub fn shipped() -> SentenceTables {
        let file = RuleFile::shipped("rules/abbreviations.toml", claimsift_rules::ABBREVIATIONS);
        let mut problems = Vec::new();
        let tables = SentenceTables::load(&mut [ParsedFile::parse(&file, 0, &mut problems)], &mut problems);
        debug_assert!(problems.is_empty(), "{problems:?}");
        tables
    }

    fn add_abbreviations(&mut self, entry: Located<AbbreviationEntry>, file: &RuleFile, problems: &mut Vec<Problem>) {
        let AbbreviationEntry { words, ends, after, splits, .. } = entry.value;
        let abbreviation = Abbreviation { ends, after_number: after.is_some() };
        for word in &words {
            let written = word.get_ref();
            let Some(name) = without_stop(written) else {
                let message = format!("`{written}` does not end with a full stop");
                problems.push(Problem::error(file, word.span(), message).with_help(format!("write `{written}.`")));
                continue;
            };
            match words::key(name) {
                Some(key) => self.abbreviations.entry(key).set(written, abbreviation),
                None => problems.push(too_long(file, word)),
            }
        }
        self.add_examples(splits, entry.file);
    }

    fn add_examples(&mut self, splits: Vec<Spanned<String>>, file: usize) {
        self.examples.extend(splits.into_iter().map(|split| {
            let span = split.span().into();
            Example { marked: split.into_inner(), span, file }
        }));
    }
}

fn add_words(table: &mut WordTable<()>, words: &[Spanned<String>], file: &RuleFile, problems: &mut Vec<Problem>) {
    for word in words {
        match words::key(word.get_ref()) {
            Some(key) => *table.entry(key) = (),
            None => problems.push(too_long(file, word)),
        }
    }
}

/// An abbreviation without its full stop; one with another terminator (`Yahoo!`) keeps it.
fn without_stop(written: &str) -> Option<&str> {
    match written.as_bytes() {
        [_, .., b'.'] => written.strip_suffix('.'),
        [_, .., b'!' | b'?'] => Some(written),
        _ => None,
    }
}

fn too_long(file: &RuleFile, word: &Spanned<String>) -> Problem {
    let message = format!("`{}` is longer than {} bytes", word.get_ref(), words::LONGEST);
    Problem::error(file, word.span(), message)
}
