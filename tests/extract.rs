//! What `claimsift extract` finds and keeps.

use crate::case::{Case, column};

const ARTICLE: &str = "The strike closed 74 schools. Nearly 1,200 teachers marched on 3 May 2010 at 11:20.\n\n\
    The bid rose to £8m, more than 20 percent of the yearly budget.\n";

fn quotes(case: &Case, arguments: &[&str]) -> Vec<String> {
    case.file("a.txt", ARTICLE);
    let base = ["extract", "a.txt", "--format", "jsonl"];
    case.run(&[&base[..], arguments].concat()).ends(0).field("quote")
}

test!(claims_come_in_the_order_of_the_text, |case| {
    assert_eq!(quotes(&case, &[]), ["74 schools", "Nearly 1,200 teachers", "£8m", "more than 20 percent"]);
});

test!(kinds_can_be_chosen, |case| {
    assert_eq!(quotes(&case, &["--kind", "money", "--kind", "share"]), ["£8m", "more than 20 percent"]);
});

test!(muted_figures_are_kept_with_their_rule, |case| {
    let all = quotes(&case, &["--muted"]);
    assert!(["3 May 2010", "11:20"].iter().all(|muted| all.iter().any(|quote| quote.contains(muted))), "{all:?}");
    let run = case.run(&["extract", "a.txt", "--muted"]).ends(0);
    assert_eq!(column(&run.stdout, "muted_by").len(), all.len());
    assert!(column(&run.stdout, "muted_by").iter().any(|rule| !rule.is_empty()));
});

test!(the_best_come_first_or_alone, |case| {
    case.file("a.txt", ARTICLE);
    let run = case.run(&["extract", "a.txt", "--format", "jsonl", "--sort", "worth"]).ends(0);
    let worths: Vec<i64> = run.records().iter().map(|record| record["worth"].as_i64().unwrap()).collect();
    assert!(worths.is_sorted_by(|a, b| a >= b), "{worths:?}");
    let two = case.run(&["extract", "a.txt", "--format", "jsonl", "--top", "2", "--sort", "worth"]).ends(0);
    assert_eq!(two.field("claim_id"), run.field("claim_id")[..2]);
    let least = worths[1].to_string();
    let worthy = case.run(&["extract", "a.txt", "--format", "jsonl", "--min-worth", &least]).ends(0).records().len();
    assert_eq!(worthy, worths.iter().filter(|&&worth| worth >= worths[1]).count());
});

test!(spans_are_bytes_of_the_text_as_given, |case| {
    let text = "\u{feff}Caf\u{e9}s &amp; bars lost &pound;8m.\r\nSome 20 shops closed.";
    case.file("a.txt", text);
    let records = case.run(&["extract", "a.txt", "--format", "jsonl"]).ends(0).records();
    let given = &text[3..];
    let spans: Vec<&str> = records
        .iter()
        .map(|record| &given[record["start"].as_u64().unwrap() as usize..record["end"].as_u64().unwrap() as usize])
        .collect();
    assert_eq!(spans, ["&pound;8m", "Some 20 shops"]);
    assert_eq!(records[0]["quote"], "£8m");
    assert_eq!(records[1]["line"], 2);
});

test!(the_document_is_told_in_every_row, |case| {
    let record = r#"{"id": 7, "text": "Some 20 men came.", "title": "News", "date": "2013-05-07", "url": "https://example.org/a"}"#;
    let run = case.run_with(&["extract", "-", "--format", "jsonl"], record).ends(0);
    let row = &run.records()[0];
    let told: Vec<&str> =
        ["doc_id", "title", "date", "url", "file"].iter().map(|name| row[*name].as_str().unwrap()).collect();
    assert_eq!(told, ["7", "News", "2013-05-07", "https://example.org/a", "-"]);
});

