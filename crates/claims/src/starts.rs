//! Where in a sentence a pattern without a head may begin, by the word that stands there.

use claimsift_text::{Lexicon, WordId};

use crate::by_word::ByWord;
use crate::first::First;
use crate::head::Head;
use crate::program::Program;
use crate::rule::{CompiledPattern, Effect, Rule};
use crate::rule_bits::RuleBits;
use crate::words::Words;

/// Where the patterns that are looked for in the whole sentence begin. Rules are places in the rule set's list.
#[derive(Debug)]
pub(crate) struct Floating {
    /// Rules of `[[cue]]`.
    pub cues: Starts<usize>,
    /// Rules of `[[speech]]` but those of `speakers`.
    pub voices: Starts<usize>,
    /// Rules of `[[speech]]` that begin with who speaks, by the word behind it.
    pub speakers: Starts<usize>,
    /// The `unless` patterns that stop a rule: the rule, and the pattern's place among its own.
    pub stops: Starts<(usize, usize)>,
}

impl Floating {
    pub fn new(rules: &[Rule], lexicon: &Lexicon) -> Floating {
        let is_cue = |rule: &Rule| matches!(rule.effect, Effect::Cue(_));
        let is_speech = |rule: &Rule| matches!(rule.effect, Effect::Speech);
        let by_speaker = |rule: &Rule| rule.pattern.left.begins_with_speaker();
        let first = |rule: &Rule| rule.pattern.left.first.clone();
        let second = |rule: &Rule| rule.pattern.left.second.clone();
        let all = |takes: &dyn Fn(&Rule) -> bool, begins: fn(&Rule) -> First| {
            let rules = rules.iter().enumerate().filter(|(_, rule)| takes(rule));
            Starts::new(rules.map(|(place, rule)| (begins(rule), place)), lexicon)
        };
        Floating {
            cues: all(&is_cue, first),
            voices: all(&|rule| is_speech(rule) && !by_speaker(rule), first),
            speakers: all(&|rule| is_speech(rule) && by_speaker(rule), second),
            stops: Starts::new(rules.iter().enumerate().flat_map(|(place, rule)| stops(place, rule)), lexicon),
        }
    }
}

/// Which rules the token next to a figure allows, by what one half of their patterns may begin with.
#[derive(Debug)]
pub(crate) struct Neighbours {
    worded: Starts<usize>,
    /// The rules that allow any.
    open: RuleBits,
}

impl Neighbours {
    /// By the halves that `half` gives of the patterns with a head.
    pub fn new(rules: &[Rule], half: fn(&CompiledPattern) -> &Program, lexicon: &Lexicon) -> Neighbours {
        let headed = rules.iter().enumerate().filter(|(_, rule)| rule.pattern.head.is_some());
        let mut worded = Starts::new(headed.map(|(place, rule)| (half(&rule.pattern).first.clone(), place)), lexicon);
        let mut open = RuleBits::of_length(rules.len());
        std::mem::take(&mut worded.anywhere).into_iter().for_each(|place| open.insert(place));
        Neighbours { worded, open }
    }

    /// Puts the rules into `allowed` that allow the token at a place; `None` where there is none.
    pub fn allow(&self, words: &Words, token: Option<usize>, allowed: &mut RuleBits) {
        allowed.copy_from(&self.open);
        if let Some(token) = token {
            self.worded.each(words, token, |place| allowed.insert(place));
        }
    }
}

fn stops(place: usize, rule: &Rule) -> impl Iterator<Item = (First, (usize, usize))> {
    let stops = rule.unless.iter().enumerate().filter(|(_, unless)| rule.is_stopped_by(unless));
    stops.map(move |(unless, pattern)| (pattern.first(), (place, unless)))
}

impl CompiledPattern {
    /// What it may begin with, or its head, which it is looked for by.
    fn first(&self) -> First {
        match self.head {
            None => self.left.first.clone(),
            Some(Head::Quantity(types)) => First { types: vec![types], ..First::default() },
            Some(Head::Words(lists)) => First { lists, ..First::default() },
            Some(Head::Any) => First { open: true, ..First::default() },
        }
    }
}

/// Patterns by what they may begin with: so a sentence is asked once a token, and not once a token and pattern.
#[derive(Debug)]
pub(crate) struct Starts<T> {
    worded: ByWord<T>,
    /// Those that may begin with a quantity.
    typed: Vec<T>,
    /// Those that begin the sentence.
    opening: Vec<T>,
    /// Those that may begin with something else.
    anywhere: Vec<T>,
}

