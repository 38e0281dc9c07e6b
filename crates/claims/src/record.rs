//! Records: boasts without a figure, such as "highest since 1988", as claims among those of the figures.

use claimsift_quantities::{Comparator, Quantity, QuantityKind};
use claimsift_text::Span;

use crate::claim::Claim;
use crate::engine::Attempt;

/// What stands for the figure that a record has not: its word is the core, and there is no value.
pub(crate) fn without_figure(word: Span) -> Quantity {
    Quantity::bare(QuantityKind::Number, word)
}

/// Takes the value from a claim that is a boast, not a figure: the first of "first woman in Wales".
pub(crate) fn drop_figure(claim: &mut Claim) {
    (claim.value, claim.value_high, claim.unit) = (None, None, None);
    claim.comparator = Comparator::Exactly;
    claim.change = None;
}

/// Puts the records, which stand behind all figures, in their places in the text.
pub(crate) fn put_in_order(claims: &mut [Claim], attempts: Option<&mut Vec<Attempt>>) {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&index| claims[index].core.start);
    let mut places = vec![0; claims.len()];
    order.iter().enumerate().for_each(|(place, &index)| places[index] = place);
    for claim in claims.iter_mut() {
        claim.goes_with.iter_mut().for_each(|partner| *partner = places[*partner]);
    }
    claims.sort_by_key(|claim| claim.core.start);
    attempts.into_iter().flatten().for_each(|attempt| attempt.claim = places[attempt.claim]);
}
