//! Transcripts: documents in which each turn begins with the name of who speaks, "MODERATOR: …", "Mr. OGLESBY. …".

use std::collections::BTreeMap;

use claimsift_sentences::{Sentence, SentenceEnd};
use claimsift_text::Span;

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 48;

/// The most words of a label.
const MOST_WORDS: usize = 6;

/// The fewest turns that make a transcript.
const FEWEST_TURNS: usize = 3;

/// Small words inside a label: "The Secretary of State".
const JOINING: &[&str] = &["of", "the", "for", "in", "and", "de", "van", "von", "from"];

/// The labels of a transcript's turns, in the order of the text; none for any other document. In a transcript someone
/// speaks twice, and what is said is sentences: a table of prices has labels too.
pub(crate) fn turns(text: &str, sentences: &[Sentence]) -> Vec<Span> {
    let mut labels = Vec::new();
    let mut whole_sentences = 0;
    let mut opens = true;
    for sentence in sentences {
        if opens && let Some(label) = label(text, sentence.span) {
            labels.push(label);
            let end = text[label.end..sentence.span.end].trim_end_matches(['"', '”', ')']);
            whole_sentences += usize::from(end.ends_with(['.', '?', '!', '…']));
        }
        opens = sentence.end != SentenceEnd::Terminator;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    labels.iter().for_each(|label| *counts.entry(label.of(text)).or_default() += 1);
    let someone_answers = counts.len() > 1 && counts.values().any(|&count| count > 1);
    let is_transcript = labels.len() >= FEWEST_TURNS && someone_answers && 3 * whole_sentences >= 2 * labels.len();
    if is_transcript { labels } else { Vec::new() }
}

/// The label that a paragraph begins with: "Dr Iqbal" before a colon, "Mr. OGLESBY" before a full stop.
fn label(text: &str, sentence: Span) -> Option<Span> {
    let bytes = sentence.of(text).as_bytes();
    let head = &bytes[..bytes.len().min(LONGEST_LABEL)];
    let end = match memchr::memchr(b':', head) {
        Some(colon) => colon,
        None => title_end(sentence.of(text))?,
    };
    let label = Span::new(sentence.start, sentence.start + end);
    // What the label is cut from may not be read inside a character, and the colon not inside a clock time.
    let spoken = bytes.get(end + 1).is_none_or(|next| next.is_ascii_whitespace());
    (spoken && is_name(label.of(text))).then_some(label)
}

fn is_name(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let named = |word: &str| JOINING.contains(&word) || word.starts_with(char::is_uppercase);
    label.starts_with(char::is_uppercase)
        && words.clone().count() <= MOST_WORDS
        && words.all(named)
        && !label.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '(' | '"' | '“'))
}

/// Where the label of "Mr. OGLESBY. Thank you" ends: one word in capitals after a title or "The".
fn title_end(sentence: &str) -> Option<usize> {
    let (title, rest) = sentence.split_once(' ')?;
    let name = rest.split(['.', ' ']).next().filter(|name| name.len() > 2)?;
    let capitals = name.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’' | '-'));
    let is_title = title.len() < LONGEST_LABEL && title.trim_end_matches('.').chars().any(char::is_lowercase);
    let end = title.len() + 1 + name.len();
    (capitals && is_title && sentence[end..].starts_with('.') && end <= LONGEST_LABEL).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (text, expected) in [
            ("MODERATOR: Good evening.", Some("MODERATOR")),
            ("The Secretary of State: I thank her.", Some("The Secretary of State")),
            ("Mr. OGLESBY. Thank you.", Some("Mr. OGLESBY")),
            ("Mr. Oglesby thanked her.", None),
            ("At 2:39 a.m. it rained.", None),
            ("We know this: it rained.", None),
            ("Élodie: It rained.", Some("Élodie")),
        ] {
            let found = label(text, Span::new(0, text.len()));
            assert_eq!(found.map(|label| label.of(text)), expected, "{text}");
        }
    }

    #[test]
    fn only_transcripts_have_turns() {
        for (text, turns_found) in [
            ("ANNA: How many?\n\nBERT: I say 46.\n\nThey sank.\n\nANNA: Indeed.", 3),
            ("Price: 46 crowns\n\nWeight: 3 kg\n\nPrice: 12 crowns", 0),
            ("Note: It rained.\n\nAll day.", 0),
        ] {
            let paragraphs = text.split("\n\n").map(|paragraph| {
                let start = paragraph.as_ptr() as usize - text.as_ptr() as usize;
                Sentence { span: Span::new(start, start + paragraph.len()), end: SentenceEnd::Block }
            });
            assert_eq!(turns(text, &paragraphs.collect::<Vec<_>>()).len(), turns_found, "{text}");
        }
    }
}
