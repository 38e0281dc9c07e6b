use std::collections::BTreeMap;

use serde::Serialize;

use super::agreement::{agrees, said, same_value};
use super::pairing::Pair;
use super::{Field, MarkedDocument, Prediction};

/// What fields say of most claims; found or marked, it counts as nothing said.
const USUAL: [(Field, &str); 3] =
    [(Field::Comparator, "exactly"), (Field::Attribution, "own"), (Field::Modality, "stated")];

/// How much of what is marked was found, and how much of what was found is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retrieval {
    /// Found, and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Marked.
    pub marked: usize,
}

impl Retrieval {
    /// Of what was found, the share that is right, from 0 to 1; 0 when nothing was found.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// Of what is marked, the share that was found, from 0 to 1; 0 when nothing is marked.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.marked)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.marked)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Retrieval by field, kind and rule.
///
/// - A field is retrieved where a claim and its prediction agree on something that it says; the usual (`exactly`, `own`,
///   `stated`) is nothing said. Counted over the pairs for which it is marked.
/// - A kind is retrieved where a claim is found with its value, and as of that kind.
/// - A rule retrieves the claims that it contributed to and that are found with their value; its recall is its part in all
///   claims that are marked.
#[derive(Clone, Debug, Default)]
pub struct Breakdown {
    /// By [`Field::name`].
    pub by_field: BTreeMap<&'static str, Retrieval>,
    /// By the kind's name.
    pub by_kind: BTreeMap<String, Retrieval>,
    /// By the rule's id.
    pub by_rule: BTreeMap<String, Retrieval>,
    /// How many claims are marked.
    marked: usize,
}

impl Breakdown {
    /// Adds a document with the pairs of its claims and predictions.
    pub(super) fn add(&mut self, document: &MarkedDocument, live: &[Prediction], pairs: &[Pair]) {
        self.marked += document.claims.len();
        let mut right = vec![false; live.len()];
        for &(c, p) in pairs {
            let (claim, prediction) = (&document.claims[c], &live[p]);
            right[p] = same_value(claim, &prediction.figure);
            for field in Field::ALL.into_iter().filter(|field| !claim.unsure.contains(field)) {
                let said = |figure| is_said(field, said(figure, field));
                let both = (said(&claim.figure), said(&prediction.figure));
                let right = both == (true, true) && agrees(field, &claim.figure, &prediction.figure);
                self.by_field.entry(field.name()).or_default().count(right, both.1, both.0);
            }
            let kind = claim.figure.field(Field::Kind);
            let same = right[p] && kind == prediction.figure.field(Field::Kind);
            self.kind(kind).right += usize::from(same);
        }
        document.claims.iter().for_each(|claim| self.kind(claim.figure.field(Field::Kind)).marked += 1);
        for (prediction, right) in live.iter().zip(right) {
            self.kind(prediction.figure.field(Field::Kind)).found += 1;
            for rule in &prediction.rules {
                self.by_rule.entry(rule.clone()).or_default().count(right, true, false);
            }
        }
    }

    fn kind(&mut self, kind: &str) -> &mut Retrieval {
        self.by_kind.entry(kind.to_owned()).or_default()
    }

    /// The three tables, each with its title.
    pub fn tables(&self) -> [(&'static str, Vec<(&str, Retrieval)>); 3] {
        let of_rule = |(id, &retrieval)| (id, Retrieval { marked: self.marked, ..retrieval });
        [
            ("by field", self.by_field.iter().map(|(&name, &retrieval)| (name, retrieval)).collect()),
            ("by kind", self.by_kind.iter().map(|(name, &retrieval)| (name.as_str(), retrieval)).collect()),
            ("by rule", self.by_rule.iter().map(|(id, retrieval)| of_rule((id.as_str(), retrieval))).collect()),
        ]
    }
}

impl Retrieval {
    fn count(&mut self, right: bool, found: bool, marked: bool) {
        self.right += usize::from(right);
        self.found += usize::from(found);
        self.marked += usize::from(marked);
    }
}

fn is_said(field: Field, text: &str) -> bool {
    !text.is_empty() && !USUAL.contains(&(field, text))
}

/// One line of a table in JSON.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    table: &'static str,
    name: &'a str,
    precision: f64,
    recall: f64,
    f1: f64,
    right: usize,
    found: usize,
    marked: usize,
}

impl Breakdown {
    /// All lines of all tables.
    pub(super) fn lines(&self) -> Vec<Line<'_>> {
        let line = |table, name, retrieval: Retrieval| Line {
            table,
            name,
            precision: retrieval.precision(),
            recall: retrieval.recall(),
            f1: retrieval.f1(),
            right: retrieval.right,
            found: retrieval.found,
            marked: retrieval.marked,
        };
        let tables = self.tables().into_iter();
        tables.flat_map(|(table, rows)| rows.into_iter().map(move |(name, row)| line(table, name, row))).collect()
    }
}
