//! Expressions of time among the tokens of a sentence.

use std::ops::Range;

use claimsift_quantities::{CalendarDate, Comparator, Quantity, QuantityKind, QuantityTables};

use claimsift_text::Shape;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Precision;
use super::resolve::{FIRST_HALF, FIRST_QUARTER};
use super::table::{Grain, Meaning, TimeTable};
use crate::words::Words;

/// What an expression says, not yet counted from any date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A day, a part of a year or a year, perhaps without its year.
    Date(CalendarDate),
    /// One in the year so many after the document's: "May of last year".
    DateOf(CalendarDate, i8),
    /// The last one that is over: "last August".
    LastDate(CalendarDate),
    /// From one to another.
    Span(CalendarDate, CalendarDate),
    /// From one to another in the year so many after the document's: "the first nine months of last year".
    SpanOf(CalendarDate, CalendarDate, i8),
    /// The ten years from this one.
    Decade(u16),
    /// So many of a stretch, up to a date: "the year to March".
    Period(Grain, i32, CalendarDate),
    /// So many stretches after the document's own: "last year" is -1.
    Shifted(Grain, i32),
    /// So long ago.
    Ago(Grain, i32, Precision),
    /// So long up to the document's day, or from it on.
    Rolling(Grain, i32),
    /// A day of the week, perhaps last or next.
    Weekday(i8, Option<i8>),
    /// The last, this or the next season.
    Season(u8, i8),
    /// So long before the sentence's own time: "a year earlier".
    Earlier(Grain, i32),
}

impl Reading {
    /// Whether it says a day or a week: news is told on a day, and is about a year.
    fn is_of_days(self) -> bool {
        match self {
            Reading::Date(date) | Reading::LastDate(date) | Reading::DateOf(date, _) => date.day.is_some(),
            Reading::Shifted(grain, _) | Reading::Ago(grain, ..) => {
                matches!(grain, Grain::Day | Grain::Week | Grain::Weekend)
            }
            Reading::Weekday(..) => true,
            _ => false,
        }
    }

    /// The day, when it is written with its year.
    pub fn day(self) -> Option<Date> {
        let Reading::Date(CalendarDate { year: Some(year), month: Some(month @ 1..=12), day: Some(day) }) = self else {
            return None;
        };
        Date::new(year as i16, month as i8, day as i8).ok()
    }

    /// Whether figures are compared "on" it: a month, a quarter or a year.
    fn is_period(self) -> bool {
        match self {
            Reading::Date(date) | Reading::LastDate(date) | Reading::DateOf(date, _) => date.day.is_none(),
            Reading::Shifted(grain, _) => matches!(grain, Grain::Month | Grain::Quarter | Grain::Half | Grain::Year),
            Reading::Ago(..) | Reading::Earlier(..) => true,
            _ => false,
        }
    }

    /// Whether only the year is written.
    fn is_year(self) -> bool {
        match self {
            Reading::Date(date) => date.month.is_none(),
            Reading::Span(start, end) => start.month.is_none() && end.month.is_none(),
            _ => false,
        }
    }
}

/// How a time bounds the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    Within,
    Since,
    Until,
}

/// What a time is to the figures around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Their time.
    Own,
    /// Part of a noun phrase, "1986 profit": the time of a figure that says how much that was.
    Modifier,
    /// What they are compared with.
    Compared,
    /// Something else: when it was said, or "before 1945".
    Aside,
}

/// An expression of time in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its tokens with the preposition.
    pub tokens: Range<usize>,
    pub reading: Reading,
    pub link: Link,
    pub role: Role,
}

/// Reads the times of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub words: &'a Words<'a>,
    pub table: &'a TimeTable,
    pub units: &'a QuantityTables,
}

/// How far a superlative stands from its "since", and a verb of saying from its day, in tokens.
const BOAST_REACH: usize = 10;
const SAID_REACH: usize = 12;

/// How long a clause behind "since" is at most, in tokens.
const CLAUSE_REACH: usize = 7;

