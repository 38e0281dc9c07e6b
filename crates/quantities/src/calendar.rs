//! Dates and times of day: May 07, 2013 · 9 May · 2013-05-06 · August 1968 · 11:20 · 5 p.m.

use claimsift_text::Span;

use crate::lexicon::{Lexeme, role};
use crate::named;
use crate::number::Form;
use crate::sentence::{Gap, Sentence, Word, is_dash};
use crate::{CalendarDate, Quantity, QuantityKind};

impl<'t> Sentence<'t> {
    /// A date that begins with a month, or an hour in words: `five o'clock`.
    pub fn dated_word(&self, word: &Word<'t>, lexeme: &Lexeme) -> Option<Quantity> {
        match () {
            () if lexeme.is(role::MONTH) => self.month_first(word, lexeme.month),
            () if lexeme.is(role::CARDINAL) => self.oclock(word.start, word.end),
            () if lexeme.is(role::ORDINAL) => self.quarter(word, lexeme),
            () => None,
        }
    }

    /// A date or a time of day that begins with the digits at `anchor`.
    pub fn date_or_clock(&self, anchor: usize, end: usize) -> Option<Quantity> {
        self.clock(anchor, end).or_else(|| self.numeric_date(anchor, end)).or_else(|| self.day_first(anchor, end))
    }

    /// `Sept. 14, 2011`, `May 8-10`, `August 1968`, `in July`.
    fn month_first(&self, month: &Word<'t>, number: u8) -> Option<Quantity> {
        let mut date = CalendarDate { month: Some(number), ..CalendarDate::default() };
        let mut end = month.end;
        let dot = usize::from(self.byte(end) == b'.' && self.byte(end + 1) != b'.');
        let at = self.skip_space(end + dot);
        let mut last_day = None;
        if let Some((day, day_end)) = self.day(at).filter(|_| at > end) {
            (date.day, end) = (Some(day), day_end);
            (last_day, end) = self.last_day(end);
        }
        let comma = self.byte(end) == b',' || self.byte(end) == b'.' && dot == 1;
        let at = self.skip_space(end + usize::from(comma));
        let of = self.word_at(at).filter(|word| word.is(named::OF)).map_or(at, |of| self.skip_space(of.end));
        if let Some((year, year_end)) = self.year_digits(of).filter(|_| of > end) {
            (date.year, end) = (Some(year), year_end);
        }
        let alone = date.day.is_none() && date.year.is_none();
        let verb = month.is(named::VERB_OR_MONTH) && !month.capital;
        if !month.capital && (alone || verb && date.year.is_none()) {
            return None;
        }
        if alone && !self.word_before(month.start).is_some_and(|word| word.lexeme.is(role::BEFORE_MONTH)) {
            return None;
        }
        let last = last_day.map(|day| CalendarDate { day: Some(day), ..date });
        Some(self.dated(self.weekday_before(month.start), end, date, last))
    }

    /// `third quarter of 2012`, `fourth-quarter`.
    fn quarter(&self, ordinal: &Word<'t>, lexeme: &Lexeme) -> Option<Quantity> {
        let number = u8::try_from(lexeme.value).ok().filter(|number| (1..=4).contains(number))?;
        let quarter = self.word_after(ordinal.end).filter(|word| word.gap != Gap::None && word.is(named::QUARTER))?;
        if self.char_at(quarter.end).is_some_and(is_dash) {
            return None;
        }
        let (_, at) = self.gap_after(quarter.end);
        let at = self.word_at(at).filter(|word| word.is(named::OF)).map_or(at, |of| self.skip_space(of.end));
        let year = self.year_digits(at).filter(|_| at > quarter.end);
        let end = year.map_or(quarter.end, |(_, end)| end);
        let date =
            CalendarDate { year: year.map(|(year, _)| year), month: Some(FIRST_QUARTER - 1 + number), day: None };
        Some(self.dated(ordinal.start, end, date, None))
    }

