//! Counts claims of one run that have the id of another one.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// So many ids are remembered, in about 32 MB; of a larger run only its first claims are compared with.
const MOST_REMEMBERED: usize = 1 << 21;

/// The ids of a run.
#[derive(Default)]
pub struct RepeatedIds {
    /// Hashes of ids, which need no further hashing.
    seen: HashSet<u64, BuildHasherDefault<Hashed>>,
    /// How many claims had the id of an earlier one.
    pub repeated: usize,
}

impl RepeatedIds {
    /// Adds the hashes of ids.
    pub fn add(&mut self, ids: &[u64]) {
        for id in ids {
            let new = match self.seen.len() < MOST_REMEMBERED {
                true => self.seen.insert(*id),
                false => !self.seen.contains(id),
            };
            self.repeated += usize::from(!new);
        }
    }
}

/// The hash of a number that is a hash.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed");
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
