//! Refuses most words by their first four letters, before a hash of them is taken.

use rustc_hash::FxHashMap;

/// A set of first four letters of words, whatever their case. It may hold some letters that were not added.
#[derive(Clone, Debug)]
pub(crate) struct Heads(Box<[u64; 1024]>);

impl Default for Heads {
    fn default() -> Self {
        Heads(Box::new([0; 1024]))
    }
}

impl Heads {
    /// Adds four letters.
    pub fn add(&mut self, letters: [u8; 4]) {
        for factor in FACTORS {
            let place = place(letters, factor);
            self.0[place / 64] |= 1 << (place % 64);
        }
    }

    /// Whether the letters may be in the set.
    #[inline]
    pub fn has(&self, letters: [u8; 4]) -> bool {
        let known = |factor: u32| {
            let place = place(letters, factor);
            self.0[place / 64] >> (place % 64) & 1 != 0
        };
        known(FACTORS[0]) && known(FACTORS[1])
    }
}

/// Two odd factors: one for each of the bits that stand for four letters (Bloom, 1970).
const FACTORS: [u32; 2] = [0x9E37_79B1, 0x85EB_CA77];

/// A place among 65,536: the letters without their case, spread by multiplication (Knuth, TAOCP 6.4).
#[inline]
fn place(letters: [u8; 4], factor: u32) -> usize {
    let folded = u32::from_le_bytes(letters) | 0x2020_2020;
    (folded.wrapping_mul(factor) >> 16) as usize
}

/// The first four bytes of a word; those of a shorter one are followed by zeros.
#[inline]
pub(crate) fn head(word: &[u8]) -> [u8; 4] {
    match *word {
        [a, b, c, d, ..] => [a, b, c, d],
        [a, b, c] => [a, b, c, 0],
        [a, b] => [a, b, 0, 0],
        [a] => [a, 0, 0, 0],
        [] => [0; 4],
    }
}

/// What is known of words, found by their bytes.
#[derive(Clone, Debug)]
pub(crate) struct WordMap<T> {
    map: FxHashMap<Box<[u8]>, T>,
    heads: Heads,
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        WordMap { map: FxHashMap::default(), heads: Heads::default() }
    }
}

impl<T> WordMap<T> {
    /// Says of `word` that it is `value`.
    pub fn insert(&mut self, word: &[u8], value: T) {
        self.heads.add(head(word));
        self.map.insert(word.into(), value);
    }

    /// What is known of `word`.
    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<&T> {
        if self.heads.has(head(word)) { self.map.get(word) } else { None }
    }
}
