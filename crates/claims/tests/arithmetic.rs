//! Sums: a sentence, what is flagged in it, and what agrees.

use claimsift_claims::{Context, Discourse, Engine, Places, RuleSet, Scratch};
use claimsift_text::Span;

/// The day of every sentence's document.
const DAY: &str = "2005-05-08";

/// A sentence, its flags and the sums that agree, in the order of its claims.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

#[test]
fn what_does_not_add_up_is_flagged_and_what_does_is_noted() {
    const ROWS: &[Row] = &[
        // Durations against years: right with either year counted or not.
        ("The eight-year siege (1937-1945) was over.", &[], &["1945 - 1937 = 8"]),
        ("The nine-year siege (1937-1945) was over.", &[], &["1945 - 1937 = 8"]),
        ("The five-year siege (1937-1945) was over.", &["1945 - 1937 = 8, not 5"], &[]),
        ("She ran the mill for 12 years, from 1990 to 2002.", &[], &["2002 - 1990 = 12"]),
        ("She ran the mill for 22 years, from 1990 to 2002.", &["2002 - 1990 = 12, not 22"], &[]),
        ("She ran the mill for about 22 years, from 1990 to 2002.", &[], &[]),
        ("He served most of his six years in 1969-1970.", &[], &[]),
        ("The five-year plan for the mills of the 1980s failed.", &[], &[]),
        // Anniversaries, and years ago.
        ("They kept the 60th anniversary of the flood of 1945.", &[], &["2005 - 60 = 1945"]),
        ("They kept the 65th anniversary of the flood of 1945.", &["2005 - 65 = 1940, not 1945"], &[]),
        ("In 1995 they kept the 50th anniversary of the flood of 1945.", &[], &["1995 - 50 = 1945"]),
        ("They will keep the 61st anniversary of the flood of 1945.", &[], &["2005 - 61 = 1944"]),
        ("On the bank's 60th anniversary it bought a rival founded in 1988.", &[], &[]),
        ("In 1985, 20 years ago, the quay fell in.", &[], &["2005 - 20 = 1985"]),
        ("In 1983, 20 years ago, the quay fell in.", &[], &["2005 - 20 = 1985"]),
        ("In 1965, 20 years ago, the quay fell in.", &["2005 - 20 = 1985, not 1965"], &[]),
        ("In the 14 years since 1991 the quay has sunk.", &[], &["2005 - 14 = 1991"]),
        ("In the 24 years since 1991 the quay has sunk.", &["2005 - 24 = 1981, not 1991"], &[]),
        // Ages.
        ("Ines Vahl, 44, who was born in 1960, won the seat.", &[], &["2005 - 1960 = 45"]),
        ("Ines Vahl, 35, who was born in 1960, won the seat.", &["2005 - 1960 = 45, not 35"], &[]),
        // A change against its levels, as they are rounded.
        ("Profit fell 8.6% to £74.2m from £81.2m.", &[], &["81200000 to 74200000 is -8.6%"]),
        ("Profit fell 18% to £74.2m from £81.2m.", &["81200000 to 74200000 is -8.6%, not 18"], &[]),
        ("Profit fell about 18% to £74.2m from £81.2m.", &[], &[]),
        ("Sales rose by 60 percent from £2.4m to £3.9m.", &[], &["2400000 to 3900000 is 62.5%"]),
        ("The crew fell from 31 to 43.", &["down from 31 to 43, which is more"], &[]),
        ("The time improved from 43 seconds to 31.", &[], &[]),
        ("The crew rose from 31 to 43.", &[], &[]),
        // Parts and wholes.
        ("12 of the 10 members came.", &["12 of 10 is more than all"], &[]),
        ("8 of the 10 members came.", &[], &[]),
        (
            "61 percent said yes, 27 percent said no, and the remaining 12 percent stayed away.",
            &[],
            &["61 + 27 + 12 = 100%"],
        ),
        (
            "61 percent said yes, 47 percent said no, and the remaining 12 percent stayed away.",
            &["61 + 47 + 12 = 120%, more than the whole"],
            &[],
        ),
        ("61 percent own a boat and 47 percent a car.", &[], &[]),
        ("Of the remaining 61 percent, 47 percent own a boat.", &[], &[]),
        // Ranges.
        ("Between 31 and 24 people came.", &["the range runs from 31 down to 24"], &[]),
        ("Between 24 and 31 people came.", &[], &[]),
        ("It took eight to 10 people.", &[], &[]),
        // Sums that no decimal holds are not done.
        ("Profit rose 5% to £9999999999999999999999999998 from £9999999999999999999999999999.", &[], &[]),
    ];
    let engine = Engine::new(RuleSet::shipped());
    let mut scratch = Scratch::default();
    for &(text, flags, agreeing) in ROWS {
        let sentence = Span::new(0, text.len());
        let date = DAY.parse().ok();
        let context = Context {
            text,
            sentence,
            block_kind: "paragraph",
            places: &Places::default(),
            date,
            discourse: &Discourse::default(),
        };
        let claims = engine.sentence(&context, &mut scratch);
        let flagged: Vec<&String> = claims.iter().flat_map(|claim| &claim.flags).collect();
        let noted: Vec<&String> = claims.iter().flat_map(|claim| &claim.agreeing).collect();
        assert_eq!(flagged, flags, "{text}");
        assert_eq!(noted, agreeing, "{text}");
    }
}
