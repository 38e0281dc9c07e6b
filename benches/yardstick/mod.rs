//! What the stages are measured against: a search for a pattern shaped like a claim, the least that any program would do.

use regex::bytes::{Regex, RegexBuilder};

/// A figure as a programmer would first write it: a comparator, a currency, digits with grouping, a magnitude, a unit
/// or a noun. Bytes and ASCII classes, because Unicode ones are up to 24 times slower.
const CLAIM_SHAPE: &str = r"(?x)
    (?: (?: [Aa]bout | [Aa]round | [Mm]ore\ than | [Nn]early | [Oo]ver | [Aa]t\ least | [Uu]p\ to ) \ )?
    (?: US\$ | \$ | \xC2\xA3 | \xE2\x82\xAC )?
    [0-9]{1,3} (?: ,[0-9]{3} | [0-9] )* (?: \.[0-9]+ )?
    (?: \ ? (?: hundred | thousand | million | billion | trillion | mn | bn | m | k ) )?
    (?: \ ? (?: % | percent | per\ cent | km | miles | years | tonnes | dollars ) | \ [a-z]+ )?";

/// The pattern, compiled.
pub fn claim_shape() -> Regex {
    RegexBuilder::new(CLAIM_SHAPE).unicode(false).build().expect("the yardstick compiles")
}
