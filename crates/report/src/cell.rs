use crate::guard::guarded;
use crate::window::CELL;

/// Appends `text` as a cell of text: on one line, at most [`CELL`] characters, guarded from being retyped.
pub(crate) fn push_text(text: &str, line: &mut String, cell: &mut String) {
    if has_control(text) {
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
pub(crate) fn has_control(text: &str) -> bool {
    // The first test reads bytes without a branch, and most texts end here.
    let plain = text.bytes().fold(true, |plain, byte| plain & (b' '..0x7f).contains(&byte));
    !plain && text.chars().any(|c| c.is_control() || is_line_end(c))
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
