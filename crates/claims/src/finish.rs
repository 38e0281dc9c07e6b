//! What follows for a claim when all rules have spoken.

use claimsift_quantities::QuantityKind;
use claimsift_text::Span;

use crate::attribution::Source;
use crate::claim::{Attribution, Claim, Kind};
use crate::cues::{CueMatch, find_near};
use crate::draft::Draft;
use crate::record;
use crate::run::Run;

impl<'r> Run<'_, 'r> {
    /// What speech and cues add, and then all that follows from what is known.
    pub(crate) fn complete(
        &self,
        at: usize,
        (claim, draft): (&mut Claim<'r>, &Draft<'r>),
        source: &Source,
        cues: &[CueMatch],
        near_cues: &mut Vec<CueMatch>,
        quotations: &[Span],
    ) {
        self.attribute(source, claim);
        find_near(cues, at, near_cues);
        self.apply_cues(near_cues, at, quotations, claim);
        self.finish(at, draft, claim);
    }

    /// Whose words they are.
    fn attribute(&self, source: &Source, claim: &mut Claim<'r>) {
        claim.attribution = source.attribution.unwrap_or(Attribution::Own);
        claim.speaker = source.speaker;
        if let Some(rule) = source.rule {
            self.contribute(&self.rules.rules[rule], claim);
        }
    }

    /// Kind, quote and muting, when all rules have spoken.
    fn finish(&self, at: usize, draft: &Draft<'r>, claim: &mut Claim<'r>) {
        claim.kind = draft.kind.unwrap_or(Kind::Count);
        claim.comparator = draft.comparator.unwrap_or(claim.comparator);
        if let Some(range) = draft.counted.clone() {
            let follows = range.start > at && !(at + 1..range.start).any(|token| self.words.is_figure(token));
            if follows && matches!(claim.kind, Kind::Count | Kind::Rank) {
                claim.quote = claim.quote.cover(self.span(range.clone()));
            }
            // The phrase of a record is bounded by its rule.
            let plain = match claim.kind {
                Kind::Record => Some(range),
                _ => self.words.plain_counted(range, follows),
            };
            claim.counted = plain.map(|range| self.span(range));
        }
        claim.counted = claim.counted.or_else(|| times_of(self.context.text, claim));
        if claim.counted.is_none() && draft.carries {
            claim.counted = self.context.discourse.carried(self.context.sentence, claim.quantity, claim.unit);
        }
        claim.quote = self.words.with_leading_word(at, claim.quote);
        if claim.kind == Kind::Rate && draft.extent.1 > 0 && self.words.quantity(at).is_some_and(|q| q.unit.is_none()) {
            claim.quote = claim.quote.cover(self.span(at..draft.extent.1 as usize));
        }
        if claim.kind == Kind::Record {
            record::drop_figure(claim);
            claim.quote = self.span(draft.extent.0 as usize..draft.extent.1 as usize);
        }
        claim.muted_by = draft.muted_by(claim);
    }
}

/// The times of "was fined four times", which are the last word of the figure.
fn times_of(text: &str, claim: &Claim) -> Option<Span> {
    let counts = claim.kind == Kind::Count && claim.quantity == QuantityKind::Multiple;
    let is_times = claim.quote.of(text).ends_with(" times");
    (counts && is_times).then(|| Span::new(claim.quote.end - "times".len(), claim.quote.end))
}
