use std::fmt;

use crate::{RuleFile, Span};

/// Something that is wrong in a rule file, and where.
///
/// `Display` gives `rules/people.toml:5:43: unknown name {peple}`; the command draws the place from the span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name, as it was given.
    pub file: String,
    /// The place in the file's text, in bytes.
    pub span: Span,
    /// The line of the place, from 1.
    pub line: usize,
    /// The column of the place in characters, from 1.
    pub column: usize,
    /// Whether the entry was dropped for it.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it: the nearest known word, the corrected line.
    pub help: Option<String>,
}

/// How bad a [`Problem`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; the entry works.
    Warning,
    /// The entry does not work and was left out.
    Error,
}

impl Problem {
    /// An error at `span` of `file`.
    pub fn error(file: &RuleFile, span: impl Into<Span>, message: impl Into<String>) -> Problem {
        let span = span.into();
        let (line, column) = position(&file.text, span.start);
        Problem {
            file: file.name.clone(),
            span,
            line,
            column,
            severity: Severity::Error,
            message: message.into(),
            help: None,
        }
    }

    /// A warning at `span` of `file`.
    pub fn warning(file: &RuleFile, span: impl Into<Span>, message: impl Into<String>) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::error(file, span, message) }
    }

    /// The same problem with a word on what to do.
    pub fn with_help(self, help: impl Into<String>) -> Problem {
        Problem { help: Some(help.into()), ..self }
    }

    /// The same problem, with the known word nearest to `written` as its help, when one is near.
    pub fn with_nearest<'k>(self, written: &str, known: impl IntoIterator<Item = &'k str>) -> Problem {
        match nearest(written, known) {
            Some(word) => self.with_help(format!("did you mean `{word}`?")),
            None => self,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { file, line, column, message, .. } = self;
        write!(f, "{file}:{line}:{column}: {message}")?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

/// The known word that `written` was probably meant to be: at most a third of its letters differ.
///
/// ```
/// assert_eq!(claimsift_text::nearest("patern", ["id", "pattern"]), Some("pattern"));
/// assert_eq!(claimsift_text::nearest("colour", ["id", "pattern"]), None);
/// ```
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let allowed = (written.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(written, word), word))
        .filter(|&(distance, _)| distance <= allowed)
        .min()
        .map(|(_, word)| word)
}

/// Line and column, both from 1, of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
