//! Ranges: 45-60, from 5 to 10, between 12 and 16, two or three, $2.5-$3bn, 33.40-45.

use rust_decimal::Decimal;

use crate::figure::{Bare, Figure};
use crate::measure::Measured;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence, Word, is_dash};

/// How the ends of a range are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    Dash,
    To,
    And,
    Or,
}

impl<'t> Sentence<'t> {
    /// What joins a figure that ends at `end` with another one, and where that begins.
    fn joint(&self, end: usize) -> Option<(Joint, usize)> {
        let next = self.skip_space(end);
        if let Some(dash) = self.char_at(next).filter(|&c| is_dash(c) || c == '~') {
            let after = self.skip_space(next + dash.len_utf8());
            // "5 -3" is five and minus three; "2 -7" of a range has no space behind either, and is one.
            return Some((Joint::Dash, after));
        }
        let word = self.word_at(next)?;
        let joint = match () {
            () if word.is(named::TO | named::THROUGH) => Joint::To,
            () if word.is(named::AND) => Joint::And,
            () if word.is(named::OR) => Joint::Or,
            () => return None,
        };
        let (gap, after) = self.gap_after(word.end);
        // The second end may be negative: "from -18 to -34".
        let signed = self.skip_space(word.end);
        let negative = signed > word.end && gap == Gap::Hyphen && self.byte(after).is_ascii_digit();
        (gap != Gap::None).then_some((joint, if negative { signed } else { after }))
    }

    /// The figure widened to a range, when a second end follows. `opening` is the word before it.
    pub fn range(&self, first: &Figure, opening: Option<&Word<'t>>) -> Option<Figure> {
        if matches!(first.number.form, Form::Ordinal | Form::Multiple | Form::SpokenYear | Form::Vague) {
            return None;
        }
        let end = first.measured.map_or(first.number.end, |measured| measured.end);
        let (joint, at) = self.joint(end)?;
        let at = if joint == Joint::Dash { at } else { self.comparator_skipped(at) };
        let second = self.end_figure(at, first)?;
        let between = opening.is_some_and(|word| word.is(named::BETWEEN));
        let from = opening.is_some_and(|word| word.is(named::FROM));
        if joint != Joint::Dash
            && !from
            && !between
            && second.number.form != first.number.form
            && self.may_be_year(&first.number)
        {
            return None;
        }
        let fits = match joint {
            Joint::Dash => true,
            Joint::To => from || between || self.may_reach(first, &second),
            Joint::And => between,
            Joint::Or => self.neighbours(first, &second),
        };
        if !fits {
            return None;
        }
        let range = self.join(first, second, joint, from || between)?;
        let years = range.measured.is_none() && first.number.form == Form::Plain(4);
        Some(Figure { pair: from && joint != Joint::Dash && !years, ..range })
    }

    /// Whether "in 2014 to 6.2 million" begins with a year.
    fn may_be_year(&self, number: &Number) -> bool {
        let year = number.value.and_then(|value| u32::try_from(value).ok());
        number.form == Form::Plain(4) && year.is_some_and(|year| self.is_year(number.start, number.end, year))
    }

    /// "around" before the second end: "between 3kg and about 9kg".
    fn comparator_skipped(&self, at: usize) -> usize {
        match self.word_at(at) {
            Some(word) if word.is(named::ROUGHLY) => self.gap_after(word.end).1,
            _ => at,
        }
    }

    /// "A to B" without "from" is a range when the unit is written once, or is one of measure: "5 km to 8 km".
    /// "$5 to $8" behind "rose" are two figures.
    fn may_reach(&self, first: &Figure, second: &Figure) -> bool {
        match (first.measured, second.measured) {
            (Some(first), Some(_)) => !matches!(&*self.tables.unit(first.unit.of).dimension, "money" | "share"),
            (Some(_), None) => false,
            _ => true,
        }
    }

    /// "two or three": neighbours, and at most one unit.
    fn neighbours(&self, first: &Figure, second: &Figure) -> bool {
        let (Some(low), Some(high)) = (first.number.value, second.number.value) else { return false };
        first.measured.is_none() && low < high && high <= low * Decimal::TWO && first.number.form == Form::Words
    }

