use std::borrow::Cow;
use std::ops::Deref;

use serde::{Deserialize, Deserializer};
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

use crate::packed::Packed;
use crate::syntax::{entry_problem, syntax_problem};
use crate::{Problem, Span};

/// A rule file as text, with the name to show for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// Its path, as it was given; for shipped files `rules/NAME.toml`.
    pub name: String,
    /// Its contents.
    pub text: Cow<'static, str>,
    /// Whether a newsroom wrote it: its rules come before shipped ones and replace those of the same id.
    pub own: bool,
    /// Its entries without their examples, as they were packed when the program was built.
    packed: Option<&'static str>,
}

impl RuleFile {
    /// A file that a newsroom wrote.
    pub fn own(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> RuleFile {
        RuleFile { name: name.into(), text: text.into(), own: true, packed: None }
    }

    /// A file that claimsift ships.
    pub fn shipped(name: impl Into<String>, text: &'static str) -> RuleFile {
        RuleFile { name: name.into(), text: text.into(), own: false, packed: None }
    }

    /// The same, when its examples are not asked for: its entries are read as `rules/build.rs` packed them.
    pub fn packed(name: impl Into<String>, text: &'static str, entries: &'static str) -> RuleFile {
        RuleFile { packed: Some(entries), ..RuleFile::shipped(name, text) }
    }

    /// Whether there may be entries `[[kind]]` in it.
    pub fn may_have(&self, kind: &str) -> bool {
        match self.packed {
            Some(entries) => Packed::fields(entries).any(|(key, _)| key == kind),
            None => self.text.contains(&format!("[[{kind}]]")),
        }
    }
}

/// A string of an entry, which stays where its file is unless it has escapes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Text<'f>(#[serde(borrow)] Cow<'f, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// An entry of a rule file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// What it says.
    pub value: T,
    /// The entry's place in its file, in bytes.
    pub span: Span,
    /// The file's place in the list that was loaded.
    pub file: usize,
}

/// A rule file taken apart into its entries, which the crates read one kind at a time.
///
/// One broken entry never hides another: the file is parsed as far as it can be, and each entry is read alone.
///
/// ```
/// use claimsift_text::{ParsedFile, RuleFile};
/// #[derive(serde::Deserialize)]
/// struct Magnitude { words: Vec<String> }
///
/// let text = "[[magnitude]]\nwords = ['crore']\n\n[[magnitude]]\nword = 'lakh'\n";
/// let file = RuleFile::own("own.toml", text);
/// let mut problems = Vec::new();
/// let mut parsed = ParsedFile::parse(&file, 0, &mut problems);
/// let entries = parsed.take::<Magnitude>("magnitude", &mut problems);
/// assert_eq!(entries[0].value.words, ["crore"]);
/// assert_eq!(problems[0].to_string(), "own.toml:4:1: missing field `words`");
/// ```
pub struct ParsedFile<'f> {
    file: &'f RuleFile,
    index: usize,
    content: Content<'f>,
    /// What an error of TOML spoiled: the errors of its entries say nothing more.
    spoiled: std::ops::Range<usize>,
}

/// What has not been taken out of a file yet.
enum Content<'f> {
    Toml(DeTable<'f>),
    Packed(Vec<(&'f str, Packed<'f>)>),
}

impl<'f> ParsedFile<'f> {
    /// Parses `file`, the `index`th of those loaded; errors of TOML itself go to `problems`.
    pub fn parse(file: &'f RuleFile, index: usize, problems: &mut Vec<Problem>) -> ParsedFile<'f> {
        if let Some(entries) = file.packed {
            let content = Content::Packed(Packed::fields(entries).collect());
            return ParsedFile { file, index, content, spoiled: 0..0 };
        }
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        // An open bracket makes an error of every line behind it: only the first says something.
        let place = |error: &&Error| error.span().map_or(0, |span| span.start);
        let mut spoiled = 0..0;
        if let Some(first) = errors.iter().min_by_key(place) {
            let problem = syntax_problem(file, first);
            let last = errors.iter().map(|error| place(&error)).max().unwrap_or_default();
            let end = file.text[last..].find('\n').map_or(file.text.len(), |length| last + length);
            spoiled = problem.span.start..end;
            problems.push(problem);
        }
        ParsedFile { file, index, content: Content::Toml(table.into_inner()), spoiled }
    }

    /// The file itself.
    pub fn file(&self) -> &'f RuleFile {
        self.file
    }

