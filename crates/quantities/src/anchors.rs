//! Finds the places where a number may begin, fast: digits, number words, fractions such as ½.
//!
//! Eight bytes are looked at together. Those that are no letters are few, one in six; behind each a word may begin,
//! and a bitmap of the first three letters of all anchor words says whether it can be one of them.

/// The first four letters of all words that can begin a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anchors {
    /// The first three letters of the words.
    first: Triples,
    /// The second to the fourth: "for" begins "forty", but "for " does not.
    second: Triples,
}

/// A set of three letters, one bit for each, five bits a letter.
#[derive(Clone, Debug)]
struct Triples(Box<[u64; 512]>);

impl Default for Triples {
    fn default() -> Self {
        Triples(Box::new([0; 512]))
    }
}

impl Triples {
    /// Adds `letters`; of two, whatever stands behind them.
    fn add(&mut self, letters: &[u8]) {
        match *letters {
            [a, b, c, ..] => self.set(place([a, b, c])),
            [a, b] => (0..32).for_each(|c| self.set(place([a, b, c]))),
            _ => {}
        }
    }

    fn set(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }

    #[inline]
    fn has(&self, letters: [u8; 3]) -> bool {
        let place = place(letters);
        self.0[place / 64] & 1 << (place % 64) != 0
    }
}

const HIGH: u64 = 0x8080_8080_8080_8080;
const LOW: u64 = 0x0101_0101_0101_0101;

impl Anchors {
    /// Adds a word of at least two letters; behind one of two letters, a space must stand.
    pub fn add(&mut self, word: &[u8]) {
        let spaced = [word, b" "].concat();
        let word = if word.len() == 2 { &spaced } else { word };
        self.first.add(word);
        self.second.add(&word[1..]);
    }

    /// Whether an anchor word may begin at `at`.
    #[inline]
    fn begins(&self, bytes: &[u8], at: usize) -> bool {
        let letters = bytes.get(at..at + 4).and_then(|letters| letters.try_into().ok());
        let [a, b, c, d] = letters.unwrap_or_else(|| std::array::from_fn(|i| bytes.get(at + i).copied().unwrap_or(0)));
        self.first.has([a, b, c]) && self.second.has([b, c, d])
    }

    /// The first place at or after `from` that is a digit, the first letter of what may be an anchor word, or a
    /// character that may be a fraction. A word is only seen behind a byte that is no letter, so `from` itself
    /// must not lie inside a word.
    #[inline]
    pub fn next(&self, bytes: &[u8], from: usize) -> Option<usize> {
        if self.anchor_at(bytes, from) {
            return Some(from);
        }
        let mut at = from;
        while let Some(chunk) = bytes.get(at..at + 8) {
            let mut gaps = no_letters(u64::from_le_bytes(chunk.try_into().expect("eight bytes")));
            while gaps != 0 {
                let gap = at + gaps.trailing_zeros() as usize / 8;
                gaps &= gaps - 1;
                if let Some(found) = self.around(bytes, gap, from) {
                    return Some(found);
                }
            }
            at += 8;
        }
        (at..bytes.len()).filter(|&at| !bytes[at].is_ascii_alphabetic()).find_map(|gap| self.around(bytes, gap, from))
    }

    /// The anchor at a byte that is no letter, or right behind it.
    #[inline]
    fn around(&self, bytes: &[u8], gap: usize, from: usize) -> Option<usize> {
        if gap >= from && (bytes[gap].is_ascii_digit() || is_fraction(bytes, gap)) {
            return Some(gap);
        }
        (gap >= from && self.begins_word(bytes, gap + 1)).then_some(gap + 1)
    }

    #[inline]
    fn anchor_at(&self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at).is_some_and(|byte| byte.is_ascii_digit()) || is_fraction(bytes, at) || self.begins_word(bytes, at)
    }

    #[inline]
    fn begins_word(&self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at).is_some_and(|byte| byte.is_ascii_alphabetic()) && self.begins(bytes, at)
    }
}

/// The place of three letters in the bitmap, whatever their case.
#[inline]
fn place(letters: [u8; 3]) -> usize {
    letters.iter().fold(0, |place, letter| place << 5 | usize::from(letter & 31))
}

/// The high bit of each byte that is no ASCII letter.
#[inline]
fn no_letters(bytes: u64) -> u64 {
    let lower = bytes | (LOW * 0x20);
    let low = lower & !HIGH;
    let from_a = low + LOW * (0x80 - b'a' as u64);
    let past_z = low + LOW * (0x80 - (b'z' + 1) as u64);
    (!from_a | past_z | lower) & HIGH
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
            ("Twofold is one way", Some(0)),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(anchors.next(text.as_bytes(), 0), expected, "{text:?}");
        }
    }
}
