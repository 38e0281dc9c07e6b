//! What a match of a pattern found on its way.

use crate::pattern::Phrase;

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

impl Captures {
    /// Whether what is read now is part of what the rule takes.
    pub fn takes(&self) -> bool {
        !self.in_context
    }

    /// What is read from the boundary `at` on is context.
    pub fn begin_context(&mut self, at: usize) {
        self.note_reach(at);
        self.in_context = true;
    }

    /// One half of the pattern has matched up to the boundary `at`.
    pub fn end(&mut self, at: usize) {
        self.note_reach(at);
        self.in_context = false;
    }

    /// What the rule takes ends here, unless it ended before the context.
    fn note_reach(&mut self, at: usize) {
        if self.takes() {
            self.reach = Some(at as u32);
        }
    }

    /// The boundary where the half that ran last ended: `head` when it had nothing to read.
    pub fn take_reach(&mut self, head: usize) -> u32 {
        self.reach.take().unwrap_or(head as u32)
    }

    /// Keeps another quantity.
    pub fn add_partner(&mut self, token: usize) {
        self.partners.push(token as u32);
    }

    /// Keeps a phrase, unless it is context.
    pub fn set(&mut self, phrase: Phrase, start: usize, end: usize) {
        if !self.takes() {
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
