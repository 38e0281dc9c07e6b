//! Terminators: which end a sentence.

use crate::character::{self, is_break, is_bullet, is_closer};
use crate::decision::{Cut, Outcome};
use crate::ellipsis::{self, Dots};
use crate::line::{self, Gap};
use crate::opening::{LONGEST_WORD, Opening, OpeningKind, word_after, word_before};
use crate::shape;
use crate::tables::{Ends, SentenceTables};
use crate::{Rule, SentenceEnd, mark, terminal};

/// How long the bracket behind a title's own terminator may be, in bytes: `Viva! (1965), and`.
const LONGEST_ASIDE: usize = 60;

/// The longest citation or note in brackets, in bytes.
const LONGEST_NOTE: usize = 32;

/// The most words of a name between a quotation and its verb: `"Really?" Mr. Abel Hill said`.
const LONGEST_SPEAKER: usize = 4;

/// The terminators of a text, with the tables that decide them. Each is decided by what stands near it alone, so that
/// the ends around one place are the same whether or not the rest of the text was split.
#[derive(Clone, Copy)]
pub(crate) struct Stops<'a> {
    pub(crate) text: &'a str,
    pub(crate) tables: &'a SentenceTables,
}

/// A terminator with what stands around it.
struct Stop<'a> {
    /// The first byte of the terminator.
    at: usize,
    terminator: char,
    /// The word before it; empty after a sign.
    word: &'a str,
    close: Close,
    /// The white space after the closing signs.
    gap: Gap,
    next: Opening,
}

/// The closing signs behind a terminator.
#[derive(Clone, Copy)]
struct Close {
    end: usize,
    /// Whether there are quotes or brackets.
    closed: bool,
    /// The rule that took citations or an emoticon into the sentence.
    tail: Option<Rule>,
}

impl<'a> Stops<'a> {
    /// Decides the terminator at `at`; `None` where nothing is to be decided.
    pub(crate) fn decide(&self, at: usize, terminator: char) -> Option<Outcome> {
        let after = at + terminator.len_utf8();
        // Decimals and addresses are the commonest full stops that end nothing.
        let next = self.text.as_bytes().get(after)?;
        if terminator == '.' && (next.is_ascii_digit() || next.is_ascii_lowercase()) {
            return None;
        }
        self.after_plain_word(at).map(Ok).or_else(|| self.decide_by_rules(at, terminator))
    }

    fn decide_by_rules(&self, at: usize, terminator: char) -> Option<Outcome> {
        let after = at + terminator.len_utf8();
        let close = self.close(after);
        let gap = Gap::from(self.text, close.end);
        if gap.end == self.text.len() || gap.breaks > 1 || gap.breaks == 1 && !line::wraps(self.text, gap) {
            return None;
        }
        if is_terminator(self.text, gap.end) {
            return Some(self.before_terminator(at, close, gap));
        }
        let next = Opening::of(self.text, gap.end);
        let stop = Stop { at, terminator, word: word_before(self.text, at), close, gap, next };
        if gap.end == close.end {
            return self.unspaced(&stop);
        }
        Some(self.spaced(&stop))
    }

    /// The commonest end, for which nothing more need be asked: a full stop between a word of three letters or more, all
    /// small but perhaps the first, that no abbreviation is written with and, behind one space, a capital.
    fn after_plain_word(&self, at: usize) -> Option<Cut> {
        let (before, behind) = self.text.as_bytes().split_at(at);
        let [b'.', b' ', b'A'..=b'Z', ..] = behind else { return None };
        let reach = &before[at.saturating_sub(LONGEST_WORD)..];
        let small = at - reach.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
        let start = small - usize::from(before[..small].last().is_some_and(u8::is_ascii_uppercase));
        let is_word = at - start > 2 && small < at && before[..start].ends_with(b" ");
        let cut = Cut { end: at + 1, next: at + 2, kind: SentenceEnd::Terminator, rule: Rule::Plain };
        (is_word && self.tables.abbreviations.get(&self.text[start..at]).is_none()).then_some(cut)
    }

