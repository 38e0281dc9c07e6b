use crate::{Rule, SentenceEnd};

/// Where a sentence ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// One past the last byte of the sentence before.
    pub(crate) end: usize,
    /// The first byte of the sentence after.
    pub(crate) next: usize,
    pub(crate) kind: SentenceEnd,
    pub(crate) rule: Rule,
}

/// What was decided about a place where a sentence could end, and by which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The place, in bytes: the end of a sentence, or the terminator or line end that is none.
    pub at: usize,
    /// The rule that decided.
    pub rule: Rule,
    /// What ends here; `None` when the sentence goes on.
    pub end: Option<SentenceEnd>,
}

/// What a candidate comes to: a cut, or the rule by which the sentence goes on.
pub(crate) type Outcome = Result<Cut, Rule>;
