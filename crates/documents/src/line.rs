//! What the shape of a line tells: date lines, page marks, share links, captions, list marks, rows of cells.

use std::sync::LazyLock;

use memchr::{memchr2, memchr3_iter, memmem, memrchr};

use crate::date::{find, is_date_word};
use crate::tables::BlockTables;
use crate::word::{Word, words};

/// Lines of more bytes are no page marks, links or rows.
const LONGEST_LINE: usize = 400;

/// Lines of more bytes are no date lines.
const LONGEST_DATE_LINE: usize = 120;

/// How far from the end of a block its credit can begin, in bytes.
const LONGEST_CREDIT: usize = 100;

/// Words without a capital in names and titles.
const SMALL_WORDS: &[&str] = &["a", "and", "at", "by", "de", "del", "for", "in", "la", "of", "on", "the", "to"];

/// What stands around the words of a date line.
const DATE_SIGNS: &str = " \t\u{a0},.:;|-–—/()[]·•+<>";

/// What stands around the numbers of a page mark.
const PAGE_SIGNS: &str = " \t\u{a0}.|-–—/[]【】«»‹›<>→←…";

/// What encloses the number of a page mark.
const PAGE_BRACKETS: &[(char, char)] =
    &[('【', '】'), ('[', ']'), ('<', '>'), ('«', '»'), ('-', '-'), ('–', '–'), ('—', '—')];

impl BlockTables {
    /// The entry that knows a block: as it stands, without its list mark, or by it.
    pub(crate) fn entry_of(&self, block: &str) -> Option<usize> {
        let (mark, line) = self.list_mark(block);
        self.entry_of_item(block, mark, line).or(mark.and_then(|mark| mark.entry))
    }

    /// The entry that knows a block by anything but its list mark; `line` is what stands behind that.
    pub(crate) fn entry_of_item(&self, block: &str, mark: Option<ListMark>, line: &str) -> Option<usize> {
        // The dashes of `- 3 -` are no bullets.
        self.entry_of_line(block).or_else(|| mark.and_then(|_| self.entry_of_line(line)))
    }

    fn entry_of_line(&self, line: &str) -> Option<usize> {
        let begun = self.begins.at_start(line).find(|&entry| self.means(entry, line));
        let known = begun.or_else(|| self.credited(line));
        if known.is_some() || line.len() > LONGEST_LINE {
            return known;
        }
        let numbered = || if has_digit(line) { self.page_mark(line).or_else(|| self.date_line(line)) } else { None };
        numbered().or_else(|| self.links(line)).filter(|&entry| self.means(entry, line))
    }

    /// Whether an entry means blocks like this one.
    fn means(&self, entry: usize, line: &str) -> bool {
        let entry = &self.entries[entry];
        let names_only = || is_name(line) && !has_digit(line);
        line.len() <= entry.longest && (!entry.names || names_only())
    }

    /// `Published 09:40, 17 June 2015`: a day, clock times and the words of date lines, and nothing else.
    pub(crate) fn date_line(&self, line: &str) -> Option<usize> {
        // Most lines are prose and end here at their first word.
        if line.len() > LONGEST_DATE_LINE || !words(line).all(|word| self.is_of_date_line(word.text)) {
            return None;
        }
        let day = find(line)?;
        let around = |word: &Word| word.start < day.span.start || word.start >= day.span.end;
        let mut numbers = words(line).filter(|word| around(word) && word.is_number());
        let fits = numbers.all(|number| self.is_clock(line, number));
        let is_plain = line.chars().all(|c| c.is_alphanumeric() || DATE_SIGNS.contains(c));
        if fits && is_plain { self.dates.entry() } else { None }
    }

    fn is_of_date_line(&self, word: &str) -> bool {
        is_date_word(word) || self.dates.whole(word).is_some()
    }

    /// Whether a number is a part of a clock time: `11:20`, `10.15`, `3 pm`, `1015 GMT`.
    fn is_clock(&self, line: &str, number: Word) -> bool {
        let rest = &line[number.end()..];
        let joined = line[..number.start].ends_with([':', '.']) || rest.starts_with([':', '.']);
        let next = || words(rest).next().is_some_and(|word| self.dates.whole(word.text).is_some());
        number.text.len() <= 4 && (joined || next())
    }

    /// `Page 1 of 7`, `【1】 【2】`, `- 3 -`, `1 2 3 4`: numbers that are named or bracketed, or count up.
    fn page_mark(&self, line: &str) -> Option<usize> {
        let (mut numbers, mut named, mut rising, mut last) = (0, false, true, None);
        for word in words(line) {
            if word.is_number() {
                let number: u32 = word.text.parse().ok().filter(|_| word.text.len() <= 4)?;
                rising &= last.is_none_or(|last: u32| number == last + 1);
                (last, numbers) = (Some(number), numbers + 1);
            } else if self.pages.whole(word.text).is_some() {
                named = true;
            } else if word.text != "of" {
                return None;
            }
        }
        let bracketed = || PAGE_BRACKETS.iter().any(|&(open, close)| line.starts_with(open) && line.ends_with(close));
        let is_mark = numbers > 0 && (named || numbers > 2 && rising || bracketed());
        let is_plain = || line.chars().all(|c| c.is_alphanumeric() || PAGE_SIGNS.contains(c));
        if is_mark && is_plain() { self.pages.entry() } else { None }
    }

