//! One sentence being worked on: rules, cues and times, tried on each of its figures.

use std::ops::Range;

use claimsift_quantities::{Quantity, QuantityKind};
use claimsift_text::Span;

use crate::attribution::quotation_of;
use crate::captures::Captures;
use crate::claim::{Claim, Kind, Modality};
use crate::draft::{Claims, Draft};
use crate::engine::{Attempt, Context};
use crate::enrich::FigureBefore;
use crate::matching::MatchScratch;
use crate::phrase::Agreement;
use crate::record;
use crate::rule::{CompiledPattern, Rule};
use crate::rule_bits::RuleBits;
use crate::rule_set::RuleSet;
use crate::speech::{Said, said};
use crate::time::{Reader, Reference, Time, Times};
use crate::words::{REACH, Words};
use crate::worth::{self, Surface};

/// One sentence being worked on.
pub(crate) struct Run<'a, 'r> {
    pub rules: &'r RuleSet,
    pub context: &'a Context<'a>,
    pub words: Words<'a>,
    pub matching: &'a mut MatchScratch,
    pub candidates: &'a mut Candidates,
    pub attempts: &'a mut Option<Vec<Attempt<'r>>>,
    /// The tokens before this one belong to records already found.
    pub records_end: usize,
    /// The figure before, for one that leaves out what it shares with it.
    pub before: Option<FigureBefore>,
}

/// The rules to try on one head, and those that the token before it allows.
#[derive(Default)]
pub(crate) struct Candidates {
    tried: RuleBits,
    before: RuleBits,
}

