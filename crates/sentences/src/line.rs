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

/// How many columns short of full a wrapped line may stay: not everybody breaks lines at the last possible place.
const SLACK: usize = 4;

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

    /// The white space up to `end`; nothing when a block ends in it.
    pub(crate) fn before(text: &str, end: usize) -> Gap {
        let gap = Gap::from(text, character::before_white(text, end));
        if gap.breaks > 1 { Gap { start: end, end, breaks: 0 } } else { gap }
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
    let (before, after) = (before_line(bytes, gap.start), after_line(bytes, gap.end));
    if is_bullet(first) || before.is_some_and(is_tabular) || after.is_some_and(is_tabular) {
        return false;
    }
    if first.is_lowercase() && before.is_none_or(|line| columns(line) >= NARROWEST) {
        return true;
    }
    let (Some(before), Some(after)) = (before, after) else { return false };
    let full = Lines::around(text, gap, before, after).is_some_and(|lines| lines.full(text, gap));
    full && (!is_dash(first)
        || text[gap.end + first.len_utf8()..].trim_start_matches(' ').starts_with(char::is_lowercase))
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
    /// `None` when the lines further off are too long for wrapped text, or the next line is indented like the first of
    /// a paragraph.
    fn around(text: &str, gap: Gap, before: &[u8], after: &[u8]) -> Option<Lines> {
        let bytes = text.as_bytes();
        let indent = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
        let own_start = text[gap.start..gap.end].rfind(is_break)? + gap.start + 1;
        if gap.end - own_start > indent(before) + 1 {
            return None;
        }
        let further = after_line(bytes, (gap.end + after.len() + 1).min(bytes.len()))?;
        let earlier = before_line(bytes, (gap.start - before.len()).saturating_sub(1))?;
        let width = [before, after, further, earlier].into_iter().map(columns).max()?;
        let is_last = further.trim_ascii().is_empty() || after.trim_ascii_end().ends_with(b".");
        let runs_on = is_last || columns(after) * 3 >= width * 2;
        Some(Lines { before: columns(before), width, runs_on })
    }

    fn full(&self, text: &str, gap: Gap) -> bool {
        let word_end = character::run_end(text, gap.end, |c| !c.is_whitespace());
        let word = columns(&text.as_bytes()[gap.end..word_end.min(gap.end + LONGEST_LINE)]);
        (NARROWEST..WIDEST).contains(&self.width) && self.runs_on && self.before + 1 + word + SLACK > self.width
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

/// Whether a line is a row of cells: tabs, bars or wide gaps between words. No branches: the compiler makes vectors.
fn is_tabular(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let bars = line.iter().fold(false, |any, &byte| any | (byte == b'\t') | (byte == b'|'));
    let threes = line.iter().zip(line.get(1..).unwrap_or_default()).zip(line.get(2..).unwrap_or_default());
    bars || threes.fold(false, |any, ((&a, &b), &c)| any | ((a == b' ') & (b == b' ') & (c == b' ')))
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '*' | '–' | '—')
}
