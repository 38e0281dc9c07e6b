//! Dates as written: in a record's field, on a date line, in an address or a file's name.

use claimsift_text::Span;
use jiff::civil::Date;

use crate::word::{Word, words};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A day as written, perhaps without its year, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    pub span: Span,
}

impl Day {
    pub(crate) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The date of this day in the year in which it is nearest to `other`; `None` when it is not within a month of it.
    pub(crate) fn near(self, other: Date) -> Option<Date> {
        let years = other.year() - 1..=other.year() + 1;
        let distance = |date: &Date| other.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
        let nearest = years.filter_map(|year| Date::new(year, self.month, self.day).ok()).min_by_key(distance)?;
        (distance(&nearest) <= 31).then_some(nearest)
    }
}

/// The day that a record's `date` field tells, in any form that [`find`] knows, or as `20130507`.
pub(crate) fn parse(written: &str) -> Option<Date> {
    find(written).and_then(Day::date).or_else(|| compact(written))
}

/// The day that an address or a file's name tells: `2013-05-07-flood.txt`, `/2013/may/07/flood`, `20130507_flood`.
pub(crate) fn in_name(name: &str) -> Option<Date> {
    find(name).and_then(Day::date).or_else(|| words(name).find_map(|word| compact(word.text)))
}

/// `20130507`, in the years in which a page can have been put on a disk or a film.
fn compact(written: &str) -> Option<Date> {
    if written.len() != 8 || !written.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (&written[..4], &written[4..6], &written[6..]);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1800..2200).contains(&date.year()).then_some(date)
}

/// The first day in a line that is written with its year, or else the first that is written at all:
/// `May 7, 2013`, `7 May 2013`, `2013-05-07`, `31/12/2010`; not `5/7/2013`, which is in May or in July.
pub(crate) fn find(line: &str) -> Option<Day> {
    days(line, full).next().or_else(|| days(line, without_year).next())
}

fn days<'l>(line: &'l str, read: fn(&'l str, [Word<'l>; 3]) -> Option<Day>) -> impl Iterator<Item = Day> + 'l {
    let mut rest = words(line).filter(|word| !stands_between(word.text));
    let end = Word { text: "", start: line.len() };
    let mut next = move || rest.next().unwrap_or(end);
    let mut three = [end, next(), next()];
    std::iter::from_fn(move || {
        three = [three[1], three[2], next()];
        (!three[0].text.is_empty()).then_some(three)
    })
    .filter_map(move |three| read(line, three))
}

/// `3rd`, `9th of May`.
fn stands_between(word: &str) -> bool {
    word.len() == 2 && ["st", "nd", "rd", "th", "of"].iter().any(|between| word.eq_ignore_ascii_case(between))
}

fn full(line: &str, [a, b, c]: [Word; 3]) -> Option<Day> {
    let joined = is_joined(line, a, b) && is_joined(line, b, c);
    let (year, month, day) = match (month(a.text), month(b.text)) {
        (Some(month), _) => (year(c.text)?, month, number(b.text)?),
        (_, Some(month)) if year(a.text).is_some() => (year(a.text)?, month, number(c.text)?),
        (_, Some(month)) => (year(c.text)?, month, number(a.text)?),
        _ if joined && year(a.text).is_some() => (year(a.text)?, number(b.text)?, number(c.text)?),
        _ if joined => {
            day_and_month(number(a.text)?, number(b.text)?).map(|(day, month)| Some((year(c.text)?, month, day)))??
        }
        _ => return None,
    };
    Date::new(year, month, day).ok()?;
    Some(Day { year: Some(year), month, day, span: Span::new(a.start, c.end()) })
}

fn without_year(line: &str, [a, b, _]: [Word; 3]) -> Option<Day> {
    let (month, day) = match (month(a.text), month(b.text)) {
        (Some(month), _) => (month, number(b.text)?),
        // In `11:20, May 07` the twenty is no day.
        (_, Some(month)) if !line[a.end()..b.start].contains(',') => (month, number(a.text)?),
        _ => return None,
    };
    // A leap year, so that 29 February is a day.
    Date::new(2000, month, day).ok()?;
    Some(Day { year: None, month, day, span: Span::new(a.start, b.end()) })
}