    /// The closing quotes and brackets from `after` on, and citations and emoticons.
    fn close(&self, after: usize) -> Close {
        let after = character::cluster_end(self.text, after);
        let end = character::cluster_end(self.text, character::run_end(self.text, after, is_closer));
        let mut close = Close { end, closed: end > after, tail: None };
        while let Some(length) = citation(&self.text.as_bytes()[close.end..]) {
            close.end += length;
            close.tail = Some(Rule::Citation);
        }
        if let Some(rest) = self.text[close.end..].strip_prefix(' ') {
            let word = &rest[..character::run_end(rest, 0, |c| c.is_ascii_punctuation() || "DPp".contains(c)).min(8)];
            let apart = rest[word.len()..].starts_with(char::is_whitespace);
            if apart && shape::is_emoticon(word) {
                close.end += word.len() + 1;
                close.tail = Some(Rule::Emoticon);
            }
        }
        close
    }

    /// A terminator with another behind it, which decides. Only an ellipsis that begins a sentence lets it end.
    fn before_terminator(&self, at: usize, close: Close, gap: Gap) -> Outcome {
        // Asked first, so that a run of terminators is walked once and not from each of its members.
        let glued = character::before(self.text, at).is_some_and(char::is_alphanumeric);
        if !glued || gap.end == close.end {
            return Err(Rule::Run);
        }
        let begins = ellipsis::end_of(self.text, gap.end).is_some_and(|end| {
            let next = Gap::from(self.text, end);
            next.breaks == 0 && next.end > end && Opening::of(self.text, next.end).kind == OpeningKind::Upper
        });
        if !begins {
            return Err(Rule::Run);
        }
        Ok(Cut { end: close.end, next: gap.end, kind: SentenceEnd::Terminator, rule: Rule::Ellipsis })
    }

    /// A terminator without white space behind it.
    fn unspaced(&self, stop: &Stop) -> Option<Outcome> {
        let cut = |rule| Cut { end: stop.close.end, next: stop.close.end, kind: SentenceEnd::Terminator, rule };
        if !stop.terminator.is_ascii() && stop.terminator != '…' {
            let goes_on = stop.next.kind == OpeningKind::Continuation;
            // UAX #29 counts an opening bracket among the closing ones, and would end the sentence behind it.
            let rule = match stop.next.at == stop.close.end {
                _ if stop.close.tail.is_some() => Rule::Citation,
                true if stop.next.kind != OpeningKind::Sign => Rule::Plain,
                _ => Rule::NoSpace,
            };
            return Some(if goes_on { Err(Rule::Continued) } else { Ok(cut(rule)) });
        }
        self.is_glued(stop).then(|| Ok(cut(Rule::NoSpace)))
    }

    /// Whether two sentences were written without a space between them: a plain word before, a capitalised one or an
    /// opening bracket behind, and nothing that makes an address of them. After `?` and `!` any word will do.
    fn is_glued(&self, stop: &Stop) -> bool {
        let dots = Dots::before(self.text, stop.at);
        let before = if dots.are_ellipsis() { word_before(self.text, dots.start) } else { stop.word };
        let asks = stop.terminator != '.';
        let word = word_after(self.text, stop.next.at);
        let capitalised = stop.next.kind == OpeningKind::Upper && word.chars().nth(1).is_none_or(char::is_lowercase);
        let signs = &self.text[stop.close.end..stop.next.at];
        let follows = character::at(self.text, stop.next.at + word.len());
        let address = signs.is_empty() && matches!(follows, Some('.' | '/' | '@' | '_' | '(' | '='));
        (shape::is_plain(before) || asks && shape::is_digits(before))
            && (capitalised || asks && stop.next.kind == OpeningKind::Lower)
            && signs.chars().all(|sign| matches!(sign, '(' | '[' | '“'))
            && !address
    }

    /// A terminator before white space.
    fn spaced(&self, stop: &Stop) -> Outcome {
        if let Some(cut) = self.mark(stop) {
            return Ok(cut);
        }
        let rule = self.rule(stop)?;
        let rule = stop.close.tail.unwrap_or(rule);
        Ok(Cut { end: stop.close.end, next: stop.gap.end, kind: SentenceEnd::Terminator, rule })
    }

