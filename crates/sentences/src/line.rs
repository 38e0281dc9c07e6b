//! Line ends: which are wraps, which end a line for good, and which end a block.

use memchr::{memchr2, memrchr2};

use crate::character::{self, is_break, is_bullet};
use crate::decision::{Cut, Outcome};
use crate::{Rule, SentenceEnd};

/// The longest line, in bytes, that is looked at to tell whether text is wrapped: 100 columns of three bytes. It bounds
/// the work at each line end, whatever the text.
const LONGEST_LINE: usize = 300;

/// Lines of wrapped text are at most so many columns wide; wider ones are paragraphs of their own.
const WIDEST: usize = 110;

/// Narrower lines are lists, verse and addresses, whose line ends mean something.
const NARROWEST: usize = 30;

/// The white space between two places of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gap {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// How many lines end in it.
    pub(crate) breaks: usize,
}

impl Gap {
    /// The white space from `start`, which may be none.
    #[inline]
    pub(crate) fn from(text: &str, start: usize) -> Gap {
        let bytes = text.as_bytes();
        if bytes.get(start) == Some(&b' ') && bytes.get(start + 1).is_some_and(u8::is_ascii_graphic) {
            return Gap { start, end: start + 1, breaks: 0 };
        }
        let mut gap = Gap { start, end: start, breaks: 0 };
        let mut last = ' ';
        while let Some(character) = character::at(text, gap.end).filter(|c| c.is_whitespace()) {
            // U+2029 ends a paragraph, not only a line.
            gap.breaks += match (last, character) {
                ('\r', '\n') => 0,
                (_, '\u{2029}') => 2,
                (_, character) => usize::from(is_break(character)),
            };
            last = character;
            gap.end += character.len_utf8();
        }
        gap
    }
}

/// Decides the line end at `at`.
pub(crate) fn decide(text: &str, at: usize) -> Option<Outcome> {
    let start = character::run_start(text, at, |c| c.is_whitespace() && !is_break(c));
    // The first line end of a gap decides for all of it.
    if start == 0 || character::before(text, start).is_some_and(is_break) {
        return None;
    }
    let gap = Gap::from(text, start);
    if gap.end == text.len() {
        return None;
    }
    if gap.breaks > 1 {
        return Some(Ok(Cut { end: start, next: gap.end, kind: SentenceEnd::Block, rule: Rule::BlankLine }));
    }
    if wraps(text, gap) {
        return Some(Err(Rule::Wrap));
    }
    Some(Ok(Cut { end: start, next: gap.end, kind: SentenceEnd::Line, rule: Rule::Line }))
}

/// Whether the one line end in `gap` only wraps a paragraph, so that the text goes on as after a space.
///
/// A line that begins in lower case goes on from the one before. Before anything else the line end is a wrap when the
/// line is full: the next line's first word would not have fitted any more into the widest line near it.
pub(crate) fn wraps(text: &str, gap: Gap) -> bool {
    let Some(first) = character::at(text, gap.end) else { return false };
    let bytes = text.as_bytes();
    if is_bullet(first) || is_tabular(before_line(bytes, gap.start)) || is_tabular(after_line(bytes, gap.end)) {
        return false;
    }
    let full = Lines::around(text, gap).is_some_and(|lines| lines.full(text, gap));
    if is_dash(first) {
        return full && text[gap.end + first.len_utf8()..].trim_start_matches(' ').starts_with(char::is_lowercase);
    }
    full || first.is_lowercase() && before_line(bytes, gap.start).is_none_or(|line| columns(line) >= NARROWEST)
}

/// The lines around a line end.
struct Lines {
    /// Columns of the line before.
    before: usize,
    /// Columns of the widest line near it.
    width: usize,
    /// Whether the line after looks like one of a paragraph: full itself, or its last.
    runs_on: bool,
}

impl Lines {
    /// `None` when a line is too long for wrapped text.
    fn around(text: &str, gap: Gap) -> Option<Lines> {
        let bytes = text.as_bytes();
        let (before, after) = (before_line(bytes, gap.start)?, after_line(bytes, gap.end)?);
        let indent = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
        let own = text[..gap.end].rfind(is_break).map_or(gap.end, |end| end + 1);
        if gap.end - own > indent(before) + 1 {
            return None;
        }
        let further = after_line(bytes, (gap.end + after.len() + 1).min(bytes.len()))?;
        let earlier = before_line(bytes, (gap.start - before.len()).saturating_sub(1))?;
        let before = columns(before);
        let width = before.max(columns(after)).max(columns(further)).max(columns(earlier));
        let ends =
            further.trim_ascii().is_empty() || after.trim_ascii_end().last().is_some_and(|b| b".?!\"".contains(b));
        let runs_on = ends || columns(after) * 3 >= width * 2;
        Some(Lines { before, width, runs_on })
    }

    fn full(&self, text: &str, gap: Gap) -> bool {
        let word_end = character::run_end(text, gap.end, |c| !c.is_whitespace());
        let word = columns(&text.as_bytes()[gap.end..word_end.min(gap.end + LONGEST_LINE)]);
        (NARROWEST..WIDEST).contains(&self.width) && self.runs_on && self.before + 1 + word > self.width
    }
}

/// The line that ends at `end`; `None` when it is longer than [`LONGEST_LINE`].
fn before_line(bytes: &[u8], end: usize) -> Option<&[u8]> {
    let window = &bytes[end.saturating_sub(LONGEST_LINE)..end];
    match memrchr2(b'\n', b'\r', window) {
        Some(line_end) => Some(&window[line_end + 1..]),
        None => (end <= LONGEST_LINE).then_some(window),
    }
}

/// The line that starts at `start`; `None` when it is longer than [`LONGEST_LINE`].
fn after_line(bytes: &[u8], start: usize) -> Option<&[u8]> {
    let window = &bytes[start..bytes.len().min(start + LONGEST_LINE)];
    match memchr2(b'\n', b'\r', window) {
        Some(line_end) => Some(&window[..line_end]),
        None => (start + window.len() == bytes.len()).then_some(window),
    }
}

/// Characters, counted by their first bytes.
fn columns(line: &[u8]) -> usize {
    line.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// Whether a line is a row of cells: tabs, bars or wide gaps between words.
fn is_tabular(line: Option<&[u8]>) -> bool {
    let Some(line) = line.map(<[u8]>::trim_ascii) else { return false };
    memchr2(b'\t', b'|', line).is_some() || line.windows(3).any(|three| three == b"   ")
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '*' | '–' | '—')
}
