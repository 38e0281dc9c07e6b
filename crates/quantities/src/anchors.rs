//! Finds the places where a number may begin, fast: digits, number words, fractions such as ½.
//!
//! 60 bytes are looked at together. Those that are no letters are few, one in six; behind each a word may begin, and a
//! bitmap of the first four letters of all anchor words says whether it can be one of them. Nothing but that rare answer
//! makes the loop branch one way or the other.

use crate::heads::{Heads, head};

/// Finds digits and the words of a set, by the first four letters of the words: what it finds has yet to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Anchors(Heads);

/// The bytes looked at together, and those that are read ahead for the letters of the last word.
const STEP: usize = WINDOW - HEAD;
const WINDOW: usize = 64;
const HEAD: usize = 4;

impl Anchors {
    /// Adds a word of at least two letters; behind one of two letters a space must stand, or nothing.
    pub fn add(&mut self, word: &[u8]) {
        if word.len() > 1 {
            self.0.add(head(word));
        }
    }

    /// The first place in `bytes[from..end]` that is a digit, the first letter of what may be an anchor word, or a
    /// character that may be a fraction. A word is only seen behind a byte that is no letter, so `from` itself
    /// must not lie inside a word.
    #[inline]
    pub fn next(&self, bytes: &[u8], from: usize, end: usize) -> Option<usize> {
        let mut at = from;
        while at < end {
            let found = match bytes[at..].first_chunk() {
                Some(window) => self.within(window, at == from, end - at),
                None => self.within(&last_window(&bytes[at..]), at == from, end - at),
            };
            if let Some(found) = found {
                return Some(at + found).filter(|&at| at < end);
            }
            at += STEP;
        }
        None
    }

    /// The first anchor at or right behind one of the bytes of `window` that is no letter, and when a word `opens` the
    /// window, also that word. The text goes on to `end`.
    #[inline(always)]
    fn within(&self, window: &[u8; WINDOW], opens: bool, end: usize) -> Option<usize> {
        let mut gaps = gaps(window);
        if opens && self.is_word(window, 0, gaps.trailing_zeros() as usize, end) {
            return Some(0);
        }
        loop {
            let gap = gaps.trailing_zeros() as usize;
            if gap >= STEP {
                return None;
            }
            gaps &= gaps - 1;
            let byte = window[gap];
            if byte != b' ' && (byte.is_ascii_digit() || byte >= 0x80 && is_fraction(window, gap)) {
                return Some(gap);
            }
            if self.is_word(window, gap + 1, gaps.trailing_zeros() as usize - gap - 1, end) {
                return Some(gap + 1);
            }
        }
    }

    /// Whether an anchor word may begin at `at` with so many letters.
    #[inline(always)]
    fn is_word(&self, window: &[u8; WINDOW], at: usize, letters: usize, end: usize) -> bool {
        let Some(&four) = window[at..].first_chunk() else { return false };
        let four = u32::from_le_bytes(four) & MASKS[letters.min(HEAD)];
        self.0.has(four.to_le_bytes()) && letters > 1 && (letters > 2 || at + 2 >= end || window[at + 2] == b' ')
    }
}

/// What is left of four bytes when so many are letters of a word.
const MASKS: [u32; HEAD + 1] = [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF];

/// A bit for each byte that is no ASCII letter. The bytes are judged side by side, which compilers make vectors of; a
/// multiplication gathers eight answers in one byte ("Hacker's Delight", 7-4).
#[inline]
fn gaps(window: &[u8; WINDOW]) -> u64 {
    let mut letters = [0; WINDOW];
    for (letter, byte) in letters.iter_mut().zip(window) {
        *letter = u8::from((byte | 0x20).wrapping_sub(b'a') < 26);
    }
    let (eights, _) = letters.as_chunks();
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    !eights.iter().rev().fold(0, |bits, eight| bits << 8 | gathered(eight))
}

/// The rest of a text as a window, zeros behind it.
fn last_window(rest: &[u8]) -> [u8; WINDOW] {
    let mut window = [0; WINDOW];
    window[..rest.len()].copy_from_slice(rest);
    window
}

/// Whether a vulgar fraction (¼ ½ ¾ ⅐ … ⅞) stands at `at`.
#[inline]
fn is_fraction(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(0xC2) => matches!(bytes.get(at + 1), Some(0xBC..=0xBE)),
        Some(0xE2) => matches!(bytes.get(at + 1..at + 3), Some([0x85, 0x90..=0x9E])),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_words_and_fractions_are_found_wherever_they_stand() {
        let mut anchors = Anchors::default();
        for word in ["two", "ph"] {
            anchors.add(word.as_bytes());
        }
        let cases = [
            ("no number here at all", None),
            ("ab 7", Some(3)),
            ("1", Some(0)),
            ("two", Some(0)),
            ("a long line of two", Some(15)),
            ("—two", Some(3)),
            ("a½", Some(1)),
            ("artwork networks", None),
            ("water pH of", Some(6)),
            ("Two of them", Some(0)),
            ("Twofold is another word", None),
            ("its pH, its pH.", None),
            ("its pH", Some(4)),
            ("a text that is longer than what is looked at together, and then two", Some(64)),
            ("a text that is longer than what is looked at in one, and by two more", Some(60)),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(anchors.next(text.as_bytes(), 0, text.len()), expected, "{text:?}");
        }
    }
}
