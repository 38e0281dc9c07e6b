//! The times that figures are about: a sentence, the day of its document, and the time of the marked figure.

use claimsift_claims::{Context, Discourse, Engine, Places, RuleSet, Scratch};
use claimsift_text::Span;

/// The time of the figure in `[[ ]]`; empty when it has none.
fn about_time(engine: &Engine, date: &str, marked: &str, block_kind: &str) -> String {
    let start = marked.find("[[").expect("a mark");
    let end = marked.find("]]").expect("the mark's end") - 2;
    let text = marked.replace("[[", "").replace("]]", "");
    let places = Places::default();
    let date = date.parse().ok();
    let (sentence, discourse) = (Span::new(0, text.len()), Discourse::default());
    let context = Context { text: &text, sentence, block_kind, places: &places, discourse: &discourse, date };
    let mut scratch = Scratch::default();
    let claims = engine.sentence(&context, &mut scratch);
    let claim = claims.iter().find(|claim| claim.quote.overlaps(Span::new(start, end)));
    claim.expect(marked).about_time.map_or_else(String::new, |time| time.to_string())
}

fn check(rows: &[(&str, &str)], date: &str) {
    let engine = Engine::new(RuleSet::shipped());
    let wrong: Vec<String> = rows
        .iter()
        .map(|&(time, text)| (time, text, about_time(&engine, date, text, "paragraph")))
        .filter(|(time, _, found)| time != found)
        .map(|(time, text, found)| format!("{time:?} is {found:?}: {text}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Sunday.
const DAY: &str = "2010-05-09";

#[test]
fn each_sort_of_time_is_told() {
    check(
        &[
            ("1945-08", "In August 1945 some [[12,000 dockers]] walked out."),
            ("1937/1945", "Between 1937 and 1945 the mill lost [[310 workers]]."),
            ("2005-34", "The port handled [[4.1 million tonnes]] in the second quarter of 2005."),
            ("2007/..", "Since 2007 the fund has paid for [[64 schools]]."),
            ("2009", "Last year [[38 percent]] of the town's shops stood empty."),
            ("2010-05-08", "A ferry sank on Saturday with [[45 people]] on board."),
            ("1945", "The bridge was built 65 years ago by [[300 prisoners]]."),
            ("2009", "Turnover rose to [[£8m]] in 2009 from £6m in 2008."),
            ("2008", "Turnover rose to £8m in 2009 from [[£6m]] in 2008."),
            ("", "The district has [[14 doctors]], up from 9 in 2001."),
            ("198X", "Unemployment in the 1980s reached [[17 percent]]."),
            ("2030", "The plant will employ [[900 people]] by 2030."),
            ("2010-33", "In the first quarter the airline carried [[2.3 million passengers]]."),
            ("2010-05", "Sales fell [[4 percent]] this month."),
            ("", "The minister said on Friday that [[70 clinics]] had closed."),
            ("2000/2010", "Over the past 10 years [[5,000 hectares]] of forest were lost."),
            ("2009-35", "Profit in Q3 2009 was [[€3.2m]]."),
            ("2010-05-08", "[[Twelve people]] died yesterday when a bus left the road."),
            ("", "The school has [[640 pupils]] and 31 teachers."),
            ("2009-04/2010-03", "Exports in the year to March came to [[$71m]], against $64m a year earlier."),
        ],
        DAY,
    );
}
