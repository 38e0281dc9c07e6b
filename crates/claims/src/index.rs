//! Which rules a sentence, a figure or a word may match.

use claimsift_text::{Lexicon, WordId};

use crate::by_word::ByWord;
use crate::head::Head;
use crate::rule::{Effect, Rule};
use crate::rule_bits::{Few, RuleBits};
use crate::starts::{Floating, Neighbours};
use crate::types::Types;
use crate::worth::WorthIndex;

/// Which rules a sentence may match, by the words that it has. Numbers are places in the list of rules.
#[derive(Debug)]
pub(crate) struct Index {
    /// For each word of the lexicon, the rules that ask for it.
    by_word: ByWord<Few>,
    /// The rules that ask for no word.
    pub always: RuleBits,
    /// For each kind of quantity, the rules whose head may be of it.
    pub by_kind: Vec<RuleBits>,
    /// The rules by what may stand right before their heads.
    pub before: Neighbours,
    /// The rules by what may stand right behind their heads.
    pub behind: Neighbours,
    /// The rules whose head may be a word.
    pub worded: RuleBits,
    /// The rules that hold in some documents or blocks only, or in none.
    pub conditional: RuleBits,
    /// The rules with an `unless` that is looked for in the whole sentence.
    pub stopped: RuleBits,
    /// Those of `[[speech]]`.
    pub speech: RuleBits,
    /// What the patterns without a head begin with.
    pub floating: Floating,
    /// The entries of worth, which have no pattern.
    pub worth: WorthIndex,
}

impl Index {
    /// The rules that ask for this word.
    #[inline]
    pub fn of_word(&self, word: WordId) -> &[Few] {
        self.by_word.get(word)
    }

    /// Notes that a rule may not hold in a sentence that has its words.
    pub fn mark_conditional(&mut self, rule: usize) {
        self.conditional.insert(rule);
        self.worth.mark_conditional(rule);
    }

    /// Of rules in the order in which they apply.
    pub fn new(rules: &[Rule], lexicon: &Lexicon) -> Index {
        let none = RuleBits::of_length(rules.len());
        let mut index = Index {
            by_word: by_asked_word(rules, lexicon.len()),
            always: none.clone(),
            by_kind: vec![none.clone(); Types::KINDS],
            before: Neighbours::new(rules, |pattern| &pattern.left, lexicon),
            behind: Neighbours::new(rules, |pattern| &pattern.right, lexicon),
            worded: none.clone(),
            conditional: none.clone(),
            stopped: none.clone(),
            speech: none,
            floating: Floating::new(rules, lexicon),
            worth: WorthIndex::default(),
        };
        for (place, rule) in rules.iter().enumerate() {
            if let Effect::Worth(conditions) = &rule.effect {
                index.worth.add(place, conditions);
                continue;
            }
            if rule.required.is_none() {
                index.always.insert(place);
            }
            if let Some(head) = rule.pattern.head {
                let kinds = (0..Types::KINDS).filter(|&kind| head.types().has_kind(kind));
                kinds.for_each(|kind| index.by_kind[kind].insert(place));
            }
            if matches!(rule.pattern.head, Some(Head::Words(_) | Head::Any)) {
                index.worded.insert(place);
            }
            if rule.unless.iter().any(|unless| rule.is_stopped_by(unless)) {
                index.stopped.insert(place);
            }
            if matches!(rule.effect, Effect::Speech) {
                index.speech.insert(place);
            }
        }
        let conditional = (0..rules.len()).filter(|&rule| rules[rule].is_conditional());
        conditional.for_each(|rule| index.mark_conditional(rule));
        index
    }
}

/// The rules by the words that they ask for, of which there are so many.
fn by_asked_word(rules: &[Rule], words: usize) -> ByWord<Few> {
    let pairs =
        rules.iter().enumerate().flat_map(|(place, rule)| rule.asked_words().iter().map(move |&word| (word, place)));
    let rules = ByWord::new(&pairs.collect::<Vec<_>>(), words);
    rules.regroup(Few::group)
}
