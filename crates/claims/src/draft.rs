//! A claim while the rules still speak about it.

use std::ops::{Deref, DerefMut, Range};

use claimsift_quantities::Quantity;

use crate::claim::{Attribution, Claim, Kind, Modality, Part};
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

/// The claims of one sentence. Their memory is used again for those of the next one.
#[derive(Default)]
pub(crate) struct Claims<'r> {
    all: Vec<Claim<'r>>,
    /// How many of them are of this sentence.
    used: usize,
}

impl<'r> Claims<'r> {
    pub fn clear(&mut self) {
        self.used = 0;
    }

    /// Adds a claim of which only the quantity is known.
    pub fn add(&mut self, quantity: &Quantity) -> &mut Claim<'r> {
        match self.all.get_mut(self.used) {
            Some(claim) => {
                let Claim { goes_with, why, rules, flags, agreeing, .. } = claim;
                let lists = (emptied(goes_with), emptied(why), emptied(rules), emptied(flags), emptied(agreeing));
                *claim = bare_claim(quantity, lists);
            }
            None => self.all.push(bare_claim(quantity, <_>::default())),
        }
        self.used += 1;
        &mut self.all[self.used - 1]
    }

    /// Takes back the last claim.
    pub fn drop_last(&mut self) {
        self.used -= 1;
    }
}

impl<'r> Deref for Claims<'r> {
    type Target = [Claim<'r>];

    fn deref(&self) -> &[Claim<'r>] {
        &self.all[..self.used]
    }
}

impl<'r> DerefMut for Claims<'r> {
    fn deref_mut(&mut self) -> &mut [Claim<'r>] {
        &mut self.all[..self.used]
    }
}

#[inline(always)]
fn emptied<T>(list: &mut Vec<T>) -> Vec<T> {
    list.clear();
    std::mem::take(list)
}

/// The lists of a claim: its partners, the parts of its worth, its rules, its flags and the sums that agree.
type Lists<'r> = (Vec<usize>, Vec<Part<'r>>, Vec<&'r str>, Vec<String>, Vec<String>);

#[inline(always)]
fn bare_claim<'r>(quantity: &Quantity, (goes_with, why, rules, mut flags, agreeing): Lists<'r>) -> Claim<'r> {
    if quantity.too_large {
        flags.push("too large".to_owned());
    }
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
        goes_with,
        counted: None,
        topic: None,
        about_time: None,
        speaker: None,
        attribution: Attribution::Own,
        modality: Modality::Stated,
        hedged: None,
        negated: None,
        worth: 0,
        why,
        flags,
        agreeing,
        rules,
        muted_by: None,
    }
}
