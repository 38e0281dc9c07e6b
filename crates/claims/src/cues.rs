//! Cues: the words that make a clause a question, a forecast, a denial or a guess.

use claimsift_text::Span;

use crate::attribution::quotation_of;
use crate::captures::Captures;
use crate::claim::{Claim, Modality};
use crate::rule::{Effect, Rule};
use crate::rule_bits::RuleBits;
use crate::run::Run;
use crate::words::REACH;

/// Where a cue matches: its first and its last token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueMatch {
    rule: usize,
    first: usize,
    last: usize,
}

impl<'r> Run<'_, 'r> {
    /// Notes where cues match.
    pub(crate) fn find_cues(&mut self, marked: &RuleBits, cues: &mut Vec<CueMatch>) {
        cues.clear();
        let rules = self.rules;
        for first in (0..self.words.tokens.len()).filter(|&at| self.words.may_start(at)) {
            rules.index.floating.cues.each(&self.words, first, |rule| {
                let mut captures = Captures::default();
                let pattern = &rules.rules[rule].pattern.left;
                if marked.has(rule) && pattern.run(&self.words, first, &mut captures, self.matching) {
                    let last = (captures.take_reach(first + 1) as usize).max(first + 1) - 1;
                    cues.push(CueMatch { rule, first, last });
                }
            });
        }
    }

    /// Cues hold for the clause that they stand in.
    pub(crate) fn apply_cues(&self, cues: &[CueMatch], at: usize, quotations: &[Span], claim: &mut Claim<'r>) {
        for cue in cues {
            let rule: &'r Rule = &self.rules.rules[cue.rule];
            let Effect::Cue(fields) = &rule.effect else { continue };
            if !self.cue_applies(cue, fields.modality, at, quotations)
                || fields.negated && !self.words.negates(cue.last, at)
                || fields.hedged && !self.words.hedges(cue.last, at)
            {
                continue;
            }
            let word = Some(self.words.tokens[cue.first].span);
            if claim.modality == Modality::Stated {
                claim.modality = fields.modality.unwrap_or(Modality::Stated);
            }
            claim.hedged = claim.hedged.or(word.filter(|_| fields.hedged));
            claim.negated = claim.negated.or(word.filter(|_| fields.negated));
            self.contribute(rule, claim);
        }
    }

    /// Whether a cue is about a figure. What is quoted says nothing of what stands outside.
    fn cue_applies(&self, cue: &CueMatch, modality: Option<Modality>, at: usize, quotations: &[Span]) -> bool {
        let start = |token: usize| self.words.tokens[token].span.start;
        let quoted = quotation_of(quotations, start(cue.first));
        let leaks = quoted.is_some() && quoted != quotation_of(quotations, start(at));
        let known = cue.last > at && self.words.is_known_already(at) || self.words.is_age(at);
        let is_known = modality.is_some() && known;
        let near = if cue.first > at { cue.first } else { cue.last };
        !leaks
            && match modality {
                Some(Modality::Question) => true,
                Some(Modality::Hypothetical) if self.words.on(cue.first, self.words.classes.conjunction) => {
                    self.words.condition_reaches(cue.last, at)
                }
                _ => !is_known && self.words.cue_reaches(near, at),
            }
    }
}

/// Gathers the cues within reach of a token, in the order in which they apply.
pub(crate) fn find_near(cues: &[CueMatch], at: usize, near: &mut Vec<CueMatch>) {
    let start = cues.partition_point(|cue| cue.first + REACH < at);
    let end = cues.partition_point(|cue| cue.first <= at + REACH);
    near.clear();
    near.extend_from_slice(&cues[start..end]);
    near.sort_unstable_by_key(|cue| (cue.rule, cue.first));
}
