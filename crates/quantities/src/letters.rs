//! Runs of ASCII letters and words without their case, eight bytes at a time (Mycroft's test of a range, in "Hacker's
//! Delight", 6-1).

const HIGH: u64 = 0x8080_8080_8080_8080;
const LOW: u64 = 0x0101_0101_0101_0101;

/// The bytes looked at together.
const STEP: usize = 8;

/// The longest word of the lexicon, in bytes. Longer ones in a text are unknown.
const LONGEST_WORD: usize = 3 * STEP;

/// The high bit of each byte that is no ASCII letter.
#[inline]
fn no_letters(bytes: u64) -> u64 {
    let lower = bytes | (LOW * 0x20);
    let low = lower & !HIGH;
    let from_a = low + LOW * (0x80 - b'a' as u64);
    let past_z = low + LOW * (0x80 - (b'z' + 1) as u64);
    (!from_a | past_z | lower) & HIGH
}

/// The end of the ASCII letters at `at`.
#[inline]
pub(crate) fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..at + STEP) {
        let gaps = no_letters(number(eight));
        if gaps != 0 {
            return at + gaps.trailing_zeros() as usize / 8;
        }
        at += STEP;
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// The start of the ASCII letters before `end`, no further left than `floor`.
#[inline]
pub(crate) fn letters_start(bytes: &[u8], floor: usize, mut end: usize) -> usize {
    while end - floor >= STEP {
        let gaps = no_letters(number(&bytes[end - STEP..end]));
        if gaps != 0 {
            return end - gaps.leading_zeros() as usize / 8;
        }
        end -= STEP;
    }
    end - bytes[floor..end].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// Eight bytes as a number, the first one lowest.
#[inline]
fn number(eight: &[u8]) -> u64 {
    u64::from_le_bytes(eight.try_into().expect("eight bytes"))
}

/// A short word in small letters, zeros behind it: compared and hashed as three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Folded(u64, u64, u64);

impl Folded {
    /// The word `bytes[start..end]`; `None` when it is too long for the lexicon.
    #[inline]
    pub fn of(bytes: &[u8], start: usize, end: usize) -> Option<Folded> {
        let length = end - start;
        if length <= STEP {
            let first = match bytes.get(start..start + STEP) {
                Some(eight) => number(eight) & !(u64::MAX.checked_shl(8 * length as u32).unwrap_or(0)),
                None => padded(&bytes[start..end]),
            };
            return Some(Folded(lower(first), 0, 0));
        }
        let part = |index: usize| lower(padded(&bytes[(start + index).min(end)..end]));
        (length <= LONGEST_WORD).then(|| Folded(part(0), part(STEP), part(2 * STEP)))
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

/// The first eight bytes as a number; behind fewer, zeros.
#[inline]
fn padded(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(&eight) => u64::from_le_bytes(eight),
        None => bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

/// The bytes with their ASCII capitals made small.
#[inline]
fn lower(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    let from_a = low + LOW * (0x80 - b'A' as u64);
    let past_z = low + LOW * (0x80 - (b'Z' + 1) as u64);
    bytes | (from_a & !past_z & !bytes & HIGH) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &[&str] = &[
        "",
        "a",
        "I",
        "seven",
        "@[`{",
        "Zürich",
        "straightforward",
        "Straightforwardnesses",
        "ÉTÉ",
        "MILLION dollars",
    ];

    #[test]
    fn runs_end_where_the_letters_do() {
        for text in TEXTS {
            let bytes = text.as_bytes();
            for at in 0..=bytes.len() {
                let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(letters_end(bytes, at), at + letters, "{text:?} from {at}");
                let letters = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(letters_start(bytes, 0, at), at - letters, "{text:?} to {at}");
            }
        }
    }

    #[test]
    fn a_word_is_the_same_in_any_case_and_place() {
        for text in TEXTS {
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
