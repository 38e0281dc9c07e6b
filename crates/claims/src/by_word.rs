//! What belongs to the words of a lexicon, by their numbers.

use claimsift_text::WordId;

/// Some things for each word, as one list.
#[derive(Debug)]
pub(crate) struct ByWord<T> {
    /// Those of the first word, of the second and so on.
    items: Vec<T>,
    /// For each word, where its own begin; behind the last, where they end.
    starts: Vec<u32>,
}

impl<T: Copy> ByWord<T> {
    /// Sorts things by their words, of which there are so many; those of one word keep their order (counting sort:
    /// Knuth, TAOCP 5.2).
    pub fn new(pairs: &[(WordId, T)], words: usize) -> ByWord<T> {
        let mut starts = vec![0; words + 1];
        for (word, _) in pairs {
            starts[word.index() + 1] += 1;
        }
        for word in 0..words {
            starts[word + 1] += starts[word];
        }
        let mut items: Vec<T> = pairs.iter().map(|&(_, item)| item).collect();
        let mut next = starts.clone();
        for &(word, item) in pairs {
            let next = &mut next[word.index()];
            items[*next as usize] = item;
            *next += 1;
        }
        ByWord { items, starts }
    }

    /// The same words with what `group` makes of their things.
    pub fn regroup<U>(&self, mut group: impl FnMut(&[T], &mut Vec<U>)) -> ByWord<U> {
        let mut items = Vec::new();
        let mut starts = Vec::with_capacity(self.starts.len());
        for ends in self.starts.windows(2) {
            starts.push(items.len() as u32);
            group(&self.items[ends[0] as usize..ends[1] as usize], &mut items);
        }
        starts.push(items.len() as u32);
        ByWord { items, starts }
    }
}

impl<T> ByWord<T> {
    /// Whether something belongs to a word, by its number.
    pub fn has(&self, word: usize) -> bool {
        self.starts[word] < self.starts[word + 1]
    }

    /// What belongs to a word.
    #[inline]
    pub fn get(&self, word: WordId) -> &[T] {
        match self.starts.get(word.index()..word.index() + 2) {
            Some(&[start, end]) => &self.items[start as usize..end as usize],
            _ => &[],
        }
    }
}

/// The pairs of a word, out of sorted ones: for tables of a few words, which one list a word would waste.
#[inline]
pub(crate) fn pairs_of(sorted: &[(WordId, usize)], word: WordId) -> &[(WordId, usize)] {
    let start = sorted.partition_point(|&(known, _)| known < word);
    let count = sorted[start..].iter().take_while(|&&(known, _)| known == word).count();
    &sorted[start..start + count]
}

#[cfg(test)]
mod tests {
    use claimsift_text::Lexicon;

    use super::*;

    #[test]
    fn things_keep_their_order_within_a_word() {
        let mut lexicon = Lexicon::default();
        let [boat, quay, idle] = ["boat", "quay", "idle"].map(|word| lexicon.add(word));
        let by_word = ByWord::new(&[(quay, 9), (boat, 4), (quay, 1), (boat, 4), (quay, 5)], lexicon.len());
        for (word, expected) in [(boat, &[4, 4][..]), (quay, &[9, 1, 5]), (idle, &[]), (WordId::UNKNOWN, &[])] {
            assert_eq!(by_word.get(word), expected, "{word:?}");
            assert_eq!(by_word.has(word.index()), !expected.is_empty(), "{word:?}");
        }
        // A word that the lexicon learned later has nothing.
        assert_eq!(by_word.get(lexicon.add("later")), &[] as &[i32]);
    }

    #[test]
    fn what_is_regrouped_stays_with_its_word() {
        let mut lexicon = Lexicon::default();
        let [boat, quay, idle] = ["boat", "quay", "idle"].map(|word| lexicon.add(word));
        let by_word = ByWord::new(&[(idle, 3), (boat, 1), (idle, 4)], lexicon.len());
        let sums = by_word.regroup(|items, sums| sums.extend((!items.is_empty()).then(|| items.iter().sum::<i32>())));
        assert_eq!([boat, quay, idle].map(|word| sums.get(word).to_vec()), [vec![1], vec![], vec![7]]);
    }
}