impl<T: Copy> Starts<T> {
    /// Indexes patterns by what they begin with.
    pub fn new(patterns: impl Iterator<Item = (First, T)>, lexicon: &Lexicon) -> Starts<T> {
        let mut worded: Vec<(WordId, T)> = Vec::new();
        let (mut typed, mut opening, mut anywhere) = (Vec::new(), Vec::new(), Vec::new());
        for (first, pattern) in patterns {
            if first.opening {
                opening.push(pattern);
                continue;
            }
            if first.open || first.any_word {
                anywhere.push(pattern);
                continue;
            }
            let listed = lexicon.words_of(first.lists).filter(|&word| !first.words.has(word));
            let mut words: Vec<WordId> = listed.chain(first.words.words().iter().copied()).collect();
            words.sort_unstable();
            words.dedup();
            worded.extend(words.into_iter().map(|word| (word, pattern)));
            if !first.types.is_empty() {
                typed.push(pattern);
            }
        }
        Starts { worded: ByWord::new(&worded, lexicon.len()), typed, opening, anywhere }
    }

    /// Whether one may begin with a word, by its number, elsewhere than at the start of the sentence.
    pub fn may_begin_with(&self, word: usize) -> bool {
        !self.anywhere.is_empty() || self.worded.has(word)
    }

    /// Whether one may begin with a quantity elsewhere than at the start of the sentence.
    pub fn may_begin_with_quantity(&self) -> bool {
        !self.anywhere.is_empty() || !self.typed.is_empty()
    }

    /// Goes over the patterns that may begin at a boundary.
    #[inline]
    pub fn each(&self, words: &Words, at: usize, mut found: impl FnMut(T)) {
        let named = match words.tokens.get(at) {
            None => &[],
            Some(token) if token.typed.is_some() => &self.typed[..],
            Some(token) => self.worded.get(token.word),
        };
        let opening = if at == 0 { &self.opening[..] } else { &[] };
        // One loop a list: a chain of them costs more than what it finds.
        for list in [named, opening, &self.anywhere] {
            list.iter().for_each(|&pattern| found(pattern));
        }
    }
}

#[cfg(test)]
mod tests {
    use claimsift_text::{Span, tokenise};

    use super::*;
    use crate::classes::Classes;
    use crate::types::Types;

    #[test]
    fn patterns_are_found_where_they_may_begin() {
        let mut lexicon = Lexicon::default();
        let list = lexicon.add_list("boats").unwrap();
        let [boat, ship, quay] = ["boat", "ship", "quay"].map(|word| lexicon.add(word));
        lexicon.put(boat, list);
        lexicon.put(ship, list);
        let mut worded = First { lists: list, ..First::default() };
        worded.words.add(&[boat, quay]);
        let patterns = [
            (worded, "worded"),
            (First { types: vec![Types::all()], ..First::default() }, "typed"),
            (First { opening: true, open: true, ..First::default() }, "opening"),
            (First { any_word: true, ..First::default() }, "phrase"),
            (First { open: true, ..First::default() }, "open"),
        ];
        let starts = Starts::new(patterns.into_iter(), &lexicon);

        let text = "boat 74 ship mill";
        let figure = [Span::new(5, 7)];
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &figure, &lexicon, &mut tokens);
        let classes = Classes::of(&lexicon);
        let types = vec![Types::default(); tokens.len()];
        let words = Words::plain(text, &tokens, &types, &classes);
        for (at, expected) in [
            // A word that the list and the pattern both name gives the pattern once.
            (0, &["worded", "opening", "phrase", "open"][..]),
            (1, &["typed", "phrase", "open"]),
            (2, &["worded", "phrase", "open"]),
            (3, &["phrase", "open"]),
            (4, &["phrase", "open"]),
        ] {
            let mut found = Vec::new();
            starts.each(&words, at, |pattern| found.push(pattern));
            assert_eq!(found, expected, "at {at}");
        }
    }

    #[test]
    fn only_what_names_its_words_leaves_others_out() {
        let mut lexicon = Lexicon::default();
        let [boat, quay] = ["boat", "quay"].map(|word| lexicon.add(word));
        let mut named = First::default();
        named.words.add(&[boat]);
        let opening = First { opening: true, ..First::default() };
        let typed = First { types: vec![Types::all()], ..First::default() };
        for (firsts, expected) in [
            (vec![named.clone()], [true, false]),
            (vec![named.clone(), opening], [true, false]),
            (vec![named.clone(), typed], [true, false]),
            (vec![named, First { any_word: true, ..First::default() }], [true, true]),
        ] {
            let starts = Starts::new(firsts.into_iter().map(|first| (first, ())), &lexicon);
            assert_eq!([boat, quay].map(|word| starts.may_begin_with(word.index())), expected);
        }
    }
}
