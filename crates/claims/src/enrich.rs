//! What a rule that matches makes of a claim.

use std::ops::Range;

use claimsift_quantities::{QuantityKind, Unit};

use crate::captures::Captures;
use crate::claim::{Claim, Kind};
use crate::draft::Draft;
use crate::rule::{Counted, Effect, Fields, Rule};
use crate::run::Run;

/// What a figure hands on to an elliptic one: "up from 3.1 million", "and 52 in the spring".
#[derive(Clone, Debug)]
pub(crate) struct FigureBefore {
    counted: Option<Range<usize>>,
    unit: Option<Unit>,
    kind: Option<Kind>,
}

impl<'r> Run<'_, 'r> {
    /// Remembers what this figure counts for the next one.
    pub(crate) fn note(&mut self, at: usize, claim: &Claim<'r>, draft: &Draft<'r>) {
        if self.words.is_figure(at) {
            self.before = Some(FigureBefore { counted: draft.counted.clone(), unit: claim.unit, kind: draft.kind });
        }
    }

    /// A bare number that shares its noun with the figure before has the unit of that one too. But the level that
    /// something moved to is no amount, and in percent only the amount is: "fell 2 percent to 4,310".
    fn share_unit(&self, at: usize, claim: &mut Claim<'r>, draft: &mut Draft<'r>) {
        let Some(FigureBefore { unit: Some(unit), kind, .. }) = self.before else { return };
        if claim.quantity != QuantityKind::Number || claim.unit.is_some() {
            return;
        }
        let level = kind == Some(Kind::Change) && at > 0 && self.is_end_of_change(at - 1);
        let shared = match self.rules.quantities().tables().dimension(unit) {
            _ if !level => kind,
            "share" => return,
            "money" => Some(Kind::Money),
            _ => Some(Kind::Measure),
        };
        claim.unit = Some(unit);
        draft.kind = draft.kind.or(shared);
    }

    /// Whether the word at `at` makes a level of the figure behind it.
    fn is_end_of_change(&self, at: usize) -> bool {
        let word = self.words.tokens[at].span.of(self.context.text);
        ["to", "from", "at"].iter().any(|end| word.eq_ignore_ascii_case(end))
    }

    pub(crate) fn apply(
        &mut self,
        rule: &'r Rule,
        at: usize,
        captures: &Captures,
        claim: &mut Claim<'r>,
        draft: &mut Draft<'r>,
    ) {
        match &rule.effect {
            Effect::Enrich { fields, keep } => {
                if *keep && draft.keep.is_none() {
                    draft.keep = Some(rule);
                }
                self.enrich(rule, fields, at, captures, claim, draft);
            }
            Effect::Mute { .. } => draft.mutes.push(rule),
            Effect::Speech | Effect::Cue(_) | Effect::Worth(_) => {}
        }
    }

    /// Sets the fields that no earlier rule has set.
    fn enrich(
        &mut self,
        rule: &'r Rule,
        fields: &'r Fields,
        at: usize,
        captures: &Captures,
        claim: &mut Claim<'r>,
        draft: &mut Draft<'r>,
    ) {
        match fields.kind.filter(|_| draft.kind.is_none()) {
            Some(kind) => {
                draft.kind = Some(kind);
                draft.extent = captures.extent;
                claim.rules.insert(0, &rule.id);
            }
            None => claim.rules.push(&rule.id),
        }
        claim.change = claim.change.or(fields.change);
        claim.topic = claim.topic.or(fields.topic.as_deref());
        claim.unit = claim.unit.or(fields.unit);
        draft.comparator = draft.comparator.or(fields.comparator);
        if !draft.counted_is_set && !fields.counted.is_empty() {
            // The first rule that says where to look decides, also when nothing is there.
            draft.counted_is_set = true;
            draft.counted = fields.counted.iter().find_map(|&source| self.counted(source, at, captures));
            draft.carries = fields.counted.contains(&Counted::Carried);
            // "six of them" are a part of what was counted, in numbers of their own.
            let part = at + 1 < self.words.tokens.len() && self.words.is_of(at + 1);
            if fields.counted.contains(&Counted::Before) && !part {
                self.share_unit(at, claim, draft);
            }
        }
        let figures = captures.partners.iter().filter(|&token| self.words.is_figure(token));
        claim.goes_with.extend(figures.filter_map(|token| self.words.tokens[token].typed).map(|typed| typed as usize));
        self.add_worth(rule, claim);
    }

    fn add_worth(&self, rule: &'r Rule, claim: &mut Claim<'r>) {
        if let Some(part) = rule.part() {
            claim.why.push(part);
        }
    }

    pub(crate) fn contribute(&self, rule: &'r Rule, claim: &mut Claim<'r>) {
        if !claim.rules.contains(&rule.id.as_str()) {
            claim.rules.push(&rule.id);
            self.add_worth(rule, claim);
        }
    }

    fn counted(&self, source: Counted, at: usize, captures: &Captures) -> Option<Range<usize>> {
        let captured = |range: Option<(u32, u32)>| range.map(|(start, end)| start as usize..end as usize);
        match source {
            Counted::Noun => {
                let noun = captured(captures.noun).or_else(|| self.words.noun_phrase(at + 1, self.words.agreement))?;
                let counts = noun.start > at && self.words.quantity(at)?.kind == QuantityKind::Number;
                Some(if counts { self.words.with_content(noun) } else { noun })
            }
            Counted::Name => captured(captures.name),
            Counted::Subject => self.words.subject(at),
            Counted::Object => self.words.object(at + 1),
            Counted::Compound => self.words.compound(at + 1),
            Counted::Of => self.words.whole_of(at),
            Counted::Before => self.before.as_ref()?.counted.clone(),
            // It stands in another sentence, see `Draft::carries`.
            Counted::Carried => None,
        }
    }
}
