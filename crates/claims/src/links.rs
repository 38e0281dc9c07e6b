//! What the claims of one sentence have to do with each other: partners, and equal cores.

use claimsift_quantities::Quantity;
use unicode_normalization::UnicodeNormalization;

use crate::claim::Claim;

/// Both ends of a pair go with each other.
pub(crate) fn link_pairs(quantities: &[Quantity], claims: &mut [Claim]) {
    // The ends of a pair follow each other among all ends, whichever comes first.
    let mut ends = (0..claims.len()).filter(|&index| quantities[index].pair.is_some());
    while let (Some(one), Some(other)) = (ends.next(), ends.next()) {
        link(claims, one, other);
    }
}

/// The figures that a claim's patterns have read go with it, and it with them.
pub(crate) fn link_partners(partners: &mut Vec<usize>, claims: &mut [Claim]) {
    for index in 0..claims.len() {
        partners.clear();
        partners.append(&mut claims[index].goes_with);
        for &partner in &*partners {
            link(claims, index, partner);
        }
    }
    claims.iter_mut().for_each(|claim| claim.goes_with.sort_unstable());
}

fn link(claims: &mut [Claim], one: usize, other: usize) {
    for (from, to) in [(one, other), (other, one)] {
        let shown_together = claims[from].muted_by.is_none() == claims[to].muted_by.is_none();
        if from != to && shown_together && !claims[from].goes_with.contains(&to) {
            claims[from].goes_with.push(to);
        }
    }
}

/// Numbers the equal cores of a sentence, muted or not, so that rules never change an id. Cores are equal when they are
/// so in the id: in Unicode's NFKC, white space collapsed.
pub(crate) fn number_cores(text: &str, cores: &mut Vec<(u64, usize)>, claims: &mut [Claim]) {
    if claims.len() < 2 {
        return;
    }
    cores.clear();
    cores.extend(claims.iter().enumerate().map(|(index, claim)| (core_hash(claim.core.of(text)), index)));
    cores.sort_unstable();
    for equal in cores.chunk_by(|one, other| one.0 == other.0) {
        equal.iter().enumerate().for_each(|(ordinal, &(_, index))| claims[index].core_ordinal = ordinal);
    }
}

/// Whether a core is in its normal form already: words of ASCII, one space between them.
fn is_normal(core: &str) -> bool {
    let mut before = b' ';
    core.bytes().all(|byte| {
        let normal = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        normal
    }) && before != b' '
}

fn core_hash(core: &str) -> u64 {
    if is_normal(core) {
        return xxhash_rust::xxh3::xxh3_64(core.as_bytes());
    }
    let normal: String = core.nfkc().collect();
    let words: Vec<&str> = normal.split_whitespace().collect();
    xxhash_rust::xxh3::xxh3_64(words.join(" ").as_bytes())
}
