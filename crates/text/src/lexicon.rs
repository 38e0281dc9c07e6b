use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::ListBits;

/// The number of a word in a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// A word that no rule and no list names.
    pub const UNKNOWN: WordId = WordId(0);

    /// Its place in tables that hold one row a word; [`WordId::UNKNOWN`] has place 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The words that rules and word lists name, each with a number and the lists that it is on.
///
/// Words are known by the hash of their letters without regard to case, so that looking one up copies nothing.
#[derive(Clone, Debug)]
pub struct Lexicon {
    words: HashMap<u64, WordId, FxBuildHasher>,
    /// The lists of each word, by its number.
    lists: Vec<ListBits>,
    list_names: Vec<String>,
    /// The words of each list, by its number.
    members: Vec<Vec<WordId>>,
}

impl Default for Lexicon {
    fn default() -> Lexicon {
        Lexicon { words: HashMap::default(), lists: vec![ListBits::NONE], list_names: Vec::new(), members: Vec::new() }
    }
}

impl Lexicon {
    /// How many lists there can be.
    pub const MOST_LISTS: usize = ListBits::COUNT;

    /// Makes room for so many more words.
    pub fn reserve(&mut self, words: usize) {
        self.words.reserve(words);
        self.lists.reserve(words);
    }

    /// The word's number; a new word gets the next one.
    pub fn add(&mut self, word: &str) -> WordId {
        let next = WordId(self.lists.len() as u32);
        let id = *self.words.entry(FoldHash::of(word).0).or_insert(next);
        if id == next {
            self.lists.push(ListBits::NONE);
        }
        id
    }

    /// The bit of a list, made if it is new; `None` when there are [`Lexicon::MOST_LISTS`] already.
    pub fn add_list(&mut self, name: &str) -> Option<ListBits> {
        if let Some(bits) = self.list(name) {
            return Some(bits);
        }
        if self.list_names.len() == Lexicon::MOST_LISTS {
            return None;
        }
        self.list_names.push(name.to_owned());
        self.members.push(Vec::new());
        Some(ListBits::single(self.list_names.len() - 1))
    }

    /// Puts a word on a list.
    pub fn put(&mut self, word: WordId, list: ListBits) {
        if !self.lists[word.index()].meets(list) {
            self.lists[word.index()] |= list;
            list.numbers().for_each(|number| self.members[number].push(word));
        }
    }

    /// The bit of the list of that name.
    pub fn list(&self, name: &str) -> Option<ListBits> {
        self.list_names.iter().position(|known| known == name).map(ListBits::single)
    }

    /// The names of all lists.
    pub fn list_names(&self) -> impl Iterator<Item = &str> {
        self.list_names.iter().map(String::as_str)
    }

    /// The number of a word, [`WordId::UNKNOWN`] when it is not here.
    pub fn word(&self, word: &str) -> WordId {
        self.word_of(FoldHash::of(word))
    }

    /// The number of the word of this hash.
    #[inline]
    pub(crate) fn word_of(&self, hash: FoldHash) -> WordId {
        self.words.get(&hash.0).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The lists that a word is on.
    #[inline]
    pub fn lists(&self, word: WordId) -> ListBits {
        self.lists[word.index()]
    }

    /// Every word of these lists, list by list.
    pub fn words_of(&self, lists: ListBits) -> impl Iterator<Item = WordId> {
        lists.numbers().flat_map(|number| self.members[number].iter().copied())
    }

    /// How many words there are, with the unknown one.
    pub fn len(&self) -> usize {
        self.lists.len()
    }

    /// Whether no word was added.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// FNV-1a (Fowler, Noll and Vo; draft-eastlake-fnv) of a word's lower-case letters, curly apostrophes as straight.
#[derive(Clone, Copy)]
pub(crate) struct FoldHash(u64);

impl Default for FoldHash {
    fn default() -> FoldHash {
        FoldHash(0xcbf2_9ce4_8422_2325)
    }
}

impl FoldHash {
    /// Goes on with a byte of the folded word.
    #[inline]
    pub fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn of(word: &str) -> FoldHash {
        let mut hash = FoldHash::default();
        if word.is_ascii() {
            word.bytes().for_each(|byte| hash.add(byte.to_ascii_lowercase()));
            return hash;
        }
        let mut buffer = [0; 4];
        for c in word.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }) {
            c.encode_utf8(&mut buffer).bytes().for_each(|byte| hash.add(byte));
        }
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_without_regard_to_case_and_apostrophe() {
        let mut lexicon = Lexicon::default();
        let (rise, dont, elan) = (lexicon.add("rise"), lexicon.add("don't"), lexicon.add("élan"));
        for (word, id) in [("RISE", rise), ("Rise", rise), ("don’t", dont), ("ÉLAN", elan), ("fall", WordId::UNKNOWN)]
        {
            assert_eq!(lexicon.word(word), id, "{word}");
        }
    }

    #[test]
    fn a_word_may_be_on_several_lists() {
        let mut lexicon = Lexicon::default();
        let (be, have) = (lexicon.add_list("be").unwrap(), lexicon.add_list("auxiliary").unwrap());
        let is = lexicon.add("is");
        lexicon.put(is, be);
        lexicon.put(is, have);
        assert_eq!(lexicon.lists(is), be | have);
        assert!(lexicon.lists(WordId::UNKNOWN).is_empty());
        assert_eq!(lexicon.words_of(have).collect::<Vec<_>>(), [is]);
        assert_eq!(lexicon.add_list("be"), Some(be));
    }

    #[test]
    fn lists_are_counted() {
        let mut lexicon = Lexicon::default();
        let made = (0..300).filter(|n| lexicon.add_list(&n.to_string()).is_some()).count();
        assert_eq!(made, Lexicon::MOST_LISTS);
    }
}
