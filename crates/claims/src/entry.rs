//! The entries of rule files as they are written: TOML in, nothing decided yet.

use claimsift_text::Text;
use serde::Deserialize;
use toml::Spanned;

/// `[[words]]`: a word list, named `{name}` in patterns.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsEntry<'f> {
    pub name: Spanned<String>,
    /// What the list is for.
    #[serde(default)]
    #[allow(dead_code, reason = "for the reader of the file")]
    pub summary: Option<Text<'f>>,
    #[serde(borrow)]
    pub words: Vec<Text<'f>>,
}

/// `[[rule]]`: says more about a claim.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleEntry {
    pub id: Spanned<String>,
    pub summary: Spanned<String>,
    pub pattern: Spanned<String>,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    #[serde(default, rename = "where")]
    pub place: PlaceEntry,
    pub case: Option<Spanned<String>>,
    #[serde(default)]
    pub set: SetEntry,
    pub worth: Option<i32>,
    #[serde(default)]
    pub keep: bool,
    #[serde(default)]
    pub finds: Vec<Spanned<String>>,
    #[serde(default)]
    pub skips: Vec<Spanned<String>>,
    #[serde(default)]
    pub example: Vec<ExampleEntry>,
}

/// `[[mute]]`: names claims that are not worth checking.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct MuteEntry {
    pub id: Spanned<String>,
    pub summary: Spanned<String>,
    pub pattern: Option<Spanned<String>>,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    #[serde(default, rename = "where")]
    pub place: PlaceEntry,
    pub case: Option<Spanned<String>>,
    pub kinds: Option<Vec<Spanned<String>>>,
    pub units: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub finds: Vec<Spanned<String>>,
    #[serde(default)]
    pub skips: Vec<Spanned<String>>,
    #[serde(default)]
    pub example: Vec<ExampleEntry>,
}

/// `[[speech]]`: who says it.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpeechEntry {
    pub id: Spanned<String>,
    pub summary: Spanned<String>,
    pub pattern: Spanned<String>,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    #[serde(default, rename = "where")]
    pub place: PlaceEntry,
    pub case: Option<Spanned<String>>,
    pub worth: Option<i32>,
    #[serde(default)]
    pub finds: Vec<Spanned<String>>,
    #[serde(default)]
    pub skips: Vec<Spanned<String>>,
    #[serde(default)]
    pub example: Vec<ExampleEntry>,
}

/// `[[cue]]`: a word near a claim that says how it is meant.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct CueEntry {
    pub id: Spanned<String>,
    pub summary: Spanned<String>,
    pub pattern: Spanned<String>,
    #[serde(default)]
    pub unless: Vec<Spanned<String>>,
    #[serde(default, rename = "where")]
    pub place: PlaceEntry,
    pub case: Option<Spanned<String>>,
    #[serde(default)]
    pub set: CueSetEntry,
    pub worth: Option<i32>,
    #[serde(default)]
    pub finds: Vec<Spanned<String>>,
    #[serde(default)]
    pub skips: Vec<Spanned<String>>,
    #[serde(default)]
    pub example: Vec<ExampleEntry>,
}

/// `[[rule.example]]`: a text and the fields of its claim.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleEntry {
    pub text: Spanned<String>,
    pub claim: toml::Table,
    /// The day of the document, for relative times.
    pub date: Option<Spanned<String>>,
    /// No claim but the given one may be found.
    #[serde(default)]
    pub only: bool,
}

/// Where an entry holds; everywhere when nothing is given, and where any one holds otherwise.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields, expecting = "conditions in braces: write { url = \"*/weather/*\" }")]
pub(crate) struct PlaceEntry {
    pub url: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub file: Option<Spanned<String>>,
    pub block: Option<Spanned<String>>,
    #[serde(default)]
    pub doc_has: Vec<String>,
}

/// The fields that a rule sets.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields, expecting = "fields in braces: write { topic = \"schools\" }")]
pub(crate) struct SetEntry {
    pub kind: Option<Spanned<String>>,
    pub change: Option<Spanned<String>>,
    pub comparator: Option<Spanned<String>>,
    pub topic: Option<String>,
    pub counted: Option<Spanned<String>>,
    pub unit: Option<Spanned<String>>,
}

/// The fields that a cue sets.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields, expecting = "fields in braces: write { modality = \"forecast\" }")]
pub(crate) struct CueSetEntry {
    pub modality: Option<Spanned<String>>,
    #[serde(default)]
    pub hedged: bool,
    #[serde(default)]
    pub negated: bool,
}
