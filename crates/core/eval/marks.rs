use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use claimsift_text::Span;
use serde_json::{Map, Value};

use super::{Field, Figure, Placed, beside, inside};

/// A text whose figures were marked by hand.
#[derive(Clone, Debug)]
pub struct MarkedDocument {
    /// Its id, the one that extraction gives it.
    pub id: String,
    /// Its text as given.
    pub text: String,
    /// The figures that someone could check, in the order of the text.
    pub claims: Vec<MarkedClaim>,
    /// The figures that are not worth checking, in the order of the text.
    pub muted: Vec<MutedFigure>,
}

/// A figure that someone could check.
#[derive(Clone, Debug)]
pub struct MarkedClaim {
    /// Where it stands and what it says.
    pub figure: Figure,
    /// Any value counts as right.
    pub unsure_value: bool,
    /// The fields that are open to argument or not marked, and so are not scored.
    pub unsure: Vec<Field>,
    /// Whether a fact-checker would want to check it; `None` where the marks do not say.
    pub check: Option<bool>,
}

/// A figure that is not worth checking.
#[derive(Clone, Debug)]
pub struct MutedFigure {
    /// Its place in the text as given, in bytes.
    pub span: Span,
    /// Why not: `year`, `clock`, …
    pub why: String,
}

impl MarkedClaim {
    /// Whether it is a boast without a number.
    pub(super) fn is_record(&self) -> bool {
        self.figure.field(Field::Kind) == "record"
    }
}

impl Placed for MarkedClaim {
    fn span(&self) -> Span {
        self.figure.span
    }
}

impl Placed for MutedFigure {
    fn span(&self) -> Span {
        self.span
    }
}

/// Why a file of marks cannot be read.
#[derive(Debug)]
pub struct MarksError {
    file: String,
    /// From 1; 0 when the file itself is the trouble.
    line: usize,
    reason: String,
}

impl fmt::Display for MarksError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.reason),
            line => write!(f, "{}:{line}: {}", self.file, self.reason),
        }
    }
}

impl std::error::Error for MarksError {}

/// Marked documents, and what could not be read of their marks.
#[derive(Debug, Default)]
pub struct Marks {
    /// The documents, in the order in which they are read.
    pub documents: Vec<MarkedDocument>,
    /// The marks and documents that were left out, each with its place and reason.
    pub problems: Vec<MarksError>,
}

/// Reads the marked documents of a path.
///
/// A folder, or a text that has a file of the same name and the extension `.marks` beside it, is read as
/// `claimsift extract` reads it; `corpus/README.md` says what a mark looks like. A mark that cannot be read is told of, and
/// the rest goes on. Any other file is a JSONL file whose records hold their marks. It fails at the first
/// that is broken: figures measured on marks that others made are to be theirs.
pub fn read_marks(path: &Path) -> Result<Marks, MarksError> {
    let marks = match path.is_dir() || beside::marks_of(path).is_file() {
        true => beside::read(path),
        false => Marks { documents: inside::read(path)?, problems: Vec::new() },
    };
    let mut ids = HashSet::new();
    match marks.documents.iter().find(|document| !ids.insert(document.id.as_str())) {
        Some(document) => Err(MarksError::new(path, 0, format!("a second document has the id {}", document.id))),
        None => Ok(marks),
    }
}

impl MarksError {
    /// Trouble on a line of a file, from 1, or with the file itself: 0.
    pub(super) fn new(file: &Path, line: usize, reason: impl fmt::Display) -> MarksError {
        MarksError { file: file.display().to_string(), line, reason: reason.to_string() }
    }
}

/// The claim that a mark stands for; what the mark does not say of `optional` fields is not scored.
pub(super) fn claim(mark: &Map<String, Value>, span: Span, optional: &[Field]) -> Result<MarkedClaim, String> {
    let unsure: Vec<&str> =
        mark.get("unsure").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let is_open =
        |field: Field| unsure.contains(&field.name()) || optional.contains(&field) && !mark.contains_key(field.name());
    Ok(MarkedClaim {
        figure: Figure::from_json(span, mark)?,
        unsure_value: unsure.contains(&"value"),
        unsure: Field::ALL.into_iter().filter(|&field| is_open(field)).collect(),
        check: mark.get("check").and_then(Value::as_bool),
    })
}

/// The figure that a mark says is not worth checking.
pub(super) fn muted_figure(mark: &Map<String, Value>, span: Span) -> MutedFigure {
    MutedFigure { span, why: mark.get("why").and_then(Value::as_str).unwrap_or("other").to_owned() }
}