/// Which of two numbers is the day, where only one can be.
fn day_and_month(a: i8, b: i8) -> Option<(i8, i8)> {
    match (a > 12, b > 12) {
        (true, false) => Some((a, b)),
        (false, true) => Some((b, a)),
        _ => (a == b).then_some((a, b)),
    }
}

fn is_joined(line: &str, a: Word, b: Word) -> bool {
    matches!(&line[a.end()..b.start], "-" | "/" | "." | "_" | "–")
}

/// Whether a word is a number or the name of a month or weekday, or stands between such.
pub(crate) fn is_date_word(word: &str) -> bool {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    is_number || stands_between(word) || WEEKDAYS.iter().chain(&MONTHS).any(|name| begins(name, word))
}

/// Whether `word` is `name`, or its first three letters or more.
fn begins(name: &str, word: &str) -> bool {
    // Most words are known for others by their first letter.
    word.len() >= 3
        && word.as_bytes()[0] | 0x20 == name.as_bytes()[0]
        && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The month of a name, or of its first three letters or more.
fn month(word: &str) -> Option<i8> {
    let index = MONTHS.iter().position(|name| begins(name, word))?;
    i8::try_from(index + 1).ok()
}

/// A year of four digits.
fn year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1500..2200).contains(&year).then_some(year)
}

/// A number of one or two digits.
fn number(word: &str) -> Option<i8> {
    word.parse().ok().filter(|_| word.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(line: &str) -> Option<String> {
        find(line).map(|day| match day.date() {
            Some(date) => date.to_string(),
            None => format!("{}-{}", day.month, day.day),
        })
    }

    #[test]
    fn days_are_found_as_people_write_them() {
        for (line, day) in [
            ("11:20, May 07, 2013", Some("2013-05-07")),
            ("Tuesday, 7 May 2013", Some("2013-05-07")),
            ("7th of May, 2013", Some("2013-05-07")),
            ("Sept. 3rd 2011", Some("2011-09-03")),
            ("2013-05-07T11:20:00Z", Some("2013-05-07")),
            ("2013/5/7", Some("2013-05-07")),
            ("2013/may/07", Some("2013-05-07")),
            ("31.12.2010", Some("2010-12-31")),
            ("12/31/2010", Some("2010-12-31")),
            ("5/5/2010", Some("2010-05-05")),
            ("Tue, 07 May 2013 11:20:00 GMT", Some("2013-05-07")),
            ("29 Feb 2012", Some("2012-02-29")),
            ("11:20, May 07", Some("5-7")),
            ("6 May, 11:20", Some("5-6")),
            // In May or in July?
            ("5/7/2013", None),
            ("29 Feb 2011", Some("2-29")),
            ("May 2010", None),
            ("2010", None),
            ("31 June", None),
            ("1,470 km", None),
            ("", None),
        ] {
            assert_eq!(written(line).as_deref(), day, "{line}");
        }
    }

    #[test]
    fn names_and_addresses_tell_days() {
        for (name, date) in [
            ("2013-05-07-flood.txt", Some("2013-05-07")),
            ("flood_20130507.txt", Some("2013-05-07")),
            ("flood.2013_05_07", Some("2013-05-07")),
            ("https://example.org/news/2013/05/07/flood.html", Some("2013-05-07")),
            ("https://example.org/2013/may/07/flood", Some("2013-05-07")),
            ("flood-12345678.txt", None),
            ("flood-2010.txt", None),
            ("https://example.org/a/99887766", None),
        ] {
            assert_eq!(in_name(name).map(|date| date.to_string()).as_deref(), date, "{name}");
        }
    }

    #[test]
    fn a_day_without_year_takes_the_nearest() {
        for (line, other, date) in [
            ("May 6", "2013-05-07", Some("2013-05-06")),
            ("Dec. 31", "2010-01-01", Some("2009-12-31")),
            ("Jan. 1", "2009-12-31", Some("2010-01-01")),
            ("May 6", "2013-11-07", None),
        ] {
            let near = find(line).unwrap().near(other.parse().unwrap());
            assert_eq!(near.map(|date| date.to_string()).as_deref(), date, "{line}");
        }
    }
}
