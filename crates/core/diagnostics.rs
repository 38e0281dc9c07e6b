//! Draws what is wrong in a rule file: the line, a caret, and what to do.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use claimsift::text::{Problem, RuleFile, Severity, Span};

use crate::messages::Messages;

/// Shows `problems`; `files` holds the texts that they stand in.
pub fn show<'p>(problems: impl IntoIterator<Item = &'p Problem>, files: &[RuleFile], messages: &mut Messages) {
    for problem in problems {
        match files.iter().find(|file| file.name == problem.file) {
            Some(file) => messages.drawing(problem.severity, &draw(problem, &file.text)),
            None => messages.error(problem),
        }
    }
}

/// The problem with its place in `text`.
fn draw(problem: &Problem, text: &str) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mark = AnnotationKind::Primary.span(first_line(problem.span, text).into());
    let snippet = Snippet::source(text).path(problem.file.as_str()).annotation(mark);
    let mut group = level.primary_title(problem.message.as_str()).element(snippet);
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    Renderer::styled().render(&[group])
}

/// The part of a span on its first line: a whole entry under a caret hides where it begins.
fn first_line(span: Span, text: &str) -> Span {
    let start = span.start.min(text.len());
    let line = text[start..].find('\n').map_or(text.len(), |length| start + length);
    Span::new(start, span.end.clamp(start, line))
}
