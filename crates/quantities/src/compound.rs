//! Quantities written in two units: six feet two inches, 2h 30m, an hour and a half, 12 dollars 65 cents.

use rust_decimal::Decimal;

use crate::UnitId;
use crate::figure::{Bare, Figure};
use crate::lexicon::role;
use crate::measure::Measured;
use crate::named;
use crate::number::{Form, Number};
use crate::sentence::{Gap, Sentence};

impl<'t> Sentence<'t> {
    /// The figure together with the smaller units that follow, in the smallest of them; in money, in the larger one.
    pub fn compound(&self, figure: &mut Figure) {
        if !figure.measured.is_some_and(|measured| measured.unit.per.is_none() && !measured.age) {
            return;
        }
        for _ in 0..3 {
            let Some(longer) = self.with_smaller_unit(figure).or_else(|| self.with_half_behind(figure)) else { break };
            *figure = longer;
        }
        if let Some(longer) = self.with_one_before(figure) {
            *figure = longer;
        }
    }

    fn with_smaller_unit(&self, figure: &Figure) -> Option<Figure> {
        let measured = figure.measured.filter(|measured| measured.unit.per.is_none() && !measured.age)?;
        let large = measured.unit.of;
        if self.goes_on_list(figure.start, large) {
            return None;
        }
        let at = self.part_start(measured.end, &self.tables.unit(large).dimension)?;
        let number = self.number_at(at, false)?;
        let (small, end) = match self.small_unit(large, &number) {
            Some(small) => small,
            None => return self.with_bare_part(figure, measured, number),
        };
        let (value, part) = (figure.number.value?, number.value?);
        let (total, unit) = self.sum(value, large, part, small)?;
        let joined =
            Number { end: number.end, value: Some(total), form: Form::Digits, magnitude: None, ..figure.number };
        Some(Figure { number: joined, measured: Some(self.per_and_age(unit, end)), ..*figure })
    }

    /// `two hours and a half`: a part of the same unit.
    fn with_half_behind(&self, figure: &Figure) -> Option<Figure> {
        let measured = figure.measured.filter(|measured| measured.unit.per.is_none() && !measured.age)?;
        let whole = figure.number.value.filter(|value| value.scale() == 0 && figure.currency.is_none())?;
        let and = self.word_after(measured.end).filter(|word| word.gap == Gap::Space && word.is(named::AND))?;
        let (part, end) = self.fraction_behind_and(&and)?;
        let next = self.word_after(end).filter(|word| word.gap == Gap::Space);
        let another = next.is_some_and(|word| word.is(named::OF) || self.unit_at(word.start, false).is_some());
        let half_of = next.is_some() && !self.word_after(and.end).is_some_and(|word| word.is(named::A));
        if another || half_of {
            return None;
        }
        let number = Number { end, value: Some(whole.checked_add(part)?), form: Form::Digits, ..figure.number };
        Some(Figure { number, measured: Some(Measured { end, ..measured }), ..*figure })
    }

    /// Whether a comma and a larger unit stand before `at`: "3 hours, 40 minutes and 12 seconds" are three figures.
    fn goes_on_list(&self, at: usize, unit: UnitId) -> bool {
        let end = self.skip_space_before(at);
        if self.char_before(end) != Some(',') {
            return false;
        }
        let name = self.word_before(end - 1).filter(|word| word.gap == Gap::None);
        let larger = name.and_then(|name| self.phrase_at(&self.tables.unit_names, name.start));
        larger.is_some_and(|(larger, _)| self.tables.unit(larger).dimension == self.tables.unit(unit).dimension)
    }

    /// `15 dollars 50`, `two hours ten`: a bare number that ends the clause is so many cents or minutes.
    fn with_bare_part(&self, figure: &Figure, measured: Measured, number: Number) -> Option<Figure> {
        let part =
            number.value.filter(|part| part.scale() == 0 && matches!(number.form, Form::Plain(2) | Form::Words))?;
        let whole = figure.number.value.filter(|value| value.scale() == 0)?;
        if figure.range || self.byte(measured.end) == b',' || !self.ends_clause(number.end) {
            return None;
        }
        let large = measured.unit.of;
        let (total, unit) = match () {
            () if self.tables.common.hour == Some(large) && part < 60.into() => {
                self.sum(whole, large, part, self.tables.common.minute?)?
            }
            () if figure.currency.is_none() && self.is_whole_money(large) && part >= 10.into() && part < 100.into() => {
                (whole.checked_add(part.checked_div(Decimal::ONE_HUNDRED)?)?, large)
            }
            () => return None,
        };
        let joined =
            Number { end: number.end, value: Some(total), form: Form::Digits, magnitude: None, ..figure.number };
        Some(Figure {
            number: joined,
            measured: Some(Measured { unit: unit.into(), end: number.end, age: false }),
            ..*figure
        })
    }

    fn is_whole_money(&self, unit: UnitId) -> bool {
        let unit = self.tables.unit(unit);
        &*unit.dimension == "money" && unit.divisor == Decimal::ONE
    }

    /// Whether the sentence or a part of it ends at `at`.
    fn ends_clause(&self, at: usize) -> bool {
        match self.char_at(at) {
            None => true,
            Some('.' | ',') => !self.byte(at + 1).is_ascii_digit(),
            Some(c) => matches!(c, ';' | ':' | '?' | '!' | ')'),
        }
    }