    /// The cut before the terminator when it ends a list mark inside a line.
    fn mark(&self, stop: &Stop) -> Option<Cut> {
        if stop.terminator != '.' || stop.gap.breaks > 0 || stop.word.len() > 2 {
            return None;
        }
        mark::cut_before(self.text, stop.word, stop.at, stop.close.end, stop.next)
    }

    fn rule(&self, stop: &Stop) -> Result<Rule, Rule> {
        match stop.terminator {
            '.' | '…' => {
                let dots = Dots::before(self.text, stop.at);
                if !dots.are_ellipsis() {
                    return self.full_stop(stop);
                }
                if stop.close.closed && self.is_attribution(stop.next) {
                    return Err(Rule::Inside);
                }
                dots.end(self.text, stop.close.closed, stop.next)
            }
            _ => self.question(stop),
        }
    }

    /// `?`, `!` and the terminators of other scripts.
    fn question(&self, stop: &Stop) -> Result<Rule, Rule> {
        let named = &self.text[stop.at - stop.word.len()..stop.at + stop.terminator.len_utf8()];
        if self.abbreviation(named).is_some() {
            return self.before_starter(stop).map_err(|_| Rule::Name);
        }
        match stop.next.kind {
            OpeningKind::Continuation => Err(Rule::Continued),
            _ if self.is_aside(stop.gap.end) => Err(Rule::Inside),
            OpeningKind::Lower if stop.close.closed || self.is_reporting(stop.next.at) => Err(Rule::Inside),
            OpeningKind::Lower => Ok(Rule::LowerCase),
            _ if stop.close.closed && self.is_attribution(stop.next) => Err(Rule::Inside),
            _ => Ok(self.plain(stop)),
        }
    }

    fn full_stop(&self, stop: &Stop) -> Result<Rule, Rule> {
        if stop.next.kind == OpeningKind::Continuation {
            return Err(Rule::Continued);
        }
        if self.is_mark(stop) {
            return Err(Rule::Mark);
        }
        match self.abbreviation_at(stop.word, stop.at) {
            Some(Ends::Never) => return Err(Rule::Abbreviation),
            Some(Ends::BeforeStarter) => return self.before_starter(stop),
            Some(Ends::UnlessNumber) if matches!(stop.next.kind, OpeningKind::Digit | OpeningKind::Lower) => {
                return Err(Rule::Abbreviation);
            }
            Some(Ends::UnlessNumber) => {}
            None if shape::is_initial(stop.word) => return self.before_starter(stop).map_err(|_| Rule::Initial),
            None if shape::is_acronym(stop.word) => return self.before_starter(stop),
            None if self.is_decimal(stop) => return Err(Rule::Decimal),
            None => {}
        }
        self.common(stop)
    }

    /// A full stop after a word that is no abbreviation.
    fn common(&self, stop: &Stop) -> Result<Rule, Rule> {
        match stop.next.kind {
            OpeningKind::Lower if stop.close.closed => Err(Rule::Inside),
            OpeningKind::Lower if shape::may_be_abbreviation(stop.word) => Err(Rule::Continued),
            OpeningKind::Lower => Ok(Rule::LowerCase),
            OpeningKind::Digit => Ok(Rule::Number),
            _ => Ok(self.plain(stop)),
        }
    }