    /// Removes and reads all entries of one kind, `[[kind]]`, in the file's order. An entry that cannot be read
    /// is named in `problems` and left out.
    pub fn take<T: Deserialize<'f>>(&mut self, kind: &str, problems: &mut Vec<Problem>) -> Vec<Located<T>> {
        let table = match &mut self.content {
            Content::Toml(table) => table,
            Content::Packed(fields) => {
                let entries = taken(fields, kind).into_iter().flat_map(Packed::items).collect::<Vec<_>>();
                return entries.into_iter().filter_map(|entry| self.read(entry.span, entry, problems)).collect();
            }
        };
        let Some(value) = table.remove(kind) else { return Vec::new() };
        let span = value.span();
        let DeValue::Array(entries) = value.into_inner() else {
            let help = format!("begin each entry with [[{kind}]], in double brackets");
            problems
                .push(Problem::error(self.file, span, format!("`{kind}` is not a list of entries")).with_help(help));
            return Vec::new();
        };
        let read = |entry: toml::Spanned<_>| self.read(entry.span().into(), ValueDeserializer::from(entry), problems);
        entries.into_iter().filter_map(read).collect()
    }

    /// Removes and reads a key of the file itself, such as `layer` or `disable`.
    pub fn take_key<T: Deserialize<'f>>(&mut self, key: &str, problems: &mut Vec<Problem>) -> Option<Located<T>> {
        match &mut self.content {
            Content::Toml(table) => {
                let value = table.remove(key)?;
                self.read(value.span().into(), ValueDeserializer::from(value), problems)
            }
            Content::Packed(fields) => {
                let value = taken(fields, key)?;
                self.read(value.span, value, problems)
            }
        }
    }

    /// What is left when the kinds were taken: each is an unknown entry, said with the nearest of `known`, but for
    /// known ones that another stage reads.
    pub fn finish(self, known: &[&str], problems: &mut Vec<Problem>) {
        // Packed files are shipped ones, of which a test says that all in them is known.
        let Content::Toml(table) = self.content else { return };
        for key in table.keys().filter(|key| !known.contains(&&**key.get_ref())) {
            let message = format!("unknown entry `{}`", key.get_ref());
            let problem = Problem::error(self.file, key.span(), message);
            problems.push(problem.with_nearest(key.get_ref(), known.iter().copied()));
        }
    }

    fn read<T: Deserialize<'f>>(
        &self,
        span: Span,
        value: impl Deserializer<'f, Error = Error>,
        problems: &mut Vec<Problem>,
    ) -> Option<Located<T>> {
        match T::deserialize(value) {
            Ok(value) => Some(Located { value, span, file: self.index }),
            Err(error) => {
                let problem = entry_problem(self.file, &error, span.into());
                problems.extend((!self.spoiled.contains(&problem.span.start)).then_some(problem));
                None
            }
        }
    }
}

fn taken<'f>(fields: &mut Vec<(&'f str, Packed<'f>)>, key: &str) -> Option<Packed<'f>> {
    let place = fields.iter().position(|(known, _)| *known == key)?;
    Some(fields.swap_remove(place).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Rule {
        id: String,
        #[allow(dead_code, reason = "read to prove that it is known")]
        pattern: Option<String>,
    }

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let file = RuleFile::own("own.toml", text.to_owned());
        let mut problems = Vec::new();
        let mut parsed = ParsedFile::parse(&file, 0, &mut problems);
        let rules = parsed.take::<Rule>("rule", &mut problems);
        parsed.finish(&["rule", "layer"], &mut problems);
        (rules.into_iter().map(|rule| rule.value.id).collect(), problems.iter().map(Problem::to_string).collect())
    }

    #[test]
    fn one_broken_entry_hides_no_other() {
        let (ids, problems) = read("[[rule]]\nid = 'a'\n[[rule]]\nid = 1\n[[rule]]\nid = 'c'\n");
        assert_eq!(ids, ["a", "c"]);
        assert_eq!(problems, ["own.toml:4:6: invalid type: integer `1`, expected a string (put it in quotes: \"1\")"]);
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let (ids, problems) = read("[[rule]]\nid = 'a'\npatern = 'x'\n[[rule]]\n[[ruel]]\nid = 'c'\n");
        assert!(ids.is_empty());
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[0].starts_with("own.toml:3:1: unknown field `patern`"), "{problems:?}");
        assert!(problems[0].ends_with("(did you mean `pattern`?)"), "{problems:?}");
        assert_eq!(problems[1], "own.toml:4:1: missing field `id`");
        assert_eq!(problems[2], "own.toml:5:3: unknown entry `ruel` (did you mean `rule`?)");
    }

    #[test]
    fn an_apostrophe_or_a_curly_quote_gets_the_corrected_line() {
        for (line, corrected) in [
            ("pattern = 'the river's {length}'", "pattern = \"the river's {length}\""),
            ("pattern = “{length} long”", "pattern = \"{length} long\""),
        ] {
            let (_, problems) = read(&format!("[[rule]]\nid = 'a'\n{line}\n[[rule]]\nid = 'b'\n"));
            assert!(problems.iter().any(|problem| problem.contains(corrected)), "{problems:?}");
        }
    }
}
