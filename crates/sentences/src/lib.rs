//! Splits English news text into sentences by tables that a newsroom can edit.

use claimsift_text::Span;

/// A sentence: its span without the white space around it, and what ended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// What ended it.
    pub end: SentenceEnd,
}

/// What ended a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceEnd {
    /// A full stop or another terminator, with its closing quotes and brackets.
    Terminator,
    /// A line end inside a block that is no wrap: after a list item, a heading line, a table row.
    Line,
    /// A blank line or the end of the text: the block ends too.
    Block,
}