impl<'r> Run<'_, 'r> {
    /// Takes out the rules that do not hold here, and those that an `unless` without a head stops.
    pub(crate) fn drop_stopped(&mut self, marked: &mut RuleBits) {
        let index = &self.rules.index;
        for number in index.conditional.iter() {
            if marked.has(number) && !self.is_active(number) {
                marked.remove(number);
            }
        }
        if index.stopped.in_both(marked).next().is_none() {
            return;
        }
        let words = self.words;
        for at in (0..words.tokens.len()).filter(|&at| words.may_start(at)) {
            index.floating.stops.each(&words, at, |(rule, unless)| {
                if marked.has(rule) && self.is_found(&self.rules.rules[rule].unless[unless], at) {
                    marked.remove(rule);
                }
            });
        }
    }

    /// Whether a rule holds in this document and block.
    fn is_active(&self, number: usize) -> bool {
        let rule: &'r Rule = &self.rules.rules[number];
        let place = &rule.place;
        let here = place.is_anywhere()
            || place.block.as_deref() == Some(self.context.block_kind)
            || self.context.places.0.has(number);
        here && !rule.disabled
    }

    /// What is said in the sentence, outside of its quotations.
    pub(crate) fn said(&mut self, marked: &RuleBits, quotations: &[Span]) -> Said {
        let mut said = said(self.rules, &self.words, marked, self.matching);
        // The comma before "said X" may still be the quotation's.
        said.voices.retain(|voice| quotation_of(quotations, voice.span.end - 1).is_none());
        said
    }

    /// The first name of the sentence before a pronoun.
    pub(crate) fn name_before(&self, pronoun: Span, quotations: &[Span]) -> Option<Span> {
        let end = self.words.tokens.partition_point(|token| token.span.start < pronoun.start);
        let name = self.words.plain_name(end.saturating_sub(REACH)..end, quotations)?;
        Some(self.span(name))
    }

    /// Whether an `unless` that is looked for in the whole sentence matches at a token.
    fn is_found(&mut self, pattern: &CompiledPattern, at: usize) -> bool {
        match pattern.head {
            Some(_) => self.matches(pattern, at),
            None => pattern.left.run(&self.words, at, &mut Captures::default(), self.matching),
        }
    }

    /// Adds the claim that the rules about this quantity make of it.
    pub(crate) fn claim<'c>(
        &mut self,
        at: usize,
        claims: &'c mut Claims<'r>,
        marked: &RuleBits,
    ) -> (&'c mut Claim<'r>, Draft<'r>) {
        let quantity = self.words.quantity(at).expect("the token is a quantity");
        self.words.agreement = agreement(quantity);
        let about = &self.rules.index.by_kind[self.words.types[at].kind()];
        let place = claims.len();
        let claim = claims.add(quantity);
        let draft = self.draft(at, place, claim, marked, about);
        (claim, draft)
    }

    /// Adds the claim that the rules make of a word that is no figure; `None` unless one says that it is a record, and
    /// it lies apart from the record before.
    pub(crate) fn record<'c>(
        &mut self,
        at: usize,
        claims: &'c mut Claims<'r>,
        marked: &RuleBits,
    ) -> Option<(&'c mut Claim<'r>, Draft<'r>)> {
        let tried = self.attempts.as_ref().map_or(0, Vec::len);
        let behind = self.records_end <= at;
        self.words.agreement = Agreement::Either;
        let place = claims.len();
        let claim = claims.add(&record::without_figure(self.words.tokens[at].span));
        let draft = self.draft(at, place, claim, marked, &self.rules.index.worded);
        if draft.kind != Some(Kind::Record) || !behind {
            self.attempts.iter_mut().for_each(|attempts| attempts.truncate(tried));
            claims.drop_last();
            return None;
        }
        self.records_end = draft.extent.1 as usize;
        claims.last_mut().map(|claim| (claim, draft))
    }

    fn draft(
        &mut self,
        at: usize,
        place: usize,
        claim: &mut Claim<'r>,
        marked: &RuleBits,
        about: &RuleBits,
    ) -> Draft<'r> {
        let mut draft = Draft::default();
        let mut candidates = std::mem::take(self.candidates);
        self.narrow(at, &mut candidates);
        candidates.tried.keep(marked);
        candidates.tried.keep(about);
        for number in candidates.tried.iter() {
            let rule = &self.rules.rules[number];
            let Some(captures) = self.try_rule(rule, at, place) else { continue };
            self.apply(rule, at, &captures, claim, &mut draft);
        }
        *self.candidates = candidates;
        draft
    }

    /// The rules that the tokens beside a head allow, or all where someone asks which were tried.
    fn narrow(&self, at: usize, candidates: &mut Candidates) {
        let Candidates { tried, before } = candidates;
        let index = &self.rules.index;
        if self.attempts.is_some() {
            return tried.fill(self.rules.rules.len());
        }
        index.before.allow(&self.words, at.checked_sub(1), before);
        index.behind.allow(&self.words, Some(at + 1), tried);
        tried.keep(before);
    }

    /// What a rule found around the head; `None` when it does not match.
    fn try_rule(&mut self, rule: &'r Rule, at: usize, place: usize) -> Option<Captures> {
        if !rule.pattern.head?.accepts(&self.words, at) {
            return None;
        }
        let captures = self.around(&rule.pattern, at).filter(|_| !self.is_stopped(rule, at));
        if let Some(attempts) = &mut self.attempts {
            attempts.push(Attempt { claim: place, rule: &rule.id, matched: captures.is_some() });
        }
        captures
    }

    fn matches(&mut self, pattern: &CompiledPattern, at: usize) -> bool {
        pattern.head.is_some_and(|head| head.accepts(&self.words, at)) && self.around(pattern, at).is_some()
    }

    /// What stands around a head as a pattern wants it.
    fn around(&mut self, pattern: &CompiledPattern, at: usize) -> Option<Captures> {
        let (words, CompiledPattern { left, right, .. }) = (&self.words, pattern);
        if left.fails_at_once(words, at) || right.fails_at_once(words, at + 1) {
            return None;
        }
        let mut captures = Captures::default();
        if !left.search(words, at, &mut captures, self.matching) {
            return None;
        }
        let start = captures.take_reach(at);
        if !right.search(words, at + 1, &mut captures, self.matching) {
            return None;
        }
        captures.extent = (start, captures.take_reach(at + 1));
        Some(captures)
    }

    fn is_stopped(&mut self, rule: &Rule, at: usize) -> bool {
        rule.unless.iter().any(|unless| self.matches(unless, at))
    }

    /// Gives the claims of the sentence their worth.
    pub(crate) fn judge(&mut self, surface: &Surface, holding: &mut Vec<u64>, claims: &mut [Claim<'r>]) {
        let rules: &'r RuleSet = self.rules;
        let index = &rules.index;
        index.worth.find(&rules.rules, surface, |number| self.is_active(number), holding);
        for claim in claims {
            index.worth.judge(&rules.rules, holding, self.words.tokens, claim);
            worth::bound(claim);
        }
    }

    /// The time that a claim is about.
    pub(crate) fn time(&self, at: usize, times: &mut Times, claim: &Claim) -> Option<Time> {
        let future = matches!(claim.modality, Modality::Forecast | Modality::Target);
        let reference = Reference { day: self.context.date, future };
        let units = self.rules.quantities().tables();
        let reader = Reader { words: &self.words, table: &self.rules.times, units };
        let says_how_much = self.words.types[at].says_how_much() || self.words.tokens[at].typed.is_none();
        if says_how_much { times.of(at, &reader, reference) } else { None }
    }

    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.words.tokens[range.start].span.cover(self.words.tokens[range.end - 1].span)
    }
}

fn agreement(quantity: &Quantity) -> Agreement {
    match quantity.kind {
        QuantityKind::Number if quantity.high.is_none() => Agreement::of_count(quantity.value),
        QuantityKind::Number => Agreement::Plural,
        _ => Agreement::Either,
    }
}
