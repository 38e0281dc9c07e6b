use claimsift_text::{Located, ParsedFile, Problem, RuleFile, Severity, Span};
use serde::Deserialize;
use toml::Spanned;

use crate::BlockKind;
use crate::phrases::Phrases;

/// The longest block, in bytes, that an entry without `longest` means.
const LONGEST: usize = 240;

/// What blocks are known by: the words of share links, page marks, captions and so on, which a newsroom can edit.
#[derive(Clone, Debug, Default)]
pub struct BlockTables {
    pub(crate) entries: Vec<Entry>,
    pub(crate) begins: Phrases,
    pub(crate) parts: Phrases,
    pub(crate) credits: Phrases,
    pub(crate) brackets: Phrases,
    pub(crate) dates: Phrases,
    pub(crate) pages: Phrases,
    pub(crate) marks: Phrases,
}

/// What an entry says besides its words.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub id: String,
    pub label: BlockKind,
    pub longest: usize,
    pub names: bool,
    /// Blocks that get the label by this entry, and blocks that do not.
    finds: Vec<Example>,
    skips: Vec<Example>,
    file: usize,
}

#[derive(Clone, Debug)]
struct Example {
    text: String,
    span: Span,
}

/// `[[block]]`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockEntry {
    id: String,
    #[serde(rename = "summary")]
    _summary: String,
    label: BlockKind,
    #[serde(default)]
    begins: Vec<String>,
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    credits: Vec<String>,
    #[serde(default)]
    brackets: Vec<String>,
    #[serde(default)]
    dates: Vec<String>,
    #[serde(default)]
    pages: Vec<String>,
    #[serde(default)]
    marks: Vec<String>,
    longest: Option<usize>,
    #[serde(default)]
    names: bool,
    finds: Vec<Spanned<String>>,
    skips: Vec<Spanned<String>>,
}

impl BlockTables {
    /// The kinds of entries that [`BlockTables::load`] takes out of rule files.
    pub const ENTRY_KINDS: &[&str] = &["block"];

    /// Takes the entries of this table out of parsed rule files. An entry replaces an earlier one of the same id.
    /// What cannot be read is named in `problems` and left out.
    pub fn load(parsed: &mut [ParsedFile], problems: &mut Vec<Problem>) -> BlockTables {
        let mut written: Vec<Located<BlockEntry>> = Vec::new();
        for entry in parsed.iter_mut().flat_map(|file| file.take::<BlockEntry>("block", problems)) {
            match written.iter_mut().find(|earlier| earlier.value.id == entry.value.id) {
                Some(earlier) => *earlier = entry,
                None => written.push(entry),
            }
        }
        BlockTables::new(written)
    }

    /// The table that claimsift ships.
    #[cfg(feature = "shipped")]
    pub fn shipped() -> BlockTables {
        let file = RuleFile::shipped("rules/blocks.toml", claimsift_rules::BLOCKS);
        let mut problems = Vec::new();
        let tables = BlockTables::load(&mut [ParsedFile::parse(&file, 0, &mut problems)], &mut problems);
        debug_assert!(problems.is_empty(), "{problems:?}");
        tables
    }

    fn new(mut written: Vec<Located<BlockEntry>>) -> BlockTables {
        let mut collect = |list: fn(&mut BlockEntry) -> &mut Vec<String>| {
            let entries = written.iter_mut().enumerate();
            Phrases::new(entries.flat_map(|(index, entry)| {
                std::mem::take(list(&mut entry.value)).into_iter().map(move |phrase| (phrase, index))
            }))
        };
        BlockTables {
            begins: collect(|entry| &mut entry.begins),
            parts: collect(|entry| &mut entry.parts),
            credits: collect(|entry| &mut entry.credits),
            brackets: collect(|entry| &mut entry.brackets),
            dates: collect(|entry| &mut entry.dates),
            pages: collect(|entry| &mut entry.pages),
            marks: collect(|entry| &mut entry.marks),
            entries: written.into_iter().map(Entry::from).collect(),
        }
    }

    /// How many examples its entries have.
    pub fn example_count(&self) -> usize {
        self.entries.iter().map(|entry| entry.finds.len() + entry.skips.len()).sum()
    }

