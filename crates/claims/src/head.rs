//! What a rule is about: a quantity, or a word that boasts without one.

use claimsift_text::ListBits;

use crate::types::Types;
use crate::words::Words;

/// What a pattern is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// A quantity of one of these sorts.
    Quantity(Types),
    /// A word of these lists: "highest".
    Words(ListBits),
    /// Whatever a claim is about.
    Any,
}

impl Head {
    /// Whether a token can be the head.
    #[inline]
    pub fn accepts(self, words: &Words, at: usize) -> bool {
        match self {
            Head::Quantity(types) => words.tokens[at].typed.is_some() && types.accept(words.types[at]),
            Head::Words(lists) => words.on(at, lists),
            Head::Any => true,
        }
    }

    /// The sorts of quantity that it may be.
    pub fn types(self) -> Types {
        match self {
            Head::Quantity(types) => types,
            Head::Words(_) => Types::default(),
            Head::Any => Types::all(),
        }
    }

    /// The lists of words that it may be.
    pub fn lists(self) -> ListBits {
        match self {
            Head::Words(lists) => lists,
            Head::Quantity(_) | Head::Any => ListBits::NONE,
        }
    }
}
