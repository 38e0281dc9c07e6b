//! Who says something in a sentence, and which part of it they say.

use std::ops::Range;

use claimsift_text::{Shape, Span};

use crate::attribution::quotation_of;
use crate::captures::Captures;
use crate::matching::MatchScratch;
use crate::rule::Rule;
use crate::rule_bits::RuleBits;
use crate::rule_set::RuleSet;
use crate::words::{Role, Words};

/// How far after "X said" a comma or the end may stand for it to be an aside: "X said on Friday, …".
const MOST_OF_ASIDE: usize = 6;

/// How many voices before and after a place are asked whether they say it.
const MOST_VOICES: usize = 8;

/// What is said in one sentence. Spans are of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// In the order of the text, apart from each other.
    pub voices: Vec<Voice>,
    /// The first name that stands plainly: not after a preposition.
    pub name: Option<Span>,
    /// The first noun phrase.
    pub subject: Option<Span>,
    /// It begins with a quotation.
    pub is_quoted: bool,
}

/// A match of a `[[speech]]` rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    /// The rule's place in the rule set.
    pub rule: usize,
    pub span: Span,
    pub speaker: Speaker,
    pub reach: Reach,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// Someone without a name: "official figures show".
    Nameless,
    Named(Span),
    /// he, she
    Person(Span),
    /// it, they
    Thing(Span),
}

/// Which part of the sentence a voice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// What comes after: "X said …".
    After,
    /// What comes before: "…, said X".
    Before,
    /// Both: "…, X said, …", "according to X".
    Around,
}

impl Voice {
    /// Whether it says what stands at a place outside of quotations.
    fn says(&self, at: usize) -> bool {
        match self.reach {
            Reach::After => at >= self.span.end,
            Reach::Before => at < self.span.start,
            Reach::Around => true,
        }
    }
}

impl Said {
    /// The voice that says what stands at a place: the last one before it, else the next one.
    pub fn voice_at(&self, at: usize) -> Option<&Voice> {
        let is_inside = |voice: &Voice| voice.span.start <= at && at < voice.span.end;
        let says = |voice: &&Voice| !is_inside(voice) && voice.says(at);
        let next = self.voices.partition_point(|voice| voice.span.start <= at);
        let (before, after) = self.voices.split_at(next);
        before.iter().rev().take(MOST_VOICES).find(says).or_else(|| after.iter().take(MOST_VOICES).find(says))
    }

    /// With the names that a pronoun of a later sentence may stand for.
    pub fn with_names(self, words: &Words, quotations: &[Span]) -> Said {
        let span = |range: Range<usize>| words.tokens[range.start].span.cover(words.tokens[range.end - 1].span);
        let Some(first) = words.tokens.first() else { return self };
        let opening = quotation_of(quotations, first.span.start);
        // Plainly: "the mill", not the first word of a heading.
        let plain = opening.is_none() && first.lists.meets(words.classes.determiner);
        let subject = words.speaker(0).filter(|range| plain && words.is_content(range.start));
        Said {
            name: words.plain_name(0..words.tokens.len(), quotations).map(span),
            is_quoted: opening.is_some(),
            subject: subject.map(|range| span(words.without_office(range))),
            ..self
        }
    }
}

/// What is said in a tokenised sentence, by the rules that are marked.
pub(crate) fn said(rules: &RuleSet, words: &Words, marked: &RuleBits, matching: &mut MatchScratch) -> Said {
    let mut trials = Trial::of_marked(rules, words, marked);
    if trials.is_empty() {
        return Said::default();
    }
    let mut voices = find_voices(rules, words, &mut trials, matching);
    // Where two readings overlap, the one with the closing quote wins, then the rule that stands first.
    voices.sort_by_key(|found| (found.tokens.start, found.voice.rule));
    let mut apart: Vec<Found> = Vec::new();
    for found in voices {
        match apart.last_mut() {
            Some(last) if found.tokens.start < last.tokens.end => {
                if found.rank() < last.rank() {
                    *last = found;
                }
            }
            _ => apart.push(found),
        }
    }
    drop_nested(words, &mut apart);
    Said { voices: apart.iter().map(|found| found.voice).collect(), ..Said::default() }
}

