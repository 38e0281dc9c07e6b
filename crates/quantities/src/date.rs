//! A day, month or year as written.

use std::fmt;

/// A day, a month or a year, as far as it is written.
///
/// `Display` gives EDTF (ISO 8601-2): `1968-08`, `2013-05-07`, `XXXX-09-14` for a day without a year,
/// `2005-34` for a second quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CalendarDate {
    /// The year, of four digits.
    pub year: Option<u16>,
    /// The month, from 1; 33 to 36 are the quarters of the year, as EDTF has them.
    pub month: Option<u8>,
    /// The day, from 1.
    pub day: Option<u8>,
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}
