//! Durations, ages and anniversaries against years and the document's date.

use claimsift_quantities::QuantityKind;
use claimsift_text::ListBits;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Sums, plain};
use crate::claim::Kind;
use crate::words::REACH;

/// How far apart a duration and its years may stand, in words.
const NEAR: usize = 5;

/// How far behind "anniversary" the year of the event may stand, in words.
const ANNIVERSARY_REACH: usize = 10;

impl Sums<'_, '_> {
    /// The sums of a number of years: what it is depends on the words beside it.
    pub(super) fn years(&mut self, at: usize, index: usize) {
        let Some(claim) = self.claims.get(index) else { return };
        let in_years = claim.unit.is_some() && claim.unit == self.table.year;
        let kind = self.quantity(index).kind;
        let may_be = match kind {
            QuantityKind::Ordinal => self.is_next(at, self.table.anniversary),
            QuantityKind::Age => in_years || claim.kind == Kind::Age,
            QuantityKind::Measure => in_years,
            _ => false,
        };
        if !may_be {
            return;
        }
        let Some(number) = self.exact(index).filter(Decimal::is_integer) else { return };
        match kind {
            QuantityKind::Ordinal => self.anniversary(at, index, number),
            QuantityKind::Age => self.age(at, index, number),
            QuantityKind::Measure => {
                self.span(at, index, number);
                self.ago(at, index, number);
                self.since(at, index, number);
            }
            _ => {}
        }
    }

    /// "The eight-year war (1937-1945)", "12 years, from 1990 to 2002": right with either year counted or not.
    fn span(&mut self, at: usize, index: usize, number: Decimal) {
        let Some((first, last)) = self.following(at, NEAR).and_then(|index| self.opened_span(index)) else { return };
        let years = Decimal::from(last - first);
        let agrees = (years - number).abs() <= Decimal::ONE;
        self.tell(index, agrees, format!("{last} - {first} = {}", plain(years)));
    }

    /// "In 1945, 60 years ago": the number may be rounded.
    fn ago(&mut self, at: usize, index: usize, number: Decimal) {
        let (Some(now), true) = (self.this_year(), self.is_next(at, self.table.ago)) else { return };
        let year =
            self.preceding(at, 2).or_else(|| self.following(at + 1, 2)).and_then(|index| self.single_year(index));
        if let Some(year) = year.filter(|&year| year <= now) {
            self.tell_years(index, now, number, year, round_margin(number));
        }
    }

    /// "The 14 years since 2001".
    fn since(&mut self, at: usize, index: usize, number: Decimal) {
        let (Some(now), true) = (self.this_year(), self.is_next(at, self.table.since)) else { return };
        let year = self.following(at + 1, 1).and_then(|index| self.single_year(index));
        if let Some(year) = year.filter(|&year| year <= now) {
            self.tell_years(index, now, number, year, round_margin(number));
        }
    }

    /// "The 60th anniversary of the peace of 1945": counted from the document's date, or from another year of the
    /// sentence.
    fn anniversary(&mut self, at: usize, index: usize, number: Decimal) {
        if !self.words.tokens.get(at + 2).is_some_and(|_| self.words.is_of(at + 2)) {
            return;
        }
        let event = self.following(at + 2, ANNIVERSARY_REACH).and_then(|index| self.single_year(index));
        let (Some(now), Some(event)) = (self.this_year(), event) else { return };
        let near = at.saturating_sub(REACH)..self.words.tokens.len().min(at + REACH);
        let years = self.words.tokens[near].iter().filter_map(|token| self.single_year(token.typed? as usize));
        let from = years.chain([now]).find(|year| Decimal::from(year - event) == number);
        self.tell_years(index, from.unwrap_or(now), number, event, Decimal::ONE);
    }

    /// "Ines Vahl, 45, who was born in 1960": a birthday may be still to come, and the text a year old.
    fn age(&mut self, at: usize, index: usize, number: Decimal) {
        let born =
            (at..self.words.tokens.len().min(at + ANNIVERSARY_REACH)).find(|&at| self.words.on(at, self.table.born));
        let year = born.and_then(|born| self.following(born, NEAR)).and_then(|index| self.single_year(index));
        if let (Some(now), Some(year)) = (self.this_year(), year) {
            let age = Decimal::from(now - year);
            let agrees = number <= age + Decimal::ONE && number >= age - Decimal::TWO;
            self.tell(index, agrees, format!("{now} - {year} = {}", plain(age)));
        }
    }

    fn tell_years(&mut self, index: usize, now: i64, number: Decimal, year: i64, margin: Decimal) {
        let counted = Decimal::from(now) - number;
        let agrees = (counted - Decimal::from(year)).abs() <= margin;
        let working = format!("{now} - {} = {}", plain(number), plain(counted));
        match agrees {
            true => self.tell(index, true, working),
            false => self.flag(index, format!("{working}, not {year}")),
        }
    }

    fn this_year(&self) -> Option<i64> {
        self.date.map(|date| i64::from(date.year()))
    }

    /// Whether the next word is on a list.
    fn is_next(&self, at: usize, list: ListBits) -> bool {
        self.words.tokens.get(at + 1).is_some_and(|token| token.lists.meets(list))
    }

    /// The next quantity behind a token, when it is at most so many words away, in the same sentence part.
    fn following(&self, at: usize, reach: usize) -> Option<usize> {
        let rest = self.words.tokens.get(at + 1..)?;
        let rest = &rest[..rest.len().min(reach + 1)];
        rest.iter().find_map(|token| token.typed).map(|index| index as usize)
    }

    /// The quantity before a token, when it is at most so many words away.
    fn preceding(&self, at: usize, reach: usize) -> Option<usize> {
        let before = &self.words.tokens[at.saturating_sub(reach + 1)..at];
        before.iter().rev().find_map(|token| token.typed).map(|index| index as usize)
    }

    /// The year that a quantity is, not a span nor a decade.
    fn single_year(&self, index: usize) -> Option<i64> {
        let quantity = self.quantity(index);
        match quantity.kind {
            QuantityKind::Year if quantity.high.is_none() && self.ends_in_digit(index) => quantity.value?.to_i64(),
            QuantityKind::Date => quantity.date.filter(|date| date.1.is_none())?.0.year.map(i64::from),
            _ => None,
        }
    }

    /// The span of years that a quantity is, when a bracket, a comma or "from" opens it: "in 1969-1970" is another matter.
    fn opened_span(&self, index: usize) -> Option<(i64, i64)> {
        let quantity = self.quantity(index);
        let text = &self.words.text[..quantity.span.start];
        let before = self.words.tokens.partition_point(|token| token.span.end <= quantity.span.start).checked_sub(1)?;
        if !text.trim_end().ends_with(['(', '[', ',']) && !self.words.on(before, self.table.span_opener) {
            return None;
        }
        let is_span = quantity.kind == QuantityKind::Year && self.ends_in_digit(index);
        let (first, last) = (quantity.value?.to_i64()?, quantity.high?.to_i64()?);
        (is_span && first < last).then_some((first, last))
    }

    /// The 1980s are no year.
    fn ends_in_digit(&self, index: usize) -> bool {
        self.quantity(index).core.of(self.words.text).ends_with(|last: char| last.is_ascii_digit())
    }
}

/// By how many years a number may be off: round ones are said of much that is near.
fn round_margin(number: Decimal) -> Decimal {
    let is_multiple = |of: i64| (number % Decimal::from(of)).is_zero();
    Decimal::from(if is_multiple(10) {
        4
    } else if is_multiple(5) {
        2
    } else {
        1
    })
}
