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

/// How a search goes on after a step.
enum Next {
    Go(usize, usize),
    /// At the last state that was pushed.
    Back,
    Found,
}

impl Program {
    /// Runs from the boundary `from` (the number of tokens before it) and says whether the program matches; what it
    /// found is in `captures`. Each step is tried at each position at most once, so the time is bounded by
    /// their product.
    #[inline]
    pub fn run(&self, words: &Words, from: usize, captures: &mut Captures, scratch: &mut MatchScratch) -> bool {
        self.is_empty() || !self.fails_at_once(words, from) && self.search(words, from, captures, scratch)
    }

    /// Whether the very first token, or the one after the phrase that it begins with, is none that the program could
    /// read there: so most attempts end.
    #[inline]
    fn fails_at_once(&self, words: &Words, from: usize) -> bool {
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

    fn search(&self, words: &Words, from: usize, captures: &mut Captures, scratch: &mut MatchScratch) -> bool {
        let window = self.window(words, from);
        let width = window.len() + 1;
        scratch.clear(self.steps.len() * width);
        let mut state = (0, from);
        loop {
            let (step, at) = state;
            let next = match scratch.visit(step * width + at - window.start) {
                true => self.advance(words, step, at, &window, captures, scratch),
                false => Next::Back,
            };
            state = match next {
                Next::Go(step, at) => (step, at),
                Next::Found => return true,
                Next::Back => match scratch.back(captures) {
                    Some(state) => state,
                    None => return false,
                },
            };
        }
    }

    /// The boundaries that can be reached from one.
    fn window(&self, words: &Words, from: usize) -> std::ops::Range<usize> {
        match self.direction {
            Direction::Left => from.saturating_sub(REACH)..from,
            Direction::Right => from..words.tokens.len().min(from + REACH),
        }
    }

    /// Takes one step.
    #[inline]
    fn advance(
        &self,
        words: &Words,
        step: usize,
        at: usize,
        window: &std::ops::Range<usize>,
        captures: &mut Captures,
        scratch: &mut MatchScratch,
    ) -> Next {
        match &self.steps[step] {
            Step::Done => {
                captures.end(at);
                return Next::Found;
            }
            Step::Jump(to) => return Next::Go(*to, at),
            Step::Branch(branches) => {
                branches.open(words, self.next_token(at, window), |step| scratch.push(step, at));
            }
            Step::Start if at == 0 => return Next::Go(step + 1, at),
            Step::End if at_end(words, at) => return Next::Go(step + 1, at),
            Step::Start | Step::End => {}
            Step::ContextBegins => {
                scratch.save(captures);
                captures.begin_context(at);
                return Next::Go(step + 1, at);
            }
            Step::Test(test) => {
                if let Some(token) = self.next_token(at, window)
                    && test.accepts(words, token)
                {
                    if matches!(test, Test::Quantity(_)) && captures.takes() {
                        scratch.save(captures);
                        captures.add_partner(token);
                    }
                    return Next::Go(step + 1, self.direction.advance(at, 1));
                }
            }
            Step::Entry(list) => {
                if let Some(token) = self.next_token(at, window) {
                    let room = self.room(at, window);
                    list.read(words, self.direction, token, |length| {
                        if length <= room {
                            scratch.push(step + 1, self.direction.advance(at, length));
                        }
                    });
                }
            }
            Step::Phrase(phrase) => {
                if let Some((start, end)) = self.find_phrase(*phrase, words, at, window) {
                    scratch.save(captures);
                    captures.set(*phrase, start, end);
                    return Next::Go(step + 1, if self.direction == Direction::Right { end } else { start });
                }
            }
            Step::Skip { most, after } => {
                let from = scratch.stack.len();
                self.skip(words, *most, after, at, window, |at| scratch.push(step + 1, at));
                // The nearest comes off the stack first.
                scratch.stack[from..].reverse();
            }
        }
        Next::Back
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

    /// How many tokens can still be read from a boundary.
    fn room(&self, at: usize, window: &std::ops::Range<usize>) -> usize {
        match self.direction {
            Direction::Right => window.end - at,
            Direction::Left => at - window.start,
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

/// The end of the sentence, with or without its closing punctuation.
fn at_end(words: &Words, at: usize) -> bool {
    (at..words.tokens.len()).all(|token| token + 4 > words.tokens.len() && words.is_punctuation(token))
}
