//! A pattern's halves as small automata over tokens, read outward from the head.

use std::sync::Arc;

use claimsift_text::ListBits;

use crate::first::{Branches, First, WordSet};
use crate::long_list::LongList;
use crate::pattern::{Node, Phrase, Repeat};
use crate::types::Types;
use crate::words::Words;

/// The most steps that half a pattern may have. It bounds the work per token.
pub(crate) const MOST_STEPS: usize = 400;

/// Which way a program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Left,
    Right,
}

impl Direction {
    /// The token that is read next from a boundary.
    #[inline]
    pub fn next(self, words: &Words, at: usize) -> Option<usize> {
        match self {
            Direction::Right => (at < words.tokens.len()).then_some(at),
            Direction::Left => at.checked_sub(1),
        }
    }

    /// Whether a quantity stands beyond a boundary.
    #[inline]
    pub fn has_quantity(self, words: &Words, from: usize) -> bool {
        match self {
            Direction::Right => words.typed.last().is_some_and(|&last| from <= last),
            Direction::Left => words.typed.first().is_some_and(|&first| first < from),
        }
    }

    /// The boundary so many tokens on.
    #[inline]
    pub fn advance(self, at: usize, tokens: usize) -> usize {
        match self {
            Direction::Right => at + tokens,
            Direction::Left => at - tokens,
        }
    }
}

/// The steps of one half of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub direction: Direction,
    pub steps: Vec<Step>,
    /// The step behind each, where jumps are taken.
    pub next: Vec<usize>,
    /// It matches nothing without another quantity.
    pub asks_quantity: bool,
    /// What a match may begin with.
    pub first: First,
    /// What may follow the phrase, the token or the sentence's start that it begins with.
    pub second: First,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// Reads one token.
    Test(Test),
    /// Reads an entry of a list, of one word or of several.
    Entry(Arc<LongList>),
    /// Reads a phrase.
    Phrase(Phrase),
    /// Goes on at the first of the branches, or failing that at the next.
    Branch(Box<Branches>),
    Jump(usize),
    /// Reads as few tokens as it can, and so many at most, that `...` may skip.
    Skip {
        most: usize,
        /// What may follow.
        after: Box<First>,
    },
    /// The sentence's start or end, whichever way the program reads.
    Start,
    End,
    /// What comes after is context, no part of the match.
    ContextBegins,
    Done,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// One of these words, or one of a word of these lists.
    Words(WordSet, ListBits),
    /// A word, written exactly so.
    Exact(Box<str>, WordSet),
    Quantity(Types),
    /// A past form of a verb.
    Past,
}

impl Test {
    pub fn accepts(&self, words: &Words, at: usize) -> bool {
        let token = &words.tokens[at];
        match self {
            Test::Words(known, lists) => token.lists.meets(*lists) || known.has(token.word),
            // A word may be part of a figure too: "May", "twice".
            Test::Exact(written, word) => {
                (token.typed.is_some() || word.has(token.word)) && words.written(at) == &**written
            }
            Test::Quantity(types) => token.typed.is_some() && types.accept(words.types[at]),
            Test::Past => words.is_past(at),
        }
    }
}

impl Program {
    /// Compiles a tree; `None` when it has more than [`MOST_STEPS`] steps.
    pub fn compile(node: &Node, direction: Direction) -> Option<Program> {
        let mut program = Program {
            direction,
            steps: Vec::new(),
            next: Vec::new(),
            asks_quantity: asks_quantity(node),
            first: First::default(),
            second: First::default(),
        };
        program.add(node);
        program.steps.push(Step::Done);
        if program.steps.len() > MOST_STEPS {
            return None;
        }
        program.steps.shrink_to_fit();
        program.next = (1..=program.steps.len()).map(|step| program.without_jumps(step)).collect();
        program.first = program.first_from(0);
        program.first.opening = program.steps[0] == Step::Start && direction == Direction::Right;
        program.second = program.first_from(1.min(program.steps.len() - 1));
        for place in 0..program.steps.len() {
            program.look_ahead(place);
        }
        Some(program)
    }

    /// Whether it matches nothing but the empty stretch, which it always does.
    pub fn is_empty(&self) -> bool {
        self.steps.len() == 1
    }

    /// Whether it matches where nothing stands, and so everywhere.
    pub fn matches_nothing(&self) -> bool {
        self.first.empty
    }

    /// Whether it begins with a phrase, which is looked for where one can begin.
    pub fn begins_with_phrase(&self) -> bool {
        matches!(self.steps[0], Step::Phrase(_))
    }

    /// Whether it begins with who speaks.
    pub fn begins_with_speaker(&self) -> bool {
        matches!(self.steps[0], Step::Phrase(Phrase::Speaker | Phrase::Source))
    }