/// "X said the industry expects": what X reports is X's, as long as no new clause begins in between.
fn drop_nested(words: &Words, voices: &mut Vec<Found>) {
    // Up to where what the last voice reports goes on without a new clause.
    let mut reported = None;
    voices.retain(|found| {
        let new_clause = |at: usize| words.ends_clause(at) || words.on(at, words.classes.coordinator);
        let follows = found.voice.reach == Reach::After;
        let nested = follows && reported.is_some_and(|end: usize| !(end..found.tokens.start).any(new_clause));
        reported = follows.then_some(found.tokens.end);
        !nested
    });
}

/// A match before overlaps are settled.
struct Found {
    voice: Voice,
    tokens: Range<usize>,
    strength: Strength,
}

/// How surely a match is read right, where another one overlaps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// Right behind a closing quote.
    Quote,
    Plain,
    /// ", said output in": it may be what is said, not who says it.
    Weak,
}

impl Found {
    fn rank(&self) -> (Strength, usize) {
        (self.strength, self.voice.rule)
    }
}

fn strength(words: &Words, tokens: &Range<usize>, reach: Reach) -> Strength {
    let ends = words.tokens.get(tokens.end).is_none_or(|_| words.is_punctuation(tokens.end));
    match reach {
        Reach::After => Strength::Plain,
        _ if follows_quote(words, tokens.start) => Strength::Quote,
        Reach::Before if !ends && !words.is_capital(tokens.end - 1) => Strength::Weak,
        _ => Strength::Plain,
    }
}

/// A speech rule in one sentence.
struct Trial {
    rule: usize,
    /// The last token that has a word which the rule asks for: it matches nothing that begins behind it.
    last: usize,
    /// Where its last match ends.
    end: usize,
}

impl Trial {
    /// The speech rules that are marked.
    fn of_marked(rules: &RuleSet, words: &Words, marked: &RuleBits) -> Vec<Trial> {
        let index = &rules.index;
        let last = |rule| if index.always.has(rule) { words.tokens.len() } else { 0 };
        let marked = marked.in_both(&index.speech);
        let mut trials: Vec<Trial> = marked.map(|rule| Trial { rule, last: last(rule), end: 0 }).collect();
        if trials.is_empty() {
            return trials;
        }
        for at in (0..words.tokens.len()).filter(|&at| words.roles[at].is(Role::SPEECH)) {
            for rule in index.of_word(words.tokens[at].word).iter().flat_map(|few| few.rules()) {
                Trial::find(&mut trials, rule).into_iter().for_each(|trial| trial.last = trial.last.max(at));
            }
        }
        trials
    }

    /// The one of a rule, out of those in the order of their rules.
    fn find(trials: &mut [Trial], rule: usize) -> Option<&mut Trial> {
        let place = trials.binary_search_by_key(&rule, |trial| trial.rule).ok()?;
        Some(&mut trials[place])
    }
}

/// The matches of speech rules, those of one rule apart from each other.
fn find_voices(rules: &RuleSet, words: &Words, trials: &mut [Trial], matching: &mut MatchScratch) -> Vec<Found> {
    let floating = &rules.index.floating;
    let last = trials.iter().map(|trial| trial.last).max().unwrap_or_default();
    let mut voices = Vec::new();
    for at in 0..words.tokens.len().min(last + 1) {
        let mut find = |number: usize| {
            let trial = Trial::find(trials, number);
            let Some(trial) = trial.filter(|trial| trial.end <= at && at <= trial.last) else { return };
            if let Some(found) = find_voice(number, &rules.rules[number], words, at, matching) {
                trial.end = found.tokens.end;
                voices.push(found);
            }
        };
        floating.voices.each(words, at, &mut find);
        if (at == 0 || !words.is_content(at - 1))
            && let Some(speaker) = words.speaker(at)
        {
            floating.speakers.each(words, speaker.end, &mut find);
        }
    }
    voices
}

fn find_voice(number: usize, rule: &Rule, words: &Words, at: usize, matching: &mut MatchScratch) -> Option<Found> {
    let program = &rule.pattern.left;
    let mut captures = Captures::default();
    let inside_phrase = program.begins_with_phrase() && at > 0 && words.is_content(at - 1);
    if inside_phrase || !program.run(words, at, &mut captures, matching) {
        return None;
    }
    let tokens = at..(captures.take_reach(at + 1) as usize).max(at + 1);
    let speaker = captures.speaker.map(|(start, end)| start as usize..end as usize);
    found(number, words, tokens, speaker)
}

