//! What bounds a figure: "more than" before it, "or so" behind it, signs against it.

use crate::Comparator;
use crate::lexicon::role;
use crate::named;
use crate::sentence::{Gap, Sentence};
use crate::tables::Before;

/// A comparator that was read, and the place that its figure now reaches to: leftwards or rightwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub means: Comparator,
    pub at: usize,
}

impl Sentence<'_> {
    /// The comparator right before `at`. `time` says that the figure is a stretch of time.
    pub fn comparator_before(&self, at: usize, time: bool) -> Option<Bound> {
        let last = self.word_before(at).filter(|word| word.gap == Gap::Space);
        if last.is_some_and(|word| !word.is(named::ARTICLE) && !word.lexeme.is(role::ENDS_COMPARATOR)) {
            return None;
        }
        if let Some(bound) = self.sign_before(at) {
            return Some(bound);
        }
        let at = self.article_before(at).or_else(|| self.hyphen_before(at)).unwrap_or(at);
        if !self.word_before(at)?.lexeme.is(role::ENDS_COMPARATOR) {
            return None;
        }
        let (before, start) = self.phrase_before(&self.tables.before, at)?;
        if before.unless_time && time && !self.really_more(start) {
            return None;
        }
        // "a film about the 500 who stayed": what is known already is told about, not counted roughly.
        let definite = before.means == Comparator::About && self.word_at(at).is_some_and(|word| word.is(named::THE));
        if definite || self.means_something_else(&before, start) {
            return None;
        }
        // "no more than" is a phrase of its own; "2 more than 5" is arithmetic, yet still more than 5.
        Some(Bound { means: before.means, at: start })
    }

    /// Behind some words the phrase is no comparator: "went up to 40".
    fn means_something_else(&self, before: &Before, start: usize) -> bool {
        let words = &self.tables.unless_after[before.unless_after];
        !words.is_empty()
            && self
                .word_before(start)
                .is_some_and(|word| words.iter().any(|known| word.of(self).eq_ignore_ascii_case(known)))
    }

    fn sign_before(&self, at: usize) -> Option<Bound> {
        let end = self.skip_space_before(at);
        if self.char_before(end).is_none_or(char::is_alphanumeric) {
            return None;
        }
        let before = &self.text[self.start..end];
        let last = before.as_bytes().last();
        let mut signs = self.tables.signs.iter().filter(|(sign, _)| sign.as_bytes().last() == last);
        let (sign, means) = signs.find(|(sign, _)| before.ends_with(&**sign))?;
        if closes_tag(before) {
            return None;
        }
        Some(Bound { means: *means, at: end - sign.len() })
    }

    /// The start of the hyphen of `sub-450` and `over-60s`.
    fn hyphen_before(&self, at: usize) -> Option<usize> {
        let letter =
            at >= 2 && self.char_before(at) == Some('-') && self.char_before(at - 1).is_some_and(char::is_alphabetic);
        letter.then(|| at - 1)
    }

    /// The start of an article before `at`, over which a comparator is still seen: "more than a million", "about an hour".
    fn article_before(&self, at: usize) -> Option<usize> {
        let word = self.word_before(at)?;
        word.is(named::ARTICLE).then_some(word.start)
    }

    /// Whether "over" before a stretch of time says how much and not when: "for over ten years", "was over ten years".
    pub fn really_more(&self, start: usize) -> bool {
        self.word_before(start).is_none_or(|word| word.lexeme.is(role::BEFORE_LONGER_TIME))
    }

    /// The comparator right behind `end`: `or more`, `+`.
    pub fn comparator_after(&self, end: usize) -> Option<Bound> {
        if self.byte(end) == b'+' && !self.char_at(end + 1).is_some_and(char::is_alphanumeric) {
            return Some(Bound { means: Comparator::AtLeast, at: end + 1 });
        }
        let (gap, at) = self.gap_after(end);
        if gap == Gap::None || self.word_at(at).is_some_and(|word| !word.lexeme.is(role::STARTS_COMPARATOR)) {
            return None;
        }
        let (means, end) = self.phrase_at(&self.tables.after, at)?;
        Some(Bound { means, at: end })
    }
}

/// The longest tag that is looked for, in bytes.
const LONGEST_TAG: usize = 200;

/// Whether a text ends with a tag of HTML, `<p>` or `</b>`, whose sign compares nothing.
fn closes_tag(text: &str) -> bool {
    let near = &text.as_bytes()[text.len().saturating_sub(LONGEST_TAG)..];
    let Some(inside) = near.strip_suffix(b">") else { return false };
    let Some(open) = inside.iter().rposition(|byte| matches!(byte, b'<' | b'>')) else { return false };
    let name = inside[open + 1..].strip_prefix(b"/").unwrap_or(&inside[open + 1..]);
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let rest = &name[length..];
    // "x<y and z>5" has no tag, "<p class=a>5" has one.
    let tag = rest.trim_ascii().is_empty() || rest.ends_with(b"/") || rest.contains(&b'=');
    inside[open] == b'<' && name.first().is_some_and(u8::is_ascii_alphabetic) && tag
}
