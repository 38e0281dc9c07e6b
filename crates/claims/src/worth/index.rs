//! The entries of worth by what they ask for, so that only those are looked at whose conditions may hold.

use claimsift_text::{ListBits, Token};
use rust_decimal::prelude::ToPrimitive;

use super::traits::{Answer, Traits};
use super::{Conditions, Surface};
use crate::claim::Claim;
use crate::rule::{Effect, Rule};

/// All entries of worth, in the order in which they apply.
#[derive(Debug, Default)]
pub(crate) struct WorthIndex(Vec<Block>);

/// Up to 64 entries. Sets of them are one bit an entry: nearly all rule sets have one block.
#[derive(Debug)]
struct Block {
    /// The entries' places in the rule set's list.
    rules: Vec<usize>,
    /// The entries that ask for no word of the sentence.
    wordless: u64,
    /// For each list, the entries that ask for a word of it.
    by_list: [u64; ListBits::COUNT],
    /// The lists that entries ask for.
    lists: ListBits,
    /// For each answer, the entries that let it pass.
    by_answer: [u64; Traits::ANSWERS],
    /// The entries that ask more of a sentence.
    particular: u64,
    /// The entries that ask more of a claim.
    detailed: u64,
    /// The entries that may not hold here, whatever the sentence.
    conditional: u64,
}

impl WorthIndex {
    /// Adds an entry, by its place in the rule set's list.
    pub fn add(&mut self, rule: usize, conditions: &Conditions) {
        if self.0.last().is_none_or(Block::is_full) {
            self.0.push(Block::default());
        }
        self.0.last_mut().expect("a block with room").add(rule, conditions);
    }

    /// Notes that an entry may not hold everywhere.
    pub fn mark_conditional(&mut self, rule: usize) {
        for block in &mut self.0 {
            if let Some(place) = block.rules.iter().position(|&known| known == rule) {
                block.conditional |= 1 << place;
            }
        }
    }

    /// Finds the entries that hold for a sentence, a set for each block; `is_active` tells whether a conditional rule does.
    pub fn find(
        &self,
        rules: &[Rule],
        surface: &Surface,
        mut is_active: impl FnMut(usize) -> bool,
        holding: &mut Vec<u64>,
    ) {
        holding.clear();
        holding.extend(self.0.iter().map(|block| {
            let mut found = block.of_sentence(rules, surface);
            for place in places(found & block.conditional) {
                found &= !(u64::from(!is_active(block.rules[place])) << place);
            }
            found
        }));
    }

    /// Adds to a claim the weights of the entries that hold for its sentence and for itself, in the order of the file.
    pub fn judge<'r>(&self, rules: &'r [Rule], holding: &[u64], tokens: &[Token], claim: &mut Claim<'r>) {
        let answers = Traits::answers_of(claim);
        let floor = claim.value.and_then(|value| value.floor().to_i128());
        for (block, &holding) in self.0.iter().zip(holding) {
            for place in places(block.passed(answers, holding)) {
                let rule = &rules[block.rules[place]];
                let is_detailed = block.detailed & (1 << place) != 0;
                let holds = || conditions(rule).is_some_and(|conditions| conditions.hold_for(claim, floor, tokens));
                if (!is_detailed || holds())
                    && let Some(part) = rule.part()
                {
                    claim.why.push(part);
                }
            }
        }
    }
}

impl Default for Block {
    fn default() -> Block {
        Block {
            rules: Vec::new(),
            wordless: 0,
            by_list: [0; ListBits::COUNT],
            lists: ListBits::NONE,
            by_answer: [0; Traits::ANSWERS],
            particular: 0,
            detailed: 0,
            conditional: 0,
        }
    }
}

impl Block {
    fn is_full(&self) -> bool {
        self.rules.len() == u64::BITS as usize
    }

    fn add(&mut self, rule: usize, conditions: &Conditions) {
        let entry = 1 << self.rules.len();
        self.rules.push(rule);
        match conditions.words {
            None => self.wordless |= entry,
            Some(words) => {
                self.lists |= words;
                words.numbers().for_each(|list| self.by_list[list] |= entry);
            }
        }
        conditions.traits.answers().for_each(|answer| self.by_answer[answer] |= entry);
        self.particular |= if conditions.rest.is_some() { entry } else { 0 };
        self.detailed |= if conditions.details.is_some() { entry } else { 0 };
    }

    fn of_sentence(&self, rules: &[Rule], surface: &Surface) -> u64 {
        let lists = (surface.lists & self.lists).numbers();
        let worded = lists.fold(self.wordless, |entries, list| entries | self.by_list[list]);
        let mut found = self.passed(surface.answers(), worded);
        for place in places(found & self.particular) {
            let holds = conditions(&rules[self.rules[place]]).is_some_and(|conditions| conditions.hold_in(surface));
            found &= !(u64::from(!holds) << place);
        }
        found
    }

    /// Those of some entries that all of these answers pass.
    fn passed<const N: usize>(&self, answers: [Answer; N], entries: u64) -> u64 {
        answers.into_iter().fold(entries, |entries, answer| entries & self.by_answer[answer])
    }
}

/// The places of the bits of a set.
fn places(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (place < u64::BITS).then_some(place as usize)
    })
}

fn conditions(rule: &Rule) -> Option<&Conditions> {
    match &rule.effect {
        Effect::Worth(conditions) => Some(conditions),
        _ => None,
    }
}
