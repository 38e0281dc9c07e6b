use std::borrow::Cow;

use crate::Span;

/// A text with its HTML entities decoded, and the way back to the text as given.
///
/// Every stage reads [`TextMap::text`]; spans are mapped back once, when a row is made. Nothing is copied when
/// the text holds no entity.
///
/// ```
/// use claimsift_text::{Span, TextMap};
/// let map = TextMap::decode("a &#163;6m loan");
/// assert_eq!(map.text(), "a £6m loan");
/// // "£6m" stands at 2..6 of the decoded text and at 2..10 of the text as given.
/// assert_eq!(map.given(Span::new(2, 6)), Span::new(2, 10));
/// ```
#[derive(Clone, Debug, Default)]
pub struct TextMap<'t> {
    text: Cow<'t, str>,
    /// The decoded entities, in the order of the text.
    entities: Vec<Entity>,
}

/// One decoded entity: where it stands in the decoded text and in the text as given.
#[derive(Clone, Copy, Debug)]
struct Entity {
    decoded: Span,
    given: Span,
}

/// The longest entity of HTML is `&CounterClockwiseContourIntegral;`, 33 bytes.
const LONGEST_ENTITY: usize = 33;

impl<'t> TextMap<'t> {
    /// A map of `text` as it stands: every span maps to itself.
    pub fn plain(text: &'t str) -> TextMap<'t> {
        TextMap { text: Cow::Borrowed(text), entities: Vec::new() }
    }

    /// Decodes the named and numbered character references of HTML that end in a semicolon.
    pub fn decode(given: &'t str) -> TextMap<'t> {
        let mut decoded = String::new();
        let mut entities = Vec::new();
        let mut copied = 0;
        for at in memchr::memchr_iter(b'&', given.as_bytes()) {
            if at < copied {
                continue;
            }
            let Some((end, characters)) = entity(given, at) else { continue };
            decoded.push_str(&given[copied..at]);
            let start = decoded.len();
            decoded.push_str(&characters);
            entities.push(Entity { decoded: Span::new(start, decoded.len()), given: Span::new(at, end) });
            copied = end;
        }
        if entities.is_empty() {
            return TextMap::plain(given);
        }
        decoded.push_str(&given[copied..]);
        TextMap { text: Cow::Owned(decoded), entities }
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the text as given that `span` of the decoded text came from. A span that begins or ends
    /// inside a decoded entity is widened to the whole entity.
    pub fn given(&self, span: Span) -> Span {
        if self.entities.is_empty() {
            return span;
        }
        let (start, _) = self.given_offset(span.start);
        let (at, end) = self.given_offset(span.end);
        // An empty span stays empty; an end inside an entity takes the whole of it.
        Span::new(start, if span.is_empty() { start } else { end.max(at) })
    }

    /// Where a decoded offset stands in the text as given: twice the same, but inside an entity its start and end.
    fn given_offset(&self, offset: usize) -> (usize, usize) {
        let after = self.entities.partition_point(|entity| entity.decoded.start < offset);
        let Some(entity) = after.checked_sub(1).map(|index| self.entities[index]) else {
            return (offset, offset);
        };
        if offset < entity.decoded.end {
            return (entity.given.start, entity.given.end);
        }
        let at = offset - entity.decoded.end + entity.given.end;
        (at, at)
    }
}

/// The end of the character reference at `at`, and what it stands for; `None` when it is only an ampersand.
fn entity(text: &str, at: usize) -> Option<(usize, Cow<'_, str>)> {
    let bytes = &text.as_bytes()[at..];
    let window = &bytes[..bytes.len().min(LONGEST_ENTITY)];
    let length = memchr::memchr(b';', window)? + 1;
    let reference = &window[..length];
    if !reference[1..length - 1].iter().all(|&b| b.is_ascii_alphanumeric() || b == b'#') {
        return None;
    }
    let reference = &text[at..at + length];
    let characters = htmlize::unescape(reference);
    (characters != reference).then_some((at + length, characters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_entities_is_borrowed() {
        for text in ["", "Johnson & Johnson", "AT&T; more", "a & b; c", "&;", "&#;", "&&&&"] {
            let map = TextMap::decode(text);
            assert!(matches!(map.text, Cow::Borrowed(_)), "{text:?}");
            assert_eq!(map.text(), text);
        }
    }

    #[test]
    fn entities_are_decoded_and_mapped_back() {
        for (given, decoded, quote) in [
            ("the &pound;6m loan", "the £6m loan", ("£6m", "&pound;6m")),
            ("&lt;b&gt; 20&nbsp;km", "<b> 20\u{a0}km", ("20\u{a0}km", "20&nbsp;km")),
            ("R&amp;D of &euro;5bn &amp; more", "R&D of €5bn & more", ("€5bn", "&euro;5bn")),
            ("fell 3&#37;", "fell 3%", ("3%", "3&#37;")),
            ("&amp;lt; stays", "&lt; stays", ("&lt;", "&amp;lt;")),
        ] {
            let map = TextMap::decode(given);
            assert_eq!(map.text(), decoded);
            let start = decoded.find(quote.0).unwrap();
            let span = map.given(Span::new(start, start + quote.0.len()));
            assert_eq!(span.of(given), quote.1);
        }
    }

    #[test]
    fn a_span_inside_an_entity_takes_all_of_it() {
        let map = TextMap::decode("x &#163;9");
        let pound = map.text().find('£').unwrap();
        assert_eq!(map.given(Span::new(pound, pound + '£'.len_utf8())).of("x &#163;9"), "&#163;");
        assert_eq!(map.given(Span::new(pound, pound)), Span::new(2, 2));
    }
}
