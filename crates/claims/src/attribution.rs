//! Whose words a claim is in: a quotation's, a reporting clause's, or the article's own; and who that is, looked for in
//! its sentence, its paragraph and the paragraphs beside it.

use std::rc::Rc;

use claimsift_text::Span;

use crate::claim::Attribution;
use crate::discourse::Discourse;
use crate::speech::{Said, Speaker, Voice};

/// How many sentences back a speaker is looked for.
const MOST_BACK: usize = 10;

/// How many sentences on.
const MOST_ON: usize = 4;

/// A quotation of fewer words, without a verb of saying in its sentence, is a title or a borrowed word.
const FEWEST_WORDS_QUOTED: usize = 5;

/// The length of a comma and a closing mark, in bytes.
const MARK_AND_COMMA: usize = 4;

/// Who vouches for a claim.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Source {
    pub attribution: Option<Attribution>,
    pub speaker: Option<Span>,
    /// The rule that found the speaker.
    pub rule: Option<usize>,
}

/// A sentence in its document, and the means to learn what the others say.
pub(crate) struct Attributor<'a> {
    pub text: &'a str,
    pub discourse: &'a Discourse<'a>,
    /// The place of the sentence in the document.
    pub index: Option<usize>,
    /// What is said in a sentence of the document, by its place.
    pub look: &'a mut dyn FnMut(usize) -> Rc<Said>,
    /// The quotations of the sentence's paragraph; of the sentence alone when it has no document.
    pub quotations: &'a [Span],
}

