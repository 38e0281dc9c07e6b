//! Finds the places where a number may begin, fast: digits, number words, fractions such as ½.
//!
//! 16 bytes are looked at together. Those that are no letters are few, one in six; behind each a word may begin, and
//! bitmaps of the first letters of all anchor words say whether it can be one of them.

use crate::heads::Heads;
use crate::letters::no_letters;

/// Finds digits and the words of a set, by the first four letters of the words: what it finds has yet to be looked at.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    heads: Heads,
    /// For each first letter, by its place in the alphabet, the second letters: they turn most words down at once.
    pairs: [u32; 32],
}

/// The bytes looked at together, and those behind that the last word among them may begin with.
const STEP: usize = 16;
const WINDOW: usize = STEP + 4;

impl Anchors {
    /// Adds a word of at least two letters; behind one of two letters a space must stand, behind one of three no letter.
    pub fn add(&mut self, word: &[u8]) {
        match *word {
            [a, b, c, d, ..] => self.add_head([a, b, c, d]),
            [a, b, c] => (0..=u8::MAX).filter(|d| !d.is_ascii_alphabetic()).for_each(|d| self.add_head([a, b, c, d])),
            [a, b] => (0..=u8::MAX).for_each(|d| self.add_head([a, b, b' ', d])),
            _ => {}
        }
    }

    fn add_head(&mut self, letters: [u8; 4]) {
        self.heads.add(letters);
        self.pairs[place(letters[0])] |= 1 << place(letters[1]);
    }

    /// The first place in `bytes[from..end]` that is a digit, the first letter of what may be an anchor word, or a
    /// character that may be a fraction. A word is only seen behind a byte that is no letter, so `from` itself
    /// must not lie inside a word.
    #[inline]
    pub fn next(&self, bytes: &[u8], from: usize, end: usize) -> Option<usize> {
        self.first(bytes, from, end).filter(|&at| at < end)
    }

    #[inline]
    fn first(&self, bytes: &[u8], from: usize, end: usize) -> Option<usize> {
        let head = four(bytes, from);
        if head[0].is_ascii_digit() || is_fraction(bytes, from) || self.begins_word(head) {
            return Some(from);
        }
        let mut at = from;
        while at < end {
            let found = match bytes.get(at..).and_then(<[u8]>::first_chunk) {
                Some(window) => self.within(bytes, at, window),
                None => self.within(bytes, at, &last_window(&bytes[at..])),
            };
            if found.is_some() {
                return found;
            }
            at += STEP;
        }
        None
    }

    /// The first anchor at or right behind one of the first bytes of `window`, the bytes at `at`, that is no letter.
    #[inline(always)]
    fn within(&self, bytes: &[u8], at: usize, window: &[u8; WINDOW]) -> Option<usize> {
        let (step, _) = window.split_first_chunk::<STEP>().expect("a window is longer");
        let mut gaps = gaps(step);
        while gaps != 0 {
            let gap = gaps.trailing_zeros() as usize % STEP;
            gaps &= gaps - 1;
            let byte = window[gap];
            if byte != b' ' && (byte.is_ascii_digit() || byte >= 0x80 && is_fraction(bytes, at + gap)) {
                return Some(at + gap);
            }
            if self.begins_word(four(window, gap + 1)) {
                return Some(at + gap + 1);
            }
        }
        None
    }

    /// Whether an anchor word may begin with these letters.
    #[inline]
    fn begins_word(&self, letters: [u8; 4]) -> bool {
        self.pairs[place(letters[0])] >> place(letters[1]) & 1 != 0
            && letters[0].is_ascii_alphabetic()
            && self.heads.has(letters)
    }
}

/// The place of a letter in the alphabet, whatever its case.
#[inline]
fn place(letter: u8) -> usize {
    usize::from(letter & 31)
}

/// A bit for each byte that is no ASCII letter. Multiplication gathers the high bits of eight bytes in one ("Hacker's
/// Delight", 7-4).
#[inline]
fn gaps(step: &[u8; STEP]) -> u32 {
    let (eights, _) = step.as_chunks();
    eights.iter().rev().fold(0, |bits, &eight| {
        let high = no_letters(u64::from_le_bytes(eight)) >> 7;
        bits << 8 | (high.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
    })
}

/// The rest of a text as a window, zeros behind it.
fn last_window(rest: &[u8]) -> [u8; WINDOW] {
    let mut window = [0; WINDOW];
    window[..rest.len()].copy_from_slice(rest);
    window
}

/// The four bytes at `at`, zeros behind the end.
#[inline]
fn four(bytes: &[u8], at: usize) -> [u8; 4] {
    match bytes.get(at..at + 4) {
        Some(four) => four.try_into().expect("four bytes"),
        None => std::array::from_fn(|index| bytes.get(at + index).copied().unwrap_or(0)),
    }
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
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(anchors.next(text.as_bytes(), 0, text.len()), expected, "{text:?}");
        }
    }
}