    /// The name for an end with nothing special before it: UAX #29 makes it too, unless a dash or another sign stands
    /// where the next sentence begins.
    fn plain(&self, stop: &Stop) -> Rule {
        let signs = &self.text[stop.close.end..stop.next.at];
        let opens = |sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'' | '(' | '[' | '“' | '‘' | '«');
        let begins = stop.next.kind != OpeningKind::Sign && signs.chars().all(opens);
        match character::at(self.text, stop.next.at) {
            Some(character) if character.is_lowercase() => Rule::LowerCase,
            // A mark that clings to the white space keeps UAX #29 from an end there.
            _ if begins && character::cluster_end(self.text, stop.gap.end) == stop.gap.end => Rule::Plain,
            _ => Rule::Sign,
        }
    }

    /// An abbreviation that ends its sentence only when a starter follows, and only when the sentence has begun: with
    /// `At 5 p.m. Mr. Hill` it has not.
    fn before_starter(&self, stop: &Stop) -> Result<Rule, Rule> {
        let starts = stop.next.kind == OpeningKind::Upper && self.is_starter(stop.next.at);
        if starts && !self.is_only_a_time(stop) {
            return Ok(Rule::Starter);
        }
        Err(Rule::Abbreviation)
    }

    /// Whether the capitalised word at `at` is one that sentences start with. A short word with a stop of its own is
    /// an initial or a title, and must stand in the table with its stop: `Mr.`
    fn is_starter(&self, at: usize) -> bool {
        let word = word_after(self.text, at);
        let end = at + word.len();
        let dotted = self.text.as_bytes().get(end) == Some(&b'.');
        if dotted && (word.len() < 2 || self.abbreviation(word).is_some()) {
            return self.tables.starters.get(&self.text[at..=end]).is_some();
        }
        !shape::is_shouted(word) && self.tables.starters.get(word).is_some()
    }

    /// Whether the sentence up to the stop is a preposition, a number and the abbreviation, and nothing more.
    fn is_only_a_time(&self, stop: &Stop) -> bool {
        let number_end = Gap::before(self.text, stop.at - stop.word.len()).start;
        let number = word_before(self.text, number_end);
        let first_end = Gap::before(self.text, number_end - number.len()).start;
        let first = word_before(self.text, first_end);
        number.starts_with(|digit: char| digit.is_ascii_digit())
            && first.starts_with(char::is_uppercase)
            && self.tables.starters.get(first).is_some()
            && self.begins_sentence(first_end - first.len())
    }

    /// When the word before the stop at `at` ends its sentence, if it is an abbreviation. One that is a unit only
    /// after a number (`in.`) must have one before it.
    fn abbreviation_at(&self, word: &str, at: usize) -> Option<Ends> {
        let entry = self.abbreviation(word)?;
        let counted = || {
            let before = Gap::before(self.text, at - word.len()).start;
            character::before(self.text, before).is_some_and(|c| c.is_ascii_digit() || c == '.')
        };
        (!entry.after_number || counted()).then_some(entry.ends)
    }

    /// What the tables say of a word, or of its part after the last hyphen or slash (`mid-Sept.`).
    fn abbreviation(&self, word: &str) -> Option<crate::tables::Abbreviation> {
        let known = |word: &str| self.tables.abbreviations.get(word)?.of(word);
        known(word).or_else(|| known(word.rsplit_once(['-', '/'])?.1))
    }

    /// Whether the word before the stop is the mark of an item that begins here: `2. The second`.
    fn is_mark(&self, stop: &Stop) -> bool {
        let start = stop.at - stop.word.len();
        let mark = shape::is_ordinal(stop.word) || shape::is_letter(stop.word) && stop.next.kind == OpeningKind::Upper;
        // A colon brings on the first item of a list; behind one stand figures, too.
        let first = || stop.word == "1" && self.text[..start].ends_with(": ");
        mark && (first() || self.begins_sentence(start))
    }

    /// Whether a sentence, an item or a line begins at `at`, by what stands before it.
    fn begins_sentence(&self, at: usize) -> bool {
        let before = character::run_start(self.text, at, |c| c.is_whitespace() && !is_break(c));
        match character::before(self.text, before) {
            None => true,
            Some(character) if is_break(character) => {
                let gap = Gap::from(self.text, character::before_white(self.text, before));
                gap.start == 0 || gap.breaks > 1 || !line::wraps(self.text, gap)
            }
            Some('.') => before < at && !self.is_short(word_before(self.text, before - 1)),
            Some('"' | '“' | '‘' | '\'') => true,
            Some(character) => is_bullet(character) || before < at && matches!(character, '?' | '!' | ')' | '”'),
        }
    }

    /// Whether a word before a full stop is an abbreviation of any kind.
    fn is_short(&self, word: &str) -> bool {
        shape::is_initial(word) || shape::is_acronym(word) || self.abbreviation(word).is_some()
    }

    /// A decimal number that a line wrap cut in two: `3.⏎2 per cent`.
    fn is_decimal(&self, stop: &Stop) -> bool {
        if stop.gap.breaks != 1 {
            return false;
        }
        let fraction = word_after(self.text, stop.next.at);
        let rest = &self.text.as_bytes()[stop.next.at + fraction.len()..];
        stop.next.at == stop.gap.end
            && stop.word.len() <= 3
            && shape::is_digits(stop.word)
            && shape::is_digits(fraction)
            && matches!(rest, [b'%', ..] | [b' ', b'a'..=b'z', ..])
    }

    /// Whether a bracket at `at` belongs to the title before it: the sentence goes on behind it in lower case.
    fn is_aside(&self, at: usize) -> bool {
        let bytes = &self.text.as_bytes()[at..];
        if bytes.first() != Some(&b'(') {
            return false;
        }
        let close = bytes.iter().take(LONGEST_ASIDE).position(|&byte| byte == b')');
        close.is_some_and(|close| matches!(&bytes[close + 1..], [b',' | b';', ..] | [b' ', b'a'..=b'z', ..]))
    }

    /// Whether the word at `at` is a verb of saying.
    fn is_reporting(&self, at: usize) -> bool {
        self.tables.reporting_verbs.get(word_after(self.text, at)).is_some()
    }

    /// Whether a name and a verb of saying stand at `at`, so that the quotation before them is part of their sentence:
    /// `"Really?" Mr. Hill asked`. A pronoun at that place is in lower case, but for `I`.
    fn is_attribution(&self, next: Opening) -> bool {
        let mut place = next.at;
        let mut word = word_after(self.text, place);
        if word != "I" && self.tables.starters.get(word).is_some() {
            return false;
        }
        for _ in 0..LONGEST_SPEAKER {
            if !word.starts_with(char::is_uppercase) {
                return false;
            }
            place += word.len();
            place += usize::from(self.text[place..].starts_with('.'));
            if !self.text[place..].starts_with(' ') {
                return false;
            }
            place += 1;
            if self.is_reporting(place) {
                return true;
            }
            word = word_after(self.text, place);
        }
        false
    }
}

