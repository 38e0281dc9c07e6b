use crate::window::CELL;

/// The fewest bytes that are looked at together.
const LANES: usize = 16;

/// What in a text may need care before it is a cell, one bit a reason.
#[derive(Clone, Copy, Default)]
pub(crate) struct Care(u8);

impl Care {
    const CONTROL: u8 = 1;
    const QUOTE: u8 = 2;
    const DELIMITER: u8 = 4;

    /// Looks at every byte, many at once. The last [`LANES`] overlap with those before, so that none is looked at alone.
    #[inline]
    pub(crate) fn of(bytes: &[u8], delimiter: u8) -> Care {
        let Some(last) = bytes.last_chunk::<LANES>() else {
            let mut padded = [b' '; LANES];
            padded[..bytes.len()].copy_from_slice(bytes);
            return Care(reasons(&padded, delimiter));
        };
        let whole = bytes.as_chunks::<LANES>().0.as_flattened();
        Care(reasons(whole, delimiter) | reasons(last, delimiter))
    }

    /// That of a text which has no signs but these that may need it, all of ASCII and neither quotes nor control characters.
    pub(crate) fn of_signs(signs: &str, delimiter: u8) -> Care {
        Care(if signs.as_bytes().contains(&delimiter) { Care::DELIMITER } else { 0 })
    }

    /// Whether there may be control characters: [`has_control`] tells.
    pub(crate) fn of_controls(self) -> bool {
        self.0 & Care::CONTROL != 0
    }

    /// Whether there are quotes.
    pub(crate) fn of_quotes(self) -> bool {
        self.0 & Care::QUOTE != 0
    }

    /// Whether there are quotes or delimiters.
    pub(crate) fn of_quotes_or_delimiters(self) -> bool {
        self.0 & (Care::QUOTE | Care::DELIMITER) != 0
    }
}

/// The reasons for care of all these bytes. There is no branch in it, so the compiler makes it look at many at once.
#[inline(always)]
fn reasons(bytes: &[u8], delimiter: u8) -> u8 {
    bytes.iter().fold(0, |found, &byte| {
        // Control characters of ASCII, and all that is not ASCII: what follows 0x7e is negative.
        let control = u8::from((byte.wrapping_add(1) as i8) <= b' ' as i8) * Care::CONTROL;
        let quote = u8::from(byte == b'"') * Care::QUOTE;
        found | control | quote | (u8::from(byte == delimiter) * Care::DELIMITER)
    })
}

/// The first characters of `text`, as many as a cell holds; one place is left for the guard.
#[inline]
pub(crate) fn bounded(text: &str) -> &str {
    if text.len() < CELL {
        return text;
    }
    text.char_indices().nth(CELL - 1).map_or(text, |(end, _)| &text[..end])
}

/// Whether [`push_line`] would change anything.
pub(crate) fn has_control(text: &str) -> bool {
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

        #[test]
        fn no_byte_that_needs_care_is_missed(text in "[a-zé’ ]{0,40}[,\";\u{7f}\u{85}\u{2028}\n]{0,1}[a-zé’ ]{0,40}") {
            let care = Care::of(text.as_bytes(), b',');
            prop_assert_eq!(care.of_quotes(), text.contains('"'));
            prop_assert_eq!(care.of_quotes_or_delimiters(), text.contains(['"', ',']));
            prop_assert!(care.of_controls() || !has_control(&text));
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
            let mut out = String::new();
            push_line(text, &mut out);
            assert_eq!(out, cell);
            assert_eq!(has_control(text), text != cell, "{text:?}");
        }
    }
}
