//! From an expression of time to the calendar, counted from the document's date where it has to be.

use claimsift_quantities::CalendarDate;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::reading::{Link, Reading};
use super::table::Grain;
use super::{Moment, Precision, Time};

/// The first of the four seasons, quarters and the two halves in the place of a month: EDTF (ISO 8601-2), sub-year
/// groupings.
pub(crate) const FIRST_SEASON: u8 = 21;
pub(crate) const FIRST_QUARTER: u8 = 33;
pub(crate) const FIRST_HALF: u8 = 40;

/// How many days ahead a day without its year may be meant.
const SOON: i32 = 92;

/// What times are counted from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference {
    /// The document's day.
    pub day: Option<Date>,
    /// Whether the figure is still to come.
    pub future: bool,
}

impl Reference {
    /// The time that a reading is, `None` when it is counted from a date that is not known.
    pub fn resolve(self, reading: Reading, link: Link) -> Option<Time> {
        let time = self.time(reading)?;
        Some(match (link, time) {
            (Link::Since, Time::At(start)) => Time::Since(start),
            (Link::Until, Time::At(end)) => Time::Until(end),
            _ => time,
        })
    }

    fn time(self, reading: Reading) -> Option<Time> {
        Some(match reading {
            Reading::Decade(year) => at(year_of(year)?, Precision::Decade),
            Reading::Date(date) => Time::At(self.dated(date)?.into()),
            Reading::DateOf(date, shift) => Time::At(self.in_year(date, shift)?),
            Reading::LastDate(date) => Time::At(self.before_this(date)?.into()),
            Reading::SpanOf(start, end, shift) => Time::Between(self.in_year(start, shift)?, self.in_year(end, shift)?),
            Reading::Span(start, end) => self.span(start, end)?,
            Reading::Period(grain, count, end) => self.period(grain, count, end)?,
            Reading::Shifted(grain, by) => self.shifted(grain, by)?,
            Reading::Ago(grain, count, precision) => self.ago(grain, count, precision)?,
            Reading::Rolling(grain, count) => self.rolling(grain, count)?,
            Reading::Weekday(weekday, shift) => Time::At(of_day(self.weekday(weekday, shift)?)),
            Reading::Season(season, shift) => self.season(season, shift)?,
            Reading::Earlier(..) => return None,
        })
    }

    /// A date in the year so many after the document's.
    fn in_year(self, date: CalendarDate, shift: i8) -> Option<Moment> {
        let year = u16::try_from(self.day?.year() + i16::from(shift)).ok()?;
        Some(CalendarDate { year: Some(year), ..date }.into())
    }

    /// A date with its year: without one it is the last such, or the next one of what is still to come.
    fn dated(self, date: CalendarDate) -> Option<CalendarDate> {
        if date.year.is_some() {
            return Some(date);
        }
        let today = self.day?;
        let in_year = |year: i16| CalendarDate { year: u16::try_from(year).ok(), ..date };
        let this = in_year(today.year());
        // A day soon to come may be meant, though nothing says so.
        if !self.future
            && date.day.is_some()
            && first_day(this)? > today
            && today.until(first_day(this)?).ok()?.get_days() < SOON
        {
            return None;
        }
        let shift = match self.future {
            true if last_day(this)? < today => 1,
            false if first_day(this)? > today => -1,
            _ => 0,
        };
        Some(in_year(today.year() + shift))
    }

    /// "last August" is over when it is written.
    fn before_this(self, date: CalendarDate) -> Option<CalendarDate> {
        let today = self.day?;
        let in_year = |year: i16| CalendarDate { year: u16::try_from(year).ok(), ..date };
        let this = in_year(today.year());
        Some(if last_day(this)? < today { this } else { in_year(today.year() - 1) })
    }

    /// Both ends in their years: a start without one has that of the end.
    fn span(self, start: CalendarDate, end: CalendarDate) -> Option<Time> {
        let end = self.dated(end)?;
        let mut start = CalendarDate { year: start.year.or(end.year), ..start };
        if start.year == end.year && first_day(start)? > last_day(end)? {
            start.year = start.year.map(|year| year - 1);
        }
        Some(Time::Between(start.into(), end.into()))
    }

