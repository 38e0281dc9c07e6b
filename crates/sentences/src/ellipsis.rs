//! Runs of full stops: which are ellipses, and where those end a sentence.

use crate::Rule;
use crate::character;
use crate::opening::{Opening, OpeningKind};

/// A run of full stops, with single spaces between them or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dots {
    /// Where the run begins.
    start: usize,
    /// How many stops there are, counted up to [`MOST`].
    count: usize,
}

/// Four stops are an ellipsis with a full stop; more tell nothing new.
const MOST: usize = 4;

impl Dots {
    /// The run that ends with the full stop or `…` at `at`.
    pub(crate) fn before(text: &str, at: usize) -> Dots {
        let bytes = text.as_bytes();
        if bytes[at] != b'.' {
            return Dots { start: at, count: MOST - 1 };
        }
        let mut dots = Dots { start: at, count: 1 };
        while dots.count < MOST {
            dots.start = match &bytes[..dots.start] {
                [.., b'.'] => dots.start - 1,
                [.., b'.', b' '] => dots.start - 2,
                _ => break,
            };
            dots.count += 1;
        }
        dots
    }

    /// Where the run begins.
    pub(crate) fn start(self) -> usize {
        self.start
    }

    /// Whether they are more than one full stop.
    pub(crate) fn are_ellipsis(self) -> bool {
        self.count > 1
    }

    /// Whether the sentence before `next` ends with this ellipsis.
    ///
    /// An ellipsis at a word can end it. One behind a space leaves out words in the middle, unless a fourth stop or a
    /// closing quote ends it; one behind a terminator begins the sentence itself.
    pub(crate) fn end(self, text: &str, closed: bool, next: Opening) -> Result<Rule, Rule> {
        let spaced = character::before(text, self.start).is_none_or(|before| !before.is_alphanumeric());
        let inside = spaced && !closed && self.count < MOST;
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
