//! A pattern's halves as small automata over tokens, run outward from the head.

use claimsift_text::{ListBits, WordId};

use crate::pattern::{Node, Phrase, Repeat};
use crate::types::Types;
use crate::words::{REACH, Words};

/// The most steps that half a pattern may have. It bounds the work per token.
pub(crate) const MOST_STEPS: usize = 400;

/// Which way a program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Left,
    Right,
}

/// The steps of one half of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    direction: Direction,
    steps: Vec<Step>,
    /// What a match may begin with.
    first: First,
    /// What may follow each `...`.
    after_skips: Vec<First>,
    /// What may follow the phrase or the token that it begins with.
    second: First,
}

/// What a match may begin with from some step on, to refuse most places at one look.
#[derive(Clone, Debug, Default, PartialEq)]
struct First {
    /// It may begin with something else than a word of these, or be empty.
    open: bool,
    /// It may match without reading anything.
    empty: bool,
    words: WordSet,
    lists: ListBits,
    types: Option<Types>,
    /// It may begin with a phrase: with a word.
    phrase: bool,
}

/// Some words, most others of which are told by one bit.
#[derive(Clone, Debug, Default, PartialEq)]
struct WordSet {
    /// One bit for each of the words, by its number modulo 64.
    bits: u64,
    words: Vec<WordId>,
}

impl WordSet {
    fn add(&mut self, words: &[WordId]) {
        self.words.extend_from_slice(words);
        self.bits = words.iter().fold(self.bits, |bits, word| bits | WordSet::bit(*word));
    }

    #[inline]
    fn has(&self, word: WordId) -> bool {
        self.bits & WordSet::bit(word) != 0 && word != WordId::UNKNOWN && self.words.contains(&word)
    }

    #[inline]
    fn bit(word: WordId) -> u64 {
        1 << (word.index() % 64)
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Reads one token.
    Test(Test),
    /// Reads a phrase.
    Phrase(Phrase),
    /// Goes on at the first, or failing that at the second.
    Split(usize, usize),
    Jump(usize),
    /// Reads as few tokens as it can, and so many at most, that `...` may skip; `after` is the place of what may follow
    /// in [`Program::after_skips`].
    Skip {
        most: usize,
        after: usize,
    },
    /// The sentence's start or end, whichever way the program reads.
    Start,
    End,
    /// What comes after is context, no part of the match.
    ContextBegins,
    Done,
}

#[derive(Clone, Debug, PartialEq)]
enum Test {
    Words(WordSet),
    Exact(Box<str>),
    List(ListBits),
    Quantity(Types),
    /// A past form of a verb.
    Past,
}

/// What a match found on its way, as ranges of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Captures {
    pub noun: Option<(u32, u32)>,
    pub name: Option<(u32, u32)>,
    pub speaker: Option<(u32, u32)>,
    /// The other quantities that were read.
    pub partners: Partners,
    /// The boundary at which what the rule takes ends on the side that was read last.
    reach: Option<u32>,
    /// All that the rule takes, from the first token to behind the last.
    pub extent: (u32, u32),
    /// What is read now is context: it must stand there, and is no part of what the rule takes.
    in_context: bool,
}

/// The other quantities of a match, as tokens; more than three are not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Partners([Option<u32>; 3]);

impl Partners {
    fn push(&mut self, token: u32) {
        if let Some(place) = self.0.iter_mut().find(|place| place.is_none()) {
            *place = Some(token);
        }
    }

    /// Their tokens, in the order in which they were read.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().flatten().map(|token| token as usize)
    }
}

/// Buffers that matching reuses.
#[derive(Clone, Debug, Default)]
pub(crate) struct MatchScratch {
    /// One bit for each step at each position: been there, without success.
    visited: Vec<u64>,
    stack: Vec<Frame>,
    /// What had been found before, for each [`Frame::RESTORE`] on the stack.
    before: Vec<Captures>,
}

/// A step to try at a position, or [`Frame::RESTORE`]: small, for there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    step: u32,
    at: u32,
}

impl Frame {
    /// Takes back what was found since the frame was made.
    const RESTORE: Frame = Frame { step: u32::MAX, at: 0 };

    fn new(step: usize, at: usize) -> Frame {
        Frame { step: step as u32, at: at as u32 }
    }
}

impl MatchScratch {
    /// Remembers what was found up to here, for when what comes after fails.
    fn save(&mut self, captures: &Captures) {
        self.before.push(captures.clone());
        self.stack.push(Frame::RESTORE);
    }
}

