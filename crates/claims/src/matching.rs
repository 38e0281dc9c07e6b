//! Runs a program over the tokens of a sentence.

use crate::captures::Captures;
use crate::first::First;
use crate::pattern::Phrase;
use crate::program::{Direction, Program, Step, Test};
use crate::words::{REACH, Words};

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
    fn clear(&mut self, states: usize) {
        self.visited.clear();
        self.visited.resize(states.div_ceil(64), 0);
        self.stack.clear();
        self.before.clear();
    }

    /// Whether a state was not visited yet; it is from now on.
    fn visit(&mut self, state: usize) -> bool {
        let bit = 1 << (state % 64);
        let word = &mut self.visited[state / 64];
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    fn push(&mut self, step: usize, at: usize) {
        self.stack.push(Frame::new(step, at));
    }

    /// Remembers what was found up to here, for when what comes after fails.
    fn save(&mut self, captures: &Captures) {
        self.before.push(captures.clone());
        self.stack.push(Frame::RESTORE);
    }

    /// The next state to try; what was found on the way that failed is taken back.
    fn back(&mut self, captures: &mut Captures) -> Option<(usize, usize)> {
        loop {
            let frame = self.stack.pop()?;
            if frame != Frame::RESTORE {
                return Some((frame.step as usize, frame.at as usize));
            }
            *captures = self.before.pop().expect("each such frame has saved what was found");
        }
    }
}

impl Program {
    /// Runs from the boundary `from` (the number of tokens before it) and says whether the program matches; what it
    /// found is in `captures`. Each step is tried at each position at most once, but for tests that follow each other, so
    /// the time is bounded by the pattern's length and the window's.
    #[inline]
    pub fn run(&self, words: &Words, from: usize, captures: &mut Captures, scratch: &mut MatchScratch) -> bool {
        !self.fails_at_once(words, from) && self.search(words, from, captures, scratch)
    }

    /// The same where [`Program::fails_at_once`] says no.
    pub fn search(&self, words: &Words, from: usize, captures: &mut Captures, scratch: &mut MatchScratch) -> bool {
        let window = self.window(words, from);
        self.is_empty() || Search { program: self, words, window, captures, scratch }.matches(from)
    }

    /// Whether the very first token, or the one after the phrase that it begins with, is none that the program could
    /// read there: so most attempts end.
    #[inline]
    pub fn fails_at_once(&self, words: &Words, from: usize) -> bool {
        if self.asks_quantity && !self.direction.has_quantity(words, from) {
            return true;
        }
        match (&self.steps[0], self.direction) {
            _ if self.first.opening => from > 0 || self.second.fails(words, from, self.direction),
            (Step::Phrase(phrase), Direction::Right) => match words.phrase_at(*phrase, from) {
                Some(range) => self.second.fails(words, range.end, self.direction),
                None => true,
            },
            (Step::Test(_), direction) => {
                self.first.fails(words, from, direction)
                    || self.second.fails(words, direction.advance(from, 1), direction)
            }
            (Step::Skip { most, after }, _) => {
                let mut goes_on = false;
                self.skip(words, *most, after, from, &self.window(words, from), |_| goes_on = true);
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
            if after.open || next.is_some_and(|token| after.accepts(words, token)) {
                go_on(at);
            }
            match next {
                Some(token) if skipped < most && words.may_be_skipped(token) => at = self.direction.advance(at, 1),
                _ => break,
            }
        }
    }

    /// The token that is read from a boundary.
    #[inline]
    fn next_token(&self, at: usize, window: &std::ops::Range<usize>) -> Option<usize> {
        match self.direction {
            Direction::Right => (at < window.end).then_some(at),
            Direction::Left => (at > window.start).then(|| at - 1),
        }
    }
}

/// One run of a program.
struct Search<'s, 'w> {
    program: &'s Program,
    words: &'s Words<'w>,
    /// The boundaries that can be reached.
    window: std::ops::Range<usize>,
    captures: &'s mut Captures,
    scratch: &'s mut MatchScratch,
}

impl Search<'_, '_> {
    fn matches(&mut self, from: usize) -> bool {
        self.scratch.clear(self.program.steps.len() * (self.window.len() + 1));
        let mut next = Some((0, from));
        loop {
            let (step, at) = match next {
                Some(state) => state,
                None => {
                    let Some((step, at)) = self.scratch.back(self.captures) else { return false };
                    // Several ways may lead to one test.
                    if matches!(self.program.steps[step], Step::Test(_)) && !self.visit(step, at) {
                        continue;
                    }
                    (step, at)
                }
            };
            next = match &self.program.steps[step] {
                Step::Test(test) => self.test(test, at).map(|at| (self.program.next[step], at)),
                Step::Done => {
                    self.captures.end(at);
                    return true;
                }
                other if self.visit(step, at) => self.advance(other, step, at),
                _ => None,
            };
        }
    }

