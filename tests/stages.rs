//! `claimsift sentences` and `claimsift quantities`.

const TEXT: &str = "Mrs. Lunde paid &pound;8m.\nShe left at 4 p.m. on Sept. 14. Some 20\npeople came.";

test!(sentences_are_listed_as_text, |case| {
    case.file("a.txt", TEXT);
    let run = case.run(&["sentences", "a.txt"]).ends(0);
    let expected = "Mrs. Lunde paid £8m.\nShe left at 4 p.m. on Sept. 14.\nSome 20 people came.\n";
    assert_eq!(run.stdout, expected);
});

test!(the_mode_chooses_how_sentences_end, |case| {
    case.file("a.txt", "Mrs. Lunde left. She ran.");
    let ends = |mode| case.run(&["sentences", "a.txt", "--mode", mode]).ends(0).stdout;
    assert_eq!(ends("tables"), "Mrs. Lunde left.\nShe ran.\n");
    assert_eq!(ends("uax29"), "Mrs.\nLunde left.\nShe ran.\n");
});

test!(sentences_are_listed_with_spans_of_the_text_as_given, |case| {
    case.file("a.txt", TEXT);
    let run = case.run(&["sentences", "--format", "jsonl", "a.txt"]).ends(0);
    let spans: Vec<&str> = run
        .records()
        .iter()
        .map(|record| &TEXT[record["start"].as_u64().unwrap() as usize..record["end"].as_u64().unwrap() as usize])
        .collect();
    assert_eq!(spans, ["Mrs. Lunde paid &pound;8m.", "She left at 4 p.m. on Sept. 14.", "Some 20\npeople came."]);
    assert_eq!(run.field("doc_id"), ["a.txt"; 3]);
});

test!(quantities_are_listed, |case| {
    case.file("a.txt", TEXT);
    let run = case.run(&["quantities", "a.txt"]).ends(0);
    holds!(run.stdout, "£8m: money, 8000000 GBP\n", "20: number, about 20\n");
    let run = case.run(&["quantities", "--format", "jsonl", "a.txt"]).ends(0);
    let money = &run.records()[0];
    assert_eq!((&money["value"], &money["unit"], &money["quote"]), (&"8000000".into(), &"GBP".into(), &"£8m".into()));
    let (start, end) = (money["start"].as_u64().unwrap() as usize, money["end"].as_u64().unwrap() as usize);
    assert_eq!(&TEXT[start..end], "&pound;8m");
});

test!(a_stage_names_bad_input_too, |case| {
    case.file("a.txt", TEXT);
    for stage in ["sentences", "quantities"] {
        holds!(case.run(&[stage, "a.txt", "missing.txt"]).ends(1).stderr, "missing.txt: no such file or folder");
        case.run(&[stage, "missing.txt"]).ends(2);
    }
});