    /// Where the number of a smaller unit may begin: behind a space or "and", in lengths also behind a comma, which
    /// parts stretches of time: "six feet, two inches" but "24 hours, 39 minutes".
    fn part_start(&self, end: usize, dimension: &str) -> Option<usize> {
        let end = if self.byte(end) == b',' && dimension == "length" { end + 1 } else { end };
        let (gap, at) = self.gap_after(end);
        let tight = gap == Gap::None && self.byte(end).is_ascii_digit();
        if gap == Gap::Hyphen || gap == Gap::None && !tight {
            return None;
        }
        match self.word_at(at).filter(|word| word.is(named::AND)) {
            Some(and) => Some(self.gap_after(and.end).1),
            None => Some(at),
        }
    }

    /// The unit behind the second number; the `m` behind hours is the minute.
    fn small_unit(&self, large: UnitId, number: &Number) -> Option<(UnitId, usize)> {
        let hours = self.tables.common.hour == Some(large);
        let minute = self.word_at(number.end).filter(|word| hours && word.of(self) == "m");
        if let Some((word, minute)) = minute.zip(self.tables.common.minute) {
            return Some((minute, word.end));
        }
        let (gap, at) = self.gap_after(number.end);
        let length = &*self.tables.unit(large).dimension == "length";
        self.unit_at(at, gap == Gap::None || length)
    }

    /// `value` of the larger unit and `part` of the smaller one, and the unit of the sum.
    fn sum(&self, value: Decimal, large: UnitId, part: Decimal, small: UnitId) -> Option<(Decimal, UnitId)> {
        let (a, b) = (self.tables.unit(large), self.tables.unit(small));
        if a.dimension != b.dimension || part.is_sign_negative() {
            return None;
        }
        if &*a.dimension == "money" {
            let whole = a.divisor == Decimal::ONE && b.divisor > Decimal::ONE && part < b.divisor && value.scale() == 0;
            return whole.then(|| Some((value.checked_add(part.checked_div(b.divisor)?)?, large)))?;
        }
        if a.base != b.base || !a.offset.is_zero() {
            return None;
        }
        let ratio = a.factor.checked_mul(b.divisor)?.checked_div(a.divisor.checked_mul(b.factor)?)?.normalize();
        let smaller = ratio > Decimal::ONE && ratio.scale() == 0 && part < ratio;
        smaller.then(|| Some((value.checked_mul(ratio)?.checked_add(part)?, small)))?
    }

    /// `an hour and` before `45 minutes`.
    fn with_one_before(&self, figure: &Figure) -> Option<Figure> {
        let measured = figure.measured.filter(|measured| measured.unit.per.is_none() && !measured.age)?;
        let (large, start) = self.one_of_unit_and(figure.start)?;
        let (total, unit) = self.sum(Decimal::ONE, large, figure.number.value?, measured.unit.of)?;
        let number = Number { start, value: Some(total), form: Form::Digits, ..figure.number };
        let measured = Some(Measured { unit: unit.into(), ..measured });
        Some(Figure { start, number, measured, bare: Bare::default(), ..*figure })
    }

    /// The unit of `an hour and` that ends at `end`, and where it starts.
    pub fn one_of_unit_and(&self, end: usize) -> Option<(UnitId, usize)> {
        let and = self.word_before(end).filter(|word| word.gap == Gap::Space && word.is(named::AND))?;
        let name = self.word_before(and.start).filter(|word| word.gap == Gap::Space)?;
        let one = self
            .word_before(name.start)
            .filter(|word| word.gap == Gap::Space && word.is(named::A | named::AN | named::ONE))?;
        let (unit, unit_end) = self.phrase_at(&self.tables.unit_names, name.start)?;
        (unit_end == name.end).then_some((unit, one.start))
    }

    /// `an hour and a half`: the half is of the unit before.
    pub fn unit_and_a_half(&self, number: &Number) -> Option<Figure> {
        let article = if self.has(number.start, "a ") {
            number.start
        } else {
            self.word_before(number.start).filter(|word| word.is(named::A))?.start
        };
        let (unit, start) = self.one_of_unit_and(article)?;
        let value = number.value?.checked_add(Decimal::ONE)?;
        let whole = Number { start, value: Some(value), form: Form::Digits, ..*number };
        let measured = Some(Measured { unit: unit.into(), end: number.end, age: false });
        Some(Figure { start, number: whole, measured, ..self.figure_of(&whole) })
    }

    /// Whether the word may end a magnitude that a currency stands before: `75 USD million`.
    pub fn magnitude_behind_currency(&self, figure: &mut Figure) {
        let without_sign = figure.currency.is_none();
        let Some(measured) = figure.measured.as_mut().filter(|measured| without_sign && measured.unit.per.is_none())
        else {
            return;
        };
        let magnitude =
            self.word_after(measured.end).filter(|word| word.gap == Gap::Space && word.lexeme.is(role::MAGNITUDE));
        let Some(word) = magnitude.filter(|_| &*self.tables.unit(measured.unit.of).dimension == "money") else {
            return;
        };
        measured.end = word.end;
        figure.number = figure.number.times(word.lexeme.times, word.end);
    }
}