    /// `1986/87`: a season or a year of accounts.
    pub fn season(&self, at: usize, slash: usize) -> Option<Quantity> {
        if slash != at + 4 || self.byte(slash) != b'/' {
            return None;
        }
        let end = self.digit_run(slash + 1);
        if !matches!(end - slash - 1, 2 | 4) || self.byte(end) == b'/' {
            return None;
        }
        let year = |from: usize, to: usize| self.text[from..to].parse::<u32>().ok();
        let (first, last) = (year(at, slash)?, year(slash + 1, end)?);
        let last = if last < 100 { first - first % 100 + last } else { last };
        let last = if last < first { last + 100 } else { last };
        let years = (1500..2200).contains(&first) && last - first <= 10;
        years.then(|| Quantity {
            value: Some(first.into()),
            high: Some(last.into()),
            ..self.plain(QuantityKind::Year, at, end)
        })
    }

    /// `7 May 2013`, `8th of May`, `8-10 May`.
    pub fn day_first(&self, at: usize, digits_end: usize) -> Option<Quantity> {
        if digits_end - at > 2 || !self.month_may_follow(digits_end) {
            return None;
        }
        let (day, mut end) = self.day(at)?;
        let (last_day, range_end) = self.last_day(digits_end.max(end));
        if last_day.is_some() {
            end = range_end;
        }
        let mut month = self.word_after(end).filter(|word| word.gap == Gap::Space || word.gap == Gap::Hyphen)?;
        if month.is(named::OF) {
            month = self.word_after(month.end)?;
        }
        let lexeme = month.lexeme;
        if !lexeme.is(role::MONTH) || month.is(named::VERB_OR_MONTH) && !month.capital {
            return None;
        }
        let mut end = month.end;
        let mut date = CalendarDate { month: Some(lexeme.month), day: Some(day), year: None };
        let dot = usize::from(matches!(self.byte(end), b'.' | b','));
        let (_, year_at) = self.gap_after(end + dot);
        if let Some((year, year_end)) = self.year_digits(year_at).filter(|_| year_at > end) {
            (date.year, end) = (Some(year), year_end);
        }
        let last = last_day.map(|day| CalendarDate { day: Some(day), ..date });
        Some(self.dated(self.weekday_before(at), end, date, last))
    }

    /// Whether what stands right behind the digits of a day lets a month follow.
    fn month_may_follow(&self, end: usize) -> bool {
        match self.byte(end) {
            b' ' => self.word_after(end).is_some_and(|word| word.lexeme.is(role::MONTH) || word.is(named::OF)),
            next => next.is_ascii_alphabetic() || next == b'-' || next.is_ascii_whitespace() || !next.is_ascii(),
        }
    }

    /// `2013-05-06`, `05/09/2010`, `8.5.2010`.
    fn numeric_date(&self, at: usize, first_end: usize) -> Option<Quantity> {
        let separator = self.byte(first_end);
        if !matches!(separator, b'-' | b'/' | b'.') {
            return None;
        }
        let second = first_end + 1;
        let second_end = self.digit_run(second);
        if self.byte(second_end) != separator || second_end == second {
            return None;
        }
        let third_end = self.digit_run(second_end + 1);
        let part = |from: usize, to: usize| self.text[from..to].parse::<u16>().ok();
        let (a, b, c) = (part(at, first_end)?, part(second, second_end)?, part(second_end + 1, third_end)?);
        let date = match (first_end - at, third_end - second_end - 1) {
            (4, 1..=2) => date(a, b, c),
            // Day and month stand in either order; what can only be a day settles it, else the American one holds.
            (1..=2, 4) => date(c, a, b).or_else(|| date(c, b, a)),
            (1..=2, 2) if separator == b'/' => date(2000 + c, a, b).or_else(|| date(2000 + c, b, a)),
            _ => None,
        }?;
        let ends = !matches!(self.byte(third_end), b'-' | b'/') && !self.byte(third_end).is_ascii_alphanumeric();
        ends.then(|| self.dated(at, third_end, date, None))
    }

