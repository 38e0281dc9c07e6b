//! Sets of rules, by their places in the rule set's list.

/// A set of rules, one bit a rule. Sets of different lengths may be compared: what lies beyond a set is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RuleBits(Vec<u64>);

/// Some of 64 rules that follow each other in the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Few {
    place: u32,
    bits: u64,
}

impl Few {
    /// Adds rules in their order, those of 64 together.
    pub fn group(rules: &[usize], all: &mut Vec<Few>) {
        for same in rules.chunk_by(|one, next| one / 64 == next / 64) {
            let bits = same.iter().fold(0, |bits, rule| bits | 1 << (rule % 64));
            all.push(Few { place: (same[0] / 64) as u32, bits });
        }
    }

    /// The rules, in their order.
    pub fn rules(self) -> impl Iterator<Item = usize> {
        numbers(64 * self.place as usize, self.bits)
    }
}

impl RuleBits {
    /// An empty set with room for so many rules.
    pub fn of_length(rules: usize) -> RuleBits {
        RuleBits(vec![0; rules.div_ceil(64)])
    }

    /// Makes it the set of the first so many rules.
    pub fn fill(&mut self, rules: usize) {
        self.0.clear();
        self.0.resize(rules.div_ceil(64), u64::MAX);
    }

    /// Puts a rule into the set.
    #[inline]
    pub fn insert(&mut self, rule: usize) {
        if rule / 64 >= self.0.len() {
            self.0.resize(rule / 64 + 1, 0);
        }
        self.0[rule / 64] |= 1 << (rule % 64);
    }

    /// Puts a few rules into the set, which has room for them.
    #[inline]
    pub fn insert_few(&mut self, few: &[Few]) {
        few.iter().for_each(|few| self.0[few.place as usize] |= few.bits);
    }

    /// Takes a rule out of the set.
    pub fn remove(&mut self, rule: usize) {
        if let Some(bits) = self.0.get_mut(rule / 64) {
            *bits &= !(1 << (rule % 64));
        }
    }

    /// Whether a rule is in the set.
    pub fn has(&self, rule: usize) -> bool {
        self.0.get(rule / 64).is_some_and(|bits| bits & (1 << (rule % 64)) != 0)
    }

    /// Makes it the same set as another, in its own memory.
    pub fn copy_from(&mut self, other: &RuleBits) {
        self.0.clone_from(&other.0);
    }

    /// Puts all rules of another set into this one.
    pub fn add(&mut self, other: &RuleBits) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(bits, more)| *bits |= more);
    }

    /// Takes out the rules that are not in another set.
    pub fn keep(&mut self, other: &RuleBits) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(bits, kept)| *bits &= kept);
    }

    /// Its rules, in the order in which they apply.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.in_both(self)
    }

    /// The rules that are in both sets, in the order in which they apply.
    pub fn in_both<'b>(&'b self, other: &'b RuleBits) -> impl Iterator<Item = usize> + 'b {
        self.0.iter().zip(&other.0).enumerate().flat_map(|(place, (one, other))| numbers(64 * place, one & other))
    }
}

/// The numbers of bits, from the first one's on.
fn numbers(first: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (bits != 0).then(|| first + bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        next
    })
}

impl FromIterator<usize> for RuleBits {
    fn from_iter<I: IntoIterator<Item = usize>>(rules: I) -> RuleBits {
        let mut bits = RuleBits::default();
        rules.into_iter().for_each(|rule| bits.insert(rule));
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_both_comes_in_order() {
        let mut one = RuleBits::from_iter([200, 3, 64, 63]);
        let mut other = RuleBits::from_iter([63, 3, 65]);
        assert_eq!(one.in_both(&other).collect::<Vec<_>>(), [3, 63]);
        other.remove(3);
        other.remove(900);
        assert_eq!((other.has(3), other.has(65), other.has(900)), (false, true, false));
        assert_eq!(one.in_both(&other).collect::<Vec<_>>(), [63]);
        one.keep(&other);
        assert_eq!(one.iter().collect::<Vec<_>>(), [63]);
    }

    #[test]
    fn a_few_go_in_together() {
        let rules = [3, 5, 64, 130];
        let mut few = Vec::new();
        Few::group(&rules, &mut few);
        let mut bits = RuleBits::of_length(200);
        bits.insert(4);
        bits.insert_few(&few);
        let all = RuleBits::from_iter(0..200);
        assert_eq!(few.len(), 3);
        assert_eq!(bits.in_both(&all).collect::<Vec<_>>(), [3, 4, 5, 64, 130]);
    }
}