    /// So much time up to `end`: "the year to March" begins in April.
    fn period(self, grain: Grain, count: i32, end: CalendarDate) -> Option<Time> {
        let end = self.dated(end)?;
        if end.month.is_none() {
            // Of years, "the ten years to 2013" runs from year to year, as "the past ten years" does.
            let start = Moment::year(year_of(end.year?)?.checked_sub(i16::try_from(count).ok()?)?)?;
            return Some(if count == 1 { Time::At(end.into()) } else { Time::Between(start, end.into()) });
        }
        let span = span_of(grain, -count)?;
        let start = last_day(end)?.tomorrow().ok()?.checked_add(span).ok()?;
        let whole_year = start.day_of_year() == 1 && last_day(end)?.tomorrow().ok()?.day_of_year() == 1;
        Some(match end.day {
            _ if whole_year && start.year() == year_of(end.year?)? => Time::At(Moment::year(start.year())?),
            Some(_) => Time::Between(of_day(start), end.into()),
            None => Time::Between(of_month(start), end.into()),
        })
    }

    fn shifted(self, grain: Grain, by: i32) -> Option<Time> {
        let today = self.day?;
        let moved = |grain| today.checked_add(span_of(grain, by)?).ok();
        Some(match grain {
            Grain::Day => Time::At(of_day(moved(grain)?)),
            Grain::Week => week_of(moved(grain)?),
            Grain::Weekend => self.weekend(by)?,
            Grain::Month => Time::At(of_month(moved(grain)?)),
            Grain::Quarter => Time::At(of_quarter(today.checked_add((by * 3).months()).ok()?)),
            Grain::Year => Time::At(Moment::year(moved(grain)?.year())?),
            Grain::Decade => at(moved(grain)?.year(), Precision::Decade),
            Grain::Century => at(moved(grain)?.year(), Precision::Century),
            Grain::Half => return None,
        })
    }

    /// "two weeks ago": as exactly as its unit says; in decades it is only about then.
    fn ago(self, grain: Grain, count: i32, precision: Precision) -> Option<Time> {
        let then = self.day?.checked_sub(span_of(grain, count)?).ok()?;
        let moment = match grain {
            Grain::Day => of_day(then),
            Grain::Week => return Some(week_of(then)),
            Grain::Month => of_month(then),
            Grain::Year => Moment::year(then.year())?,
            Grain::Decade | Grain::Century => Moment { precision: Precision::About, ..Moment::year(then.year())? },
            _ => return None,
        };
        Some(Time::At(Moment {
            precision: if precision == Precision::About { precision } else { moment.precision },
            ..moment
        }))
    }

    /// "the past 10 years" end today, "the next two" begin.
    fn rolling(self, grain: Grain, count: i32) -> Option<Time> {
        let today = self.day?;
        let then = today.checked_add(span_of(grain, count)?).ok()?;
        let moment = |day: Date| match grain {
            Grain::Day | Grain::Week => Some(of_day(day)),
            // A single year has begun some month of the one before.
            Grain::Month | Grain::Quarter => Some(of_month(day)),
            Grain::Year if count.abs() == 1 => Some(of_month(day)),
            Grain::Year | Grain::Decade | Grain::Century => Moment::year(day.year()),
            Grain::Weekend | Grain::Half => None,
        };
        let (start, end) = (moment(then.min(today))?, moment(then.max(today))?);
        Some(Time::Between(start, end))
    }

    /// The last such day up to the document's own, or the next one of what is still to come.
    fn weekday(self, weekday: i8, shift: Option<i8>) -> Option<Date> {
        let today = self.day?;
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        let nth = |n| today.nth_weekday(n, weekday).ok();
        match shift {
            Some(-1) => nth(-1),
            Some(1) => nth(1),
            _ if today.weekday() == weekday => Some(today),
            Some(_) => week_day(today, weekday),
            None if self.future => nth(1),
            None => nth(-1),
        }
    }

    fn weekend(self, by: i32) -> Option<Time> {
        let today = self.day?;
        let begun = match today.weekday() {
            Weekday::Saturday => today,
            _ => today.nth_weekday(-1, Weekday::Saturday).ok()?,
        };
        let running = begun.checked_add(1.day()).ok()? >= today;
        let weeks = match by {
            0 if running || !self.future => 0,
            -1 if running => -1,
            -1 => 0,
            _ => 1,
        };
        let saturday = begun.checked_add(weeks.weeks()).ok()?;
        Some(Time::Between(of_day(saturday), of_day(saturday.tomorrow().ok()?)))
    }