impl Program {
    /// Compiles a tree; `None` when it has more than [`MOST_STEPS`] steps.
    pub fn compile(node: &Node, direction: Direction) -> Option<Program> {
        let mut program = Program {
            direction,
            steps: Vec::new(),
            first: First::default(),
            second: First::default(),
            after_skips: Vec::new(),
        };
        program.add(node);
        program.steps.push(Step::Done);
        program.first = program.first_from(0);
        program.second = program.first_from(1.min(program.steps.len() - 1));
        program.after_skips = program.skips().map(|step| program.first_from(step + 1)).collect();
        (program.steps.len() <= MOST_STEPS).then_some(program)
    }

    /// Whether it matches nothing but the empty stretch, which it always does.
    pub fn is_empty(&self) -> bool {
        self.steps.len() == 1
    }

    fn add(&mut self, node: &Node) {
        // A tree that is far too large is refused at the end; there is no need to build all of it.
        if self.steps.len() > MOST_STEPS {
            return;
        }
        match node {
            Node::Words(words) => {
                let mut set = WordSet::default();
                set.add(words);
                self.test(Test::Words(set));
            }
            Node::Exact(word, _) => self.test(Test::Exact(word.as_str().into())),
            Node::List(list) => self.test(Test::List(*list)),
            Node::Quantity(types) => self.test(Test::Quantity(*types)),
            Node::Past => self.test(Test::Past),
            Node::Phrase(phrase) => self.steps.push(Step::Phrase(*phrase)),
            Node::Skip(most) => self.add_skip(*most),
            Node::Start => self.steps.push(Step::Start),
            Node::End => self.steps.push(Step::End),
            Node::Context(inside) => {
                self.steps.push(Step::ContextBegins);
                self.add(inside);
            }
            Node::Sequence(nodes) => match self.direction {
                Direction::Right => nodes.iter().for_each(|node| self.add(node)),
                Direction::Left => nodes.iter().rev().for_each(|node| self.add(node)),
            },
            Node::Choice(choices) => self.add_choice(choices),
            Node::Repeat(inside, repeat) => self.add_repeat(inside, *repeat),
        }
    }

    fn test(&mut self, test: Test) {
        self.steps.push(Step::Test(test));
    }

    fn add_skip(&mut self, most: usize) {
        let after = self.skips().count();
        self.steps.push(Step::Skip { most, after });
    }

    /// The steps that are a `...`.
    fn skips(&self) -> impl Iterator<Item = usize> {
        let steps = self.steps.iter().enumerate();
        steps.filter(|(_, step)| matches!(step, Step::Skip { .. })).map(|(place, _)| place)
    }

    fn add_choice(&mut self, choices: &[Node]) {
        let mut jumps = Vec::new();
        for (index, choice) in choices.iter().enumerate() {
            let last = index + 1 == choices.len();
            let split = self.steps.len();
            if !last {
                self.steps.push(Step::Split(split + 1, 0));
            }
            self.add(choice);
            if !last {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                let next = self.steps.len();
                self.steps[split] = Step::Split(split + 1, next);
            }
        }
        let end = self.steps.len();
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
    }

    fn add_repeat(&mut self, inside: &Node, repeat: Repeat) {
        if repeat == Repeat::Some {
            self.add(inside);
        }
        let split = self.steps.len();
        self.steps.push(Step::Split(split + 1, 0));
        self.add(inside);
        if repeat != Repeat::Optional {
            self.steps.push(Step::Jump(split));
        }
        let end = self.steps.len();
        self.steps[split] = Step::Split(split + 1, end);
    }

    /// Runs from the boundary `from` (the number of tokens before it) and says whether the program matches; what it
    /// found is in `captures`. Each step is tried at each position at most once, so the time is bounded by
    /// their product.
    #[inline]
    pub fn run(&self, words: &Words, from: usize, captures: &mut Captures, scratch: &mut MatchScratch) -> bool {
        if self.is_empty() {
            return true;
        }
        !self.fails_at_once(words, from) && self.search(words, from, captures, scratch)
    }