fn found(rule: usize, words: &Words, tokens: Range<usize>, speaker: Option<Range<usize>>) -> Option<Found> {
    let reach = reach(words, &tokens, speaker.as_ref());
    if let Some(speaker) = speaker.as_ref().filter(|speaker| speaker.start == words.skip_determiners(tokens.start))
        && (is_no_report(words, speaker, tokens.end) || follows_preposition(words, tokens.start))
    {
        return None;
    }
    let strength = strength(words, &tokens, reach);
    let span = words.tokens[tokens.start].span.cover(words.tokens[tokens.end - 1].span);
    let speaker = speaker.map_or(Speaker::Nameless, |range| words.who(range));
    Some(Found { voice: Voice { rule, span, speaker, reach }, tokens, strength })
}

fn reach(words: &Words, tokens: &Range<usize>, speaker: Option<&Range<usize>>) -> Reach {
    let ends_with_speaker = speaker.is_some_and(|speaker| speaker.end == tokens.end);
    match words.is_punctuation(tokens.start) {
        true if ends_with_speaker => Reach::Before,
        _ if ends_with_speaker => Reach::Around,
        _ if is_aside(words, tokens) => Reach::Around,
        _ => Reach::After,
    }
}

/// Whether a voice interrupts or ends what is said: after a comma, and before the next one or the end.
fn is_aside(words: &Words, tokens: &Range<usize>) -> bool {
    let start = tokens.start;
    let after_pause = start > 0 && words.is_punctuation(start - 1) || follows_quote(words, start);
    let rest = tokens.end..words.tokens.len().min(tokens.end + MOST_OF_ASIDE);
    let stop = rest.clone().find(|&at| words.is_punctuation(at));
    let closes = match stop {
        Some(stop) => words.tokens[stop].span.of(words.text) != ":",
        None => rest.end == words.tokens.len(),
    };
    let is_short = |first: usize| {
        first == stop.unwrap_or(rest.end)
            || words.tokens[first].typed.is_some()
            || words.on(first, words.classes.preposition | words.classes.adverb)
            || words.is_capital(first)
    };
    let says_nothing = (rest.start..stop.unwrap_or(rest.end)).all(|at| !words.on(at, words.classes.auxiliary));
    after_pause && closes && says_nothing && (rest.is_empty() || is_short(rest.start))
}

/// "46 workers reported to be missing", "boats claimed by": the verb is a participle. "Police found 46 boats", "the
/// firm added 12 jobs": it does something with an amount, unless a report or a survey does.
fn is_no_report(words: &Words, speaker: &Range<usize>, end: usize) -> bool {
    let Some(token) = words.tokens.get(end) else { return false };
    let participle = matches!(token.span.of(words.text), "to" | "by") && !words.on(end - 1, words.classes.preposition);
    let amount = words.on(end - 1, words.classes.amount_verb)
        && !words.on(end, words.classes.relative)
        && words.tokens.get(words.skip_determiners(end)).is_some_and(|token| token.typed.is_some())
        && !speaker.clone().any(|at| words.on(at, words.classes.report_noun));
    // "high hopes for": a noun.
    let noun = words.on(end - 1, words.classes.noun_verb)
        && words.on(end, words.classes.preposition | words.classes.of)
        && !matches!(token.span.of(words.text), "as" | "on");
    participle || amount || noun
}

/// "in Leeds, where": what stands after a preposition is no subject, but "after the mayor said" is a clause.
fn follows_preposition(words: &Words, start: usize) -> bool {
    start > 0
        && words.on(start - 1, words.classes.preposition | words.classes.of)
        && !words.on(start - 1, words.classes.aside)
        && !matches!(words.tokens[start - 1].span.of(words.text), "as" | "until")
}

/// Whether a closing quote stands right before a token, or before the comma that it is.
fn follows_quote(words: &Words, at: usize) -> bool {
    let end = words.tokens[at].span.end;
    let start = match at {
        0 => words.tokens[0].span.start,
        _ => words.tokens[at - 1].span.end,
    };
    let next = words.tokens.get(at + 1).map_or(end, |token| token.span.start);
    let stretch = match words.is_punctuation(at) {
        true => &words.text[start..next],
        false => &words.text[start..words.tokens[at].span.start],
    };
    stretch.contains(['"', '”', '»']) || stretch.contains(['\'', '’']) && !stretch.contains('s')
}