    /// A day of the month at `at`: one or two digits, perhaps with an ending.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let end = self.digit_run(at.min(self.text.len()));
        let day: u8 = self.text.get(at..end).filter(|digits| (1..=2).contains(&digits.len()))?.parse().ok()?;
        let ending = self.word_at(end).filter(|word| word.is(named::ORDINAL_ENDING)).map(|word| word.end);
        let next = self.char_at(ending.unwrap_or(end));
        let other = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '%' | '/'))
            || next == Some('.') && self.byte(end + 1).is_ascii_digit()
            || next == Some(',') && self.byte(end + 1).is_ascii_digit();
        ((1..=31).contains(&day) && !other).then_some((day, ending.unwrap_or(end)))
    }

    /// The second day of `8-10`.
    fn last_day(&self, end: usize) -> (Option<u8>, usize) {
        let dash = self.char_at(end).filter(|&c| is_dash(c));
        match dash.and_then(|dash| self.day(end + dash.len_utf8())) {
            Some((day, day_end)) => (Some(day), day_end),
            None => (None, end),
        }
    }

    fn year_digits(&self, at: usize) -> Option<(u16, usize)> {
        let end = self.digit_run(at.min(self.text.len()));
        let year: u16 = self.text.get(at..end).filter(|digits| digits.len() == 4)?.parse().ok()?;
        let ends = !self
            .char_at(end)
            .is_some_and(|c| c.is_alphanumeric() || c == '%' || c == '-' && self.byte(end + 1).is_ascii_digit());
        ((1000..2200).contains(&year) && ends).then_some((year, end))
    }

    /// The start of a weekday before `at`, or `at`: `Saturday, May 8`.
    fn weekday_before(&self, at: usize) -> usize {
        let end = self.skip_space_before(at);
        let end = end - usize::from(matches!(self.char_before(end), Some(',' | '.')));
        match self
            .word_before(end)
            .filter(|word| word.gap == Gap::None && word.lexeme.is(role::WEEKDAY) && word.capital)
        {
            Some(word) => word.start,
            None => at,
        }
    }

    fn dated(&self, start: usize, end: usize, date: CalendarDate, last: Option<CalendarDate>) -> Quantity {
        Quantity { date: Some((date, last)), ..self.plain(QuantityKind::Date, start, end) }
    }

    /// `11:20`, `1:42.7`, `5 p.m.`, `10.30am`, `0900 GMT`.
    pub fn clock(&self, at: usize, end: usize) -> Option<Quantity> {
        if end - at > 4 {
            return None;
        }
        let mut last = end;
        let mut colon = false;
        while self.byte(last) == b':' && self.digit_run(last + 1) == last + 3 {
            (last, colon) = (last + 3, true);
        }
        if !colon && self.byte(end) == b'.' && self.digit_run(end + 1) == end + 3 {
            last = end + 3;
        }
        if colon && self.byte(last) == b'.' && self.byte(last + 1).is_ascii_digit() {
            last = self.digit_run(last + 1);
        }
        let noon = self.half_of_day(last);
        match noon.or_else(|| self.zone(at, last)) {
            Some(noon) if end - at <= 2 || end - at == 4 => Some(self.plain(QuantityKind::Clock, at, noon)),
            _ if colon && end - at <= 2 => Some(self.plain(QuantityKind::Clock, at, last)),
            _ => self.oclock(at, end),
        }
    }

    /// The end of `am`, `p.m.` behind `end`.
    fn half_of_day(&self, end: usize) -> Option<usize> {
        let at = self.skip_space(end);
        let letter = self.byte(at).to_ascii_lowercase();
        if !matches!(letter, b'a' | b'p') || at > end + 1 {
            return None;
        }
        let dot = usize::from(self.byte(at + 1) == b'.');
        let m = at + 1 + dot;
        let last = m + 1 + usize::from(dot == 1 && self.byte(m + 1) == b'.');
        let noon = self.byte(m).eq_ignore_ascii_case(&b'm') && !self.char_at(last).is_some_and(char::is_alphanumeric);
        // "a 2.1 pm grid" is no time; hours run to 12.
        noon.then_some(last)
    }

    /// The end of `GMT` behind four digits: `0900 GMT`.
    fn zone(&self, at: usize, end: usize) -> Option<usize> {
        if end - at != 4 || self.byte(at) >= b'3' {
            return None;
        }
        let zone = self.word_after(end).filter(|word| {
            word.lexeme.is(role::TIME_ZONE)
                && (word.is(named::HRS) || !word.of(self).bytes().any(|byte| byte.is_ascii_lowercase()))
        })?;
        (zone.gap == Gap::Space).then_some(zone.end)
    }

    /// `5 o'clock`.
    fn oclock(&self, at: usize, end: usize) -> Option<Quantity> {
        let next = self.skip_space(end);
        if next == end || self.byte(next) != b'o' {
            return None;
        }
        let clock = ["o'clock", "o’clock"].iter().find(|clock| self.has(next, clock))?;
        Some(self.plain(QuantityKind::Clock, at, next + clock.len()))
    }

    /// `1980s`, `'90s`, `30s` behind its digits: the decade's years, or the age of someone in it.
    pub fn decade(&self, at: usize, end: usize) -> Option<Quantity> {
        let apostrophe = usize::from(matches!(self.char_at(end), Some('\'')));
        let s = end + apostrophe;
        let plural = self.byte(s) == b's' && !self.char_at(s + 1).is_some_and(char::is_alphanumeric);
        if !plural || !matches!(end - at, 2 | 4) {
            return None;
        }
        let value: u16 = self.text[at..end].parse().ok()?;
        if !value.is_multiple_of(10) || self.money_before(at).is_some() {
            return None;
        }
        let mut owner = self.word_before(at);
        if let Some(word) = owner.filter(|word| word.is(named::PART_OF_DECADE | named::THE)) {
            owner = self.word_before(word.start).or(owner);
        }
        let aged = end - at == 2 && owner.is_some_and(|word| word.is(named::OWNER));
        let kind = if aged { QuantityKind::Age } else { QuantityKind::Year };
        let year = if end - at == 2 && !aged { 1900 + value } else { value };
        let unit = aged.then_some(self.tables.common.year).flatten().map(Into::into);
        Some(Quantity {
            value: Some(year.into()),
            high: Some((year + 9).into()),
            unit,
            core: Span::new(at, end),
            ..self.plain(kind, at, s + 1)
        })
    }

    /// Whether `A.D.`, `BC` or `CE` stands beside the number.
    pub fn era(&self, start: usize, end: usize) -> bool {
        let is_era =
            |word: Word<'t>| word.lexeme.is(role::ERA) && word.of(self).bytes().all(|byte| byte.is_ascii_uppercase());
        let behind = self.word_after(end).is_some_and(is_era);
        let before = || self.text[self.start..self.skip_space_before(start)].ends_with("A.D.");
        behind || before() || self.word_before(start).is_some_and(is_era)
    }

    /// Whether a number in four plain digits is a year, as far as the words around it tell.
    pub fn is_year(&self, start: usize, end: usize, year: u32) -> bool {
        let before = self.word_before(start);
        let cue = before.is_some_and(|word| word.lexeme.is(role::BEFORE_YEAR));
        if self.era(start, end) {
            return true;
        }
        let counted = self.word_after(end).filter(|word| {
            word.gap == Gap::Space && word.is_plural() && !word.capital && !word.lexeme.is(role::OF_YEAR)
        });
        let round = year.is_multiple_of(100);
        match year {
            1900..=2100 if counted.is_some() && (round || !before.is_some_and(|word| word.is(named::WHOLE_YEAR))) => {
                false
            }
            1900..=2100 => cue || self.comparator_before(start, false).is_none(),
            1000..1900 => cue && counted.is_none() || before.is_some_and(|word| word.lexeme.is(role::MONTH)),
            _ => false,
        }
    }
}

/// The first of the four quarters, in the place of the month: EDTF (ISO 8601-2), sub-year groupings.
const FIRST_QUARTER: u8 = 33;

/// A date, when there is such a month and day.
fn date(year: u16, month: u16, day: u16) -> Option<CalendarDate> {
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
    let part = |part: u16| u8::try_from(part).ok();
    valid.then_some(CalendarDate { year: Some(year), month: part(month), day: part(day) })
}

/// Whether a number in this form can be a year.
pub(crate) fn four_digits(form: Form) -> bool {
    form == Form::Plain(4)
}