    fn search(&self, words: &Words, from: usize, captures: &mut Captures, scratch: &mut MatchScratch) -> bool {
        let window = self.window(words, from);
        let width = window.len() + 1;
        scratch.visited.clear();
        scratch.visited.resize((self.steps.len() * width).div_ceil(64), 0);
        scratch.stack.clear();
        scratch.before.clear();
        scratch.stack.push(Frame::new(0, from));
        while let Some(frame) = scratch.stack.pop() {
            if frame == Frame::RESTORE {
                *captures = scratch.before.pop().expect("each such frame has saved what was found");
                continue;
            }
            let (step, at) = (frame.step as usize, frame.at as usize);
            let bit = step * width + at - window.start;
            if scratch.visited[bit / 64] & (1 << (bit % 64)) != 0 {
                continue;
            }
            scratch.visited[bit / 64] |= 1 << (bit % 64);
            if self.advance(words, step, at, &window, captures, scratch) {
                return true;
            }
        }
        false
    }

    /// What can be read from a step on without reading anything before.
    fn first_from(&self, step: usize) -> First {
        let mut first = First::default();
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![step];
        while let Some(step) = open.pop() {
            if std::mem::replace(&mut seen[step], true) {
                continue;
            }
            match &self.steps[step] {
                Step::Split(one, other) => open.extend([*one, *other]),
                Step::Jump(to) => open.push(*to),
                Step::ContextBegins => open.push(step + 1),
                Step::Test(Test::Words(words)) => first.words.add(&words.words),
                Step::Test(Test::List(list)) => first.lists |= *list,
                Step::Test(Test::Quantity(types)) if first.types.is_none() => first.types = Some(*types),
                Step::Phrase(_) => first.phrase = true,
                Step::Done => (first.open, first.empty) = (true, true),
                _ => first.open = true,
            }
        }
        first
    }

    /// Whether it matches where nothing stands, and so everywhere.
    pub fn matches_nothing(&self) -> bool {
        self.first.empty
    }

    /// Whether the very first token, or the one after the phrase that it begins with, is none that the program could
    /// read there: so most attempts end.
    #[inline]
    fn fails_at_once(&self, words: &Words, from: usize) -> bool {
        match (&self.steps[0], self.direction) {
            (Step::Start, Direction::Right) => from > 0,
            (Step::Phrase(phrase), Direction::Right) => match words.phrase_at(*phrase, from) {
                Some(range) => self.second.fails(words, range.end, self.direction),
                None => true,
            },
            (Step::Test(_), direction) => {
                self.first.fails(words, from, direction)
                    || match direction {
                        Direction::Right => self.second.fails(words, from + 1, direction),
                        Direction::Left => self.second.fails(words, from.wrapping_sub(1), direction),
                    }
            }
            (Step::Skip { most, after }, _) => {
                let mut goes_on = false;
                self.skip(words, *most, &self.after_skips[*after], from, &self.window(words, from), |_| goes_on = true);
                !goes_on
            }
            _ => self.first.fails(words, from, self.direction),
        }
    }

    /// The boundaries that can be reached from one.
    fn window(&self, words: &Words, from: usize) -> std::ops::Range<usize> {
        match self.direction {
            Direction::Left => from.saturating_sub(REACH)..from,
            Direction::Right => from..words.tokens.len().min(from + REACH),
        }
    }

    /// Whether it begins with a phrase, which is looked for where one can begin.
    pub fn begins_with_phrase(&self) -> bool {
        matches!(self.steps[0], Step::Phrase(_))
    }

    /// Takes one step; whether the whole program has matched.
    fn advance(
        &self,
        words: &Words,
        step: usize,
        at: usize,
        window: &std::ops::Range<usize>,
        captures: &mut Captures,
        scratch: &mut MatchScratch,
    ) -> bool {
        let mut go = |step, at| scratch.stack.push(Frame::new(step, at));
        match &self.steps[step] {
            Step::Done => {
                captures.note_reach(at);
                captures.in_context = false;
                return true;
            }
            Step::Jump(to) => go(*to, at),
            Step::Split(first, second) => {
                go(*second, at);
                go(*first, at);
            }
            Step::Start if at == 0 => go(step + 1, at),
            Step::End if self.at_end(words, at) => go(step + 1, at),
            Step::Start | Step::End => {}
            Step::ContextBegins => {
                scratch.save(captures);
                captures.note_reach(at);
                captures.in_context = true;
                scratch.stack.push(Frame::new(step + 1, at));
            }
            Step::Test(test) => {
                if let Some((token, next)) = self.next_token(at, window)
                    && test.accepts(words, token)
                {
                    if matches!(test, Test::Quantity(_)) && !captures.in_context {
                        scratch.save(captures);
                        captures.partners.push(token as u32);
                    }
                    scratch.stack.push(Frame::new(step + 1, next));
                }
            }
            Step::Phrase(phrase) => {
                if let Some((start, end)) = self.find_phrase(*phrase, words, at, window) {
                    scratch.save(captures);
                    captures.set(*phrase, start, end);
                    let next = if self.direction == Direction::Right { end } else { start };
                    scratch.stack.push(Frame::new(step + 1, next));
                }
            }
            Step::Skip { most, after } => {
                let from = scratch.stack.len();
                self.skip(words, *most, &self.after_skips[*after], at, window, |at| {
                    scratch.stack.push(Frame::new(step + 1, at));
                });
                // The nearest comes off the stack first.
                scratch.stack[from..].reverse();
            }
        }
        false
    }

