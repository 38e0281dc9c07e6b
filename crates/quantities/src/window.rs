//! The words around a figure, kept as they were read: every part of the grammar asks for the same few of them.

use std::cell::Cell;

use crate::sentence::Word;

/// So many places are remembered; a new one takes the slot of an older one.
const SLOTS: usize = 8;

/// A word, or that there is none, as seen from a place.
#[derive(Clone, Copy)]
struct Seen<'t> {
    from: usize,
    word: Option<Word<'t>>,
}

/// The words seen from the last few places, in one direction.
pub(crate) struct Window<'t>([Cell<Seen<'t>>; SLOTS]);

impl<'t> Window<'t> {
    /// Nothing was seen yet.
    #[inline]
    pub fn new() -> Window<'t> {
        Window(std::array::from_fn(|_| Cell::new(Seen { from: usize::MAX, word: None })))
    }

    /// The word seen from `from`; `read` is asked when it is not known.
    #[inline]
    pub fn word(&self, from: usize, read: impl FnOnce() -> Option<Word<'t>>) -> Option<Word<'t>> {
        let slot = &self.0[from % SLOTS];
        let seen = slot.get();
        if seen.from == from {
            return seen.word;
        }
        let word = read();
        slot.set(Seen { from, word });
        word
    }
}