    /// Whether a state was not visited yet; it is from now on.
    #[inline]
    fn visit(&mut self, step: usize, at: usize) -> bool {
        self.scratch.visit(step * (self.window.len() + 1) + at - self.window.start)
    }

    /// Reads a token that passes; gives the boundary behind it.
    #[inline]
    fn test(&mut self, test: &Test, at: usize) -> Option<usize> {
        let token = self.next_token(at).filter(|&token| test.accepts(self.words, token))?;
        if matches!(test, Test::Quantity(_)) && self.captures.takes() {
            self.scratch.save(self.captures);
            self.captures.add_partner(token);
        }
        Some(self.program.direction.advance(at, 1))
    }

    /// Takes one step; gives the next state, unless it is the last one of the stack.
    fn advance(&mut self, step: &Step, place: usize, at: usize) -> Option<(usize, usize)> {
        let next = self.program.next[place];
        match step {
            Step::Branch(branches) => {
                let token = self.next_token(at);
                branches.open(self.words, token, |step| self.scratch.push(step, at));
                None
            }
            Step::Start => (at == 0).then_some((next, at)),
            Step::End => at_end(self.words, at).then_some((next, at)),
            Step::ContextBegins => {
                self.scratch.save(self.captures);
                self.captures.begin_context(at);
                Some((next, at))
            }
            Step::Entry(list) => {
                let token = self.next_token(at)?;
                let (direction, room) = (self.program.direction, self.room(at));
                list.read(self.words, direction, token, |length| {
                    if length <= room {
                        self.scratch.push(next, direction.advance(at, length));
                    }
                });
                None
            }
            Step::Phrase(phrase) => {
                let (start, end) = self.find_phrase(*phrase, at)?;
                self.scratch.save(self.captures);
                self.captures.set(*phrase, start, end);
                Some((next, if self.program.direction == Direction::Right { end } else { start }))
            }
            Step::Skip { most, after } => {
                let from = self.scratch.stack.len();
                let push = |at| self.scratch.push(next, at);
                self.program.skip(self.words, *most, after, at, &self.window, push);
                // The nearest comes off the stack first.
                self.scratch.stack[from..].reverse();
                None
            }
            Step::Test(_) | Step::Jump(_) | Step::Done => None,
        }
    }

    #[inline]
    fn next_token(&self, at: usize) -> Option<usize> {
        self.program.next_token(at, &self.window)
    }

    /// How many tokens can still be read from a boundary.
    fn room(&self, at: usize) -> usize {
        match self.program.direction {
            Direction::Right => self.window.end - at,
            Direction::Left => at - self.window.start,
        }
    }

    fn find_phrase(&self, phrase: Phrase, at: usize) -> Option<(usize, usize)> {
        let found = match self.program.direction {
            Direction::Right => self.words.phrase_at(phrase, at),
            Direction::Left => self.words.phrase_back(phrase, at, self.window.start),
        };
        found
            .filter(|range| range.start >= self.window.start && range.end <= self.window.end)
            .map(|range| (range.start, range.end))
    }
}

/// The end of the sentence, with or without its closing punctuation.
fn at_end(words: &Words, at: usize) -> bool {
    (at..words.tokens.len()).all(|token| token + 4 > words.tokens.len() && words.is_punctuation(token))
}
