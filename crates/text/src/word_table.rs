//! Numbers of words, found by their hashes.

use crate::letters;

/// A hash of a word's lower-case letters: of eight bytes at a time, each time multiplied (Knuth, TAOCP 6.4) and folded.
/// Two words of at most eight bytes never share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldHash(u64);

impl Default for FoldHash {
    fn default() -> FoldHash {
        FoldHash(0xcbf2_9ce4_8422_2325)
    }
}

impl FoldHash {
    /// Goes on with the next eight bytes of the folded word, of which the last ones may be zeros.
    #[inline]
    pub fn add(&mut self, eight: u64) {
        let product = (self.0 ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ product >> 32;
    }

    /// The hash of a word in any case, with curly apostrophes as straight.
    pub fn of(word: &str) -> FoldHash {
        if word.is_ascii() {
            return FoldHash::of_ascii(word.as_bytes(), 0, word.len());
        }
        let mut hash = FoldHash::default();
        let (mut eight, mut length) = (0, 0);
        let mut buffer = [0; 4];
        for c in word.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }) {
            for &byte in c.encode_utf8(&mut buffer).as_bytes() {
                eight |= u64::from(byte) << (8 * length);
                length += 1;
                if length == letters::STEP {
                    hash.add(eight);
                    (eight, length) = (0, 0);
                }
            }
        }
        if length > 0 {
            hash.add(eight);
        }
        hash
    }

    /// The hash of `bytes[start..end]` with its ASCII capitals made small and all else as it is.
    #[inline]
    pub fn of_ascii(bytes: &[u8], start: usize, end: usize) -> FoldHash {
        let mut hash = FoldHash::default();
        hash.add_ascii(bytes, start, end);
        hash
    }

    /// Goes on with `bytes[start..end]`, which [`FoldHash::of_ascii`] says more of.
    #[inline]
    pub fn add_ascii(&mut self, bytes: &[u8], start: usize, end: usize) {
        let mut at = start;
        while at + letters::STEP < end {
            self.add(letters::lower(letters::eight(bytes, at)));
            at += letters::STEP;
        }
        if at < end {
            self.add(letters::lower(letters::first(letters::eight(bytes, at), end - at)));
        }
    }
}

/// Words with a number each, from 1 on, known by their hashes: open addressing (Knuth, TAOCP 6.4, algorithm L).
///
/// ```
/// use claimsift_text::{FoldHash, WordTable};
/// let mut words = WordTable::default();
/// assert_eq!(words.add(FoldHash::of("river")), 1);
/// assert_eq!(words.add(FoldHash::of("lake")), 2);
/// assert_eq!(words.get(FoldHash::of("River")), 1);
/// assert_eq!(words.get(FoldHash::of("sea")), 0);
/// ```
#[derive(Clone, Debug)]
pub struct WordTable {
    /// Hashes with their numbers; 0 where there is none. At most half of the slots are taken.
    slots: Vec<(FoldHash, u32)>,
    count: u32,
    /// The first bits of a hash say where to look: all but so many.
    shift: u32,
}

impl Default for WordTable {
    fn default() -> WordTable {
        WordTable::of_size(4)
    }
}

impl WordTable {
    fn of_size(bits: u32) -> WordTable {
        WordTable { slots: vec![(FoldHash::default(), 0); 1 << bits], count: 0, shift: u64::BITS - bits }
    }

    /// The slot of a word, or the free one where it would be.
    #[inline]
    fn slot(&self, hash: FoldHash) -> usize {
        let mut slot = (hash.0 >> self.shift) as usize;
        while let Some(&(known, number)) = self.slots.get(slot)
            && number != 0
            && known != hash
        {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    /// The number of a word, 0 when it is not here.
    #[inline]
    pub fn get(&self, hash: FoldHash) -> u32 {
        self.slots[self.slot(hash)].1
    }

    /// The number of a word; a new one gets the next.
    pub fn add(&mut self, hash: FoldHash) -> u32 {
        let slot = self.slot(hash);
        if self.slots[slot].1 == 0 {
            if 2 * (self.count as usize + 1) > self.slots.len() {
                self.grow();
                return self.add(hash);
            }
            self.count += 1;
            self.slots[slot] = (hash, self.count);
        }
        self.slots[slot].1
    }

    fn grow(&mut self) {
        let larger = WordTable { count: self.count, ..WordTable::of_size(u64::BITS - self.shift + 2) };
        for (hash, number) in std::mem::replace(self, larger).slots {
            if number != 0 {
                let slot = self.slot(hash);
                self.slots[slot] = (hash, number);
            }
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_words_keep_their_numbers() {
        let words: Vec<String> = (0..5000).map(|number| format!("w{number}ord-of-{number}")).collect();
        let mut table = WordTable::default();
        for round in 0..2 {
            for (place, word) in words.iter().enumerate() {
                assert_eq!(table.add(FoldHash::of(word)), place as u32 + 1, "{word} in round {round}");
            }
        }
        assert_eq!((table.len(), table.get(FoldHash::of("other"))), (5000, 0));
    }

    #[test]
    fn a_hash_is_the_same_in_any_case_and_place() {
        for word in ["a", "seven", "Eighteen", "straightforward", "Don't", "sixteen letters."] {
            let longer = format!("in {word} and so on");
            let inside = FoldHash::of_ascii(longer.as_bytes(), 3, 3 + word.len());
            assert_eq!(inside, FoldHash::of(&word.to_uppercase()), "{word}");
        }
        assert_eq!(FoldHash::of("ÉTÉ d’une"), FoldHash::of("été d'une"));
    }
}
