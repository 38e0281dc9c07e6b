use crate::guard::guarded;
use crate::window::CELL;

/// Appends `text` as a cell of text: on one line, at most [`CELL`] characters, guarded from being retyped.
pub(crate) fn push_text(text: &str, line: &mut String, cell: &mut String) {
    if text.is_empty() {
        // Most fields of most rows are.
    } else if has_control(text) {
        line.clear();
        push_line(text, line);
        guarded(bounded(line), cell);
    } else {
        guarded(bounded(text), cell);
    }
}

/// The first characters of `text`; one place of the cell is left for the guard.
fn bounded(text: &str) -> &str {
    if text.len() < CELL {
        return text;
    }
    text.char_indices().nth(CELL - 1).map_or(text, |(end, _)| &text[..end])
}

/// Whether [`push_line`] would change anything.
fn has_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    // This loop has no branch, so it reads many bytes at once.
    if bytes.iter().fold(false, |found, &byte| found | (byte < b' ') | (byte == 0x7f)) {
        return true;
    }
    // U+0080 to U+009F begin with C2, U+2028 and U+2029 with E2 80.
    memchr::memchr2_iter(0xc2, 0xe2, bytes).any(|at| match bytes[at + 1..] {
        [next, ..] if bytes[at] == 0xc2 => next < 0xa0,
        [0x80, last, ..] => matches!(last, 0xa8 | 0xa9),
        _ => false,
    })
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Appends `text` on one line: line ends with the white space around them become one space, and so does every other
/// control character, which would confuse a spreadsheet or command a terminal.
pub(crate) fn push_line(text: &str, out: &mut String) {
    for (index, part) in text.split(is_line_end).enumerate() {
        let part = if index > 0 { part.trim_start() } else { part };
        if index > 0 {
            out.truncate(out.trim_end().len());
            out.push(' ');
        }
        out.extend(part.chars().map(|c| if c.is_control() { ' ' } else { c }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn control_characters_are_seen(text in "[a-zé’“ \u{7f}-\u{a5}\u{2020}-\u{2030}\n\t]{0,6}") {
            prop_assert_eq!(has_control(&text), text.contains(|c: char| c.is_control() || is_line_end(c)));
        }
    }

    #[test]
    fn a_cell_is_one_line() {
        for (text, cell) in [
            ("20\r\nmen", "20 men"),
            ("20\n\n   men came", "20 men came"),
            ("20 \u{2028} men", "20 men"),
            ("a\tb\u{1b}[31m", "a b [31m"),
            ("no change  here", "no change  here"),
            ("é is fine", "é is fine"),
        ] {
            let (mut line, mut out) = (String::new(), String::new());
            push_text(text, &mut line, &mut out);
            assert_eq!(out, cell);
            assert_eq!(has_control(text), text != cell, "{text:?}");
        }
    }
}