    /// The figure at `at` that may be the second end of a range.
    fn end_figure(&self, at: usize, first: &Figure) -> Option<Figure> {
        let (currency, start) = self.currency_ahead(at);
        let number = self.number_at(start, currency.is_some() || first.currency.is_some())?;
        if number.form == Form::Ordinal || matches!(number.form, Form::Multiple | Form::SpokenYear) {
            return None;
        }
        let mut figure = self.figure(&number, None, Bare::default());
        figure.start = at;
        if figure.measured.is_none() && currency.is_some() {
            self.give_currency(&mut figure, currency);
        }
        Some(figure)
    }

    /// A currency symbol at `at`, and where its number begins.
    fn currency_ahead(&self, at: usize) -> (Option<crate::UnitId>, usize) {
        let digit = self.text.as_bytes()[at.min(self.text.len())..].iter().take(8).position(u8::is_ascii_digit);
        let Some(digit) = digit.filter(|&digit| digit > 0).map(|digit| at + digit) else { return (None, at) };
        match self.money_before(digit) {
            Some((unit, start)) if start == at => (Some(unit), digit),
            _ => (None, at),
        }
    }

    /// One figure of the two ends, when they are in order and their units agree.
    fn join(&self, first: &Figure, second: Figure, joint: Joint, opened: bool) -> Option<Figure> {
        let (unit, share) = self.common_unit(first, &second)?;
        let mut low = self.shared_magnitude(first.number, &second.number);
        let mut high = second.number;
        if joint == Joint::Dash {
            high = self.shortened(&first.number, high);
        }
        if !share && low.form == Form::Fraction && high.form != Form::Fraction {
            low = Number { form: Form::Digits, ..low };
        }
        let (bottom, top) = (low.value?, high.value?);
        if bottom >= top && !(opened && bottom > top) {
            return None;
        }
        let (bottom, top, reversed) = if bottom > top { (top, bottom, true) } else { (bottom, top, false) };
        let number = Number {
            end: high.end,
            value: Some(bottom),
            high: Some(top),
            form: Form::Digits,
            magnitude: high.magnitude,
            ..low
        };
        Some(Figure { number, measured: unit, range: true, reversed, second: Some(second.number.start), ..*first })
    }

    /// The unit that both ends share; `None` when they disagree.
    fn common_unit(&self, first: &Figure, second: &Figure) -> Option<(Option<Measured>, bool)> {
        match (first.measured, second.measured) {
            (Some(a), Some(b)) if a.unit == b.unit => Some((Some(b), true)),
            (Some(a), Some(b)) if a.unit.of == b.unit.of => Some((Some(b), true)),
            (Some(_), Some(_)) => None,
            (None, unit) => Some((unit, false)),
            (Some(unit), None) if first.currency.is_some() => {
                Some((Some(Measured { end: second.number.end, ..unit }), true))
            }
            (Some(_), None) => None,
        }
    }

    /// "3-4 million", "$2.5-$3bn": the lower end takes the magnitude of the upper one, when it then stays below.
    fn shared_magnitude(&self, low: Number, high: &Number) -> Number {
        let (Some(times), Some(value), Some(top)) = (high.magnitude, low.value, high.value) else { return low };
        match value.checked_mul(times) {
            Some(shared) if low.magnitude.is_none() && shared < top && value < 1000.into() => {
                Number { value: Some(shared), ..low }
            }
            _ => low,
        }
    }

    /// "33.40-45" ends at 33.45, "1,250-75" at 1,275: digits that the second end shares with the first are left out.
    fn shortened(&self, low: &Number, high: Number) -> Number {
        let (Some(bottom), Some(top)) = (low.value, high.value) else { return high };
        let Form::Plain(digits) = high.form else { return high };
        if top >= bottom && bottom.scale() == 0 || digits > 3 {
            return high;
        }
        let scale = bottom.scale();
        if scale > 0 && u32::from(digits) != scale || scale == 0 && bottom < 1000.into() {
            return high;
        }
        let unit = Decimal::try_from_i128_with_scale(1, scale).unwrap_or(Decimal::ONE);
        let room = Decimal::from(10u64.pow(u32::from(digits))) * unit;
        let full = bottom - bottom % room + top * unit;
        if full > bottom { Number { value: Some(full), ..high } } else { high }
    }
}