    /// `Email | Print | Share (12)`: all parts of the line are known, or of three or more parts half are.
    fn links(&self, line: &str) -> Option<usize> {
        // Prose, which need not be taken apart.
        if line.ends_with(['.', '"', '”']) {
            return None;
        }
        if !may_divide(line) {
            return self.parts.whole(bare(line));
        }
        let (mut all, mut known, mut entry) = (0, 0, None);
        for part in parts(line) {
            all += 1;
            if let Some(found) = self.parts.whole(part) {
                known += 1;
                entry = entry.or(Some(found));
            }
        }
        entry.filter(|_| known == all || all > 2 && known * 2 >= all)
    }

    /// A caption by the credit that it ends with.
    fn credited(&self, block: &str) -> Option<usize> {
        let entry = self.credit_bracket(block).or_else(|| self.credit_sentence(block));
        entry.filter(|&entry| self.means(entry, block))
    }

    /// `… on Monday. (Northern Wire/Jane Roe)`, `… on Monday (AP Photo)`.
    fn credit_bracket(&self, block: &str) -> Option<usize> {
        let inside = block.strip_suffix(')')?;
        let near = inside.len().saturating_sub(LONGEST_CREDIT);
        let open = near + memrchr(b'(', &inside.as_bytes()[near..])?;
        let credit = &inside[open + 1..];
        if has_digit(credit) {
            return None;
        }
        let named = || self.brackets.entry().filter(|_| names_person(credit));
        self.brackets.at_start(credit).next().or_else(|| self.brackets.at_end(credit)).or_else(named)
    }

    /// `… from Pier 4. Photo: J. Marriner`.
    fn credit_sentence(&self, block: &str) -> Option<usize> {
        let near = block.len().saturating_sub(LONGEST_CREDIT);
        // Nothing stands behind the last byte.
        let ends = memchr3_iter(b'.', b'!', b'?', &block.as_bytes()[near..block.len().max(near + 1) - 1]);
        let rests = ends.filter_map(|end| block[near + end + 1..].strip_prefix(' '));
        rests.filter_map(|rest| self.credits.at_start(rest).next()).next()
    }

    /// The list mark that a block begins with, and what stands behind it.
    pub(crate) fn list_mark<'b>(&self, block: &'b str) -> (Option<ListMark>, &'b str) {
        let Some((mark, rest)) = block.split_once(char::is_whitespace).filter(|(mark, _)| mark.len() <= 6) else {
            return (None, block);
        };
        let found = match self.marks.whole(mark) {
            Some(entry) => ListMark { entry: Some(entry) },
            None if is_ordinal(mark) => ListMark { entry: None },
            None => return (None, block),
        };
        (Some(found), rest.trim_start())
    }
}

/// What a list item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListMark {
    /// The entry of a bullet; `None` for a number or letter.
    pub entry: Option<usize>,
}

/// `1.`, `12)`, `(3)`, `a)`, `(iv)`. A capital with a full stop is rather an initial.
fn is_ordinal(mark: &str) -> bool {
    let inside = mark.strip_prefix('(').unwrap_or(mark);
    let Some(inside) = inside.strip_suffix([')', '.']) else { return false };
    let is_letter = || inside.len() == 1 && inside.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_roman = || inside.len() <= 4 && inside.bytes().all(|byte| b"ivx".contains(&byte));
    let is_number = || inside.len() <= 3 && inside.bytes().all(|byte| byte.is_ascii_digit());
    !inside.is_empty() && (is_number() || is_letter() || is_roman())
}

/// The parts of a line of links, without the signs and numbers around them; those with nothing else are left out.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let divided = line.split(['|', '·', '•', '»', '«', '›', '/', '\t']).flat_map(|part| part.split("  "));
    divided.map(bare).filter(|part| !part.is_empty())
}

/// Whether a line may have several parts, by its bytes: the dividers beyond ASCII begin with C2 or E2. There is no branch
/// in it, so it looks at many bytes at once.
fn may_divide(line: &str) -> bool {
    let bytes = line.as_bytes();
    let divides = |byte: u8| (byte == b'|') | (byte == b'/') | (byte == b'\t') | (byte == 0xc2) | (byte == 0xe2);
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    bytes.iter().fold(false, |found, &byte| found | divides(byte))
        || pairs.fold(false, |found, (&first, &second)| found | ((first == b' ') & (second == b' ')))
}

/// A part without the signs and numbers around it.
fn bare(part: &str) -> &str {
    part.trim_matches(|c: char| !c.is_alphabetic())
}

/// `Agency/Jane Roe`: names on both sides of a slash, one of them not all in capitals.
fn names_person(credit: &str) -> bool {
    let Some((agency, person)) = credit.split_once('/') else { return false };
    let begins = |name: &str| name.trim_start().starts_with(char::is_uppercase);
    begins(agency) && begins(person) && person.contains(char::is_lowercase)
}

/// What divides cells without a sign.
static GAP: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("   "));

/// Whether a line is a row of cells: at least two divided by tabs, three divided by bars or wide gaps.
pub(crate) fn is_row(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_divided = || memchr2(b'\t', b'|', bytes).is_some() || GAP.find(bytes).is_some();
    if bytes.len() > LONGEST_LINE || !is_divided() || line.contains('\n') {
        return false;
    }
    let cells = |divider: &str| line.split(divider).filter(|cell| !cell.trim().is_empty()).count();
    let barred = line.starts_with('|') && cells("|") > 1;
    cells("\t") > 1 || barred || cells("|") > 2 || cells("   ") > 2
}

/// Whether there is a digit of ASCII. The loop has no branch, so it looks at many bytes at once.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit())
}

/// Whether every word begins like a name's.
pub(crate) fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| !word.starts_with(char::is_lowercase) || SMALL_WORDS.contains(&word))
}
