//! Word lists with entries of several words: "went up" beside "rose".

use std::sync::Arc;

use claimsift_text::{ListBits, WordId};
use rustc_hash::FxHashMap;

use crate::by_word::pairs_of;
use crate::program::Direction;
use crate::words::Words;

/// The lists that have entries of several words.
pub(crate) type LongLists = FxHashMap<ListBits, Arc<LongList>>;

/// A word list with entries of several words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LongList {
    /// The list, with its entries of one word.
    pub list: ListBits,
    /// The entries of several words, in the order in which they are tried.
    pub entries: Vec<Vec<WordId>>,
    /// The first word of each entry with the entry's place, sorted.
    by_first: Vec<(WordId, usize)>,
    /// The last word of each entry with the entry's place, sorted.
    by_last: Vec<(WordId, usize)>,
}

impl LongList {
    /// A list with these entries, each of at least one word.
    pub fn new(list: ListBits, entries: Vec<Vec<WordId>>) -> LongList {
        let sorted = |end: fn(&Vec<WordId>) -> WordId| {
            let mut places: Vec<_> = entries.iter().enumerate().map(|(place, entry)| (end(entry), place)).collect();
            places.sort_unstable();
            places
        };
        let by_first = sorted(|entry| entry[0]);
        let by_last = sorted(|entry| entry[entry.len() - 1]);
        LongList { list, entries, by_first, by_last }
    }

    /// The words that an entry of several words may begin with, read in this direction.
    pub fn ends(&self, direction: Direction) -> impl Iterator<Item = WordId> {
        self.by_end(direction).iter().map(|&(word, _)| word)
    }

    /// How many tokens each entry has that stands at a token, read in this direction. The last one is tried first.
    pub fn read(&self, words: &Words, direction: Direction, token: usize, mut found: impl FnMut(usize)) {
        if words.on(token, self.list) {
            found(1);
        }
        let word = words.tokens[token].word;
        if word == WordId::UNKNOWN {
            return;
        }
        for &(_, place) in pairs_of(self.by_end(direction), word).iter().rev() {
            let entry = &self.entries[place];
            if stands(entry, words, direction, token) {
                found(entry.len());
            }
        }
    }

    fn by_end(&self, direction: Direction) -> &[(WordId, usize)] {
        match direction {
            Direction::Right => &self.by_first,
            Direction::Left => &self.by_last,
        }
    }
}

/// Whether an entry begins at a token, or ends there when it is read to the left.
fn stands(entry: &[WordId], words: &Words, direction: Direction, token: usize) -> bool {
    let start = match direction {
        Direction::Right => Some(token),
        Direction::Left => (token + 1).checked_sub(entry.len()),
    };
    let tokens = start.and_then(|start| words.tokens.get(start..start + entry.len()));
    tokens.is_some_and(|tokens| tokens.iter().zip(entry).all(|(token, word)| token.word == *word))
}

#[cfg(test)]
mod tests {
    use claimsift_text::{Lexicon, Span, tokenise};

    use super::*;
    use crate::classes::Classes;
    use crate::types::Types;

    #[test]
    fn entries_are_read_in_both_directions() {
        let mut lexicon = Lexicon::default();
        let list = lexicon.add_list("rise").unwrap();
        let went = lexicon.add("went");
        lexicon.put(went, list);
        let entries = ["went up", "went up again", "up again", "went"]
            .map(|entry| entry.split(' ').map(|word| lexicon.add(word)).collect::<Vec<_>>());
        let long = LongList::new(list, entries[..3].to_vec());

        let text = "it went up again";
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &[], &lexicon, &mut tokens);
        let classes = Classes::of(&lexicon);
        let types = vec![Types::default(); tokens.len()];
        let words = Words::plain(text, &tokens, &types, &classes);
        // The last one found is tried first: the entries of several words in their order, then the single word.
        for (direction, token, expected) in [
            (Direction::Right, 0, &[][..]),
            (Direction::Right, 1, &[1, 3, 2]),
            (Direction::Right, 2, &[2]),
            (Direction::Right, 3, &[]),
            (Direction::Left, 0, &[]),
            (Direction::Left, 1, &[1]),
            (Direction::Left, 2, &[2]),
            (Direction::Left, 3, &[2, 3]),
        ] {
            let mut lengths = Vec::new();
            long.read(&words, direction, token, |length| lengths.push(length));
            assert_eq!(lengths, expected, "{direction:?} at {token}");
        }
    }
}
