//! Finds the places where a number may begin, fast: digits, number words, fractions such as ½.
//!
//! 64 bytes are looked at together. Of each word that begins among them a bitmap of the first four letters of all anchor
//! words says whether it can be one of them. Nothing but that rare answer makes the loop branch one way or the other.

use claimsift_text::{Span, letters};

use crate::heads::Heads;

/// The words of a set by their first four letters: what is found by them has yet to be looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors(Heads);

/// The letters that words are known by.
const HEAD: usize = 4;

impl Anchors {
    /// Adds the first letters of words of at least two; behind a word of two letters a space must stand, or nothing.
    pub fn add(&mut self, head: [u8; HEAD]) {
        if head[1] != 0 {
            self.0.add(head);
        }
    }

    /// Looks for anchors in `bytes[within]`, from its start on.
    #[inline]
    pub fn scan<'a>(&'a self, bytes: &'a [u8], within: Span) -> Scan<'a> {
        let (base, window) = (within.start, [0; WINDOW + letters::STEP]);
        let mut scan = Scan { heads: &self.0, bytes, end: within.end, base, window, letters: 0, places: 0 };
        scan.look(0);
        scan
    }
}

/// What is left of four bytes, of which some are letters, when only the word that they begin with is looked at.
const MASKS: [u32; 1 << HEAD] = {
    let mut masks = [0; 1 << HEAD];
    let mut letters = 0;
    while letters < masks.len() {
        masks[letters] = match letters.trailing_ones() {
            0 => 0,
            length => u32::MAX >> (8 * (HEAD as u32 - length)),
        };
        letters += 1;
    }
    masks
};

/// The bytes looked at together, and how far apart windows are: each ends with the first letters of the last word that
/// may begin in it, at its byte [`STEP`], which the next window has to see before its own words.
const WINDOW: usize = 64;
const STEP: usize = WINDOW - HEAD;

/// A search for anchors that goes from left to right.
pub(crate) struct Scan<'a> {
    heads: &'a Heads,
    bytes: &'a [u8],
    end: usize,
    /// Where the window starts.
    base: usize,
    /// The bytes of the window and a few behind it, zeros behind the last ones of the text.
    window: [u8; WINDOW + letters::STEP],
    /// The letters of the window, one bit a byte.
    letters: u64,
    /// Where words of at least two letters, digits and characters beyond ASCII begin in the window, as far as they were
    /// not looked at.
    places: u64,
}

impl Scan<'_> {
    /// The first place from `from` on that is a digit, the first letter of what may be an anchor word, or a character
    /// that may be a fraction. `from` itself must not lie inside a word, nor before the `from` of an earlier call.
    #[inline]
    pub fn next(&mut self, from: usize) -> Option<usize> {
        while from > self.base + STEP {
            if !self.turn() {
                return None;
            }
        }
        self.places &= u64::MAX << from.saturating_sub(self.base);
        loop {
            if let Some(place) = self.first_anchor() {
                self.places &= (u64::MAX << 1) << place;
                return Some(self.base + place as usize);
            }
            if !self.turn() {
                return None;
            }
        }
    }

    /// The first of the places where there is an anchor.
    #[inline(always)]
    fn first_anchor(&self) -> Option<u32> {
        let Scan { heads, bytes, base, letters, mut places, .. } = *self;
        while places != 0 {
            let place = places.trailing_zeros();
            places &= places - 1;
            let letters = (letters >> place) as usize % (1 << HEAD);
            let anchor = match letters & 1 {
                0 => self.window[place as usize].is_ascii_digit() || is_fraction(bytes, base + place as usize),
                _ => {
                    let four = letters::eight(&self.window, place as usize % WINDOW) as u32 & MASKS[letters];
                    heads.has(four.to_le_bytes()) && self.stands(place as usize, letters)
                }
            };
            if anchor {
                return Some(place);
            }
        }
        None
    }

    /// Whether the word at `place` has more letters than two, or a space or nothing behind them.
    fn stands(&self, place: usize, letters: usize) -> bool {
        let behind = place + 2;
        letters & 0b100 != 0 || self.base + behind >= self.end || self.window[behind] == b' '
    }

    /// Goes on to the next window, when there is one.
    #[inline]
    fn turn(&mut self) -> bool {
        if self.base + STEP + 1 >= self.end {
            return false;
        }
        self.base += STEP;
        // The first byte was the last one of the window before.
        self.look(1);
        true
    }

    /// Looks at the window, but for the bytes skipped at its start.
    #[inline]
    fn look(&mut self, skipped: usize) {
        let rest = &self.bytes[self.base..];
        match rest.first_chunk() {
            Some(window) => self.window = *window,
            None => self.window = last_window(rest),
        }
        let (letters, others) = judge(self.window.first_chunk().expect("the window is longer"));
        let length = (self.end - self.base).min(STEP + 1);
        let inside = (1 << length) - (1 << skipped);
        self.letters = letters;
        self.places = (letters & !(letters << 1) & (letters >> 1) | others) & inside;
    }
}

/// A bit for each ASCII letter, and one for each digit and each byte beyond ASCII. The bytes are judged side by side,
/// which compilers make vectors of.
#[inline]
fn judge(window: &[u8; WINDOW]) -> (u64, u64) {
    let letters = window.map(|byte| u8::from((byte | 0x20).wrapping_sub(b'a') < 26));
    let others = window.map(|byte| u8::from(byte.wrapping_sub(b'0') < 10) | byte >> 7);
    (gathered(&letters), gathered(&others))
}

/// A bit for each byte that is 1; a multiplication gathers eight of them in one byte ("Hacker's Delight", 7-4).
#[inline]
fn gathered(bytes: &[u8; WINDOW]) -> u64 {
    let (eights, _) = bytes.as_chunks();
    let gathered = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | gathered(eight))
}

/// The rest of a text as a window, zeros behind it.
fn last_window(rest: &[u8]) -> [u8; WINDOW + letters::STEP] {
    let mut window = [0; WINDOW + letters::STEP];
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
            anchors.add(crate::heads::head(word.as_bytes()));
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
            ("a text that is longer than what is looked at in one, and by ones two", Some(65)),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = anchors.scan(text.as_bytes(), Span::new(0, text.len())).next(0);
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
