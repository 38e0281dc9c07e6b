//! A rule as the engine runs it.

use std::ops::Range;

use claimsift_quantities::{Comparator, Unit};
use claimsift_text::{Span, WordId};
use globset::GlobMatcher;
use jiff::civil::Date;

use crate::claim::{Change, Kind, Modality, Part};
use crate::head::Head;
use crate::program::Program;
use crate::worth::Conditions;

/// An entry of a rule file, compiled.
#[derive(Debug)]
pub struct Rule {
    pub(crate) id: String,
    pub(crate) summary: String,
    /// Its file, as a place in the rule set's list.
    pub(crate) file: usize,
    /// Its entry in the file's text.
    pub(crate) span: Span,
    pub(crate) layer: Layer,
    pub(crate) own: bool,
    pub(crate) pattern: CompiledPattern,
    pub(crate) unless: Vec<CompiledPattern>,
    pub(crate) place: Place,
    pub(crate) worth: Option<i32>,
    /// Its part in a claim's worth as [`Part::shown`] has it.
    pub(crate) shown: Option<String>,
    pub(crate) effect: Effect,
    pub(crate) examples: Vec<Example>,
    /// The words of which a sentence must have one; `None` when it asks for no word.
    pub(crate) required: Option<Vec<WordId>>,
    /// Switched off after loading.
    pub(crate) disabled: bool,
}

impl Rule {
    /// Its id, such as `people.killed`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it finds, in a sentence.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// The kind of entry: `rule`, `mute`, `speech`, `cue`, `worth`.
    pub fn entry_kind(&self) -> &'static str {
        match self.effect {
            Effect::Enrich { .. } => "rule",
            Effect::Mute { .. } => "mute",
            Effect::Speech => "speech",
            Effect::Cue(_) => "cue",
            Effect::Worth(_) => "worth",
        }
    }

    /// The layer of its file.
    pub fn layer(&self) -> Layer {
        self.layer
    }

    /// The points that it adds to a claim's worth; `None` when it says nothing of it.
    pub fn worth(&self) -> Option<i32> {
        self.worth
    }

    /// Its part in a claim's worth.
    pub(crate) fn part(&self) -> Option<Part<'_>> {
        Some(Part { weight: self.worth?, label: &self.id, shown: self.shown.as_deref() })
    }

    /// For an entry of worth, the weight that an editor expects of it: the one that fitting begins with.
    pub fn prior(&self) -> Option<i32> {
        match &self.effect {
            Effect::Worth(conditions) => Some(conditions.prior),
            _ => None,
        }
    }

    /// Whether a newsroom wrote it.
    pub fn is_own(&self) -> bool {
        self.own
    }

    /// The words of which a sentence must have one; none where it asks for no word.
    pub(crate) fn asked_words(&self) -> &[WordId] {
        self.required.as_deref().unwrap_or_default()
    }

    /// Whether one of its `unless` is looked for in the whole sentence: each of a rule without a head, else one without.
    pub(crate) fn is_stopped_by(&self, unless: &CompiledPattern) -> bool {
        self.pattern.head.is_none() || unless.head.is_none()
    }

    /// Whether it holds in some documents or blocks only, or in none.
    pub(crate) fn is_conditional(&self) -> bool {
        self.disabled || !self.place.is_anywhere()
    }

    /// What it is worth at equal conditions with another: a newsroom's own before shipped, then by layer.
    pub(crate) fn rank(&self) -> (bool, Layer) {
        (!self.own, self.layer)
    }
}

/// How special the rules of a file are: the first that sets a field wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Before all others.
    Special,
    /// The files of one family of claims.
    #[default]
    Family,
    /// What holds when nothing more is known.
    General,
}

impl Layer {
    /// Its name in rule files.
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::Special => "special",
            Layer::Family => "family",
            Layer::General => "general",
        }
    }

    pub(crate) const ALL: [Layer; 3] = [Layer::Special, Layer::Family, Layer::General];
}

/// Both halves of a pattern, and its head.
#[derive(Debug)]
pub(crate) struct CompiledPattern {
    pub head: Option<Head>,
    pub left: Program,
    pub right: Program,
}

/// What a rule does to the claims that it matches.
#[derive(Debug)]
pub(crate) enum Effect {
    Enrich {
        fields: Box<Fields>,
        keep: bool,
    },
    Mute {
        kinds: Option<Vec<Kind>>,
        units: Option<Vec<Unit>>,
    },
    Speech,
    Cue(CueFields),
    /// Moves the claims for which the conditions hold.
    Worth(Box<Conditions>),
}

/// The fields that a rule sets.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub kind: Option<Kind>,
    pub change: Option<Change>,
    pub comparator: Option<Comparator>,
    pub topic: Option<String>,
    pub counted: Vec<Counted>,
    pub unit: Option<Unit>,
}

/// The fields that a cue sets.
#[derive(Debug, Default)]
pub(crate) struct CueFields {
    pub modality: Option<Modality>,
    pub hedged: bool,
    pub negated: bool,
}

/// Where the counted phrase is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Noun,
    Name,
    Subject,
    Object,
    Compound,
    Of,
    /// What the figure before counts.
    Before,
    /// What a like figure of the sentence before counts.
    Carried,
}

impl Counted {
    pub const ALL: [(&str, Counted); 8] = [
        ("{noun}", Counted::Noun),
        ("{name}", Counted::Name),
        ("{subject}", Counted::Subject),
        ("{object}", Counted::Object),
        ("{compound}", Counted::Compound),
        ("{of}", Counted::Of),
        ("{before}", Counted::Before),
        ("{carried}", Counted::Carried),
    ];
}

/// Where a rule holds: any one condition is enough, and without any it holds everywhere.
#[derive(Debug, Default)]
pub(crate) struct Place {
    pub url: Option<GlobMatcher>,
    pub title: Option<GlobMatcher>,
    pub file: Option<GlobMatcher>,
    pub block: Option<String>,
    pub doc_has: Vec<String>,
}

/// A text that proves a rule.
#[derive(Debug)]
pub(crate) struct Example {
    /// The text without its marks.
    pub text: String,
    /// The day of the document that it stands in.
    pub date: Option<Date>,
    pub expected: Expected,
    /// Where the example stands in its file.
    pub span: Span,
}

/// What an example asks for.
#[derive(Debug)]
pub(crate) enum Expected {
    /// At each of these places one claim with the rule among its contributors.
    Finds(Vec<Range<usize>>),
    /// No claim to which the rule contributed.
    Skips,
    /// One claim with these fields, by their names in the record.
    Claim { fields: Vec<(String, String)>, only: bool },
}
