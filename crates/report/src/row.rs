use claimsift_text::Span;

use crate::List;

/// A claim as people see it: the owned record that every output is written from.
///
/// A field that the text does not tell is empty. [`crate::FIELDS`] lists the fields with what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "FIELDS says what each field means, once for columns, keys and documentation")]
pub struct Row {
    pub claim_id: String,
    pub worth: i32,
    pub flags: List,
    pub claim: String,
    pub quote: String,
    pub sentence: String,
    /// Where the quote stands in `sentence`.
    pub quote_at: Span,
    pub speaker: String,
    pub attribution: &'static str,
    pub modality: &'static str,
    pub about_time: String,
    pub kind: &'static str,
    pub topic: String,
    pub value: String,
    pub value_high: String,
    pub unit: String,
    pub base_value: String,
    pub base_value_high: String,
    pub base_unit: String,
    pub dimension: String,
    pub comparator: &'static str,
    pub change: &'static str,
    pub counted: String,
    pub goes_with: List,
    pub goes_with_claims: List,
    pub why: List,
    pub title: String,
    /// ISO 8601.
    pub date: String,
    pub file: String,
    pub line: usize,
    pub block: String,
    pub before: String,
    pub after: String,
    pub url: String,
    pub hedged: String,
    pub negated: String,
    pub doc_id: String,
    /// Bytes of the text as given.
    pub start: usize,
    pub end: usize,
    pub rules: List,
    pub muted_by: String,
}
