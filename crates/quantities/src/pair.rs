//! Links the two figures of "from 20 to 30" and of "to 30 from 20".

use crate::named;
use crate::sentence::{Gap, Sentence};
use crate::{PairEnd, Quantity, QuantityKind};

/// Links pairs among the quantities of a sentence, and shares their unit when it is written once.
pub(crate) fn link(sentence: &Sentence, quantities: &mut [Quantity]) {
    for index in 1..quantities.len() {
        let (part, whole) = (quantities[index - 1], quantities[index]);
        if let Some(unit) = whole.unit.filter(|_| is_part(sentence, &part, &whole)) {
            give(&mut quantities[index - 1], unit, whole.kind);
        }
    }
    let mut index = 0;
    while let Some((first, second)) = next_two(quantities, index) {
        let end = role(sentence, &quantities[first]);
        let other = match end {
            Some(PairEnd::From) => Some(PairEnd::To),
            Some(PairEnd::To) => Some(PairEnd::From),
            None => None,
        };
        if other.is_some()
            && role(sentence, &quantities[second]) == other
            && near(sentence, &quantities[first], &quantities[second])
            && share(sentence, quantities, first, second)
        {
            (quantities[first].pair, quantities[second].pair) = (end, other);
            index = second + 1;
        } else {
            index = first + 1;
        }
    }
}

/// The next two figures from `index` on; dates and years between them do not part a pair.
fn next_two(quantities: &[Quantity], index: usize) -> Option<(usize, usize)> {
    let mut figures = (index..quantities.len()).filter(|&index| is_figure(quantities[index].kind));
    Some((figures.next()?, figures.next()?))
}

/// Whether the sum `whole` says what `part` is a part of, and so in what currency: "340 million of the 2.2 billion
/// pesos", but not "two of the £5 notes".
fn is_part(sentence: &Sentence, part: &Quantity, whole: &Quantity) -> bool {
    part.kind == QuantityKind::Number
        && whole.kind == QuantityKind::Money
        && whole.unit.is_some_and(|unit| unit.per.is_none())
        && matches!(
            &sentence.text[part.span.end..whole.span.start],
            " of the " | " of its " | " of their " | " of a total "
        )
        && sentence.word_after(whole.span.end).is_none_or(|word| !word.is_plural())
}

fn is_figure(kind: QuantityKind) -> bool {
    matches!(
        kind,
        QuantityKind::Number | QuantityKind::Percent | QuantityKind::Money | QuantityKind::Measure | QuantityKind::Age
    )
}

/// The end that the word before a quantity makes of it.
fn role(sentence: &Sentence, quantity: &Quantity) -> Option<PairEnd> {
    let word = sentence.word_before(quantity.span.start)?;
    let word = if word.is(named::ARTICLE) { sentence.word_before(word.start)? } else { word };
    match () {
        () if word.gap == Gap::None => None,
        () if word.is(named::FROM) => Some(PairEnd::From),
        () if word.is(named::TO) => Some(PairEnd::To),
        () => None,
    }
}

/// Whether no clause ends between the two, and not too much stands there.
fn near(sentence: &Sentence, first: &Quantity, second: &Quantity) -> bool {
    let between = &sentence.text[first.span.end..second.span.start];
    between.len() < 80 && !between.contains([';', '?', '!'])
}

/// Gives both the unit that one of them has; `false` when they have different ones.
fn share(sentence: &Sentence, quantities: &mut [Quantity], first: usize, second: usize) -> bool {
    let (a, b) = (quantities[first], quantities[second]);
    match (a.unit, b.unit) {
        (Some(a), Some(b)) => a.of == b.of,
        (Some(unit), None) if !counts(sentence, &b) => give(&mut quantities[second], unit, a.kind),
        (None, Some(unit)) if !counts(sentence, &a) => give(&mut quantities[first], unit, b.kind),
        (Some(_), None) | (None, Some(_)) => false,
        (None, None) => true,
    }
}

/// Whether a plural behind the number says what it counts.
fn counts(sentence: &Sentence, quantity: &Quantity) -> bool {
    sentence.word_after(quantity.span.end).is_some_and(|word| word.gap == Gap::Space && word.is_plural())
}

fn give(quantity: &mut Quantity, unit: crate::Unit, kind: QuantityKind) -> bool {
    (quantity.unit, quantity.kind) = (Some(unit), kind);
    true
}
