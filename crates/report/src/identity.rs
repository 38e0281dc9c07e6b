//! Ids that outlive rules: a hash of the document's id, the sentence and the figure in it.

use std::collections::HashMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
use xxhash_rust::xxh3::xxh3_128;

/// Gives the claims of a document their ids; equal sentences are numbered in the order of the text.
#[derive(Default)]
pub(crate) struct Identity {
    /// How often each sentence of the document was seen, by its hash.
    seen: HashMap<u128, usize>,
    /// What is hashed: first what the document's claims have in common, then what the sentence's have.
    buffer: Vec<u8>,
    /// How much of it the document's have in common.
    document: usize,
    /// How much of it the sentence's have in common.
    sentence: usize,
}

/// Between the parts that are hashed, so that no part runs into the next.
const SEPARATOR: u8 = 0x1f;

/// A map that has grown beyond this is dropped, because clearing it would take as long for each small document.
const KEPT: usize = 1 << 12;

impl Identity {
    /// Begins a document, and forgets the sentences of the last one.
    pub(crate) fn begin_document(&mut self, doc_id: &str) {
        match self.seen.capacity() {
            ..KEPT => self.seen.clear(),
            _ => self.seen = HashMap::new(),
        }
        self.buffer.clear();
        self.buffer.extend_from_slice(doc_id.as_bytes());
        self.buffer.push(SEPARATOR);
        self.document = self.buffer.len();
    }

    /// Begins the document's next sentence, which has at least one claim.
    pub(crate) fn begin_sentence(&mut self, sentence: &str) {
        let buffer = &mut self.buffer;
        buffer.truncate(self.document);
        push_normal(sentence, buffer);
        let hash = xxh3_128(&buffer[self.document..]);
        let seen = self.seen.entry(hash).or_default();
        buffer.truncate(self.document);
        buffer.extend_from_slice(&hexadecimal(hash));
        buffer.push(SEPARATOR);
        push_number(*seen, buffer);
        buffer.push(SEPARATOR);
        *seen += 1;
        self.sentence = buffer.len();
    }

    /// Appends the id of the sentence's claim with this numeric core.
    ///
    /// It is `c_` and the first 12 characters of the base32 of xxh3_128 over doc_id, the hash of the sentence in
    /// hexadecimal, its number among equal ones, the core and its ordinal, with U+001F between them.
    pub(crate) fn push_claim_id(&mut self, core: &str, ordinal: usize, id: &mut String) {
        let buffer = &mut self.buffer;
        buffer.truncate(self.sentence);
        push_normal(core, buffer);
        buffer.push(SEPARATOR);
        push_number(ordinal, buffer);
        id.push_str("c_");
        push_base32(xxh3_128(buffer), id);
    }
}

fn push_number(number: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn hexadecimal(hash: u128) -> [u8; 32] {
    let pairs = hash.to_be_bytes().map(|byte| PAIRS[usize::from(byte)]);
    std::array::from_fn(|digit| pairs[digit / 2][digit % 2])
}

/// Each byte in hexadecimal.
const PAIRS: [[u8; 2]; 256] = {
    let digits = b"0123456789abcdef";
    let mut pairs = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = [digits[byte / 16], digits[byte % 16]];
        byte += 1;
    }
    pairs
};

/// Twelve characters, from the highest bits on.
fn push_base32(hash: u128, out: &mut String) {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let highest = (hash >> 64) as u64;
    (1..=12).for_each(|digit| out.push(char::from(ALPHABET[(highest >> (64 - digit * 5)) as usize & 31])));
}

/// Appends `text` in NFKC, each run of white space as one space.
fn push_normal(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    // A figure in digits is one word; most sentences are of ASCII.
    if bytes.iter().all(u8::is_ascii_graphic) || is_evenly_spaced(bytes, |byte| (byte as i8) < b' ' as i8) {
        return out.extend_from_slice(bytes);
    }
    // Characters of ASCII are in NFKC and combine only with a mark, for which the check answers "maybe".
    if is_nfkc_quick(foreign(text)) == IsNormalized::Yes && !foreign(text).any(char::is_whitespace) {
        match is_evenly_spaced(bytes, |byte| byte < b' ') {
            true => out.extend_from_slice(bytes),
            false => push_words(text.split_whitespace(), out),
        }
    } else {
        push_words(text.nfkc().collect::<String>().split_whitespace(), out);
    }
}

