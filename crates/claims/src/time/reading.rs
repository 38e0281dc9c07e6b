//! What an expression of time says, and what it is to the figures around it.

use std::ops::Range;

use claimsift_quantities::CalendarDate;
use jiff::civil::Date;

use super::Precision;
use super::table::Grain;

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
    pub fn is_of_days(self) -> bool {
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
    pub fn is_period(self) -> bool {
        match self {
            Reading::Date(date) | Reading::LastDate(date) | Reading::DateOf(date, _) => date.day.is_none(),
            Reading::Shifted(grain, _) => matches!(grain, Grain::Month | Grain::Quarter | Grain::Half | Grain::Year),
            Reading::Ago(..) | Reading::Earlier(..) => true,
            _ => false,
        }
    }

    /// Whether only the year is written.
    pub fn is_year(self) -> bool {
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
