//! The words that a sentence must have for a pattern to match: what rules are indexed by.

use claimsift_text::{Lexicon, ListBits, WordId};

use crate::head::Head;
use crate::long_list::LongList;
use crate::pattern::{Node, Pattern, Repeat};

/// What a word costs by the sentences that have it, where any other costs 1: many have a function word, and nearly all
/// have a comma.
const FUNCTION_WORD_COST: usize = 1_000;
const PUNCTUATION_COST: usize = 10_000;

/// The words that are too common to look a rule up by, if it asks for another one too.
#[derive(Clone, Copy)]
pub(crate) struct CommonWords {
    pub function: ListBits,
    pub punctuation: ListBits,
}

/// The rarest set of words of which a sentence must have at least one, as far as can be told from the pattern;
/// `None` when it asks for no word.
pub(crate) fn required(pattern: &Pattern, lexicon: &Lexicon, common: CommonWords) -> Option<Vec<WordId>> {
    let finder = Finder { lexicon, common };
    let head = pattern.head.map(Head::lists).filter(|lists| !lists.is_empty());
    let head = head.map(|lists| lexicon.words_of(lists).collect());
    finder.rarest([finder.of(&pattern.left), head, finder.of(&pattern.right)].into_iter().flatten())
}

struct Finder<'a> {
    lexicon: &'a Lexicon,
    common: CommonWords,
}

impl Finder<'_> {
    fn of(&self, node: &Node) -> Option<Vec<WordId>> {
        match node {
            Node::Words(words) => Some(words.clone()),
            Node::Exact(_, word) => Some(vec![*word]),
            Node::List(list) => Some(self.lexicon.words_of(*list).collect()),
            Node::LongList(list) => Some(self.any_of(self.lexicon.words_of(list.list).chain(self.of_entries(list)))),
            Node::Context(inside) | Node::Repeat(inside, Repeat::Some) => self.of(inside),
            Node::Sequence(nodes) => self.rarest(nodes.iter().filter_map(|node| self.of(node))),
            Node::Choice(choices) => {
                let words = choices.iter().map(|choice| self.of(choice)).collect::<Option<Vec<_>>>()?;
                Some(self.any_of(words.into_iter().flatten()))
            }
            Node::Repeat(..)
            | Node::Quantity(_)
            | Node::Past
            | Node::Phrase(_)
            | Node::Skip(_)
            | Node::Start
            | Node::End => None,
        }
    }

    fn any_of(&self, words: impl Iterator<Item = WordId>) -> Vec<WordId> {
        let mut words: Vec<_> = words.collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The rarest word of each entry of several words.
    fn of_entries(&self, list: &LongList) -> impl Iterator<Item = WordId> {
        list.entries.iter().filter_map(|entry| entry.iter().copied().min_by_key(|&word| self.cost(word)))
    }

    fn rarest(&self, sets: impl Iterator<Item = Vec<WordId>>) -> Option<Vec<WordId>> {
        sets.min_by_key(|words| words.iter().map(|&word| self.cost(word)).sum::<usize>())
    }

    fn cost(&self, word: WordId) -> usize {
        match self.lexicon.lists(word) {
            lists if lists.meets(self.common.punctuation) => PUNCTUATION_COST,
            lists if lists.meets(self.common.function) => FUNCTION_WORD_COST,
            _ => 1,
        }
    }
}
