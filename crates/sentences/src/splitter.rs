use claimsift_text::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::character::{self, is_break, is_bullet};
use crate::decision::{Cut, Decision, Outcome};
use crate::line::{self, Gap};
use crate::stop::Stops;
use crate::{Rule, Sentence, SentenceEnd, SentenceTables, mark, scan, terminal};

/// How far behind its first byte a candidate can stand that makes an end before that byte: the stop of a list mark.
const LONGEST_MARK: usize = 8;

/// How sentence ends are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// By the tables and rules of this crate, made for English prose.
    #[default]
    Tables,
    /// By Unicode's UAX #29, the same for every language; the tables are not asked.
    Uax29,
}

/// Splits texts into sentences. Built once, shared by all threads; it never fails and keeps no state between texts.
#[derive(Clone, Debug)]
pub struct Splitter {
    tables: SentenceTables,
    mode: Mode,
}

impl Splitter {
    /// The tables that it splits by.
    pub fn tables(&self) -> &SentenceTables {
        &self.tables
    }

    /// A splitter by tables.
    pub fn new(tables: SentenceTables) -> Splitter {
        Splitter::with_mode(tables, Mode::Tables)
    }

    /// A splitter in the given mode.
    pub fn with_mode(tables: SentenceTables, mode: Mode) -> Splitter {
        Splitter { tables, mode }
    }

    /// The sentences of `text`, in order. Together they cover every character that is not white space; no span begins
    /// or ends with white space.
    pub fn split<'t>(&'t self, text: &'t str) -> Sentences<'t> {
        Sentences { cuts: self.cuts(text, 0), start: character::after_white(text, 0) }
    }

    /// Appends the sentences of `text` to `sentences`.
    pub fn split_into(&self, text: &str, sentences: &mut Vec<Sentence>) {
        sentences.extend(self.split(text));
    }

    /// The sentence that holds the byte at `offset`, or the next one when that is white space between two, or the last
    /// one at the end of the text: the same that [`Splitter::split`] gives, found without splitting the rest. In a text
    /// of white space only it is empty.
    ///
    /// The work grows with the length of the sentence. A caller with several offsets should ask again only for those
    /// behind the end of the last answer.
    ///
    /// ```
    /// use claimsift_sentences::{SentenceTables, Splitter};
    /// let splitter = Splitter::new(SentenceTables::shipped());
    /// let text = "It rained. Some 40 mm fell. Then it cleared.";
    /// assert_eq!(splitter.sentence_at(text, text.find("40").unwrap()).span.of(text), "Some 40 mm fell.");
    /// ```
    pub fn sentence_at(&self, text: &str, offset: usize) -> Sentence {
        let end = character::before_white(text, text.len());
        let Some(last) = character::before(text, end) else {
            return Sentence { span: Span::new(0, 0), end: SentenceEnd::Block };
        };
        let offset = offset.min(end - last.len_utf8());
        let start = self.start_before(text, offset);
        let mut sentences = Sentences { cuts: self.cuts(text, start), start: character::after_white(text, start) };
        let rest = Sentence { span: Span::new(start, end), end: SentenceEnd::Block };
        sentences.find(|sentence| sentence.span.end > offset).unwrap_or(rest)
    }