    fn add(&mut self, node: &Node) {
        // A tree that is far too large is refused at the end; there is no need to build all of it.
        if self.steps.len() > MOST_STEPS {
            return;
        }
        match node {
            Node::Words(_) | Node::List(_) | Node::Exact(..) | Node::Quantity(_) | Node::Past => {
                self.steps.extend(test(node).map(Step::Test));
            }
            Node::LongList(list) => self.steps.push(Step::Entry(list.clone())),
            Node::Phrase(phrase) => self.steps.push(Step::Phrase(*phrase)),
            Node::Skip(most) => self.steps.push(Step::Skip { most: *most, after: Box::default() }),
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

    fn add_choice(&mut self, choices: &[Node]) {
        let branch = self.add_branch();
        let mut starts = Vec::new();
        let mut jumps = Vec::new();
        for choices in choices.chunk_by(|one, next| is_word(one) && is_word(next)) {
            if !starts.is_empty() {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
            }
            starts.push(self.steps.len());
            match choices {
                [choice] => self.add(choice),
                words => self.steps.push(Step::Test(one_of(words))),
            }
        }
        let end = self.steps.len();
        jumps.into_iter().for_each(|jump| self.steps[jump] = Step::Jump(end));
        self.steps[branch] = Step::Branch(Box::new(Branches::new(starts)));
    }

    fn add_repeat(&mut self, inside: &Node, repeat: Repeat) {
        if repeat == Repeat::Some {
            self.add(inside);
        }
        let branch = self.add_branch();
        self.add(inside);
        if repeat != Repeat::Optional {
            self.steps.push(Step::Jump(branch));
        }
        let starts = vec![branch + 1, self.steps.len()];
        self.steps[branch] = Step::Branch(Box::new(Branches::new(starts)));
    }

    /// The step that is taken at a place: a jump leads to another one.
    fn without_jumps(&self, mut step: usize) -> usize {
        // No jump leads to itself, and the last step is none.
        while let Some(Step::Jump(to)) = self.steps.get(step) {
            step = *to;
        }
        step
    }

    /// A step whose branches are told later.
    fn add_branch(&mut self) -> usize {
        self.steps.push(Step::Branch(Box::default()));
        self.steps.len() - 1
    }

    /// Notes at a step what may follow it, now that all steps are there.
    fn look_ahead(&mut self, place: usize) {
        match &self.steps[place] {
            Step::Skip { most, .. } => {
                self.steps[place] = Step::Skip { most: *most, after: Box::new(self.first_from(place + 1)) };
            }
            Step::Branch(branches) => {
                let firsts: Vec<First> = branches.starts.iter().map(|&start| self.first_from(start)).collect();
                let mut branches = branches.clone();
                branches.starts.iter_mut().for_each(|start| *start = self.without_jumps(*start));
                branches.index(firsts.into_iter());
                self.steps[place] = Step::Branch(branches);
            }
            _ => {}
        }
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
                Step::Branch(branches) => open.extend(&branches.starts),
                Step::Jump(to) => open.push(*to),
                Step::ContextBegins => open.push(step + 1),
                Step::Test(Test::Words(words, lists)) => {
                    first.words.add(words.words());
                    first.lists |= *lists;
                }
                Step::Test(Test::Exact(_, word)) => {
                    first.words.add(word.words());
                    first.types.push(Types::all());
                }
                Step::Entry(list) => {
                    let ends: Vec<_> = list.ends(self.direction).collect();
                    first.words.add(&ends);
                    first.lists |= list.list;
                }
                Step::Test(Test::Quantity(types)) => first.types.push(*types),
                Step::Phrase(_) | Step::Test(Test::Past) => first.any_word = true,
                Step::Done => (first.open, first.empty) = (true, true),
                Step::Skip { .. } | Step::Start | Step::End => first.open = true,
            }
        }
        first
    }
}

/// Whether a tree matches nothing without a quantity.
fn asks_quantity(node: &Node) -> bool {
    match node {
        Node::Quantity(_) => true,
        Node::Sequence(nodes) => nodes.iter().any(asks_quantity),
        Node::Choice(choices) => choices.iter().all(asks_quantity),
        Node::Context(inside) | Node::Repeat(inside, Repeat::Some) => asks_quantity(inside),
        _ => false,
    }
}

/// The test that a tree of one token is.
fn test(node: &Node) -> Option<Test> {
    match node {
        Node::Words(_) | Node::List(_) => Some(one_of(std::slice::from_ref(node))),
        Node::Exact(written, word) => {
            let mut set = WordSet::default();
            set.add(&[*word]);
            Some(Test::Exact(written.as_str().into(), set))
        }
        Node::Quantity(types) => Some(Test::Quantity(*types)),
        Node::Past => Some(Test::Past),
        _ => None,
    }
}

/// Whether a tree is one word of a set.
fn is_word(node: &Node) -> bool {
    matches!(node, Node::Words(_) | Node::List(_))
}

/// The test for one word of several sets.
fn one_of(nodes: &[Node]) -> Test {
    let (mut set, mut lists) = (WordSet::default(), ListBits::NONE);
    for node in nodes {
        match node {
            Node::Words(words) => set.add(words),
            Node::List(list) => lists |= *list,
            _ => {}
        }
    }
    Test::Words(set, lists)
}

#[cfg(test)]
mod tests {
    use claimsift_text::Lexicon;

    use super::*;
    use crate::long_list::LongLists;
    use crate::parser::Names;
    use crate::pattern::Pattern;

    #[test]
    fn a_quantity_is_asked_for_where_no_way_goes_round_it() {
        for (pattern, asks) in [
            ("since {year}", true),
            ("since ({year} | {date})", true),
            ("since ({year} | then)", false),
            ("since {year}?", false),
            ("since {year}*", false),
            ("since {year}+", true),
            ("(since {year})+ or", true),
            ("since [of {year}]", true),
            ("since [of {year}?]", false),
            ("since ... {noun} $", false),
        ] {
            let mut lexicon = Lexicon::default();
            let long_lists = LongLists::default();
            let mut names =
                Names { lexicon: &mut lexicon, long_lists: &long_lists, dimensions: &[], exact: false, headless: true };
            // Without a head at the top level, all of it is one half.
            let parsed = Pattern::parse(&format!("({pattern})"), &mut names);
            let node = parsed.unwrap_or_else(|error| panic!("{pattern}: {error:?}")).left;
            let program = Program::compile(&node, Direction::Right).unwrap();
            assert_eq!(program.asks_quantity, asks, "{pattern}");
        }
    }
}