impl Words<'_> {
    /// Who a speaker's phrase names: the name in apposition ("the director, Ana Lund,") before a plain noun, and a name
    /// without the office before it ("treasurer Ana Lund").
    fn who(&self, range: Range<usize>) -> Speaker {
        let (first, last) = (range.start, range.end - 1);
        let span = |range: &Range<usize>| self.tokens[range.start].span.cover(self.tokens[range.end - 1].span);
        match self.pronoun(first) {
            Some(true) => return Speaker::Person(span(&range)),
            Some(false) => return Speaker::Thing(span(&range)),
            None => {}
        }
        if !self.is_capital(last) && !self.shouting {
            let name =
                self.name(range.end + 1).filter(|_| self.is_comma(range.end) && range.end + 1 < self.tokens.len());
            // "the growers' union, NGU,": the short form says less.
            let says_more =
                |name: &Range<usize>| name.len() > 1 || !self.tokens[name.start].shape.is(Shape::ALL_CAPITALS);
            if let Some(name) = name.filter(says_more) {
                return Speaker::Named(span(&name));
            }
        }
        Speaker::Named(span(&self.without_office(range)))
    }

    /// Whether a token is a pronoun that speaks: `true` for a person.
    fn pronoun(&self, at: usize) -> Option<bool> {
        match self.on(at, self.classes.person_pronoun) {
            true => Some(true),
            false => self.on(at, self.classes.thing_pronoun).then_some(false),
        }
    }

    /// The name at the end of "council leader Joan Pryce", "the bank's governor, Joan Pryce".
    fn without_office(&self, range: Range<usize>) -> Range<usize> {
        let in_name = |at: usize| self.is_capital(at) && !self.on(at, self.classes.function);
        let joins = |at: usize| {
            self.is_possessive(at) || self.on(at, self.classes.function) || self.tokens[at].span.of(self.text) == "&"
        };
        let mut start = range.end;
        while start > range.start && (in_name(start - 1) || start < range.end && joins(start - 1)) {
            start -= 1;
        }
        let office_before = start > range.start && start < range.end && in_name(start);
        if office_before { start..range.end } else { range }
    }

    /// The first name between two tokens that stands after no preposition: of two words if there is one, else the first.
    pub fn plain_name(&self, within: Range<usize>, quotations: &[Span]) -> Option<Range<usize>> {
        let mut first = None;
        let mut at = within.start;
        while at < within.end {
            let starts = self.is_capital(at) && self.is_content(at) && !self.tokens[at].shape.is(Shape::DIGIT);
            let Some(name) = self.name(at).filter(|_| starts).map(|name| self.without_function_words(name)) else {
                at += 1;
                continue;
            };
            let before = (within.start..at).rev().find(|&word| !self.on(word, self.classes.determiner));
            let after_preposition =
                before.is_some_and(|word| self.on(word, self.classes.preposition | self.classes.of));
            let quoted = quotation_of(quotations, self.tokens[at].span.start).is_some();
            if !after_preposition && !quoted {
                if name.len() > 1 {
                    return Some(name);
                }
                // One word at the start of a sentence may be capitalised for that alone.
                first = first.or((at > 0 || self.is_named_at_start(&name)).then(|| name.clone()));
            }
            at = name.end;
        }
        first
    }

    /// A name up to its first pronoun or article: "Marlow I" is none.
    fn without_function_words(&self, name: Range<usize>) -> Range<usize> {
        let of = self.classes.of;
        let ends = |&at: &usize| self.tokens[at].lists.meets(self.classes.function & !of);
        name.start..name.clone().skip(1).find(ends).unwrap_or(name.end)
    }

    /// "Brennan, whose", "Brennan said": a name, where "Sales of" is none.
    fn is_named_at_start(&self, name: &Range<usize>) -> bool {
        self.tokens.get(name.end).is_some_and(|next| {
            next.lists.meets(self.classes.verb | self.classes.auxiliary) || next.span.of(self.text) == ","
        }) && !self.is_plural(name.start)
    }
}