impl Attributor<'_> {
    /// Who vouches for what stands at a place of the sentence, of which `said` is known. `name_before` finds the last
    /// name in the sentence before a pronoun.
    pub fn source(&mut self, at: usize, said: &Said, name_before: &dyn Fn(Span) -> Option<Span>) -> Source {
        let quotations = self.quotations;
        match quotation_of(quotations, at) {
            Some(quotation) => self.quoted(quotation, said, name_before),
            None => match said.voice_at(at) {
                Some(voice) => self.voiced(Attribution::Reported, self.index, voice, name_before),
                None => self.turn(at),
            },
        }
    }

    /// The one who has the word in a transcript.
    fn turn(&self, at: usize) -> Source {
        let speaker = self.discourse.turn_at(self.text, at).filter(|label| label.end <= at);
        Source { attribution: speaker.map(|_| Attribution::Quoted), speaker, rule: None }
    }

    fn quoted(&mut self, quotation: Span, said: &Said, name_before: &dyn Fn(Span) -> Option<Span>) -> Source {
        let own = self.beside(quotation, said);
        if let Some(voice) = own {
            return self.voiced(Attribution::Quoted, self.index, &voice, name_before);
        }
        if !self.is_speech(quotation) {
            return Source::default();
        }
        let Some(index) = self.index else {
            return Source { attribution: Some(Attribution::Quoted), ..Source::default() };
        };
        let found = self.at_ends(quotation, index).or_else(|| self.before(quotation, index));
        let found = found.or_else(|| self.beyond(quotation));
        match found {
            Some(Heard::Voice(index, voice)) => self.voiced(Attribution::Quoted, Some(index), &voice, &|_: Span| None),
            Some(Heard::Name(speaker)) => {
                Source { attribution: Some(Attribution::Quoted), speaker: Some(speaker), rule: None }
            }
            None => Source { attribution: Some(Attribution::Quoted), ..Source::default() },
        }
    }

    /// Whether a quotation holds a sentence or many words: else it is a title, or a borrowed word.
    fn is_speech(&self, quotation: Span) -> bool {
        let inside = quotation.of(self.text).trim_end_matches(['"', '”', '’', '\'', '»', ' ']);
        let words = quotation.of(self.text).split_whitespace().take(FEWEST_WORDS_QUOTED).count();
        words == FEWEST_WORDS_QUOTED || words > 1 && inside.ends_with(['.', '!', '?', ','])
    }

    fn voiced(
        &mut self,
        attribution: Attribution,
        index: Option<usize>,
        voice: &Voice,
        name_before: &dyn Fn(Span) -> Option<Span>,
    ) -> Source {
        let speaker = match voice.speaker {
            Speaker::Nameless => None,
            Speaker::Named(name) => Some(name),
            Speaker::Person(pronoun) => name_before(pronoun).or_else(|| self.antecedent(index, true)),
            Speaker::Thing(pronoun) => name_before(pronoun).or_else(|| self.antecedent(index, false)),
        };
        Source { attribution: Some(attribution), speaker, rule: Some(voice.rule) }
    }

    /// The voice nearest to a quotation outside of all quotations: right behind it, else right before it.
    fn beside(&self, quotation: Span, said: &Said) -> Option<Voice> {
        // The comma of "…,” said X" is the voice's and the quotation's.
        let behind = said.voices.partition_point(|voice| voice.span.start + MARK_AND_COMMA < quotation.end);
        let ahead = said.voices.partition_point(|voice| voice.span.end <= quotation.start);
        let after = said.voices.get(behind);
        let before = ahead.checked_sub(1).and_then(|last| said.voices.get(last));
        match (before, after) {
            (Some(before), Some(after)) => {
                let ahead = quotation.start.saturating_sub(before.span.end);
                let behind = after.span.start.saturating_sub(quotation.end);
                Some(if ahead < behind { *before } else { *after })
            }
            (before, after) => before.or(after).copied(),
        }
    }

    /// A voice in the sentence where the quotation ends, or where it begins.
    fn at_ends(&mut self, quotation: Span, index: usize) -> Option<Heard> {
        let last = self.discourse.sentence_at(quotation.end.saturating_sub(1)).min(index + MOST_BACK);
        let first = self.discourse.sentence_at(quotation.start).max(index.saturating_sub(MOST_BACK));
        [last, first].into_iter().filter(|&at| at != index).find_map(|at| {
            let said = (self.look)(at);
            self.beside(quotation, &said).map(|voice| Heard::Voice(at, voice))
        })
    }

    /// The speaker of the quotation before, in this paragraph or the one before it.
    fn before(&mut self, quotation: Span, index: usize) -> Option<Heard> {
        let first = self.discourse.sentence_at(quotation.start).min(index);
        let mut paragraphs = 0;
        for at in (first.saturating_sub(MOST_BACK)..first).rev() {
            paragraphs += usize::from(self.discourse.ends_paragraph(at));
            if paragraphs > 1 {
                return None;
            }
            let said = (self.look)(at);
            if let Some(voice) = said.voices.last() {
                return Some(Heard::Voice(at, *voice));
            }
            // A name without a word of saying, only right before.
            if let Some(name) = said.name.filter(|_| at + 1 == first) {
                return Some(Heard::Name(name));
            }
        }
        None
    }

    /// A voice in the sentences that follow.
    fn beyond(&mut self, quotation: Span) -> Option<Heard> {
        let last = self.discourse.sentence_at(quotation.end.saturating_sub(1));
        (last + 1..self.discourse.len().min(last + 1 + MOST_ON)).find_map(|at| {
            let said = (self.look)(at);
            said.voices.first().map(|voice| Heard::Voice(at, *voice))
        })
    }

    /// The name that a pronoun stands for, in the sentences before it in this paragraph or the one before.
    fn antecedent(&mut self, index: Option<usize>, person: bool) -> Option<Span> {
        let index = index?;
        let mut paragraphs = 0;
        for at in (index.saturating_sub(MOST_BACK)..index).rev() {
            let said = (self.look)(at);
            // A paragraph that goes on quoting is not counted: its speaker stands before it.
            paragraphs += usize::from(self.discourse.ends_paragraph(at) && !said.is_quoted);
            if paragraphs > 1 {
                return None;
            }
            let named = match said.voices.first().map(|voice| voice.speaker) {
                Some(Speaker::Named(name)) => Some(name),
                // The same pronoun speaks on: who it is stands further back.
                Some(Speaker::Person(_)) if person => continue,
                Some(Speaker::Thing(_)) if !person => continue,
                _ => None,
            };
            let found = named.or(said.name).or(said.subject.filter(|_| !person));
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// What tells of a speaker in another sentence.
enum Heard {
    Voice(usize, Voice),
    Name(Span),
}

/// The quotation that a place stands in.
pub(crate) fn quotation_of(quotations: &[Span], at: usize) -> Option<Span> {
    let next = quotations.partition_point(|quotation| quotation.start <= at);
    // Single quotations may stand in double ones, no deeper.
    quotations[next.saturating_sub(2)..next].iter().rev().copied().find(|quotation| at < quotation.end)
}