    /// Every place of `text` where a sentence could end, with the rule that decided: what `claimsift explain` shows.
    /// In the mode [`Mode::Uax29`] only the ends are told.
    pub fn explain<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Decision> + 't {
        let mut cuts = self.cuts(text, 0);
        let mut done = false;
        std::iter::from_fn(move || {
            if let Some((at, outcome)) = cuts.next_outcome() {
                return Some(match outcome {
                    Ok(cut) => Decision { at: cut.end, rule: cut.rule, end: Some(cut.kind) },
                    Err(rule) => Decision { at, rule, end: None },
                });
            }
            let at = character::before_white(text, text.len());
            let last = Decision { at, rule: Rule::TextEnd, end: Some(SentenceEnd::Block) };
            (!std::mem::replace(&mut done, true) && at > 0).then_some(last)
        })
    }

    fn cuts<'t>(&'t self, text: &'t str, start: usize) -> Cuts<'t> {
        let stops = Stops { text, tables: &self.tables };
        Cuts { stops, mode: self.mode, position: start, start: character::after_white(text, start) }
    }

    /// Where the last sentence that begins at `offset` or before it begins.
    fn start_before(&self, text: &str, offset: usize) -> usize {
        if self.mode == Mode::Uax29 {
            // UAX #29 ends a sentence at each line end, so its work can begin anew after the last one.
            return text.as_bytes()[..offset].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        }
        let stops = Stops { text, tables: &self.tables };
        let mut before = text.len().min(offset + LONGEST_MARK);
        while let Some(at) = scan::previous(text.as_bytes(), before) {
            match outcome(&stops, at) {
                Some(Ok(cut)) if cut.next <= offset => return cut.next,
                _ => before = at,
            }
        }
        0
    }
}

/// The sentences of a text, in order.
#[derive(Clone)]
pub struct Sentences<'t> {
    cuts: Cuts<'t>,
    start: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Sentence;

    fn next(&mut self) -> Option<Sentence> {
        let text = self.cuts.stops.text;
        let start = self.start;
        if start == text.len() {
            return None;
        }
        let Some(cut) = self.cuts.next_cut() else {
            self.start = text.len();
            let span = Span::new(start, character::before_white(text, text.len()));
            return Some(Sentence { span, end: SentenceEnd::Block });
        };
        self.start = cut.next;
        Some(Sentence { span: Span::new(start, cut.end), end: cut.kind })
    }
}

/// The cuts of a text, in order.
#[derive(Clone)]
struct Cuts<'t> {
    stops: Stops<'t>,
    mode: Mode,
    /// Where the search goes on.
    position: usize,
    /// Where the sentence that is being read begins.
    start: usize,
}

impl Cuts<'_> {
    #[inline]
    fn next_cut(&mut self) -> Option<Cut> {
        loop {
            if let (_, Ok(cut)) = self.next_outcome()? {
                return Some(cut);
            }
        }
    }

    /// The next candidate and what it comes to.
    #[inline]
    fn next_outcome(&mut self) -> Option<(usize, Outcome)> {
        if self.mode == Mode::Uax29 {
            return self.next_uax29().map(|cut| (cut.end, Ok(cut)));
        }
        loop {
            let at = scan::next(self.stops.text.as_bytes(), self.position)?;
            self.position = at + 1;
            match outcome(&self.stops, at) {
                Some(Ok(cut)) if cut.end > self.start => {
                    self.start = cut.next;
                    self.position = cut.next.max(self.position);
                    return Some((at, Ok(cut)));
                }
                Some(Err(rule)) => return Some((at, Err(rule))),
                _ => {}
            }
        }
    }

    fn next_uax29(&mut self) -> Option<Cut> {
        let text = self.stops.text;
        let sentence = text[self.start..].split_sentence_bounds().next()?;
        let end = character::before_white(text, self.start + sentence.len());
        let gap = Gap::from(text, end);
        if gap.end == text.len() {
            return None;
        }
        self.start = gap.end;
        let (kind, rule) = match gap.breaks {
            0 => (SentenceEnd::Terminator, Rule::Plain),
            1 => (SentenceEnd::Line, Rule::Line),
            _ => (SentenceEnd::Block, Rule::BlankLine),
        };
        Some(Cut { end, next: gap.end, kind, rule })
    }
}

/// What the candidate byte at `at` comes to; `None` when nothing is decided there.
#[inline]
fn outcome(stops: &Stops, at: usize) -> Option<Outcome> {
    match character::at(stops.text, at)? {
        terminator @ ('.' | '?' | '!' | '…') => stops.decide(at, terminator),
        ')' => mark::decide_bracket(stops.text, at),
        character if is_break(character) => line::decide(stops.text, at),
        character if is_bullet(character) => mark::decide_bullet(stops.text, at),
        character if !character.is_ascii() && terminal::is_terminal(character) => stops.decide(at, character),
        _ => None,
    }
}
