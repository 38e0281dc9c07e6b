//! What the figures of one sentence count, for those of the next that leave it out: "Rents were $410. Now they are $480."

use std::cell::RefCell;
use std::ops::Range;

use claimsift_quantities::{QuantityKind, Unit};
use claimsift_text::Span;
use rust_decimal::Decimal;

use crate::claim::Claim;

/// So many sorts of figure are kept of a sentence.
const MOST_KEPT: usize = 16;

/// The last sentence that counted something. A like figure has the same unit, or none.
#[derive(Debug, Default)]
pub(crate) struct Carried(RefCell<Counts>);

#[derive(Debug, Default)]
struct Counts {
    sentence: usize,
    figures: Vec<(QuantityKind, Option<Unit>, Span)>,
}

impl Carried {
    /// Keeps what the claims of a sentence count, if they count anything.
    pub fn keep(&self, sentence: usize, claims: &[Claim]) {
        let counts = |claim: &&Claim| claim.counted.is_some() && claim.muted_by.is_none();
        if !claims.iter().any(|claim| counts(&claim)) {
            return;
        }
        let mut kept = self.0.borrow_mut();
        kept.sentence = sentence;
        kept.figures.clear();
        // What is left out is one of several: of "four tugs and one dock" the tugs.
        let single = |claim: &&Claim| claim.quantity == QuantityKind::Number && claim.value == Some(Decimal::ONE);
        let figures = claims.iter().filter(counts).filter(|claim| !single(claim));
        // The last of each sort: so there are no more than units, however long the sentence is.
        for (quantity, unit, counted) in
            figures.rev().filter_map(|claim| Some((claim.quantity, claim.unit, claim.counted?)))
        {
            if kept.figures.len() < MOST_KEPT
                && !kept.figures.iter().any(|known| (known.0, known.1) == (quantity, unit))
            {
                kept.figures.push((quantity, unit, counted));
            }
        }
    }

    /// What the last figure of this sort and unit counts, when its sentence is one of these.
    pub fn of(&self, sentences: Range<usize>, kind: QuantityKind, unit: Option<Unit>) -> Option<Span> {
        let kept = self.0.borrow();
        let near = sentences.contains(&kept.sentence);
        let like = |figure: &&(QuantityKind, Option<Unit>, Span)| figure.0 == kind && figure.1 == unit;
        near.then(|| kept.figures.iter().find(like).map(|figure| figure.2)).flatten()
    }
}
