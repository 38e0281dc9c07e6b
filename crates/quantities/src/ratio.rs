//! Figures of two numbers: "one in five", "one child in four", "three to one", "one nurse for every 30 beds".

use rust_decimal::Decimal;

use crate::calendar::four_digits;
use crate::lexicon::role;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word};
use crate::{Comparator, Quantity, QuantityKind, Unit};

/// The most words between a number and the "in" or "for every" behind it: "one American child in ten".
const WORDS_BETWEEN: usize = 2;

/// Minutes that are said before "to one", the hour.
const MINUTES: [i64; 5] = [5, 10, 20, 25, 30];

impl<'t> Sentence<'t> {
    /// `one in five`, `one child in four`, `nine out of ten`: a share.
    pub fn one_in(&self, quantity: &mut Quantity) {
        let Some((share, end)) = self.part_of(quantity) else { return };
        quantity.kind = QuantityKind::Percent;
        quantity.unit = self.tables.common.percent.map(Unit::from);
        quantity.value = Some(share.round_dp(4).normalize());
        quantity.span.end = end;
        quantity.core.end = end;
    }

    fn part_of(&self, quantity: &Quantity) -> Option<(Decimal, usize)> {
        let first = count(quantity).filter(|first| !first.is_sign_negative())?;
        let joint = self.word_after(quantity.span.end).filter(|word| word.gap == Gap::Space)?;
        let (at, strict) = match () {
            () if joint.is(named::IN) => (joint.end, true),
            () if joint.is(named::OVER) && self.is_said_fraction(joint.end) => (joint.end, false),
            () if joint.is(named::OUT) => (self.word_after(joint.end).filter(|of| of.is(named::OF))?.end, false),
            () if joint.is(named::OF) && self.word_after(joint.end).is_some_and(|word| word.is(named::EVERY)) => {
                (joint.end, false)
            }
            () => return self.part_with_noun(quantity, first),
        };
        let (whole, second) = self.whole_at(at, first)?;
        if strict && (!self.is_usual(first, whole) || is_year(&second, whole)) {
            return None;
        }
        Some((percent(first, whole)?, second.end))
    }

    /// `one child in four`, `three tenants in every ten`, where no noun follows that the second number counts.
    fn part_with_noun(&self, quantity: &Quantity, first: Decimal) -> Option<(Decimal, usize)> {
        if first.is_zero() || first > Decimal::TEN {
            return None;
        }
        let noun = self.noun_until(quantity.span.end, named::IN)?;
        let whole_noun = noun.is(named::THEM) || noun.is_plural() == (first > Decimal::ONE);
        let joint = self.word_after(noun.end).filter(|_| whole_noun && !noun.of(self).ends_with("ed"))?;
        let (whole, second) = self.whole_at(joint.end, first)?;
        let counts = self.word_after(second.end).is_some_and(|word| word.gap == Gap::Hyphen || word.is_plural());
        let fits = self.is_usual(first, whole) && !is_year(&second, whole) && !counts && second.form != Form::Ordinal;
        fits.then(|| Some((percent(first, whole)?, second.end)))?
    }

