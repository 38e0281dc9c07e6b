use jiff::civil::Date;

/// The day that a record's `date` field tells: `2010-05-09`, with or without a time behind it, or `20100509`.
pub(crate) fn parse(written: &str) -> Option<Date> {
    let day = written.trim().split(['T', ' ']).next()?;
    if let [year @ .., m0, m1, d0, d1] = day.as_bytes()
        && year.len() == 4
    {
        let digits = |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.parse::<i16>().ok();
        return Date::new(digits(year)?, digits(&[*m0, *m1])? as i8, digits(&[*d0, *d1])? as i8).ok();
    }
    day.parse().ok()
}