    /// Goes over the tokens that `...` may skip and gives the boundaries at which what follows may begin, nearest first.
    fn skip(
        &self,
        words: &Words,
        most: usize,
        after: &First,
        from: usize,
        window: &std::ops::Range<usize>,
        mut go_on: impl FnMut(usize),
    ) {
        let mut at = from;
        for skipped in 0..=most {
            let next = self.next_token(at, window);
            if after.open || next.is_some_and(|(token, _)| after.accepts(words, token)) {
                go_on(at);
            }
            match next {
                Some((token, next)) if skipped < most && words.may_be_skipped(token) => at = next,
                _ => break,
            }
        }
    }

    /// The end of the sentence, with or without its closing punctuation.
    fn at_end(&self, words: &Words, at: usize) -> bool {
        (at..words.tokens.len()).all(|token| token + 4 > words.tokens.len() && words.is_punctuation(token))
    }

    /// The token that is read from a boundary, and the boundary after it.
    fn next_token(&self, at: usize, window: &std::ops::Range<usize>) -> Option<(usize, usize)> {
        match self.direction {
            Direction::Right => (at < window.end).then_some((at, at + 1)),
            Direction::Left => (at > window.start).then(|| (at - 1, at - 1)),
        }
    }

    fn find_phrase(
        &self,
        phrase: Phrase,
        words: &Words,
        at: usize,
        window: &std::ops::Range<usize>,
    ) -> Option<(usize, usize)> {
        let found = match self.direction {
            Direction::Right => words.phrase_at(phrase, at),
            Direction::Left => words.phrase_back(phrase, at, window.start),
        };
        found
            .filter(|range| range.start >= window.start && range.end <= window.end)
            .map(|range| (range.start, range.end))
    }
}

impl Captures {
    /// What the rule takes ends here, unless it ended before the context.
    fn note_reach(&mut self, at: usize) {
        if !self.in_context {
            self.reach = Some(at as u32);
        }
    }

    /// The boundary where the half that ran last ended: `head` when it had nothing to read.
    pub fn take_reach(&mut self, head: usize) -> u32 {
        self.reach.take().unwrap_or(head as u32)
    }

    fn set(&mut self, phrase: Phrase, start: usize, end: usize) {
        if self.in_context {
            return;
        }
        let range = Some((start as u32, end as u32));
        match phrase {
            Phrase::Noun => self.noun = range,
            Phrase::Name => self.name = range,
            Phrase::Speaker | Phrase::Source => self.speaker = range,
        }
    }
}

impl Test {
    fn accepts(&self, words: &Words, at: usize) -> bool {
        let token = &words.tokens[at];
        match self {
            Test::Words(known) => known.has(token.word),
            Test::Exact(word) => token.span.of(words.text) == &**word,
            Test::List(list) => token.lists.meets(*list),
            Test::Quantity(types) => token.typed.is_some() && types.accept(words.types[at]),
            Test::Past => words.is_past(at),
        }
    }
}

impl First {
    /// Whether the token next to a boundary is none of these.
    #[inline]
    fn fails(&self, words: &Words, from: usize, direction: Direction) -> bool {
        let token = match direction {
            Direction::Right => from,
            Direction::Left => from.wrapping_sub(1),
        };
        !self.open && (token >= words.tokens.len() || !self.accepts(words, token))
    }

    /// Whether a token is one of those that it names.
    #[inline]
    fn accepts(&self, words: &Words, at: usize) -> bool {
        let token = &words.tokens[at];
        match token.typed {
            Some(_) => self.types.is_some_and(|types| types.accept(words.types[at])),
            None => {
                self.words.has(token.word) || token.lists.meets(self.lists) || self.phrase && !words.is_punctuation(at)
            }
        }
    }
}
