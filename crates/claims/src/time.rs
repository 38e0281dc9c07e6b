//! When: the times that a sentence tells, and which of them each figure is about.
//!
//! [`read`] finds the expressions of time among the tokens, [`role`] tells what they are to the figures, [`clauses`] cuts
//! the sentence where a time stops to hold, [`choice`] gives each figure one of them, and [`resolve`] counts it from the
//! document's date.

mod choice;
mod clauses;
mod read;
mod reading;
mod resolve;
mod role;
mod table;

use std::fmt;

use claimsift_quantities::CalendarDate;

pub(crate) use choice::Times;
pub(crate) use read::Reader;
pub(crate) use resolve::Reference;
pub(crate) use table::{TimeEntry, TimeTable};

/// A time in EDTF (ISO 8601-2), which its `Display` writes: `1945-08`, `2005-34` (the second quarter), `198X`,
/// `1937/1945`, `2007/..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Time {
    /// In a day, month, year or decade.
    At(Moment),
    /// From one to another, both included.
    Between(Moment, Moment),
    /// From then on.
    Since(Moment),
    /// Up to then.
    Until(Moment),
}

/// A day, a month or other part of a year, a year, a decade or a century.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The date, with its year.
    pub date: CalendarDate,
    /// How exactly it is known.
    pub precision: Precision,
}

/// How exactly a [`Moment`] is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Precision {
    /// As far as its date is given.
    #[default]
    Exact,
    /// About then.
    About,
    /// Some time in the decade of its year.
    Decade,
    /// Some time in the hundred years that begin with its year's.
    Century,
}

impl From<CalendarDate> for Moment {
    fn from(date: CalendarDate) -> Moment {
        Moment { date, precision: Precision::Exact }
    }
}

impl Moment {
    /// A whole year.
    fn year(year: i16) -> Option<Moment> {
        let year = u16::try_from(year).ok()?;
        Some(CalendarDate { year: Some(year), ..CalendarDate::default() }.into())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.date.year.unwrap_or_default();
        match self.precision {
            Precision::Exact => self.date.fmt(f),
            Precision::About => write!(f, "{}~", self.date),
            Precision::Decade => write!(f, "{:03}X", year / 10),
            Precision::Century => write!(f, "{:02}XX", year / 100),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Time::At(moment) => moment.fmt(f),
            Time::Between(start, end) => write!(f, "{start}/{end}"),
            Time::Since(start) => write!(f, "{start}/.."),
            Time::Until(end) => write!(f, "../{end}"),
        }
    }
}
