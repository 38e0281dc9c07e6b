//! `claimsift eval`.

/// One text with a claim that is found, one that is marked with another value, and a muted figure. The entity and the
/// pound sign make characters, bytes and decoded text differ.
const MARKS: &str = concat!(
    r#"{"id": "mill.txt", "text": "The mill &amp; the dam cost £8m. In 1974 some 20 people came.", "#,
    r#""claims": [{"quote": "£8m", "start": 28, "end": 31, "value": 8000000, "comparator": "exactly", "unit": "GBP", "kind": "money"}, "#,
    r#"{"quote": "some 20 people", "start": 41, "end": 55, "value": 30, "comparator": "about", "kind": "count", "counted": "people"}], "#,
    r#""muted": [{"quote": "1974", "start": 36, "end": 40, "why": "year"}]}"#,
    "\n"
);

fn one_space(table: &str) -> String {
    table.split_whitespace().collect::<Vec<_>>().join(" ")
}

test!(claims_are_scored_against_marks, |case| {
    case.file("marks.jsonl", MARKS);
    let run = case.run(&["eval", "marks.jsonl", "--format", "json", "--errors", "5"]).ends(0);
    let scores: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let measure = |name: &str| {
        let measures = scores["measures"].as_array().unwrap();
        let found =
            measures.iter().find(|measure| measure["name"] == name).unwrap_or_else(|| panic!("{name}: {scores}"));
        (found["value"].as_f64().unwrap(), found["of"].as_u64().unwrap())
    };
    for (name, value, of) in [
        ("f1", 0.5, 4),
        ("found", 0.5, 2),
        ("found_span", 1.0, 2),
        ("found.money", 1.0, 1),
        ("found.count", 0.0, 1),
        ("span", 1.0, 1),
        ("unit", 1.0, 1),
        ("comparator", 1.0, 2),
        ("counted", 1.0, 1),
        ("wrong_value", 0.5, 2),
        ("false_alarm", 0.0, 2),
    ] {
        assert_eq!(measure(name), (value, of), "{name}");
    }
    assert_eq!(scores["mistakes"]["wrong_value"][0]["note"], "30, found 20 in \"some 20 people\"");
});

test!(scores_are_a_table_for_people, |case| {
    case.file("marks.jsonl", MARKS.to_owned() + &MARKS.replace("mill.txt", "dam.txt"));
    let table = case.run(&["eval", "marks.jsonl", "--errors", "1"]).ends(0).stdout;
    holds!(table, "documents", "50.00%  of 8", "found.money", "\nwrong_value\n  mill.txt: 30, found 20 in");
    for threads in ["1", "2", "8"] {
        assert_eq!(case.run(&["eval", "marks.jsonl", "--errors", "1", "--threads", threads]).ends(0).stdout, table);
    }
});

test!(marks_may_stand_beside_their_texts, |case| {
    case.file("news/mill.txt", "The mill cost £8m. In 1974 some 20 people came.\n");
    case.file(
        "news/mill.marks",
        concat!(
            "# The figures of mill.txt.\n",
            r#"{"quote":"£8m","value":"8000000","unit":"GBP","kind":"money","counted":"mill","check":true}"#,
            "\n",
            r#"{"muted":"1974","why":"year"}"#,
            "\n",
            r#"{"quote":"some 20 people","value":"20","comparator":"about","kind":"count","counted":"people","check":true}"#,
            "\n",
        ),
    );
    let table = case.run(&["eval", "news"]).ends(0).stdout;
    holds!(
        one_space(&table),
        "claims 100.00% 100.00% 100.00% 2 2",
        "by kind count 100.00%",
        "by rule counted.cost 100.00% 50.00%",
        "general.count 100.00% 50.00%"
    );
    assert_eq!(case.run(&["eval", "news/mill.txt"]).ends(0).stdout, table);

    case.file("news/mill.marks", case.read("news/mill.marks").replace("some 20", "some 30"));
    case.file("news/dam.txt", "The dam is 12m high.\n");
    let run = case.run(&["eval", "news"]).ends(1);
    holds!(one_space(&run.stdout), "claims 50.00% 100.00% 66.67% 2 1");
    holds!(run.stderr, "news/mill.marks:4: \"some 30 people\" is not in the text", "news/dam.marks: no marks");
});

test!(broken_marks_stop_the_scoring, |case| {
    case.file("cut.jsonl", "{\"id\": 1").file("moved.jsonl", MARKS.replace("\"start\": 28", "\"start\": 27"));
    holds!(case.run(&["eval", "cut.jsonl"]).ends(2).stderr, "cut.jsonl:1: not a JSON object");
    holds!(case.run(&["eval", "moved.jsonl"]).ends(2).stderr, "moved.jsonl:1: the mark \"£8m\" stands on \" £8m\"");
    holds!(case.run(&["eval", "missing.jsonl"]).ends(2).stderr, "missing.jsonl");
    holds!(case.file("news/a.txt", "A.").run(&["eval", "news"]).ends(2).stderr, "news: no marked documents");
});

test!(weights_are_fitted_to_what_is_marked_as_worth_checking, |case| {
    let mark = |quote: &str, check: bool| {
        let value: String = quote.chars().filter(char::is_ascii_digit).collect();
        format!("{{\"quote\":\"{quote}\",\"value\":\"{value}\",\"kind\":\"count\",\"check\":{check}}}\n")
    };
    for number in 20..32 {
        let text = format!("I have {number} uncles.\n\nThe state closed {number} prisons.\n");
        case.file(&format!("talk/{number}.txt"), text);
        let marks = mark(&format!("{number} uncles"), false) + &mark(&format!("{number} prisons"), true);
        case.file(&format!("talk/{number}.marks"), marks);
    }
    let fitted = case.run(&["eval", "talk", "--fit"]).ends(0);
    holds!(fitted.stderr, "fitted to 24 claims of 12 documents, 12 of them worth checking", "not fitted to: 1.000");
    assert_eq!(case.run(&["eval", "talk", "--fit"]).ends(0).stdout, fitted.stdout);

    // What comes out is a rule file that works, and its weights can be read where the marks pull them.
    case.file("worth.toml", &fitted.stdout);
    case.run(&["rules", "check", "--rules", "worth.toml"]).ends(0);
    let weight = |id: &str| -> i32 {
        let entry = fitted.stdout.split(&format!("id = \"{id}\"")).nth(1).unwrap();
        entry.lines().find_map(|line| line.strip_prefix("worth = ")).unwrap().parse().unwrap()
    };
    assert!(weight("worth.first_person") < 0 && weight("worth.public_life") > 0);

    holds!(case.file("marks.jsonl", MARKS).run(&["eval", "marks.jsonl", "--fit"]).ends(2).stderr, "nothing to fit to");
});