/// Whether another terminator stands at `at`; a full stop that a letter or digit follows is none (`.NET`, `.5`).
fn is_terminator(text: &str, at: usize) -> bool {
    match character::at(text, at) {
        Some('?' | '!' | '…') => true,
        Some('.') => !character::at(text, at + 1).is_some_and(char::is_alphanumeric),
        Some(character) => !character.is_ascii() && terminal::is_terminal(character),
        None => false,
    }
}

/// The length of a citation or note at the start of `bytes`, with the space before it: `[12]`, ` [3, 4]`,
/// ` [citation needed]`. It holds no capitals, as a bracketed sentence would.
fn citation(bytes: &[u8]) -> Option<usize> {
    let spaces = usize::from(bytes.first() == Some(&b' '));
    let [b'[', rest @ ..] = &bytes[spaces..] else { return None };
    let inside = rest.iter().take(LONGEST_NOTE).position(|&byte| byte == b']')?;
    let quiet = |&byte: &u8| byte.is_ascii_digit() || byte.is_ascii_lowercase() || b", -".contains(&byte);
    (inside > 0 && rest[..inside].iter().all(quiet)).then_some(spaces + inside + 2)
}

#[cfg(all(test, feature = "shipped"))]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    static TABLES: LazyLock<SentenceTables> = LazyLock::new(SentenceTables::shipped);

    #[test]
    fn the_commonest_end_is_seen_without_the_rules() {
        for (text, is_seen) in [
            ("the road. The", true),
            ("in Pell. It", true),
            ("road. A", false),
            ("at No. A", false),
            ("a road. É", false),
        ] {
            let stops = Stops { text, tables: &TABLES };
            assert_eq!(stops.after_plain_word(text.find('.').unwrap()).is_some(), is_seen, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_rules_end_the_sentence_there_too(
            text in "(The |[a-z‘’é] ?)?[ .\n“(]?([A-Z]?[a-z]{0,9}|[A-Z][a-z]|[IVX]{1,3}|Mr|vs|Sat)\\. ?[A-Z1a-z“\n][\u{301}a-z ]?",
        ) {
            let stops = Stops { text: &text, tables: &TABLES };
            for (at, _) in text.match_indices('.') {
                if let Some(cut) = stops.after_plain_word(at) {
                    prop_assert_eq!(stops.decide_by_rules(at, '.'), Some(Ok(cut)));
                }
            }
        }
    }
}
