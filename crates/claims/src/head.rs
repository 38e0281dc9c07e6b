//! What a rule is about: a quantity, or a word that boasts without one.

use claimsift_quantities::Anchors;
use claimsift_text::{Lexicon, ListBits, Span};

use crate::types::Types;
use crate::words::Words;

/// What a pattern is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// A quantity of one of these sorts.
    Quantity(Types),
    /// A word of these lists: "highest".
    Words(ListBits),
    /// Whatever a claim is about.
    Any,
}

impl Head {
    /// Whether a token can be the head.
    #[inline]
    pub fn accepts(self, words: &Words, at: usize) -> bool {
        match self {
            Head::Quantity(types) => words.tokens[at].typed.is_some() && types.accept(words.types[at]),
            Head::Words(lists) => words.on(at, lists),
            Head::Any => true,
        }
    }

    /// The sorts of quantity that it may be.
    pub fn types(self) -> Types {
        match self {
            Head::Quantity(types) => types,
            Head::Words(_) => Types::default(),
            Head::Any => Types::all(),
        }
    }

    /// The lists of words that it may be.
    pub fn lists(self) -> ListBits {
        match self {
            Head::Words(lists) => lists,
            Head::Quantity(_) | Head::Any => ListBits::NONE,
        }
    }
}

/// The words that rules are about, found in a sentence without cutting it into words.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeadWords {
    pub lists: ListBits,
    anchors: Anchors,
}

impl HeadWords {
    /// The lists and all their words.
    pub fn new<'w>(lists: ListBits, words: impl Iterator<Item = &'w str>) -> HeadWords {
        let mut anchors = Anchors::default();
        words.for_each(|word| anchors.add(word.as_bytes()));
        HeadWords { lists, anchors }
    }

    /// Whether one of the words stands in a sentence. Words end at the first letter beyond ASCII, which at worst makes a
    /// sentence be read for nothing.
    pub fn stand_in(&self, text: &str, sentence: Span, lexicon: &Lexicon) -> bool {
        if self.lists.is_empty() {
            return false;
        }
        let bytes = &text.as_bytes()[..sentence.end];
        let mut from = sentence.start;
        while let Some(start) = self.anchors.next(bytes, from, bytes.len()) {
            let letters = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let known = lexicon.word(&text[start..start + letters]);
            if letters > 0 && lexicon.lists(known).meets(self.lists) {
                return true;
            }
            from = start + letters.max(1);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_nowhere_inside_others() {
        let mut lexicon = Lexicon::default();
        let list = lexicon.add_list("extreme").unwrap();
        for word in ["largest", "most"] {
            let id = lexicon.add(word);
            lexicon.put(id, list);
        }
        lexicon.add("other");
        let words = HeadWords::new(list, ["largest", "most"].into_iter());
        for (text, found) in [
            ("the largest town", true),
            ("LARGEST", true),
            ("a large other town", false),
            ("almost, mostly 12½ mast", false),
            ("the second-largest", true),
            ("", false),
        ] {
            assert_eq!(words.stand_in(text, Span::new(0, text.len()), &lexicon), found, "{text}");
        }
    }
}
