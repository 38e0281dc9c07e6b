//! Times of EDTF in words that no spreadsheet takes for a date or a number.

/// Appends what an EDTF expression (ISO 8601-2) says: `2009` is "in 2009", `2012-35` is "Q3 2012". One that is not
/// known is appended as it stands.
pub(crate) fn time_in_words(edtf: &str, out: &mut String) {
    match edtf.split_once('/') {
        Some((start, "..")) => phrase("since ", start, out),
        Some(("..", end)) => phrase("until ", end, out),
        Some((start, end)) => {
            phrase("", start, out);
            phrase(" to ", end, out);
        }
        None if edtf.is_empty() => {}
        None => phrase(preposition(edtf), edtf, out),
    }
}

fn preposition(edtf: &str) -> &'static str {
    if edtf.ends_with(['~', '?', '%']) {
        return "about ";
    }
    match (edtf.len(), part_of_year(edtf)) {
        (7, Some((_, "month"))) => "in ",
        (7, _) => "",
        (4, _) => "in ",
        _ => "on ",
    }
}

/// A date behind its preposition: `August 1968`, `Q3 2012`, `the 1980s`, `2013-05-06`.
fn phrase(preposition: &str, edtf: &str, out: &mut String) {
    out.push_str(preposition);
    let date = edtf.trim_end_matches(['~', '?', '%']);
    if let Some((name, _)) = part_of_year(date) {
        [name, " ", &date[..4]].iter().for_each(|part| out.push_str(part));
    } else if date.len() == 4 && date.ends_with('X') {
        out.push_str("the ");
        out.extend(date.chars().map(|digit| if digit == 'X' { '0' } else { digit }));
        out.push('s');
    } else {
        let (day, time) = date.split_once('T').unwrap_or((date, ""));
        out.push_str(day);
        out.push_str(if day.len() < date.len() { " at " } else { "" });
        out.push_str(time);
    }
}

/// The name of the second part of `YYYY-MM`, and what sort of part it is: EDTF numbers seasons from 21, quarters from
/// 33 and halves from 40.
fn part_of_year(date: &str) -> Option<(&'static str, &'static str)> {
    let (year, part) = date.split_once('-')?;
    if year.len() != 4 || part.len() != 2 {
        return None;
    }
    PARTS.iter().find(|&&(number, ..)| number == part).map(|&(_, name, sort)| (name, sort))
}

const PARTS: &[(&str, &str, &str)] = &[
    ("01", "January", "month"),
    ("02", "February", "month"),
    ("03", "March", "month"),
    ("04", "April", "month"),
    ("05", "May", "month"),
    ("06", "June", "month"),
    ("07", "July", "month"),
    ("08", "August", "month"),
    ("09", "September", "month"),
    ("10", "October", "month"),
    ("11", "November", "month"),
    ("12", "December", "month"),
    ("21", "spring", "season"),
    ("22", "summer", "season"),
    ("23", "autumn", "season"),
    ("24", "winter", "season"),
    ("33", "Q1", "quarter"),
    ("34", "Q2", "quarter"),
    ("35", "Q3", "quarter"),
    ("36", "Q4", "quarter"),
    ("40", "first half of", "half"),
    ("41", "second half of", "half"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::dangerous;

    #[test]
    fn times_read_as_words_that_no_spreadsheet_retypes() {
        for (edtf, words) in [
            ("", ""),
            ("2009", "in 2009"),
            ("2013-05-06", "on 2013-05-06"),
            ("1968-08", "in August 1968"),
            ("1954/1962", "1954 to 1962"),
            ("2012-35", "Q3 2012"),
            ("2005-22", "summer 2005"),
            ("2005-40", "first half of 2005"),
            ("2007/..", "since 2007"),
            ("../2007-05", "until May 2007"),
            ("198X", "in the 1980s"),
            ("1990~", "about 1990"),
            ("1954-07/1962-08-15", "July 1954 to 1962-08-15"),
            ("2013-05-06T11:20", "on 2013-05-06 at 11:20"),
        ] {
            let mut out = String::new();
            time_in_words(edtf, &mut out);
            assert_eq!(out, words);
            assert!(!dangerous(&out), "{out}");
        }
    }
}
