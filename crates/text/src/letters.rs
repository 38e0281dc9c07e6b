//! Runs of ASCII letters and words without their case, eight bytes at a time (Mycroft's test of a range, in "Hacker's
//! Delight", 6-1).
//!
//! ```
//! use claimsift_text::letters;
//! assert_eq!(letters::end(b"straightforward, no?", 0), 15);
//! assert_eq!(letters::start(b"straightforward, no?", 0, 15), 0);
//! assert_eq!(letters::lower(letters::eight(b"No!", 0)), letters::eight(b"no!", 0));
//! ```

/// The bytes looked at together.
pub const STEP: usize = 8;

/// In each byte, the bit by which small letters differ from capitals.
pub const SMALL: u64 = LOW * 0x20;

const HIGH: u64 = 0x8080_8080_8080_8080;
const LOW: u64 = 0x0101_0101_0101_0101;

/// The eight bytes at `at` as a number, the first one lowest; behind the end, zeros.
#[inline]
pub fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(&eight) => u64::from_le_bytes(eight),
        None => padded(bytes.get(at..).unwrap_or_default()),
    }
}

/// Fewer than eight bytes as a number: their first and their last ones overlap.
fn padded(bytes: &[u8]) -> u64 {
    if let (Some(&first), Some(&last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(first), u32::from_le_bytes(last));
        return u64::from(first) | u64::from(last) << (8 * (bytes.len() - 4));
    }
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// The first `length` of eight bytes, at least one; zeros behind them.
#[inline]
pub fn first(eight: u64, length: usize) -> u64 {
    eight & (u64::MAX >> (64 - 8 * length))
}

/// The eight bytes before `end` as [`eight`] has them; zeros for those before `floor`, which is less than `end`.
#[inline]
pub fn eight_before(bytes: &[u8], floor: usize, end: usize) -> u64 {
    match end - floor {
        0..STEP => eight(bytes, floor) << (8 * (STEP - (end - floor))),
        _ => eight(bytes, end - STEP),
    }
}

/// The last `length` of eight bytes, at least one, as the first; zeros behind them.
#[inline]
pub fn last(eight: u64, length: usize) -> u64 {
    eight >> (64 - 8 * length)
}

/// How many of eight bytes are letters behind the last that is none.
#[inline]
pub fn trailing(eight: u64) -> usize {
    no_letters(eight).leading_zeros() as usize / 8
}

/// How many of eight bytes are letters before the first that is none.
#[inline]
pub fn leading(eight: u64) -> usize {
    no_letters(eight).trailing_zeros() as usize / 8
}

/// The high bit of each byte that is no ASCII letter.
#[inline]
fn no_letters(bytes: u64) -> u64 {
    let lower = bytes | SMALL;
    let low = lower & !HIGH;
    let from_a = low + LOW * (0x80 - b'a' as u64);
    let past_z = low + LOW * (0x80 - (b'z' + 1) as u64);
    (!from_a | past_z | lower) & HIGH
}

/// Eight bytes with their ASCII capitals made small.
#[inline]
pub fn lower(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    let from_a = low + LOW * (0x80 - b'A' as u64);
    let past_z = low + LOW * (0x80 - (b'Z' + 1) as u64);
    bytes | (from_a & !past_z & !bytes & HIGH) >> 2
}

/// The end of the ASCII letters at `at`.
#[inline]
pub fn end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let letters = leading(eight(bytes, at));
        at += letters;
        if letters < STEP {
            return at;
        }
    }
}

/// The start of the ASCII letters before `end`, no further left than `floor`.
#[inline]
pub fn start(bytes: &[u8], floor: usize, mut end: usize) -> usize {
    while end - floor >= STEP {
        let gaps = no_letters(eight(bytes, end - STEP));
        if gaps != 0 {
            return end - gaps.leading_zeros() as usize / 8;
        }
        end -= STEP;
    }
    end - bytes[floor..end].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &[&str] =
        &["", "a", "I", "seven", "@[`{", "Zürich", "straightforward", "ÉTÉ", "MILLION dollars", "eightbit", "a\0b"];

    #[test]
    fn runs_end_where_the_letters_do() {
        for text in TEXTS {
            let bytes = text.as_bytes();
            for at in 0..=bytes.len() {
                let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(end(bytes, at), at + letters, "{text:?} from {at}");
                let letters = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(start(bytes, 0, at), at - letters, "{text:?} to {at}");
            }
        }
    }

    #[test]
    fn the_bytes_before_a_place_are_those_behind_the_floor() {
        for text in TEXTS.iter().filter(|text| !text.is_empty()) {
            let bytes = text.as_bytes();
            for end in 1..=bytes.len() {
                for floor in 0..end {
                    let before = &bytes[floor.max(end.saturating_sub(STEP))..end];
                    let mut padded = [0; STEP];
                    padded[STEP - before.len()..].copy_from_slice(before);
                    let found = eight_before(bytes, floor, end);
                    let run = start(bytes, floor.max(end.saturating_sub(STEP)), end);
                    assert_eq!(found.to_le_bytes(), padded, "{text:?} from {floor} to {end}");
                    assert_eq!(trailing(found), end - run, "{text:?} from {floor} to {end}");
                    assert_eq!(last(found, before.len()), eight(before, 0), "{text:?} from {floor} to {end}");
                }
            }
        }
    }

    #[test]
    fn only_ascii_capitals_are_made_small() {
        for text in TEXTS {
            let small = text.to_ascii_lowercase();
            assert_eq!(lower(eight(text.as_bytes(), 0)), eight(small.as_bytes(), 0), "{text:?}");
        }
    }
}