    /// The last of the few words of a noun that stand between `at` and the word `joint`.
    fn noun_until(&self, at: usize, joint: u128) -> Option<Word<'t>> {
        let mut word = self.word_after(at).filter(|word| word.gap == Gap::Space)?;
        let mut next = self.word_after(word.end)?;
        if word.is(named::OF) && next.is(named::THEM) {
            word = next;
            next = self.word_after(word.end)?;
        }
        for _ in 0..WORDS_BETWEEN {
            if word.lexeme.is(role::NOT_IN_PART | role::CARDINAL) || next.gap != Gap::Space {
                return None;
            }
            if next.is(joint) {
                return Some(word);
            }
            (word, next) = (next, self.word_after(next.end)?);
        }
        None
    }

    /// The larger number at `at`, behind "in" or "in every", that has no unit.
    fn whole_at(&self, at: usize, first: Decimal) -> Option<(Decimal, Number)> {
        let at = self.word_after(at).filter(|word| word.is(named::EVERY)).map_or(at, |every| every.end);
        let (gap, at) = self.gap_after(at);
        let second = self.bare_number(at).filter(|_| gap == Gap::Space)?;
        let whole = second.value.filter(|&whole| whole > first && whole.scale() == 0)?;
        Some((whole, second))
    }

    /// `a hundred`, `39`, `ten`.
    fn bare_number(&self, at: usize) -> Option<Number> {
        let number = match self.word_at(at) {
            Some(word) if word.is(named::A) => self.hundred_behind(&word)?,
            _ => self.number_at(at, false)?,
        };
        self.unit_behind(&number).is_none().then_some(number)
    }

    fn hundred_behind(&self, article: &Word<'t>) -> Option<Number> {
        let word = self.word_after(article.end).filter(|word| word.gap == Gap::Space && word.is(named::ROUND))?;
        Some(Number::new(article.start, word.end, Some(word.lexeme.times), Form::Words))
    }

    /// Whether so many in so many is said of a part: one in 18, three in ten, but not two in 37.
    fn is_usual(&self, first: Decimal, whole: Decimal) -> bool {
        whole <= 12.into()
            || first == Decimal::ONE && whole < Decimal::ONE_THOUSAND
            || [20, 25, 30, 40, 50, 100, 200, 500].iter().any(|&usual| whole == usual.into())
            || (whole % Decimal::ONE_THOUSAND).is_zero()
    }

    /// Whether "a third" from `start` to `end` is a part: "fell a third", "today it is a fifth", but not "a third man".
    pub fn is_part(&self, start: usize, end: usize) -> bool {
        let Some(before) = self.word_before(start).filter(|word| word.gap == Gap::Space) else { return false };
        let free = self.word_after(end).is_none_or(|word| word.gap == Gap::Space && word.lexeme.is(role::BEHIND_PART))
            || self.char_at(end).is_some_and(|c| c.is_ascii_punctuation() && c != '-' && c != '\'');
        free && before.lexeme.is(role::BEFORE_PART)
    }

    /// Whether the number at `at`, behind "over", ends its clause: "one over three".
    fn is_said_fraction(&self, at: usize) -> bool {
        let (gap, at) = self.gap_after(at);
        let below = self.number_at(at, false).filter(|_| gap == Gap::Space);
        below.is_some_and(|below| {
            !self.char_at(self.skip_space(below.end)).is_some_and(char::is_alphanumeric)
                && self.unit_behind(&below).is_none()
        })
    }

    /// `three to one`, `one nurse for every 30 beds`: a ratio.
    pub fn as_ratio(&self, opening: Option<&Word<'t>>, quantity: &mut Quantity) -> bool {
        let Some(first) = count(quantity) else { return false };
        let Some((second, end)) = self.to_one(opening, quantity, first).or_else(|| self.for_every(quantity)) else {
            return false;
        };
        quantity.kind = QuantityKind::Ratio;
        (quantity.value, quantity.high) = (Some(first), Some(second));
        quantity.span.end = end;
        quantity.core.end = end;
        quantity.comparator = Comparator::Exactly;
        true
    }

    /// `three to one`, but neither "from three to one" nor "at ten to one".
    fn to_one(&self, opening: Option<&Word<'t>>, quantity: &Quantity, first: Decimal) -> Option<(Decimal, usize)> {
        let to = self.word_after(quantity.span.end).filter(|word| word.gap != Gap::None && word.is(named::TO))?;
        let (gap, at) = self.gap_after(to.end);
        let one = self.number_at(at, false).filter(|one| gap != Gap::None && one.value == Some(Decimal::ONE))?;
        let clock = MINUTES.iter().any(|&minutes| first == minutes.into())
            && opening.is_none_or(|word| word.is(named::AT_HOUR));
        let from = opening.is_some_and(|word| word.is(named::FROM | named::BETWEEN));
        let counts = self.word_after(one.end).is_some_and(|word| {
            word.is(named::OF | named::OR | named::ROUND | named::BILLION) || self.unit_behind(&one).is_some()
        });
        (first > Decimal::ONE && !clock && !from && !counts).then_some((Decimal::ONE, one.end))
    }

    /// `one nurse for every 30 beds`, with the noun at the end.
    fn for_every(&self, quantity: &Quantity) -> Option<(Decimal, usize)> {
        let next = self.word_after(quantity.span.end).filter(|word| word.gap == Gap::Space)?;
        let joint = if next.is(named::FOR) {
            next
        } else {
            self.word_after(self.noun_until(quantity.span.end, named::FOR)?.end)?
        };
        let every = self.word_after(joint.end).filter(|word| word.is(named::EVERY))?;
        let (_, at) = self.gap_after(every.end);
        let second = self.bare_number(at)?;
        // "14 deaths for every 100,000 people" is a rate.
        let value =
            second.value.filter(|value| value.scale() == 0 && (*value < Decimal::ONE_HUNDRED || !is_round(*value)))?;
        let noun = self.word_after(second.end).filter(|word| word.gap == Gap::Space && word.is_plural());
        Some((value, noun.map_or(second.end, |noun| noun.end)))
    }
}

/// The whole number that a quantity without a unit is.
fn count(quantity: &Quantity) -> Option<Decimal> {
    let bare = quantity.kind == QuantityKind::Number && quantity.unit.is_none() && quantity.high.is_none();
    quantity.value.filter(|value| bare && value.scale() == 0)
}

/// So many hundreds.
fn is_round(value: Decimal) -> bool {
    (value % Decimal::ONE_HUNDRED).is_zero()
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

fn is_year(number: &Number, value: Decimal) -> bool {
    four_digits(number.form) && value >= 1900.into() && value <= 2100.into()
}
