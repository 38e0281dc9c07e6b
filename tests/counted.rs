//! What a figure counts, how far its quote runs, and which figures are muted: sentences and what a reader expects of
//! them, written from the design alone.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// A sentence, its claims as quote and counted phrase, and the figures that are no claims.
struct Row {
    text: &'static str,
    claims: &'static [(&'static str, &'static str)],
    muted: &'static [&'static str],
}

const fn row(
    text: &'static str,
    claims: &'static [(&'static str, &'static str)],
    muted: &'static [&'static str],
) -> Row {
    Row { text, claims, muted }
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Money: what follows, what it went on, who asks it.
    row("The council spent £2.4m on flood walls last winter.", &[("£2.4m", "flood walls")], &[]),
    row("A £75 parking fine was thrown out.", &[("£75", "parking fine")], &[]),
    row("Each helmet costs €120.", &[("€120", "helmet")], &[]),
    row("Officials put the cost of the bridge at £310m.", &[("£310m", "cost")], &[]),
    row("The levy, which took effect in April, raised £18m for rural clinics.", &[("£18m", "rural clinics")], &["April"]),
    row("The trust borrowed $900,000 for repairs.", &[("$900,000", "repairs")], &[]),
    row("Tickets cost $15 a head.", &[("$15 a head", "Tickets")], &[]),
    row("The grant is worth £3,000 a year to each pupil.", &[("£3,000 a year", "grant")], &[]),
    // Counts: the noun behind, before, or left out.
    row("Of the 30 trustees, 12 resigned.", &[("30 trustees", "trustees"), ("12", "trustees")], &[]),
    row("The blast left 20 dead and 30 wounded.", &[("20 dead", "dead"), ("30 wounded", "wounded")], &[]),
    row("The yard built 45 ferries in 1998 and 52 in 1999.", &[("45 ferries", "ferries"), ("52", "ferries")], &["1998", "1999"]),
    row("The firm shed 300 jobs in Cork and 120 in Derry.", &[("300 jobs", "jobs"), ("120", "jobs")], &[]),
    row("Rain fell on 23 of the 31 islands in March.", &[("23", "islands"), ("31 islands", "islands")], &["March"]),
    row("The hospital, with 250 beds, employs 1,900 people.", &[("250 beds", "beds"), ("1,900 people", "people")], &[]),
    row("Dozens of herons and 15 pairs of storks nested there.", &[("Dozens of herons", "herons"), ("15 pairs of storks", "pairs of storks")], &[]),
    row("The arena seats 18,600.", &[("18,600", "arena")], &[]),
    row("The fire killed eleven people and injured 26.", &[("eleven people", "people"), ("26", "people")], &[]),
    // Shares and levels.
    row("Night nurses took 14 percent of the payroll.", &[("14 percent", "payroll")], &[]),
    row("More than a third of the island's schools have closed.", &[("More than a third", "island's schools")], &[]),
    row("Two thirds of patients waited longer than 18 weeks.", &[("Two thirds", "patients"), ("longer than 18 weeks", "")], &[]),
    row("Of the drivers questioned, 54 percent opposed the toll.", &[("54 percent", "drivers")], &[]),
    row("Unemployment among young graduates fell to 9.8 percent in May.", &[("9.8 percent", "Unemployment")], &["May"]),
    row("Prices for winter wheat climbed 6.5 percent.", &[("6.5 percent", "Prices")], &[]),
    row("Workers at the plant, which makes tyres, took a 4 percent pay cut.", &[("4 percent", "pay cut")], &[]),
    row("Inflation in the eurozone stood at 2.6 percent.", &[("2.6 percent", "Inflation")], &[]),
    // Measures, ages, ranks.
    row("The reservoir holds 3,500 million litres.", &[("3,500 million litres", "reservoir")], &[]),
    row("They drilled a 640m tunnel under the estuary.", &[("640m", "tunnel")], &[]),
    row("Hargreaves, 41, runs 12 bakeries in Hull.", &[("41", "Hargreaves"), ("12 bakeries", "bakeries")], &[]),
    row("A 19-year-old apprentice was trapped for six hours.", &[("19-year-old", "apprentice"), ("six hours", "")], &[]),
    row("The orchestra played its 500th concert on Friday.", &[("500th concert", "concert")], &[]),
    // What is no claim.
    row("She first noticed the smell on 3 March.", &[], &["first", "3 March"]),
    row("Flight 208 landed at 10:40 with 96 passengers.", &[("96 passengers", "passengers")], &["Flight 208", "10:40"]),
    row("The draw is Moreau (1), Okafor (2) and Lindqvist (3).", &[], &["1", "2", "3"]),
    row("The 1986/87 season drew 41,000 spectators.", &[("41,000 spectators", "spectators")], &["1986/87"]),
    row("He lives at 14 Castle Street and drives a Peugeot 208.", &[], &["14 Castle Street", "Peugeot 208"]),
    row("Channel 4 showed the film in Room 12 of the Hotel Lux.", &[], &["Channel 4", "Room 12"]),
    row("Formula One and Euro 2012 fans filled 30 pubs.", &[("30 pubs", "pubs")], &["Formula One", "2012 fans"]),
    row("House Bill 212 drew 61 votes.", &[("61 votes", "votes")], &["Bill 212"]),
    row("Second, the ferry must be safe; third, it must be cheap.", &[], &["Second", "third"]),
    row("The second half of the year brought 40 storms.", &[("40 storms", "storms")], &["second half"]),
    // Clauses without a verb, asides, numbered names, parts of what was counted.
    row("Parking fees up 14% to £6.20.", &[("14%", "Parking fees"), ("£6.20", "Parking fees")], &[]),
    row("- The vacancy rate was 6.1% in the north.", &[("6.1%", "vacancy rate")], &[]),
    row("Snow in the valley, the weather bureau said, at 90cm, was deep.", &[("90cm", "Snow")], &[]),
    row("The Nikkei 225 lost 310 points.", &[("310 points", "Nikkei 225")], &["Nikkei 225"]),
    row("Defence spending has risen by 9 percent.", &[("9 percent", "Defence spending")], &[]),
    row("The gap between hill and river farms has widened by 4 percent.", &[("4 percent", "gap")], &[]),
    row("Six in ten Danes cycle to work.", &[("Six in ten", "Danes")], &[]),
    row("She was fined four times in a year.", &[("four times", "times")], &[]),
    row("The board got 700 letters, a fifth of them from abroad.", &[("700 letters", "letters"), ("a fifth", "letters")], &[]),
    row("The zoo drew 90,000 guests in 2011 and expects 120,000 this year.", &[("90,000 guests", "guests"), ("120,000", "guests")], &["2011"]),
    row("Debt stands at 61 percent of GDP.", &[("61 percent", "Debt")], &[]),
    row("The union wants to keep fares below £3.", &[("below £3", "fares")], &[]),
    // What the sentence before counts.
    row("The yard had four tugs. Today it has 26.", &[("four tugs", "tugs"), ("26", "tugs")], &[]),
    row("Rents stood at $410. Now they are $480.", &[("$410", "Rents"), ("$480", "Rents")], &[]),
    row("The port has 40 cranes.\n\nToday it has 26.", &[("40 cranes", "cranes"), ("26", "")], &[]),
];

