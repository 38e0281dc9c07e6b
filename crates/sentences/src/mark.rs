//! Marks of list items inside a line: `2.`, `b)`, `•`.

use memchr::memmem;

use crate::character::{self, is_break, is_bullet};
use crate::decision::{Cut, Outcome};
use crate::line::Gap;
use crate::opening::{Opening, OpeningKind, word_before};
use crate::{Rule, SentenceEnd};

/// How far back the mark of the item before is looked for, in bytes.
const LONGEST_ITEM: usize = 400;

/// The longest mark that is written, in bytes: two digits, a stop and a bracket.
const LONGEST_MARK: usize = 4;

/// Decides a bullet, which begins an item wherever it stands.
pub(crate) fn decide_bullet(text: &str, at: usize) -> Option<Outcome> {
    let end = before_blanks(text, at);
    if end == at || begins_line(text, end) {
        return None;
    }
    Some(Ok(Cut { end, next: at, kind: SentenceEnd::Line, rule: Rule::Bullet }))
}

/// Decides a closing bracket, which can only end a list mark: `2)`.
pub(crate) fn decide_bracket(text: &str, at: usize) -> Option<Outcome> {
    // Most brackets close a remark, not a mark of one or two characters behind a space.
    let bytes = text.as_bytes();
    let short = at >= 2 && bytes[at.saturating_sub(3)..at - 1].contains(&b' ');
    if !short || bytes.get(at + 1) != Some(&b' ') {
        return None;
    }
    let word = word_before(text, at);
    let gap = Gap::from(text, at + 1);
    if word.is_empty() || word.len() > 2 || gap.breaks > 0 || gap.end == text.len() {
        return None;
    }
    cut_before(text, word, at, at + 1, Opening::of(text, gap.end)).map(Ok)
}

/// The cut before `word`, which ends at `word_end`, when it and what stands up to `mark_end` are the mark of an item:
/// a capital follows, and the mark before it in the same form stands not far back.
pub(crate) fn cut_before(text: &str, word: &str, word_end: usize, mark_end: usize, next: Opening) -> Option<Cut> {
    if next.kind != OpeningKind::Upper {
        return None;
    }
    let mut buffer = [0; LONGEST_MARK];
    let before = mark_before(word, &text[word_end..mark_end], &mut buffer)?;
    let start = word_end - word.len();
    let end = before_blanks(text, start);
    if end == start || begins_line(text, end) || !can_end_item(text, end) || !stands_in(text, before, end) {
        return None;
    }
    Some(Cut { end, next: start, kind: SentenceEnd::Line, rule: Rule::ListMark })
}

fn before_blanks(text: &str, at: usize) -> usize {
    character::run_start(text, at, |character| character.is_whitespace() && !is_break(character))
}

fn begins_line(text: &str, at: usize) -> bool {
    character::before(text, at).is_none_or(is_break)
}

/// Whether an item can end at `end`: not after a bullet, a comma, or a capitalised word, which takes the number to
/// itself (`Figure 2.`).
fn can_end_item(text: &str, end: usize) -> bool {
    match character::before(text, end) {
        Some('.' | '?' | '!') => true,
        Some(character) if is_bullet(character) || matches!(character, ',' | ';' | ':' | '(') => false,
        _ => !word_before(text, end).starts_with(char::is_uppercase),
    }
}

/// Whether `mark` stands between spaces in the last few hundred bytes of the block before `end`.
fn stands_in(text: &str, mark: &[u8], end: usize) -> bool {
    let bytes = text.as_bytes();
    let reach = end.saturating_sub(LONGEST_ITEM);
    let floor = reach + block_start(&bytes[reach..end]);
    let window = &bytes[floor..end];
    let Some(at) = memmem::rfind(window, mark) else { return false };
    let begins = match at.checked_sub(1) {
        Some(before) => !window[before].is_ascii_alphanumeric() && window[before] != b'.',
        None => floor != reach || floor == 0,
    };
    begins && window.get(at + mark.len()).is_some_and(u8::is_ascii_whitespace)
}

/// Where the text after the last blank line begins.
fn block_start(text: &[u8]) -> usize {
    let mut blank = false;
    for (at, &byte) in text.iter().enumerate().rev() {
        match byte {
            b'\n' if blank => return at + 1,
            b'\n' => blank = true,
            byte => blank &= byte.is_ascii_whitespace(),
        }
    }
    0
}

/// The mark that comes before `word` in a list, with the same `suffix`: `2` and `)` make `1)`.
fn mark_before<'b>(word: &str, suffix: &str, buffer: &'b mut [u8; LONGEST_MARK]) -> Option<&'b [u8]> {
    let length = match *word.as_bytes() {
        [letter @ b'b'..=b'z'] => write(buffer, &[letter - 1]),
        [digit @ b'2'..=b'9'] => write(buffer, &[digit - 1]),
        [b'1', b'0'] => write(buffer, b"9"),
        [ten @ b'1'..=b'9', b'0'] => write(buffer, &[ten - 1, b'9']),
        [ten @ b'1'..=b'9', one @ b'1'..=b'9'] => write(buffer, &[ten, one - 1]),
        _ => return None,
    };
    buffer.get_mut(length..length + suffix.len())?.copy_from_slice(suffix.as_bytes());
    Some(&buffer[..length + suffix.len()])
}

fn write(buffer: &mut [u8], bytes: &[u8]) -> usize {
    buffer[..bytes.len()].copy_from_slice(bytes);
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_before_counts_down() {
        for (word, suffix, before) in [
            ("2", ".", Some("1.")),
            ("10", ")", Some("9)")),
            ("20", ".)", Some("19.)")),
            ("37", ".", Some("36.")),
            ("c", ".", Some("b.")),
            ("1", ".", None),
            ("a", ")", None),
            ("100", ".", None),
            ("two", ".", None),
        ] {
            let mut buffer = [0; LONGEST_MARK];
            assert_eq!(mark_before(word, suffix, &mut buffer), before.map(str::as_bytes), "{word}{suffix}");
        }
    }
}