/// Whether words stand a single space apart, and nothing `odd` is there. Many bytes are looked at together, and the last
/// ones overlap with those before, so that none is looked at alone.
#[inline]
fn is_evenly_spaced(bytes: &[u8], odd: impl Fn(u8) -> bool) -> bool {
    const LANES: usize = 16;
    let [Some(&first), Some(&last)] = [bytes.first(), bytes.last()] else { return true };
    let (left, right) = (&bytes[..bytes.len() - 1], &bytes[1..]);
    // There is no branch in it.
    let uneven = |left: &[u8], right: &[u8]| {
        let pairs = left.iter().zip(right);
        pairs.fold(false, |uneven, (&left, &right)| uneven | odd(left) | ((left == b' ') & (right == b' ')))
    };
    let uneven = match (left.last_chunk::<LANES>(), right.last_chunk::<LANES>()) {
        (Some(left_end), Some(right_end)) => {
            let whole = |side: &[u8]| side.len() / LANES * LANES;
            uneven(left_end, right_end) | uneven(&left[..whole(left)], &right[..whole(right)])
        }
        _ => uneven(left, right),
    };
    !uneven && !odd(last) && first != b' ' && last != b' '
}

/// The characters that are not of ASCII.
fn foreign(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = &rest[first_foreign(rest.as_bytes())..];
        let character = rest.chars().next()?;
        rest = &rest[character.len_utf8()..];
        Some(character)
    })
}

/// Where the first byte stands that is not of ASCII; the end when there is none.
fn first_foreign(bytes: &[u8]) -> usize {
    let words = bytes.as_chunks::<16>().0;
    let skipped = 16 * words.iter().position(|word| !word.is_ascii()).unwrap_or(words.len());
    bytes[skipped..].iter().position(|byte| !byte.is_ascii()).map_or(bytes.len(), |at| skipped + at)
}

fn push_words<'t>(words: impl Iterator<Item = &'t str>, out: &mut Vec<u8>) {
    for (index, word) in words.enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(doc_id: &str, sentences: &[&str], core: &str, ordinal: usize) -> String {
        let mut identity = Identity::default();
        identity.begin_document(doc_id);
        sentences.iter().for_each(|sentence| identity.begin_sentence(sentence));
        let mut id = String::new();
        identity.push_claim_id(core, ordinal, &mut id);
        id
    }

    /// A change here orphans every verdict that people gave.
    #[test]
    fn ids_never_change() {
        assert_eq!(id("a.txt", &["Some 20 men came."], "20", 0), "c_32taog7t3pg6");
    }

    #[test]
    fn the_same_words_have_the_same_id() {
        let plain = id("a", &["It cost 20 euro at Zoë’s."], "20", 0);
        for sentence in
            ["It cost  20\r\neuro at Zoë’s.", "It cost 20\u{a0}euro at Zoe\u{308}’s.", " It cost ２０ euro at Zoë’s.\n"]
        {
            assert_eq!(id("a", &[sentence], "20", 0), plain, "{sentence}");
        }
        assert_eq!(id("a", &["It cost 20 euro at Zoë’s."], "２０", 0), plain);
    }

    #[test]
    fn everything_else_has_another_id() {
        let ids = [
            id("a", &["20 and 20 men"], "20", 0),
            id("a", &["20 and 20 men"], "20", 1),
            id("b", &["20 and 20 men"], "20", 0),
            id("a", &["20 and 20 Men"], "20", 0),
            id("a", &["20 and 20 men", "Others.", "20 and 20 men"], "20", 0),
            id("a", &["20 and 20 men"], "2", 0),
        ];
        for (index, one) in ids.iter().enumerate() {
            assert_eq!(one.len(), 14);
            assert!(!ids[index + 1..].contains(one), "{one}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_paths_agree_with_nfkc(text in "[a-e  ²½é\u{301}\u{308}\u{a0}\u{85}\u{1680}\u{2028}\u{b}\u{1f}“’Åﬁ\n]{0,12}") {
            let mut fast = Vec::new();
            push_normal(&text, &mut fast);
            let slow: Vec<String> = text.nfkc().collect::<String>().split_whitespace().map(str::to_owned).collect();
            prop_assert_eq!(fast, slow.join(" ").into_bytes());
        }
    }
}