/// Rows that differ, with what was found.
fn differing(rows: &[Row], records: &[Value]) -> Vec<String> {
    let mut found: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for record in records {
        found.entry(record["doc_id"].as_str().unwrap()).or_default().push(record);
    }
    let text = |record: &Value, field: &str| record[field].as_str().unwrap_or("").to_owned();
    let mut problems = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let claims = found.get(format!("row-{number}").as_str()).map(Vec::as_slice).unwrap_or_default();
        let (muted, live): (Vec<&Value>, Vec<&Value>) = claims.iter().partition(|claim| claim["muted_by"].is_string());
        let live: Vec<_> = live.iter().map(|claim| (text(claim, "quote"), text(claim, "counted"))).collect();
        let muted: Vec<_> = muted.iter().map(|claim| text(claim, "quote")).collect();
        let wanted: Vec<_> =
            row.claims.iter().map(|&(quote, counted)| (quote.to_owned(), counted.to_owned())).collect();
        if live != wanted || muted != row.muted {
            problems.push(format!("{}\n  {live:?}, muted {muted:?}", row.text));
        }
    }
    problems
}

test!(figures_count_what_a_reader_thinks, |case| {
    let lines = ROWS.iter().enumerate().map(|(number, row)| json!({"id": format!("row-{number}"), "text": row.text}));
    let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
    case.file("rows.jsonl", lines.join("\n"));
    let run = case.run(&["extract", "rows.jsonl", "--muted", "--format", "jsonl"]).ends(0);
    let problems = differing(ROWS, &run.records());
    assert!(problems.is_empty(), "{} of {} rows differ:\n{}", problems.len(), ROWS.len(), problems.join("\n"));
});