test!(a_date_can_be_given, |case| {
    case.file("a.txt", "Some 20 men came.");
    assert_eq!(
        case.run(&["extract", "a.txt", "--date", "2013-05-07", "--format", "jsonl"]).ends(0).field("date"),
        ["2013-05-07"]
    );
});

test!(a_given_date_goes_before_one_in_the_text_but_not_before_the_records, |case| {
    case.file("a.txt", "LEEDS, May 8, 2010 (Tyne News) - Some 20 men came.")
        .file("b.jsonl", r#"{"text": "Some 20 men came.", "date": "2011-01-02"}"#);
    for (input, date, expected) in [
        ("a.txt", None, "2010-05-08"),
        ("a.txt", Some("2013-05-07"), "2013-05-07"),
        ("b.jsonl", Some("2013-05-07"), "2011-01-02"),
    ] {
        let given = date.map_or(vec![], |date| vec!["--date", date]);
        let run = case.run(&[&["extract", input, "--format", "jsonl"], &given[..]].concat()).ends(0);
        assert_eq!(run.field("date"), [expected], "{input} {date:?}");
    }
    let help = case.run(&["extract", "--help"]).ends(0).stdout;
    let words: Vec<&str> = help.split_whitespace().collect();
    holds!(words.join(" "), "goes before a date printed in the text");
});

test!(ids_outlive_rules_mutes_and_moved_paragraphs, |case| {
    case.file("a.txt", ARTICLE);
    let before = case.run(&["extract", "a.txt", "--format", "jsonl"]).ends(0).field("claim_id");
    let (first, second) = ARTICLE.split_once("\n\n").unwrap();
    case.file("a.txt", format!("{second}\n\n{first}\n"));
    case.file(
        "own.toml",
        "[[mute]]\nid = \"own.schools\"\nsummary = \"No schools.\"\npattern = \"{number!} schools\"\n\
        finds = [\"The strike closed [[74 schools]].\"]\nskips = [\"The strike closed [[74 shops]].\"]\n",
    );
    let run = case.run(&["extract", "a.txt", "--format", "jsonl", "--rules", "own.toml"]).ends(0);
    assert_eq!(run.field("claim_id"), [&before[2..], &before[1..2]].concat());
});

test!(an_id_that_stands_twice_is_told, |case| {
    case.file("in/mon/index.txt", ARTICLE).file("in/tue/index.txt", "The strike closed 74 schools.");
    let told = "1 claim has the id of another one: files of the same name with the same sentence";
    for (input, repeated) in [("in/mon", false), ("in/tue", false), ("in", true)] {
        let run = case.run(&["extract", input, "--format", "jsonl"]).ends(0);
        assert_eq!(run.stderr.contains(told), repeated, "{input}: {}", run.stderr);
    }
    case.file("in/wed/index.txt", ARTICLE);
    holds!(case.run(&["extract", "in", "--format", "jsonl"]).ends(0).stderr, "5 claims have the id of another one");
});

test!(a_where_that_fits_nothing_is_told, |case| {
    let rule = "[[mute]]\nid = \"own.a\"\nsummary = \"A.\"\nwhere = { file = \"WHERE\" }\nkinds = [\"money\"]\n";
    case.file("sport/a.txt", ARTICLE);
    for (place, told) in [("*sport/*", false), ("*/weather/*", true)] {
        case.file("own.toml", rule.replace("WHERE", place));
        let run = case.run(&["extract", "sport", "--rules", "own.toml", "--format", "jsonl"]).ends(0);
        let note = "the `where` of `own.a` in own.toml fitted no document";
        assert_eq!(run.stderr.contains(note), told, "{place}: {}", run.stderr);
    }
});

test!(no_claims_is_no_failure, |case| {
    case.file("a.txt", "Nothing to count here.");
    let run = case.run(&["extract", "a.txt"]).ends(0);
    holds!(run.stderr, "no claims found in 1 document");
    assert_eq!(run.stdout.lines().count(), 1, "the header alone");
});
