use std::ops::{BitAnd, BitOr, BitOrAssign, Not};

const WORDS: usize = 4;

/// A set of word lists, one bit a list.
///
/// ```
/// use claimsift_text::ListBits;
/// let (rise, fall) = (ListBits::single(3), ListBits::single(200));
/// assert!((rise | fall).meets(fall));
/// assert!(!((rise | fall) & !fall).meets(fall));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListBits([u64; WORDS]);

impl ListBits {
    /// How many lists there can be.
    pub const COUNT: usize = 64 * WORDS;

    /// No list.
    pub const NONE: ListBits = ListBits([0; WORDS]);

    /// The set of one list, by its number below [`ListBits::COUNT`].
    pub fn single(list: usize) -> ListBits {
        let mut bits = ListBits::NONE;
        bits.0[list / 64] = 1 << (list % 64);
        bits
    }

    /// The numbers of its lists.
    pub fn numbers(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(word, mut bits)| {
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros() as usize;
                bits &= bits.wrapping_sub(1);
                (bit < 64).then_some(word * 64 + bit)
            })
        })
    }

    /// Whether it has no list.
    #[inline]
    pub fn is_empty(self) -> bool {
        self == ListBits::NONE
    }

    /// Whether it has a list in common with another set.
    #[inline]
    pub fn meets(self, other: ListBits) -> bool {
        let [a, b, c, d] = self.0;
        let [e, f, g, h] = other.0;
        (a & e) | (b & f) | (c & g) | (d & h) != 0
    }
}

impl BitOr for ListBits {
    type Output = ListBits;

    #[inline]
    fn bitor(self, other: ListBits) -> ListBits {
        ListBits(std::array::from_fn(|word| self.0[word] | other.0[word]))
    }
}

impl BitOrAssign for ListBits {
    #[inline]
    fn bitor_assign(&mut self, other: ListBits) {
        *self = *self | other;
    }
}

impl BitAnd for ListBits {
    type Output = ListBits;

    #[inline]
    fn bitand(self, other: ListBits) -> ListBits {
        ListBits(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }
}

impl Not for ListBits {
    type Output = ListBits;

    #[inline]
    fn not(self) -> ListBits {
        ListBits(self.0.map(|word| !word))
    }
}
