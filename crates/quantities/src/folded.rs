//! Words without their case, as numbers of eight bytes.

use claimsift_text::letters::{self, STEP, eight, lower};

/// The longest word of the lexicon, in bytes. Longer ones in a text are unknown.
const LONGEST_WORD: usize = 3 * STEP;

/// A short word in small letters, zeros behind it: compared and hashed as three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Folded(pub u64, u64, u64);

impl Folded {
    /// The word `bytes[start..end]`; `None` when it is too long for the lexicon.
    #[inline]
    pub fn of(bytes: &[u8], start: usize, end: usize) -> Option<Folded> {
        let part = |at: usize| match end.saturating_sub(at) {
            0 => 0,
            length => lower(letters::first(eight(bytes, at), length.min(STEP))),
        };
        if end - start <= STEP {
            return Some(Folded(part(start), 0, 0));
        }
        (end - start <= LONGEST_WORD).then(|| Folded(part(start), part(start + STEP), part(start + 2 * STEP)))
    }

    /// A word of a table.
    pub fn word(word: &str) -> Option<Folded> {
        Folded::of(word.as_bytes(), 0, word.len())
    }

    /// Its bytes.
    pub fn bytes(self) -> Vec<u8> {
        let parts = [self.0, self.1, self.2].map(u64::to_le_bytes);
        parts.concat().into_iter().take_while(|&byte| byte != 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_in_any_case_and_place() {
        for text in ["", "a", "I", "seven", "@[`{", "Zürich", "straightforward", "Straightforwardnesses", "ÉTÉ"] {
            let folded = Folded::word(text).unwrap();
            assert_eq!(folded.bytes(), text.to_ascii_lowercase().as_bytes());
            for around in ["", " and so on", "s"] {
                let longer = format!("in {text}{around}");
                assert_eq!(Folded::of(longer.as_bytes(), 3, 3 + text.len()), Some(folded), "{longer:?}");
            }
        }
        assert_eq!(Folded::word("a word of more than 24 bytes"), None);
    }
}