    /// Runs the examples of every entry under the whole table. `files` are those that were loaded, in the same order.
    /// Each example that fails is an error at its place; it is a warning when the example is a shipped one, which a
    /// newsroom's own entry may mean to change.
    pub fn check_examples(&self, files: &[RuleFile]) -> Vec<Problem> {
        let entries = self.entries.iter().enumerate();
        entries.flat_map(|(index, entry)| self.check_entry(index, &files[entry.file])).collect()
    }

    fn check_entry(&self, index: usize, file: &RuleFile) -> Vec<Problem> {
        let entry = &self.entries[index];
        let by = |example: &Example| self.entry_of(&example.text);
        let missed = entry.finds.iter().filter(|example| by(example) != Some(index)).map(|example| {
            let found = match by(example) {
                Some(other) => format!("`{}` finds this, not `{}`", self.entries[other].id, entry.id),
                None => format!("`{}` does not find this", entry.id),
            };
            problem(file, example, found)
        });
        let taken = entry.skips.iter().filter(|example| by(example) == Some(index));
        missed.chain(taken.map(|example| problem(file, example, format!("`{}` finds this", entry.id)))).collect()
    }
}

fn problem(file: &RuleFile, example: &Example, message: String) -> Problem {
    let severity = if file.own { Severity::Error } else { Severity::Warning };
    Problem { severity, ..Problem::error(file, example.span, message) }
}

impl From<Located<BlockEntry>> for Entry {
    fn from(located: Located<BlockEntry>) -> Entry {
        let BlockEntry { id, label, longest, names, finds, skips, .. } = located.value;
        let examples = |texts: Vec<Spanned<String>>| texts.into_iter().map(Example::from).collect();
        Entry {
            id,
            label,
            longest: longest.unwrap_or(LONGEST),
            names,
            finds: examples(finds),
            skips: examples(skips),
            file: located.file,
        }
    }
}

impl From<Spanned<String>> for Example {
    fn from(text: Spanned<String>) -> Example {
        Example { span: text.span().into(), text: text.into_inner() }
    }
}

#[cfg(all(test, feature = "shipped"))]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let files = [RuleFile::own("own.toml", text.to_owned())];
        let mut problems = Vec::new();
        let mut parsed = [ParsedFile::parse(&files[0], 0, &mut problems)];
        let tables = BlockTables::load(&mut parsed, &mut problems);
        problems.extend(tables.check_examples(&files));
        problems.iter().map(Problem::to_string).collect()
    }

    #[test]
    fn the_shipped_examples_pass() {
        assert_eq!(problems(claimsift_rules::BLOCKS), [""; 0]);
    }

    #[test]
    fn a_failing_example_is_named_at_its_place() {
        let entry = "[[block]]\nid = 'ads'\nsummary = 's'\nlabel = 'furniture'\nbegins = ['buy']\n";
        for (examples, expected) in [
            ("finds = ['Buy now']\nskips = ['Buyers waited.']", None),
            ("finds = ['Sell now']\nskips = []", Some("own.toml:6:10: `ads` does not find this")),
            ("finds = []\nskips = [\n'Buy now']", Some("own.toml:8:1: `ads` finds this")),
        ] {
            assert_eq!(problems(&format!("{entry}{examples}\n")), Vec::from_iter(expected), "{examples}");
        }
    }

    #[test]
    fn an_entry_replaces_one_of_its_id() {
        let entry = |word| {
            format!(
                "[[block]]\nid = 'ads'\nsummary = 's'\nlabel = 'furniture'\nbegins = ['{word}']\nfinds = []\nskips = []\n"
            )
        };
        let files = ["buy", "rent"].map(|word| RuleFile::own("own.toml", entry(word)));
        let mut problems = Vec::new();
        let mut parsed: Vec<_> =
            files.iter().enumerate().map(|(index, file)| ParsedFile::parse(file, index, &mut problems)).collect();
        let tables = BlockTables::load(&mut parsed, &mut problems);
        assert_eq!((tables.entry_of("Buy now"), tables.entry_of("Rent now")), (None, Some(0)));
    }
}