    fn season(self, season: u8, shift: i8) -> Option<Time> {
        let date = CalendarDate { month: Some(season), ..CalendarDate::default() };
        let year = self.day?.year();
        let in_year = |year: i16| CalendarDate { year: u16::try_from(year).ok(), ..date };
        let found = match shift {
            -1 => self.before_this(date)?,
            // The winter of January began in the year before.
            0 if season == FIRST_SEASON + 3 && self.day?.month() < 3 => in_year(year - 1),
            0 => in_year(year),
            _ if first_day(in_year(year))? > self.day? => in_year(year),
            _ => in_year(year + 1),
        };
        Some(Time::At(found.into()))
    }
}

/// A time so much before another, "a year earlier"; only of what has one date.
pub(crate) fn earlier(time: Time, grain: Grain, count: i32) -> Option<Time> {
    let Time::At(Moment { date, precision: Precision::Exact }) = time else { return None };
    match (grain, date.month) {
        (Grain::Year, _) => {
            let year = date.year?.checked_sub(u16::try_from(count).ok()?)?;
            Some(Time::At(CalendarDate { year: Some(year), ..date }.into()))
        }
        (Grain::Month, Some(1..=12)) if date.day.is_none() => {
            Some(Time::At(of_month(first_day(date)?.checked_sub(count.months()).ok()?)))
        }
        _ => None,
    }
}

fn at(year: i16, precision: Precision) -> Time {
    let year = u16::try_from(year).ok();
    Time::At(Moment { date: CalendarDate { year, ..CalendarDate::default() }, precision })
}

fn year_of(year: u16) -> Option<i16> {
    i16::try_from(year).ok()
}

/// So many of a stretch; `None` for what is no length of time.
fn span_of(grain: Grain, count: i32) -> Option<Span> {
    let span = Span::new();
    match grain {
        Grain::Day => span.try_days(count),
        Grain::Week => span.try_weeks(count),
        Grain::Month => span.try_months(count),
        Grain::Quarter => span.try_months(count.checked_mul(3)?),
        Grain::Half => span.try_months(count.checked_mul(6)?),
        Grain::Year => span.try_years(count),
        Grain::Decade => span.try_years(count.checked_mul(10)?),
        Grain::Century => span.try_years(count.checked_mul(100)?),
        Grain::Weekend => return None,
    }
    .ok()
}

/// The first month of a part of the year, and how many months it has.
fn months(part: u8) -> (i8, i8) {
    // A table may name parts that a year has not: its last one stands for them.
    let nth = |first: u8| (part - first).min(3) as i8;
    match part {
        FIRST_HALF.. => (1 + 6 * nth(FIRST_HALF).min(1), 6),
        FIRST_QUARTER.. => (1 + 3 * nth(FIRST_QUARTER), 3),
        // Spring begins with March; that is north of the equator, as most papers are.
        FIRST_SEASON.. => (3 + 3 * nth(FIRST_SEASON), 3),
        month => (month as i8, 1),
    }
}

/// The first day of a date with its year.
fn first_day(date: CalendarDate) -> Option<Date> {
    let (month, _) = date.month.map_or((1, 12), months);
    Date::new(year_of(date.year?)?, month, date.day.map_or(1, |day| day as i8)).ok()
}

/// The last day of a date with its year.
fn last_day(date: CalendarDate) -> Option<Date> {
    let first = first_day(date)?;
    if date.day.is_some() {
        return Some(first);
    }
    let (_, length) = date.month.map_or((1, 12), months);
    first.checked_add(i32::from(length).months()).ok()?.yesterday().ok()
}

fn of_day(day: Date) -> Moment {
    CalendarDate { day: u8::try_from(day.day()).ok(), ..of_month(day).date }.into()
}

fn of_month(day: Date) -> Moment {
    CalendarDate { year: u16::try_from(day.year()).ok(), month: u8::try_from(day.month()).ok(), day: None }.into()
}

fn of_quarter(day: Date) -> Moment {
    let quarter = FIRST_QUARTER + (day.month() as u8 - 1) / 3;
    CalendarDate { month: Some(quarter), ..of_month(day).date }.into()
}

/// From Monday to Sunday.
fn week_of(day: Date) -> Time {
    let monday = day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day);
    Time::Between(of_day(monday), of_day(monday.checked_add(6.days()).unwrap_or(day)))
}

/// That day of the week of `day`.
fn week_day(day: Date, weekday: Weekday) -> Option<Date> {
    let offset = weekday.to_monday_zero_offset() - day.weekday().to_monday_zero_offset();
    day.checked_add(i32::from(offset).days()).ok()
}
