use claimsift_text::Span;

use super::agreement::same_value;
use super::{MarkedClaim, Placed, Prediction};

/// One marked claim and its prediction, as places in their lists.
pub(super) type Pair = (usize, usize);

/// Pairs claims with predictions, one to one, both sorted by their spans: the pair with the most bytes in common first,
/// then the pair of the same value, then the nearest start. The pairs come in the order of the claims.
pub(super) fn pair(claims: &[MarkedClaim], predictions: &[Prediction]) -> Vec<Pair> {
    let found = Overlaps::new(predictions);
    let mut candidates: Vec<_> = claims
        .iter()
        .enumerate()
        .flat_map(|(c, claim)| found.of(claim.span()).map(move |p| (closeness(claim, &predictions[p]), c, p)))
        .collect();
    candidates.sort();
    let (mut claim_free, mut prediction_free) = (vec![true; claims.len()], vec![true; predictions.len()]);
    let mut pairs = Vec::new();
    for (_, c, p) in candidates {
        if claim_free[c] && prediction_free[p] {
            (claim_free[c], prediction_free[p]) = (false, false);
            pairs.push((c, p));
        }
    }
    pairs.sort();
    pairs
}

/// Sorts the closest pair first.
fn closeness(claim: &MarkedClaim, prediction: &Prediction) -> impl Ord + use<> {
    let (marked, found) = (claim.span(), prediction.span());
    (
        std::cmp::Reverse(common(marked, found)),
        !same_value(claim, &prediction.figure),
        marked.start.abs_diff(found.start),
    )
}

/// How many bytes two spans have in common.
pub(super) fn common(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Finds what overlaps a span in a list that is sorted by span, without trying each of them.
pub(super) struct Overlaps<'a, T> {
    items: &'a [T],
    /// The greatest end up to and with each item: spans may lie inside others.
    furthest: Vec<usize>,
}

impl<'a, T: Placed> Overlaps<'a, T> {
    pub(super) fn new(items: &'a [T]) -> Overlaps<'a, T> {
        let furthest = items.iter().scan(0, |furthest, item| {
            *furthest = item.span().end.max(*furthest);
            Some(*furthest)
        });
        Overlaps { items, furthest: furthest.collect() }
    }

    /// The places of the items that share a byte with `span`, in their order.
    pub(super) fn of(&self, span: Span) -> impl Iterator<Item = usize> + use<'a, T> {
        let from = self.furthest.partition_point(|&end| end <= span.start);
        let items = self.items;
        (from..items.len())
            .take_while(move |&at| items[at].span().start < span.end)
            .filter(move |&at| items[at].span().overlaps(span))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::eval::Figure;

    fn figure(&(start, end, value): &(usize, usize, i64)) -> Figure {
        Figure::new(Span::new(start, end), Some(Decimal::from(value)), None)
    }

    fn claim(place: &(usize, usize, i64)) -> MarkedClaim {
        MarkedClaim { figure: figure(place), unsure_value: false, unsure: Vec::new(), check: None }
    }

    fn prediction(place: &(usize, usize, i64)) -> Prediction {
        Prediction { figure: figure(place), rules: Vec::new(), muted_by: None }
    }

    /// Claims and predictions as (start, end, value), and the pairs.
    type Case = (&'static [(usize, usize, i64)], &'static [(usize, usize, i64)], &'static [Pair]);

    #[test]
    fn the_closest_are_paired() {
        const CASES: &[Case] = &[
            (&[], &[(0, 5, 1)], &[]),
            (&[(0, 5, 1)], &[(5, 9, 1)], &[]),
            // The most in common wins over the same value,
            (&[(0, 10, 1)], &[(0, 3, 1), (3, 10, 2)], &[(0, 1)]),
            // the same value over the nearest start,
            (&[(0, 10, 1)], &[(0, 5, 2), (5, 10, 1)], &[(0, 1)]),
            // and what is left finds its pair too.
            (&[(0, 10, 1), (8, 12, 2)], &[(0, 9, 1), (9, 12, 5)], &[(0, 0), (1, 1)]),
            // A long prediction pairs once, and does not hide those inside it.
            (&[(0, 4, 1), (6, 9, 2)], &[(0, 20, 1), (6, 9, 2)], &[(0, 0), (1, 1)]),
        ];
        for (claims, predictions, pairs) in CASES {
            let claims: Vec<_> = claims.iter().map(claim).collect();
            let predictions: Vec<_> = predictions.iter().map(prediction).collect();
            assert_eq!(pair(&claims, &predictions), *pairs, "{claims:?} {predictions:?}");
        }
    }
}
