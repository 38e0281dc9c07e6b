//! A claim while the rules still speak about it.

use std::ops::Range;

use claimsift_quantities::Quantity;

use crate::claim::{Attribution, Claim, Kind, Modality};
use crate::rule::{Effect, Rule};

/// What the rules have said of a claim so far.
#[derive(Default)]
pub(crate) struct Draft<'r> {
    pub kind: Option<Kind>,
    /// What the rule that set the kind takes, as a range of tokens.
    pub extent: (u32, u32),
    pub comparator: Option<claimsift_quantities::Comparator>,
    pub counted: Option<Range<usize>>,
    pub counted_is_set: bool,
    /// Whether what is counted may stand in the sentence before.
    pub carries: bool,
    /// The first rule that keeps the claim.
    pub keep: Option<&'r Rule>,
    pub mutes: Vec<&'r Rule>,
}

impl<'r> Draft<'r> {
    /// The first rule that mutes, unless a rule of a layer at least as high keeps the claim.
    pub fn muted_by(&self, claim: &Claim) -> Option<&'r str> {
        let mute = self.mutes.iter().find(|rule| match &rule.effect {
            Effect::Mute { kinds, units } => {
                kinds.as_ref().is_none_or(|kinds| kinds.contains(&claim.kind))
                    && units.as_ref().is_none_or(|units| claim.unit.is_some_and(|unit| units.contains(&unit)))
            }
            _ => false,
        })?;
        match self.keep {
            Some(keep) if keep.rank() <= mute.rank() => None,
            _ => Some(&mute.id),
        }
    }
}

pub(crate) fn bare_claim<'r>(quantity: &Quantity) -> Claim<'r> {
    Claim {
        quote: quantity.span,
        core: quantity.core,
        core_ordinal: 0,
        quantity: quantity.kind,
        value: quantity.value,
        value_high: quantity.high,
        comparator: quantity.comparator,
        unit: quantity.unit,
        kind: Kind::Count,
        change: None,
        goes_with: Vec::new(),
        counted: None,
        topic: None,
        about_time: None,
        speaker: None,
        attribution: Attribution::Own,
        modality: Modality::Stated,
        hedged: None,
        negated: None,
        worth: 0,
        why: Vec::new(),
        flags: if quantity.too_large { vec!["too large".to_owned()] } else { Vec::new() },
        agreeing: Vec::new(),
        rules: Vec::new(),
        muted_by: None,
    }
}
