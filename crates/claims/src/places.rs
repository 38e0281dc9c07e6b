//! Where rules with `where` hold: the address, title, file and words of a document.

use crate::rule::Place;
use crate::rule_bits::RuleBits;

/// A document as the rules with `where` ask for it; what it lacks is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// Its decoded text.
    pub text: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its address.
    pub url: &'a str,
    /// Its file.
    pub file: &'a str,
}

/// The rules that hold in a document by its address, title, file or words. Found once a document, by
/// [`crate::Engine::places`]; the default is a document in which none does.
#[derive(Clone, Debug, Default)]
pub struct Places(pub(crate) RuleBits);

impl Places {
    /// A document in which this one rule holds.
    pub(crate) fn only(rule: usize) -> Places {
        Places(RuleBits::from_iter([rule]))
    }

    pub(crate) fn has(&self, rule: usize) -> bool {
        self.0.has(rule)
    }

    /// Adds the rules that hold in another document.
    pub fn add(&mut self, other: &Places) {
        self.0.add(&other.0);
    }
}

impl Place {
    pub(crate) fn is_anywhere(&self) -> bool {
        self.url.is_none()
            && self.title.is_none()
            && self.file.is_none()
            && self.block.is_none()
            && self.doc_has.is_empty()
    }
}

/// Whether a rule with `where` holds in a document, whatever the block.
pub(crate) fn holds(place: &Place, document: &Surroundings) -> bool {
    let Surroundings { text, title, url, file } = *document;
    // "*/sport/*" is to hold however the path is typed: sport/cup.txt, ./sport/cup.txt.
    let file = || std::path::Path::new(".").join(file);
    place.url.as_ref().is_some_and(|glob| glob.is_match(url))
        || place.title.as_ref().is_some_and(|glob| glob.is_match(title))
        || place.file.as_ref().is_some_and(|glob| glob.is_match(file()))
        || place.doc_has.iter().any(|word| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}
