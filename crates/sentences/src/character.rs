//! What characters are to the splitter, and how to walk over runs of them. Every function looks at ASCII first.

use unicode_segmentation::UnicodeSegmentation;

/// Whether a character breaks lines.
pub(crate) fn is_break(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character closes a quotation or a bracket.
pub(crate) fn is_closer(character: char) -> bool {
    match character {
        '"' | '\'' | ')' | ']' | '}' => true,
        '\0'..='\x7f' => false,
        '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】' | '》' | '〉' | '］' => true,
        _ => false,
    }
}

/// Whether a character begins a list item.
pub(crate) fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '‣' | '⁃' | '◦' | '▪' | '●' | '■' | '‧')
}

/// The character at `at`.
#[inline]
pub(crate) fn at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(byte as char),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// The character before `at`.
#[inline]
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    match at.checked_sub(1).map(|last| text.as_bytes()[last]) {
        Some(byte) if byte.is_ascii() => Some(byte as char),
        Some(_) => text[..at].chars().next_back(),
        None => None,
    }
}

/// The end of the run of characters from `from` that `belongs` accepts.
#[inline]
pub(crate) fn run_end(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    let mut end = from;
    while let Some(character) = at(text, end).filter(|&character| belongs(character)) {
        end += character.len_utf8();
    }
    end
}

/// The start of the run of characters before `to` that `belongs` accepts.
#[inline]
pub(crate) fn run_start(text: &str, to: usize, belongs: impl Fn(char) -> bool) -> usize {
    let mut start = to;
    while let Some(character) = before(text, start).filter(|&character| belongs(character)) {
        start -= character.len_utf8();
    }
    start
}

/// Where the marks that cling to the character before `at` end: combining marks, joiners, variation selectors.
#[inline]
pub(crate) fn cluster_end(text: &str, at: usize) -> usize {
    if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
        return at;
    }
    let start = at - before(text, at).map_or(0, char::len_utf8);
    text[start..].graphemes(true).next().map_or(at, |cluster| at.max(start + cluster.len()))
}

/// Where the text after white space from `from` begins.
#[inline]
pub(crate) fn after_white(text: &str, from: usize) -> usize {
    run_end(text, from, char::is_whitespace)
}

/// Where the text before white space up to `to` ends.
#[inline]
pub(crate) fn before_white(text: &str, to: usize) -> usize {
    run_start(text, to, char::is_whitespace)
}
