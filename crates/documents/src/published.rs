use std::path::Path;

use jiff::civil::Date;
use memchr::{memchr_iter, memchr2_iter};

use crate::date::{Day, find, in_name, is_date_word};
use crate::line::{has_digit, is_name};
use crate::{BlockTables, Document};

/// How many lines of a text are its head, blank ones not counted.
const HEAD_LINES: usize = 12;

/// The longest dateline, in bytes.
const LONGEST_DATELINE: usize = 120;

/// The longest line of a name and a date, in bytes.
const LONGEST_SIGNATURE: usize = 120;

impl BlockTables {
    /// The day that a document was published, by the first of these that tells it: what it was read with (its record's
    /// date, or the one that the run was given), a date line or dateline at the head of `text`, its address, its file's
    /// name. `text` is its decoded text.
    ///
    /// A dateline without a year, `TURKU, May 6 (Agency) -`, is of the year in which it is within a month of the date
    /// that the address or the name tells, and counts for nothing without such a date.
    pub fn published(&self, document: &Document, text: &str) -> Option<Date> {
        let head = || self.head_date(text);
        let named = || {
            let name = Path::new(&document.file).file_name().and_then(|name| name.to_str());
            let of_name = || name.filter(|_| document.record_line.is_none()).and_then(in_name);
            document.url.as_deref().and_then(in_name).or_else(of_name)
        };
        document.date.or_else(|| match head() {
            Some(day) if day.year.is_some() => day.date(),
            Some(day) => named().map(|date| day.near(date).unwrap_or(date)),
            None => named(),
        })
    }

    /// The first day at the head of a text that stands there with its year, or else the first one without.
    fn head_date(&self, text: &str) -> Option<Day> {
        let lines = lines(text).map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES);
        let mut place = Place::Title;
        let mut days = lines.filter_map(|line| {
            let day = self.line_date(line, place);
            place = place.after(line);
            day
        });
        let first = days.next()?;
        if first.year.is_some() { Some(first) } else { days.find(|day| day.year.is_some()).or(Some(first)) }
    }

    fn line_date(&self, line: &str, place: Place) -> Option<Day> {
        // Most lines are prose without a day at their head, and need no closer look.
        if !has_digit(before(line, LONGEST_DATELINE)) {
            return None;
        }
        if self.date_line(line).is_some() {
            return find(line);
        }
        dateline(line).or_else(|| match place {
            Place::Title => None,
            Place::Heading => heading(line).or_else(|| signature(line)),
            Place::Story => signature(line),
        })
    }
}

/// Where at the head of a text a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Title,
    /// Below the title, with no sentence before it.
    Heading,
    Story,
}

impl Place {
    /// The place of the line after this one.
    fn after(self, line: &str) -> Place {
        let is_prose = line.len() > LONGEST_SIGNATURE || ends_sentence(line);
        if self == Place::Story || self == Place::Heading && is_prose { Place::Story } else { Place::Heading }
    }
}

/// The lines of a text, whose ends are looked for many bytes at a time.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.scan(0, |start, end| Some(&text[std::mem::replace(start, end + 1)..end]))
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '"', '”', ')'])
}

/// The day of a line between title and story that is set off from its other words, which are no sentence:
/// `Broadcast from Pell, 22 April 2010`, `9 June 2020 | Energy | By J. Roe`, `Transcript of the debate of May 2, 1999`.
fn heading(line: &str) -> Option<Day> {
    if line.len() > LONGEST_SIGNATURE || ends_sentence(line) {
        return None;
    }
    let day = find(line).filter(|day| day.year.is_some())?;
    let (before, after) = (without_weekday(&line[..day.span.start]), &line[day.span.end..]);
    let opens = before.is_empty() || before.trim_end().ends_with(is_separator) || before.ends_with("  ");
    let of_that_day = ["of ", "on "].iter().any(|word| before.ends_with(word));
    let last = after.trim().is_empty();
    let closes =
        last || after.trim_start().starts_with(is_separator) || after.starts_with("  ") || is_time_of_day(after);
    let ends = last || after.trim_start().starts_with([';', '|']);
    (opens && closes || of_that_day && ends).then_some(day)
}

/// What stands before a day, without its weekday.
fn without_weekday(before: &str) -> &str {
    let rest = before.trim_end_matches([' ', ',', '.']);
    let start = rest.trim_end_matches(char::is_alphabetic).len();
    if rest[start..].len() >= 3 && is_date_word(&rest[start..]) { &rest[..start] } else { before }
}

/// What sets the parts of a heading apart.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '|' | ':' | ';' | '·' | '•' | '-' | '–' | '—' | '/')
}

/// Whether a clock time follows, ` 09:41`.
fn is_time_of_day(after: &str) -> bool {
    let digits = after.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < after.trim_start().len() && digits.starts_with([':', '.'])
}

/// The day of a dateline: `TURKU, May 6, 2013 (Agency) - The river …`.
fn dateline(line: &str) -> Option<Day> {
    let head = before(line, LONGEST_DATELINE);
    let head = &head[..dash(head)?];
    let day = find(head)?;
    let (place, rest) = (&head[..day.span.start], &head[day.span.end..]);
    let rest = rest.trim_matches([' ', ',', '.', ')']);
    let agency = rest.is_empty() || rest.starts_with('(');
    let is_place = is_name(place) && (agency && rest.len() > 1 || has_capitals(place));
    (agency && is_place).then_some(day)
}

/// Where what stands between a dateline and its story begins: `--`, a long dash, or a hyphen between spaces.
fn dash(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    // The long dashes begin with E2.
    memchr2_iter(b'-', 0xe2, bytes).find_map(|at| match &bytes[at..] {
        [b'-', b'-', ..] | [0xe2, 0x80, 0x93 | 0x94, ..] => Some(at),
        [b'-', b' ', ..] if at > 0 && bytes[at - 1] == b' ' => Some(at - 1),
        _ => None,
    })
}

