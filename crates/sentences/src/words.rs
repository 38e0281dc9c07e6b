//! A table of short words, looked up without regard to case and without copying.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word of at most [`LONGEST`] bytes in lower case, packed into one integer: equal keys are equal words.
pub(crate) type Key = u128;

/// The longest word that a table holds, in bytes.
pub(crate) const LONGEST: usize = size_of::<Key>();

/// A word's key; `None` when it is too long to be in any table.
#[inline]
pub(crate) fn key(word: &str) -> Option<Key> {
    if word.is_ascii() {
        return pack(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    let mut buffer = [0; 4];
    let mut key = 0;
    let mut length = 0;
    for character in word.chars().flat_map(char::to_lowercase) {
        for &byte in character.encode_utf8(&mut buffer).as_bytes() {
            key = key << 8 | Key::from(byte);
            length += 1;
        }
        if length > LONGEST {
            return None;
        }
    }
    Some(key)
}

#[inline]
fn pack(bytes: impl ExactSizeIterator<Item = u8>) -> Option<Key> {
    (bytes.len() <= LONGEST).then(|| bytes.fold(0, |key, byte| key << 8 | Key::from(byte)))
}

/// What the tables know of words.
#[derive(Clone, Debug)]
pub(crate) struct WordTable<T> {
    entries: HashMap<Key, T, BuildHasherDefault<KeyHasher>>,
    /// How long the words are that begin with a byte, or another one with the same lowest five bits: one bit a length.
    /// Most words of a text are of other lengths, and cost no more than this comparison.
    lengths: [u32; 32],
}

impl<T> Default for WordTable<T> {
    fn default() -> WordTable<T> {
        WordTable { entries: HashMap::default(), lengths: [0; 32] }
    }
}

impl<T> WordTable<T> {
    /// What is known of `word`, whatever its case.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        let first = word.bytes().next().unwrap_or_default();
        let may_hold = word.len() <= LONGEST && self.lengths[usize::from(first & 31)] >> word.len() & 1 != 0;
        if may_hold || !word.is_ascii() { self.entries.get(&key(word)?) } else { None }
    }

    /// The entry of a word, new when there is none.
    pub(crate) fn entry(&mut self, key: Key) -> &mut T
    where
        T: Default,
    {
        let length = LONGEST - key.leading_zeros() as usize / 8;
        let first = key.to_be_bytes().get(LONGEST - length).copied().unwrap_or_default();
        self.lengths[usize::from(first & 31)] |= 1 << length;
        self.entries.entry(key).or_default()
    }
}

/// Mixes a packed word by one multiplication (the constant is 2^64 over the golden ratio, Knuth's multiplicative
/// hashing). The keys come from rule files, so nobody can choose them to collide.
#[derive(Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u128(Key::from(byte));
        }
    }

    fn write_u128(&mut self, key: u128) {
        let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29) ^ self.0;
        let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_up_to_the_longest() {
        let mut table = WordTable::default();
        for word in ["mr", "p.m", "élysée", "abcdefghijklmnop"] {
            *table.entry(key(word).unwrap()) = word.len();
        }
        for (word, found) in [
            ("Mr", Some(2)),
            ("P.M", Some(3)),
            ("ÉLYSÉE", Some(8)),
            ("ABCDEFGHIJKLMNOP", Some(16)),
            ("abcdefghijklmnopq", None),
            ("m", None),
            ("", None),
        ] {
            assert_eq!(table.get(word).copied(), found, "{word}");
        }
    }
}
