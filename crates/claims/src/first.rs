//! What a match may begin with, to refuse most places at one look.

use claimsift_text::{ListBits, WordId};

use crate::by_word::pairs_of;
use crate::program::Direction;
use crate::types::Types;
use crate::words::Words;

/// Some words, most others of which are told by one bit.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct WordSet {
    /// One bit for each of the words, by its number modulo 64.
    bits: u64,
    /// Sorted.
    words: Vec<WordId>,
}

impl WordSet {
    pub fn add(&mut self, words: &[WordId]) {
        self.words.extend_from_slice(words);
        self.words.sort_unstable();
        self.words.dedup();
        self.bits = words.iter().fold(self.bits, |bits, &word| bits | WordSet::bit(word));
    }

    #[inline]
    pub fn has(&self, word: WordId) -> bool {
        self.bits & WordSet::bit(word) != 0 && word != WordId::UNKNOWN && self.words.binary_search(&word).is_ok()
    }

    pub fn words(&self) -> &[WordId] {
        &self.words
    }

    #[inline]
    fn bit(word: WordId) -> u64 {
        1 << (word.index() % 64)
    }
}

/// What a match may begin with from some step on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct First {
    /// It may begin with something else than is named here, or be empty.
    pub open: bool,
    /// It may match without reading anything.
    pub empty: bool,
    /// It begins the sentence.
    pub opening: bool,
    pub words: WordSet,
    pub lists: ListBits,
    /// Quantities of one of these sorts.
    pub types: Vec<Types>,
    /// It may begin with any word: with a phrase, or a past form.
    pub any_word: bool,
}

impl First {
    /// Whether the token next to a boundary is none of these.
    #[inline]
    pub fn fails(&self, words: &Words, from: usize, direction: Direction) -> bool {
        !self.open && direction.next(words, from).is_none_or(|token| !self.accepts(words, token))
    }

    /// Whether a token is one of those that it names.
    #[inline]
    pub fn accepts(&self, words: &Words, at: usize) -> bool {
        let token = &words.tokens[at];
        match token.typed {
            Some(_) => self.types.iter().any(|types| types.accept(words.types[at])),
            None => {
                self.words.has(token.word)
                    || token.lists.meets(self.lists)
                    || self.any_word && !words.is_punctuation(at)
            }
        }
    }

    /// Whether it names nothing but single words.
    fn is_words(&self) -> bool {
        !self.open && self.lists.is_empty() && self.types.is_empty() && !self.any_word
    }
}

/// Several ways on from a step, in the order in which they are tried.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Branches {
    /// The steps at which they begin.
    pub starts: Vec<usize>,
    /// Each word that some of them begin with, and the place of the branch; sorted.
    words: Vec<(WordId, usize)>,
    /// One bit for each of these words, as in a [`WordSet`].
    bits: u64,
    /// The others, and their places.
    others: Vec<(First, usize)>,
}

impl Branches {
    pub fn new(starts: Vec<usize>) -> Branches {
        Branches { starts, ..Branches::default() }
    }

    /// Notes what each branch may begin with, in their order.
    pub fn index(&mut self, firsts: impl Iterator<Item = First>) {
        for (place, first) in firsts.enumerate() {
            match first.is_words() {
                true => self.words.extend(first.words.words().iter().map(|&word| (word, place))),
                false => self.others.push((first, place)),
            }
        }
        self.words.sort_unstable();
        self.bits = self.words.iter().fold(0, |bits, &(word, _)| bits | WordSet::bit(word));
    }

    /// Gives the steps at which the branches begin that may match where `token` is read next, the last one first.
    pub fn open(&self, words: &Words, token: Option<usize>, mut go: impl FnMut(usize)) {
        let worded = token.map_or(&[][..], |token| self.of_word(words.tokens[token].word));
        let mut worded = worded.iter().rev().map(|&(_, place)| place).peekable();
        let accepts = |first: &First| first.open || token.is_some_and(|token| first.accepts(words, token));
        for (first, place) in self.others.iter().rev() {
            if accepts(first) {
                while let Some(later) = worded.next_if(|later| later > place) {
                    go(self.starts[later]);
                }
                go(self.starts[*place]);
            }
        }
        worded.for_each(|place| go(self.starts[place]));
    }

    /// The branches that begin with a word, in their order.
    fn of_word(&self, word: WordId) -> &[(WordId, usize)] {
        if self.bits & WordSet::bit(word) == 0 { &[] } else { pairs_of(&self.words, word) }
    }
}

#[cfg(test)]
mod tests {
    use claimsift_text::{Lexicon, Span, tokenise};

    use super::*;
    use crate::classes::Classes;

    #[test]
    fn branches_open_from_the_last_to_the_first() {
        let mut lexicon = Lexicon::default();
        let list = lexicon.add_list("boats").unwrap();
        let [boat, quay, idle] = ["boat", "quay", "idle"].map(|word| lexicon.add(word));
        lexicon.put(boat, list);
        let words = |ids: &[WordId]| {
            let mut first = First::default();
            first.words.add(ids);
            first
        };
        let mut branches = Branches::new(vec![10, 11, 12, 13, 14]);
        let firsts = [
            words(&[boat, quay]),
            First { lists: list, ..First::default() },
            words(&[boat, idle]),
            First { open: true, ..First::default() },
            words(&[quay, boat]),
        ];
        branches.index(firsts.into_iter());

        let text = "boat quay idle other";
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &[], &lexicon, &mut tokens);
        let classes = Classes::of(&lexicon);
        let types = vec![Types::default(); tokens.len()];
        let words = Words::plain(text, &tokens, &types, &classes);
        for (token, expected) in [
            (Some(0), &[14, 13, 12, 11, 10][..]),
            (Some(1), &[14, 13, 10]),
            (Some(2), &[13, 12]),
            (Some(3), &[13]),
            (None, &[13]),
        ] {
            let mut opened = Vec::new();
            branches.open(&words, token, |step| opened.push(step));
            assert_eq!(opened, expected, "{token:?}");
        }
    }

    #[test]
    fn words_with_the_same_bit_are_told_apart() {
        let mut lexicon = Lexicon::default();
        let ids: Vec<WordId> = (0..130).map(|number| lexicon.add(&format!("word{number}"))).collect();
        let mut set = WordSet::default();
        set.add(&[ids[64], ids[0], ids[64]]);
        for (place, &id) in ids.iter().enumerate() {
            assert_eq!(set.has(id), place == 0 || place == 64, "{place}");
        }
        assert!(!set.has(WordId::UNKNOWN));
        assert_eq!(set.words(), [ids[0], ids[64]]);
    }
}
