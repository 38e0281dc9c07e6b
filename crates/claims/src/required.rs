//! The words that a sentence must have for a pattern to match: what rules are indexed by.

use claimsift_text::{Lexicon, ListBits, WordId};

use crate::head::Head;
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
    let mut finder = Finder { lexicon, common, words: Vec::new() };
    let head = pattern.head.map(Head::lists).filter(|lists| !lists.is_empty()).map(Node::List);
    finder.add_rarest([&pattern.left].into_iter().chain(&head).chain([&pattern.right]))?;
    finder.words.sort_unstable();
    finder.words.dedup();
    Some(finder.words)
}

struct Finder<'a> {
    lexicon: &'a Lexicon,
    common: CommonWords,
    /// What was found, of the innermost node last.
    words: Vec<WordId>,
}

impl Finder<'_> {
    /// Adds the words that the node asks for, and says what they cost; `None` when it asks for none.
    fn add(&mut self, node: &Node) -> Option<usize> {
        let before = self.words.len();
        match node {
            Node::Words(words) => self.words.extend(words),
            Node::Exact(_, word) => self.words.push(*word),
            Node::List(list) => self.words.extend(self.lexicon.words_of(*list)),
            Node::LongList(list) => {
                self.words.extend(self.lexicon.words_of(list.list));
                // The rarest word of each entry of several words.
                let rarest = |entry: &Vec<WordId>| entry.iter().copied().min_by_key(|&word| self.cost(word));
                let rarest: Vec<WordId> = list.entries.iter().filter_map(rarest).collect();
                self.words.extend(rarest);
            }
            Node::Context(inside) | Node::Repeat(inside, Repeat::Some) => return self.add(inside),
            Node::Sequence(nodes) => return self.add_rarest(nodes),
            Node::Choice(choices) => {
                let cost: Option<usize> = choices.iter().map(|choice| self.add(choice)).sum();
                if cost.is_none() {
                    self.words.truncate(before);
                }
                return cost;
            }
            Node::Repeat(..)
            | Node::Quantity(_)
            | Node::Past
            | Node::Phrase(_)
            | Node::Skip(_)
            | Node::Start
            | Node::End => return None,
        }
        Some(self.words[before..].iter().map(|&word| self.cost(word)).sum())
    }

    /// Adds the words of the node whose words cost least, of the first among equals.
    fn add_rarest<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>) -> Option<usize> {
        let start = self.words.len();
        let mut least = None;
        for node in nodes {
            let before = self.words.len();
            let Some(cost) = self.add(node) else { continue };
            match least.is_none_or(|least| cost < least) {
                true => {
                    self.words.drain(start..before);
                    least = Some(cost);
                }
                false => self.words.truncate(before),
            }
        }
        least
    }

    fn cost(&self, word: WordId) -> usize {
        match self.lexicon.lists(word) {
            lists if lists.meets(self.common.punctuation) => PUNCTUATION_COST,
            lists if lists.meets(self.common.function) => FUNCTION_WORD_COST,
            _ => 1,
        }
    }
}