/// How far from the head of a text its date may stand.
const DATELINE_REACH: usize = 6;

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

    fn meaning(&self, at: usize) -> Option<Meaning> {
        let token = self.words.tokens.get(at).filter(|token| token.typed.is_none())?;
        self.table.of(token.word)
    }

    fn quantity(&self, at: usize) -> Option<&Quantity> {
        let token = self.words.tokens.get(at)?;
        token.typed.map(|index| &self.words.quantities[index as usize])
    }

    fn is(&self, at: usize, word: &str) -> bool {
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

    /// An expression with its preposition, which stands no further back than `floor`, and what it is to the figures.
    fn phrase(&self, start: usize, end: usize, reading: Reading, floor: usize) -> Phrase {
        let mut before = start;
        let mut of = false;
        while before > floor && self.stands_between(before - 1) {
            before -= 1;
            of = self.words.is_of(before);
        }
        let preposition = before.checked_sub(1).and_then(|at| self.meaning(at));
        let link = match preposition {
            Some(Meaning::Since) => Link::Since,
            Some(Meaning::Until) => Link::Until,
            Some(Meaning::Within) if self.is_of_beginning(before - 1) => Link::Since,
            _ => Link::Within,
        };
        // "of 2009" belongs to a noun.
        let role = if of { Role::Aside } else { self.role(start, end, reading, preposition) };
        let has_preposition = before > floor && self.is_preposition(preposition, before - 1, reading);
        Phrase { tokens: (if has_preposition { before - 1 } else { start })..end, reading, link, role }
    }

    /// "since the floods began in June": the figure has run from that time on.
    fn is_of_beginning(&self, preposition: usize) -> bool {
        let floor = preposition.saturating_sub(CLAUSE_REACH);
        let stops = |at: &usize| self.words.ends_clause(*at) || self.words.is_figure(*at);
        let mut clause = (floor..preposition).rev().take_while(|at| !stops(at));
        clause.any(|at| self.meaning(at) == Some(Meaning::Since))
    }

    /// Words between a preposition and its time: "in the early 1990s", "by the end of 2009", "the year 2009".
    fn stands_between(&self, at: usize) -> bool {
        self.words.on(at, self.words.classes.determiner | self.words.classes.of)
            || matches!(self.meaning(at), Some(Meaning::Part | Meaning::Unit(Grain::Year | Grain::Day)))
    }

    fn is_preposition(&self, meaning: Option<Meaning>, at: usize, reading: Reading) -> bool {
        match meaning {
            Some(Meaning::Within | Meaning::Since | Meaning::Until | Meaning::Aside) => true,
            Some(Meaning::ComparedPeriod) => !reading.is_period(),
            Some(Meaning::ComparedLevel) => matches!(reading, Reading::Span(..)) && self.is(at, "from"),
            _ => false,
        }
    }

    fn role(&self, start: usize, end: usize, reading: Reading, preposition: Option<Meaning>) -> Role {
        match preposition {
            _ if matches!(reading, Reading::Earlier(..)) => Role::Compared,
            Some(Meaning::Aside | Meaning::Earlier) => Role::Aside,
            Some(Meaning::Compared) => Role::Compared,
            Some(Meaning::ComparedLevel) if !matches!(reading, Reading::Span(..)) => Role::Compared,
            Some(Meaning::ComparedPeriod) if reading.is_period() => Role::Compared,
            Some(Meaning::Since) if self.is_of_record(start) => Role::Aside,
            _ if self.is_when_said(start, end, reading) => Role::Aside,
            Some(
                Meaning::Within | Meaning::Since | Meaning::Until | Meaning::ComparedPeriod | Meaning::ComparedLevel,
            ) => {
                if self.is_dateline(start, end) {
                    Role::Aside
                } else {
                    Role::Own
                }
            }
            _ if self.is_dateline(start, end) => Role::Aside,
            _ if reading.is_year() && !self.stands_alone(start, end) => Role::Modifier,
            _ => Role::Own,
        }
    }

    /// Whether a boast stands before "since": "the lowest since 1995", "the first win since May".
    fn is_of_record(&self, start: usize) -> bool {
        let boasts = |at: usize| {
            self.words.on(at, self.words.classes.superlative)
                || self.is_long_superlative(at)
                || self.quantity(at).is_some_and(|quantity| quantity.kind == QuantityKind::Ordinal)
        };
        let floor = start.saturating_sub(BOAST_REACH);
        (floor..start).rev().take_while(|&at| !self.words.ends_clause(at)).any(boasts)
    }

    /// `bloodiest`, `unluckiest`: what ends so is a superlative, but for the priest.
    fn is_long_superlative(&self, at: usize) -> bool {
        let word = self.words.written(at);
        word.len() > "priest".len() && word.ends_with("iest")
    }

    /// A year without a preposition that still is a time: at the head of the sentence, or in brackets.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        let opens = start == 0 || self.words.written(start - 1) == "(";
        let closes = end >= self.words.tokens.len() || self.words.is_punctuation(end);
        opens && closes
    }

    /// A verb in the past, "said police raided it on Friday", and not "in a prepared statement".
    fn is_past(&self, at: usize) -> bool {
        let past = self.words.tokens[at].shape.is(Shape::PAST_ENDING) && !self.words.is_capital(at);
        past && at > 0 && !self.words.on(at - 1, self.words.classes.determiner)
    }

    /// "was released on Thursday": someone, not a figure.
    fn is_passive(&self, at: usize) -> bool {
        at > 0 && self.words.on(at - 1, self.words.classes.auxiliary)
    }

    /// Whether what follows is what was said or agreed: "denied on Tuesday that", "pledged last week to trim".
    fn opens_content(&self, at: usize) -> bool {
        self.is(at, "that") || self.is(at, "to") && self.quantity(at + 1).is_none()
    }

    /// Whether a date heads the text, "LEEDS, May 11, 2016 - Five men": it is the day of the writing.
    fn is_dateline(&self, start: usize, end: usize) -> bool {
        let dated = self.quantity(end - 1).is_some_and(|quantity| quantity.kind == QuantityKind::Date);
        dated && start <= DATELINE_REACH && matches!(self.words.written(end), "(" | ")" | "—" | "–" | "|" | "-")
    }

    /// Whether a day is that of the saying: "said on Friday that", "reported a loss on Tuesday".
    fn is_when_said(&self, start: usize, end: usize, reading: Reading) -> bool {
        let say = self.words.classes.say;
        let is_said = |at: usize| self.words.on(at, say);
        let next = end < self.words.tokens.len() && is_said(end) || reading.is_of_days() && self.opens_content(end);
        // "told us in 2009", but "said 2009 was a good year".
        let before = start.checked_sub(1).filter(|&at| self.meaning(at) == Some(Meaning::Within));
        let reach = if reading.is_of_days() || self.is(end, "that") { SAID_REACH } else { before.map_or(0, |_| 3) };
        let floor = start.saturating_sub(reach);
        let mut figures = 0;
        for at in (floor..start).rev() {
            if self.words.ends_clause(at) {
                break;
            }
            figures += usize::from(self.words.is_figure(at));
            let announced = self.meaning(at) == Some(Meaning::Announced) && !self.is_passive(at);
            if announced && reading.is_of_days() || is_said(at) && figures == 0 {
                return true;
            }
            if self.words.on(at, self.words.classes.verb | self.words.classes.auxiliary) || self.is_past(at) {
                break;
            }
        }
        next
    }
}