/// The day below a title, behind a name: `Governor Jane Roe, January 12, 2022`. Without its year it is none.
fn signature(line: &str) -> Option<Day> {
    // The day is the last of the line, and has its year.
    if line.len() > LONGEST_SIGNATURE || !line.trim_end().ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let day = find(line).filter(|day| day.year.is_some())?;
    let name = line[..day.span.start].trim_end().strip_suffix([',', '|', '-', '–', '—', '·', '•', ':'])?;
    (line[day.span.end..].trim().is_empty() && is_name(name)).then_some(day)
}

/// Whether the first word is in capitals, as places of datelines are.
fn has_capitals(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.chars().filter(|c| c.is_uppercase()).count() > 1 && !first.contains(char::is_lowercase)
}

/// The first `longest` bytes of a line, or a few less, so that no character is cut.
fn before(line: &str, longest: usize) -> &str {
    let end = (0..=longest.min(line.len())).rev().find(|&end| line.is_char_boundary(end));
    &line[..end.unwrap_or(0)]
}

#[cfg(all(test, feature = "shipped"))]
mod tests {
    use super::*;

    /// The day of a text read from a file of this name, with this address.
    fn published(text: &str, file: &str, url: Option<&str>) -> Option<String> {
        let document = Document { file: file.into(), url: url.map(str::to_owned), ..Document::default() };
        BlockTables::shipped().published(&document, text).map(|date| date.to_string())
    }

    #[test]
    fn the_head_of_a_text_tells_its_day() {
        for (text, date) in [
            ("Boats sink\n\n11:20, May 07, 2013\n\nTwo boats sank.", Some("2013-05-07")),
            ("Boats sink\nPublished 09:40, 17 June 2015\nUpdated 18 June 2015\nTwo boats sank.", Some("2015-06-17")),
            ("PELL, March 14, 2019 (Northern Wire) - Exports from the port rose.", Some("2019-03-14")),
            ("PORT LUCAS, N.C. (Sept. 9, 2016) -- The storm slammed into the coast.", Some("2016-09-09")),
            ("Pell, 14 March 2019 (Northern Wire) — Exports rose.", Some("2019-03-14")),
            ("Debate\nBroadcast from Pell, 22 April 2010\nANA LUND: Good evening.", Some("2010-04-22")),
            ("Debate\nHall of Pell, Tuesday 6 June 2023\nGood evening.", Some("2023-06-06")),
            ("Wind\n9 June 2020 | Energy | By J. Roe\nIt blew.", Some("2020-06-09")),
            ("Wind\nPELL | Wed 12 June 2024 14:05 CEST - 3 min read\nIt blew.", Some("2024-06-12")),
            ("Debate\nTranscript of the debate of May 2, 1999\nANA LUND: Hello.", Some("1999-05-02")),
            ("Talk\nBroadcast on Monday, 14 October 2019; by the station\nANA LUND: Hello.", Some("2019-10-14")),
            ("Debate\nPell …Tuesday, 6 June 2023\nGood evening.", Some("2023-06-06")),
            ("Debate\n…Pell, 6 June 2023\nGood evening.", Some("2023-06-06")),
            ("Marks\n27 July 2009 09:41 UK\nThey fell.", Some("2009-07-27")),
            ("Address\nGovernor Jane Roe, January 12, 2022\n\nThank you.", Some("2022-01-12")),
            // A day of the story is not the day of the page.
            ("Boats sink\n\nTwo boats sank off Pell on May 7, 2013.", None),
            ("The battle of Pell, 9 May 1745\n\nIt was a battle.", None),
            ("Pell\n\nIt is a town.\n\nThe battle, 9 May 1745\n\nIt was a battle.", None),
            ("Pell\n\nHow the flood of 9 May 1745 changed the town\n\nIt rained.", None),
            ("On May 7, 2013 - a Tuesday - two boats sank.", None),
            ("Tugs pull the ferry in Pell, May 6, 2013. (Northern Wire/Ana Lund)", None),
            // Nor is one far below, nor a day without year and nothing to tell it.
            (&("It rained.\n".repeat(20) + "May 7, 2013"), None),
            ("PELL, May 6 (Northern Wire) - Exports rose.", None),
            ("", None),
        ] {
            assert_eq!(published(text, "a.txt", None).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn what_tells_the_day_first_is_believed() {
        let (dated, dateline, bare) =
            ("7 May 2013\n\nIt rained.", "PELL, Dec. 31 (Northern Wire) - It rained.", "It rained.");
        let url = Some("https://e.org/2011/01/01/rain");
        for (text, file, url, date) in [
            (dated, "2012-02-02.txt", url, Some("2013-05-07")),
            (dateline, "2012-02-02.txt", url, Some("2010-12-31")),
            (dateline, "2012-01-02-rain.txt", None, Some("2011-12-31")),
            // A dateline of another season says nothing of the year, and the name's day stands.
            (dateline, "2012-07-02-rain.txt", None, Some("2012-07-02")),
            (bare, "2012-02-02.txt", url, Some("2011-01-01")),
            (bare, "news/2012-02-02-rain.txt", None, Some("2012-02-02")),
            // A folder's name is not the file's.
            (bare, "2012-02-02/rain.txt", None, None),
            (bare, "-", None, None),
        ] {
            assert_eq!(published(text, file, url).as_deref(), date, "{text} {file} {url:?}");
        }
        let date = Some(jiff::civil::date(1999, 1, 1));
        let record = Document { date, ..Document::default() };
        assert_eq!(BlockTables::shipped().published(&record, dated), date);
    }
}
