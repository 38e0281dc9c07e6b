//! What stands around a sentence: its paragraph, the ones beside it, and what was quoted and said there.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use claimsift_sentences::{Sentence, SentenceEnd};
use claimsift_text::Span;
use rustc_hash::FxBuildHasher;

use crate::quotation::quotations;
use crate::speech::Said;
use crate::transcript::turns;

/// How many sentences are remembered: what is asked for lies in this paragraph or beside it.
const MOST_REMEMBERED: usize = 256;

/// The sentences of one document, in which the engine looks around: who said the sentence before, whose quotation goes
/// on. What was looked up is kept, so that the time stays in proportion to the text. The default is a document of
/// which only the sentence at hand is known.
///
/// ```
/// use claimsift_claims::{Discourse, RuleSet};
///
/// let text = "Ana Lund spoke first. She said 46 boats were idle.";
/// let rules = RuleSet::shipped();
/// let sentences: Vec<_> = rules.splitter().split(text).collect();
/// let discourse = Discourse::new(&sentences);
/// ```
#[derive(Debug, Default)]
pub struct Discourse<'a> {
    sentences: &'a [Sentence],
    paragraph: RefCell<Paragraph>,
    said: RefCell<HashMap<usize, Rc<Said>, FxBuildHasher>>,
    /// The labels of a transcript's turns.
    turns: OnceCell<Vec<Span>>,
}

/// The last paragraph that was asked for.
#[derive(Debug, Default)]
struct Paragraph {
    span: Span,
    quotations: Option<Rc<[Span]>>,
}

impl<'a> Discourse<'a> {
    /// The discourse of a document with these sentences, in the order of the text.
    pub fn new(sentences: &'a [Sentence]) -> Discourse<'a> {
        Discourse { sentences, ..Discourse::default() }
    }

    /// The place of the sentence that begins there.
    pub(crate) fn index_of(&self, sentence: Span) -> Option<usize> {
        self.sentences.binary_search_by_key(&sentence.start, |known| known.span.start).ok()
    }

    pub(crate) fn sentence(&self, index: usize) -> Span {
        self.sentences[index].span
    }

    /// The sentence that holds a place of the text.
    pub(crate) fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.start <= at).saturating_sub(1)
    }

    /// The quotations of the paragraph of a sentence; `None` when it has none.
    pub(crate) fn quotations(&self, text: &str, sentence: Span) -> Option<Rc<[Span]>> {
        let mut paragraph = self.paragraph.borrow_mut();
        let known = paragraph.span.contains(sentence) && !sentence.is_empty();
        if !known {
            paragraph.span = self.index_of(sentence).map_or(sentence, |index| self.paragraph_of(index));
            let mut found = Vec::new();
            quotations(text, paragraph.span, &mut found);
            paragraph.quotations = (!found.is_empty()).then(|| found.into());
        }
        paragraph.quotations.clone()
    }

    fn paragraph_of(&self, index: usize) -> Span {
        let start = (0..index).rev().find(|&at| self.ends_paragraph(at)).map_or(0, |at| at + 1);
        let end = (index..self.len()).find(|&at| self.ends_paragraph(at)).unwrap_or(self.len() - 1);
        self.sentence(start).cover(self.sentence(end))
    }

    /// Who has the word at a place of a transcript: the label of the turn.
    pub(crate) fn turn_at(&self, text: &str, at: usize) -> Option<Span> {
        let turns = self.turns.get_or_init(|| turns(text, self.sentences));
        let next = turns.partition_point(|label| label.start <= at);
        turns[..next].last().copied()
    }

    /// Whether a sentence is the last of its paragraph.
    pub(crate) fn ends_paragraph(&self, index: usize) -> bool {
        self.sentences[index].end != SentenceEnd::Terminator
    }

    pub(crate) fn len(&self) -> usize {
        self.sentences.len()
    }

    /// What was said in a sentence, if it was looked up before.
    pub(crate) fn remembered(&self, index: usize) -> Option<Rc<Said>> {
        self.said.borrow().get(&index).cloned()
    }

    pub(crate) fn remember(&self, index: usize, said: Said) -> Rc<Said> {
        let mut known = self.said.borrow_mut();
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        let said = Rc::new(said);
        known.insert(index, Rc::clone(&said));
        said
    }
}
