//! Which entry of a newsroom's own breaks a shipped example: the one without which it holds.

use std::collections::HashSet;
use std::ops::Range;

use claimsift::Extractor;
use claimsift::claims::RuleSet;
use claimsift::text::{Problem, RuleFile};

/// So many entries are tried, each of which costs a run of all examples.
const MOST_TRIED: usize = 64;

/// Names the entry to blame in each problem of a shipped file. All of `problems` are of examples.
pub fn name_causes(problems: &mut [Problem], files: &[RuleFile]) {
    let shipped: HashSet<&str> = files.iter().filter(|file| !file.own).map(|file| file.name.as_str()).collect();
    let mut broken: Vec<&mut Problem> =
        problems.iter_mut().filter(|problem| shipped.contains(problem.file.as_str())).collect();
    for (index, entry) in entries(files).into_iter().take(MOST_TRIED) {
        if broken.is_empty() {
            return;
        }
        let left = problems_without(files, index, &entry.range);
        let (still, healed) = broken.into_iter().partition(|problem| left.contains(&place(problem)));
        broken = still;
        for problem in healed {
            let Entry { kind, line, .. } = entry;
            let help = format!("it holds without the [[{kind}]] at {}:{line}", files[index].name);
            *problem = problem.clone().with_help(help);
        }
    }
}

/// An entry as it stands in its file.
struct Entry<'f> {
    kind: &'f str,
    line: usize,
    range: Range<usize>,
}

/// The entries of a newsroom's files, each with the place of its file in the list.
fn entries(files: &[RuleFile]) -> Vec<(usize, Entry<'_>)> {
    let own = files.iter().enumerate().filter(|(_, file)| file.own);
    own.flat_map(|(index, file)| entries_of(&file.text).into_iter().map(move |entry| (index, entry))).collect()
}

fn entries_of(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        // `[[rule.example]]` goes on with its rule.
        let kind = line.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        match (kind.filter(|kind| !kind.contains(['.', '"', '\''])), entries.last_mut()) {
            (Some(kind), _) => entries.push(Entry { kind, line: number + 1, range: start..start + line.len() }),
            (None, Some(entry)) => entry.range.end = start + line.len(),
            (None, None) => {}
        }
        start += line.len();
    }
    entries
}

/// The places of the examples that do not hold when an entry is taken out.
fn problems_without(files: &[RuleFile], index: usize, entry: &Range<usize>) -> HashSet<(String, usize)> {
    let mut files = files.to_vec();
    files[index].text.to_mut().replace_range(entry.clone(), "");
    let extractor = Extractor::new(RuleSet::load(files, &mut Vec::new()));
    extractor.check_examples().iter().map(place).collect()
}

fn place(problem: &Problem) -> (String, usize) {
    (problem.file.clone(), problem.span.start)
}
