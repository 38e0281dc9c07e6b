//! Runs of full stops: which are ellipses, and where those end a sentence.

use crate::Rule;
use crate::character;
use crate::opening::{Opening, OpeningKind};

/// A run of full stops, all with single spaces between them or all without.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dots {
    /// Where the run begins.
    pub(crate) start: usize,
    /// How many stops there are, counted up to [`MOST`].
    count: usize,
    /// Whether spaces stand between them.
    spaced: bool,
}

/// Four stops are an ellipsis with a full stop; more tell nothing new.
const MOST: usize = 4;

impl Dots {
    /// The run that ends with the full stop or `…` at `at`.
    pub(crate) fn before(text: &str, at: usize) -> Dots {
        let bytes = text.as_bytes();
        if bytes[at] != b'.' {
            return Dots { start: at, count: MOST - 1, spaced: false };
        }
        let spaced = bytes[..at].ends_with(b". ");
        let step: &[u8] = if spaced { b". " } else { b"." };
        let mut dots = Dots { start: at, count: 1, spaced };
        while dots.count < MOST && bytes[..dots.start].ends_with(step) {
            dots.start -= step.len();
            dots.count += 1;
        }
        dots
    }

    /// Whether they are more than one full stop.
    pub(crate) fn are_ellipsis(self) -> bool {
        self.count > 1
    }

    /// Whether the sentence ends with this ellipsis, by what is `next`.
    ///
    /// An ellipsis at a word can end its sentence. One behind a space leaves out words in the middle, unless a fourth
    /// stop or a closing quote ends it. Three stops behind a full stop (`compounds. . . .`) begin the next sentence.
    pub(crate) fn end(self, text: &str, closed: bool, next: Opening) -> Result<Rule, Rule> {
        let glued = character::before(text, self.start).is_some_and(char::is_alphanumeric);
        let whole = self.count == MOST;
        let inside = !closed && if glued { self.spaced && whole } else { !whole };
        match next.kind {
            OpeningKind::Lower | OpeningKind::Continuation => Err(Rule::Ellipsis),
            _ if inside => Err(Rule::Ellipsis),
            _ => Ok(Rule::Ellipsis),
        }
    }
}

/// Where the ellipsis at `at` ends: three stops or more, with single spaces between them or none, or `…`.
pub(crate) fn end_of(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match &bytes[at..] {
        [b'.', b'.', b'.', ..] => Some(character::run_end(text, at, |character| character == '.')),
        [b'.', b' ', b'.', b' ', b'.', ..] => Some(at + 5),
        _ => text[at..].starts_with('…').then(|| at + '…'.len_utf8()),
    }
}
