//! Expressions of time among the tokens of a sentence.

use claimsift_quantities::{CalendarDate, Comparator, Quantity, QuantityKind, QuantityTables};
use rust_decimal::Decimal;

use super::Precision;
use super::reading::{Phrase, Reading};
use super::resolve::{FIRST_HALF, FIRST_QUARTER};
use super::table::{Grain, Meaning, TimeTable};
use crate::words::Words;

/// Reads the times of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub words: &'a Words<'a>,
    pub table: &'a TimeTable,
    pub units: &'a QuantityTables,
}

/// An expression and where it ends.
type Found = (Reading, usize);

impl Reader<'_> {
    /// Adds the sentence's expressions of time to `phrases`, in the order of the text.
    pub fn read(&self, phrases: &mut Vec<Phrase>) {
        let mut at = 0;
        while let Some(token) = self.words.tokens.get(at) {
            // Most words say nothing of a time.
            if token.typed.is_none() && self.table.of(token.word).is_none() {
                at += 1;
                continue;
            }
            at = match self.expression(at) {
                Some((reading, end)) => {
                    let (reading, end) = self.joined(at, reading, end);
                    let floor = phrases.last().map_or(0, |phrase| phrase.tokens.end);
                    phrases.push(self.phrase(at, end, reading, floor));
                    end
                }
                None => at + 1,
            };
        }
    }

    pub(super) fn meaning(&self, at: usize) -> Option<Meaning> {
        let token = self.words.tokens.get(at).filter(|token| token.typed.is_none())?;
        self.table.of(token.word)
    }

    pub(super) fn quantity(&self, at: usize) -> Option<&Quantity> {
        let token = self.words.tokens.get(at)?;
        token.typed.map(|index| &self.words.quantities[index as usize])
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.words.written(at).eq_ignore_ascii_case(word)
    }

    /// The expression that begins at a token.
    fn expression(&self, at: usize) -> Option<Found> {
        match self.quantity(at) {
            Some(quantity) => self.with_number(at, quantity),
            None => self.in_words(at, self.meaning(at)?),
        }
    }

    fn with_number(&self, at: usize, quantity: &Quantity) -> Option<Found> {
        match quantity.kind {
            QuantityKind::Date => match quantity.date? {
                (start, Some(end)) => Some((Reading::Span(start, end), at + 1)),
                (date, None) => Some(self.in_its_year(date, at + 1)),
            },
            QuantityKind::Year => Some((self.years(at, quantity)?, at + 1)),
            QuantityKind::NumberedName => self.coded(at, quantity.span.of(self.words.text)),
            QuantityKind::Ordinal => self.half(at, quantity).or_else(|| self.first_months(at, quantity)),
            QuantityKind::Measure => self.duration(at, quantity),
            _ => None,
        }
    }

    fn years(&self, at: usize, quantity: &Quantity) -> Option<Reading> {
        let year = |value: Decimal| u16::try_from(value).ok();
        let start = year(quantity.value?)?;
        let date = |year| CalendarDate { year: Some(year), ..CalendarDate::default() };
        Some(match quantity.high {
            Some(_) if self.words.written(at).ends_with('s') => Reading::Decade(start),
            Some(end) => Reading::Span(date(start), date(year(end)?)),
            None => Reading::Date(date(start)),
        })
    }

    /// `Q3 2009`, `H1`, `FY2009`.
    fn coded(&self, at: usize, written: &str) -> Option<Found> {
        let digits = |letters: &str| written.strip_prefix(letters)?.trim_start().parse::<u16>().ok();
        let part = |first: u8, number: u16| CalendarDate {
            month: u8::try_from(number).ok().map(|number| first - 1 + number),
            ..CalendarDate::default()
        };
        let date = match (digits("Q"), digits("H"), digits("FY")) {
            (Some(number @ 1..=4), ..) => part(FIRST_QUARTER, number),
            (_, Some(number @ 1..=2), _) => part(FIRST_HALF, number),
            (.., Some(year @ 1900..2100)) => CalendarDate { year: Some(year), ..CalendarDate::default() },
            _ => return None,
        };
        Some(self.in_its_year(date, at + 1))
    }

    /// `first half of 2009`, `second half`.
    fn half(&self, at: usize, quantity: &Quantity) -> Option<Found> {
        let number = u8::try_from(quantity.value?).ok().filter(|number| matches!(number, 1 | 2))?;
        if self.meaning(at + 1) != Some(Meaning::Unit(Grain::Half)) {
            return None;
        }
        let date = CalendarDate { month: Some(FIRST_HALF - 1 + number), ..CalendarDate::default() };
        let found = self.in_its_year(date, at + 2);
        // Games have halves too: without its year it is none.
        (found.1 > at + 2).then_some(found)
    }

    /// `first nine months of 2009`.
    fn first_months(&self, at: usize, ordinal: &Quantity) -> Option<Found> {
        let first = ordinal.value? == Decimal::ONE;
        let quantity = self.quantity(at + 1).filter(|next| first && next.kind == QuantityKind::Measure)?;
        let (_, count) = self.stretch(quantity).filter(|&(grain, count)| grain == Grain::Month && count < 12)?;
        let month = |month: i32| CalendarDate { month: u8::try_from(month).ok(), ..CalendarDate::default() };
        // The first months of a war or a season are others.
        let (last, end) = Some(self.in_its_year(month(count), at + 2)).filter(|found| found.1 > at + 2)?;
        let reading = match last {
            Reading::Date(end) => Reading::Span(CalendarDate { year: end.year, ..month(1) }, end),
            Reading::DateOf(end, shift) => Reading::SpanOf(month(1), end, shift),
            _ => return None,
        };
        Some((reading, end))
    }

    /// A date, with the year that follows one without: "May of last year", "the first half of 2009".
    fn in_its_year(&self, date: CalendarDate, end: usize) -> Found {
        let without = (Reading::Date(date), end);
        if date.year.is_some() {
            return without;
        }
        let mut at = end;
        while self.words.tokens.get(at).is_some_and(|_| self.words.is_of(at) || self.is(at, "the")) {
            at += 1;
        }
        if let Some(year) = self.quantity(at).filter(|next| next.kind == QuantityKind::Year && next.high.is_none()) {
            let year = year.value.and_then(|value| u16::try_from(value).ok());
            return (Reading::Date(CalendarDate { year, ..date }), at + 1);
        }
        match (self.meaning(at), self.meaning(at + 1)) {
            (Some(Meaning::Shift(shift)), Some(Meaning::Unit(Grain::Year))) => (Reading::DateOf(date, shift), at + 2),
            (Some(Meaning::Unit(Grain::Year)), _) if at >= end + 2 => (Reading::DateOf(date, 0), at + 1),
            _ => without,
        }
    }

    /// A number of years or days that says when: "65 years ago", "the 12 months to June".
    fn duration(&self, at: usize, quantity: &Quantity) -> Option<Found> {
        let (grain, count) = self.stretch(quantity)?;
        let precision = match quantity.comparator {
            Comparator::Exactly => Precision::Exact,
            Comparator::About | Comparator::Nearly => Precision::About,
            _ => return None,
        };
        self.behind_stretch(at + 1, grain, count, precision)
    }

    /// What follows a stretch and makes it a time.
    fn behind_stretch(&self, at: usize, grain: Grain, count: i32, precision: Precision) -> Option<Found> {
        match self.meaning(at) {
            Some(Meaning::Ago) => Some((Reading::Ago(grain, count, precision), at + 1)),
            Some(Meaning::Earlier) => Some((Reading::Earlier(grain, count), at + 1)),
            Some(Meaning::Ending) => self.period(at + 1, grain, count),
            _ if self.is(at, "to") => self.period(at + 1, grain, count),
            _ if self.is(at, "that") && self.meaning(at + 1) == Some(Meaning::Ending) => {
                self.period(at + 2, grain, count)
            }
            _ => None,
        }
    }

    fn period(&self, mut at: usize, grain: Grain, count: i32) -> Option<Found> {
        while matches!(self.meaning(at), Some(Meaning::Part | Meaning::ComparedPeriod | Meaning::Within))
            || self.words.tokens.get(at).is_some_and(|_| self.words.is_of(at) || self.is(at, "the"))
        {
            at += 1;
        }
        let quantity = self.quantity(at)?;
        let end = match quantity.kind {
            QuantityKind::Date => {
                quantity.date.filter(|(date, last)| last.is_none() && date.month.is_some_and(|m| m <= 12))?.0
            }
            QuantityKind::Year if grain == Grain::Year => match self.years(at, quantity)? {
                Reading::Date(year) => year,
                _ => return None,
            },
            _ => return None,
        };
        Some((Reading::Period(grain, count, end), at + 1))
    }

    /// The stretch that a duration is so many of, when it is a whole number.
    fn stretch(&self, quantity: &Quantity) -> Option<(Grain, i32)> {
        let unit = quantity.unit.filter(|unit| unit.per.is_none())?;
        let value = quantity.value.filter(|_| quantity.high.is_none())?;
        let (grain, value) = match Grain::of_symbol(self.units.symbol(unit.of))? {
            Grain::Century if !value.is_integer() => (Grain::Year, value * Decimal::ONE_HUNDRED),
            grain => (grain, value),
        };
        let count = value.is_integer().then(|| i32::try_from(value).ok())??;
        (0..=2000).contains(&count).then_some((grain, count))
    }

    fn in_words(&self, at: usize, meaning: Meaning) -> Option<Found> {
        match meaning {
            Meaning::Day(by) => Some((Reading::Shifted(Grain::Day, by.into()), at + 1)),
            Meaning::Shift(by) => self.shifted(at + 1, by),
            Meaning::Rolling(by) => self.rolling(at + 1, by),
            // "24 May, a Sunday", "every Sunday".
            Meaning::Weekday(_) if at > 0 && self.words.on(at - 1, self.words.classes.determiner) => None,
            Meaning::Weekday(day) if self.words.shouting || self.words.is_capital(at) => {
                Some((Reading::Weekday(day, None), at + 1))
            }
            Meaning::Season(season) => self.season(season, at + 1),
            Meaning::Unit(Grain::Weekend) if at > 0 && self.is(at - 1, "the") => {
                Some((Reading::Shifted(Grain::Weekend, 0), at + 1))
            }
            Meaning::Unit(grain) => self.behind_stretch(at + 1, grain, 1, Precision::Exact),
            Meaning::Part => self.part_of_this(at + 1),
            _ => None,
        }
    }

    /// What follows "last", "this" or "next".
    fn shifted(&self, at: usize, by: i8) -> Option<Found> {
        if let Some(quantity) = self.quantity(at) {
            return match quantity.kind {
                QuantityKind::Measure => {
                    let (grain, count) = self.stretch(quantity).filter(|_| by != 0)?;
                    Some((Reading::Rolling(grain, count * i32::from(by)), at + 1))
                }
                QuantityKind::Date => {
                    let (date, _) = quantity.date.filter(|(date, last)| date.year.is_none() && last.is_none())?;
                    let reading = if by < 0 { Reading::LastDate(date) } else { Reading::Date(date) };
                    Some((reading, at + 1))
                }
                _ => None,
            };
        }
        match self.meaning(at)? {
            Meaning::Unit(grain) => Some((Reading::Shifted(grain, by.into()), at + 1)),
            Meaning::Weekday(day) => Some((Reading::Weekday(day, Some(by)), at + 1)),
            Meaning::Season(season) => Some((Reading::Season(season, by), at + 1)),
            _ => None,
        }
    }

    /// What follows "past".
    fn rolling(&self, at: usize, by: i8) -> Option<Found> {
        let (grain, count) = match self.quantity(at) {
            Some(quantity) => self.stretch(quantity)?,
            None => match self.meaning(at)? {
                Meaning::Unit(grain) => (grain, 1),
                _ => return None,
            },
        };
        Some((Reading::Rolling(grain, count * i32::from(by)), at + 1))
    }

    /// `end of the year`: of this one.
    fn part_of_this(&self, at: usize) -> Option<Found> {
        let of_the = self.words.tokens.get(at).is_some_and(|_| self.words.is_of(at)) && self.is(at + 1, "the");
        match self.meaning(at + 2).filter(|_| of_the)? {
            Meaning::Unit(grain @ (Grain::Week | Grain::Month | Grain::Quarter | Grain::Year)) => {
                // "the end of the year 2009", "the end of the year to March".
                let alone = self.quantity(at + 3).is_none()
                    && self.behind_stretch(at + 3, grain, 1, Precision::Exact).is_none();
                alone.then_some((Reading::Shifted(grain, 0), at + 3))
            }
            _ => None,
        }
    }

    /// `summer of 1947`, `summer 2008`, `summer last year`.
    fn season(&self, season: u8, end: usize) -> Option<Found> {
        let date = CalendarDate { month: Some(season), ..CalendarDate::default() };
        Some(self.in_its_year(date, end)).filter(|found| found.1 > end)
    }

    /// Two times that make one: "from 1990 to 2000", "between May and July 1940".
    fn joined(&self, at: usize, reading: Reading, end: usize) -> Found {
        let start = match reading {
            Reading::Date(date) => date,
            _ => return (reading, end),
        };
        let alone = (reading, end);
        let between = at > 0 && self.is(at - 1, "between");
        let from = at > 0 && self.is(at - 1, "from");
        let joins = self.is(end, "and") && between
            || self.is(end, "to")
            || from && (self.meaning(end) == Some(Meaning::Until) || self.is(end, "through"))
            || matches!(self.words.written(end), "–" | "—");
        match self.expression(end + 1) {
            Some((Reading::Date(last), end)) if joins => (Reading::Span(start, last), end),
            _ => alone,
        }
    }
}
