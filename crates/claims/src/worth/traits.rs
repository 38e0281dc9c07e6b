//! What is known of a sentence or a claim with one of a few answers: its kind, whether it is hedged.

use claimsift_quantities::Comparator;

use crate::claim::{Attribution, Claim, Kind, Modality};

/// One answer to one question, as a number below [`Traits::ANSWERS`].
pub(crate) type Answer = usize;

/// A question, by its first answer and how many it has.
#[derive(Clone, Copy)]
pub(crate) struct Question {
    first: Answer,
    answers: usize,
}

pub(crate) const KIND: Question = Question { first: 0, answers: Kind::ALL.len() };
pub(crate) const MODALITY: Question = KIND.then(Modality::ALL.len());
pub(crate) const ATTRIBUTION: Question = MODALITY.then(Attribution::ALL.len());
pub(crate) const COMPARATOR: Question = ATTRIBUTION.then(Comparator::ALL.len());
/// No and yes, as for all that follow.
pub(crate) const CHANGE: Question = COMPARATOR.then(2);
pub(crate) const HEDGED: Question = CHANGE.then(2);
pub(crate) const NEGATED: Question = HEDGED.then(2);
pub(crate) const NAME: Question = NEGATED.then(2);
pub(crate) const DATE: Question = NAME.then(2);
pub(crate) const PAST: Question = DATE.then(2);

impl Question {
    /// The question behind this one.
    const fn then(self, answers: usize) -> Question {
        Question { first: self.first + self.answers, answers }
    }

    /// One of its answers.
    pub fn answer(self, answer: usize) -> Answer {
        self.first + answer
    }
}

/// The answers that an entry lets pass, one bit an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Traits(u64);

impl Traits {
    /// How many answers there are to all questions.
    pub const ANSWERS: usize = PAST.first + PAST.answers;

    /// Lets everything pass.
    pub const ANY: Traits = Traits((1 << Traits::ANSWERS) - 1);

    /// Lets only these answers to a question pass, when there are any.
    pub fn only(self, question: Question, answers: Option<impl IntoIterator<Item = usize>>) -> Traits {
        let Some(answers) = answers else { return self };
        let others = ((1 << question.answers) - 1) << question.first;
        let wanted = answers.into_iter().fold(0, |bits, answer| bits | 1 << question.answer(answer));
        Traits(self.0 & !others | wanted)
    }

    /// The answers that pass.
    pub fn answers(self) -> impl Iterator<Item = Answer> {
        (0..Traits::ANSWERS).filter(move |answer| self.0 & (1 << answer) != 0)
    }

    /// The answers that a claim gives.
    pub fn answers_of(claim: &Claim) -> [Answer; 7] {
        [
            KIND.answer(claim.kind as usize),
            MODALITY.answer(claim.modality as usize),
            ATTRIBUTION.answer(claim.attribution as usize),
            COMPARATOR.answer(claim.comparator as usize),
            CHANGE.answer(claim.change.is_some().into()),
            HEDGED.answer(claim.hedged.is_some().into()),
            NEGATED.answer(claim.negated.is_some().into()),
        ]
    }
}
