use claimsift_text::{Located, ParsedFile, Problem, RuleFile, Span};
use serde::Deserialize;
use toml::Spanned;

use crate::words::{self, WordTable};

/// What a newsroom can edit of the splitter: abbreviations, and the words that sentences start with.
#[derive(Clone, Debug, Default)]
pub struct SentenceTables {
    pub(crate) abbreviations: WordTable<Abbreviation>,
    pub(crate) starters: WordTable<()>,
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
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Abbreviation {
    /// When the table writes it in lower case: in any case.
    any: Option<Ends>,
    /// When the table writes it with a capital (`Sat.`), which does not mean it in lower case (`he sat.`).
    capital: Option<Ends>,
}

impl Abbreviation {
    /// When `word`, written as it is in a text, ends its sentence.
    pub(crate) fn ends(self, word: &str) -> Option<Ends> {
        let capital = self.capital.filter(|_| word.chars().any(char::is_uppercase));
        capital.or(self.any)
    }

    fn set(&mut self, written: &str, ends: Ends) {
        let capital = written.chars().any(char::is_uppercase);
        *(if capital { &mut self.capital } else { &mut self.any }) = Some(ends);
    }
}

/// `[[abbreviation]]`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationEntry {
    #[serde(rename = "summary")]
    _summary: String,
    words: Vec<Spanned<String>>,
    ends: Ends,
    splits: Vec<Spanned<String>>,
}

/// `[[starter]]`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StarterEntry {
    #[serde(rename = "summary")]
    _summary: String,
    words: Vec<Spanned<String>>,
    splits: Vec<Spanned<String>>,
}

impl SentenceTables {
    /// The kinds of entries that [`SentenceTables::load`] takes out of rule files.
    pub const ENTRY_KINDS: &[&str] = &["abbreviation", "starter"];

    /// Takes the entries of these tables out of parsed rule files. Later files add to earlier ones, and a word that
    /// stands in both is decided by the later. Words that cannot be used are named in `problems` and left out.
    pub fn load(parsed: &mut [ParsedFile], problems: &mut Vec<Problem>) -> SentenceTables {
        let mut tables = SentenceTables::default();
        for file in parsed {
            for entry in file.take::<AbbreviationEntry>("abbreviation", problems) {
                tables.add_abbreviations(entry, file.file(), problems);
            }
            for entry in file.take::<StarterEntry>("starter", problems) {
                tables.add_starters(entry, file.file(), problems);
            }
        }
        tables
    }

    /// The tables that claimsift ships.
    #[cfg(feature = "shipped")]
    pub fn shipped() -> SentenceTables {
        let file = RuleFile {
            name: "rules/abbreviations.toml".into(),
            text: claimsift_rules::ABBREVIATIONS.into(),
            own: false,
        };
        let mut problems = Vec::new();
        let tables = SentenceTables::load(&mut [ParsedFile::parse(&file, 0, &mut problems)], &mut problems);
        debug_assert!(problems.is_empty(), "{problems:?}");
        tables
    }

    fn add_abbreviations(&mut self, entry: Located<AbbreviationEntry>, file: &RuleFile, problems: &mut Vec<Problem>) {
        let AbbreviationEntry { words, ends, splits, .. } = entry.value;
        for word in &words {
            let written = word.get_ref();
            let Some(name) = without_stop(written) else {
                let message = format!("`{written}` does not end with a full stop");
                problems.push(Problem::error(file, word.span(), message).with_help(format!("write `{written}.`")));
                continue;
            };
            match words::key(name) {
                Some(key) => self.abbreviations.entry(key).set(written, ends),
                None => problems.push(too_long(file, word)),
            }
        }
        self.add_examples(splits, entry.file);
    }

    fn add_starters(&mut self, entry: Located<StarterEntry>, file: &RuleFile, problems: &mut Vec<Problem>) {
        for word in &entry.value.words {
            match words::key(word.get_ref()) {
                Some(key) => *self.starters.entry(key) = (),
                None => problems.push(too_long(file, word)),
            }
        }
        self.add_examples(entry.value.splits, entry.file);
    }

    fn add_examples(&mut self, splits: Vec<Spanned<String>>, file: usize) {
        self.examples.extend(splits.into_iter().map(|split| {
            let span = split.span().into();
            Example { marked: split.into_inner(), span, file }
        }));
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
