//! Files that spreadsheets open cleanly.

use std::io;

use claimsift::Extractor;
use claimsift::claims::RuleSet;
use claimsift::documents::Document;
use claimsift::output::Output;
use claimsift::pipeline::{Batch, Pipeline, Selection, Sink};
use claimsift::report::{Format, Locale, PartFiles};

use crate::case::column;

const ARTICLE: &str = "The strike closed 74 schools. The share rose by 2.5 percent.\n";

test!(the_table_opens_in_a_spreadsheet, |case| {
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "claims.csv"]).ends(0);
    let csv = case.read("claims.csv");
    assert!(csv.starts_with("\u{feff}claim_id,verdict,correct_figure,"));
    assert_eq!(csv.matches("\r\n").count(), 3);
    assert_eq!(csv.matches('\n').count(), 3);
    assert_eq!(column(&csv, "sentence")[0], "The strike closed [[74 schools]].");
    assert_eq!(column(&csv, "value"), ["74", "2.5"]);
    assert_eq!(case.names(), ["a.txt", "claims.csv"]);
});

test!(the_locale_changes_columns_and_decimals, |case| {
    case.file("a.txt", ARTICLE);
    let csv = case.run(&["extract", "a.txt", "--locale", "de"]).ends(0).stdout;
    assert!(csv.starts_with("\u{feff}claim_id;verdict;"));
    holds!(csv, ";2,5;");
    holds!(case.run(&["extract", "a.txt", "--locale", "xx"]).ends(2).stderr, "not a known language");
    case.run(&["extract", "a.txt", "--locale", "de", "--format", "jsonl"]).ends(2);
});

test!(the_systems_locale_is_only_a_warning, |case| {
    case.file("a.txt", ARTICLE);
    let plain = case.run(&["extract", "a.txt"]).ends(0);
    let german = crate::case::finish(case.command().args(["extract", "a.txt"]).env("LANG", "de_DE.UTF-8"), "");
    assert_eq!(german.stdout, plain.stdout);
    holds!(german.stderr, "add --locale de");
    assert_eq!(plain.stderr, "");
});

test!(the_name_of_the_output_tells_its_form, |case| {
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "claims.jsonl"]).ends(0);
    assert_eq!(case.read("claims.jsonl"), case.run(&["extract", "a.txt", "--format", "jsonl"]).ends(0).stdout);
});

test!(a_dry_run_writes_nothing, |case| {
    case.file("a.txt", ARTICLE);
    let run = case.run(&["extract", "a.txt", "-o", "claims.csv", "--dry-run"]).ends(0);
    holds!(run.stderr, "would write 2 claims of 1 document to claims.csv");
    assert_eq!((run.stdout.as_str(), case.names()), ("", vec!["a.txt".to_owned()]));
});

test!(a_dry_run_says_what_would_be_refused, |case| {
    case.file("a.txt", ARTICLE).file("mine.csv", "a,b\n1,2\n");
    for (output, said) in [("mine.csv", "mine.csv is in use"), ("no/claims.csv", "the folder no does not exist")] {
        let run = case.run(&["extract", "a.txt", "-o", output, "--dry-run"]).ends(0);
        holds!(run.stderr, "without --dry-run this would fail", said);
    }
});

test!(the_output_is_never_read_as_an_article, |case| {
    case.file("in/a.txt", ARTICLE);
    for _ in 0..2 {
        let run = case.run(&["extract", "in", "-o", "in/claims.jsonl"]).ends(0);
        holds!(run.stderr, "2 claims of 1 document");
    }
});

/// Writes the rows of a run to files.
struct Files(Output);

impl Sink for Files {
    fn batch(&mut self, batch: Batch) -> io::Result<()> {
        self.0.batch(&batch)
    }
}

test!(large_tables_are_parted_between_documents, |case| {
    let extractor = Extractor::new(RuleSet::shipped());
    let format = Format::Csv { locale: Locale::POINT, muted: false };
    let pipeline =
        Pipeline { extractor: &extractor, selection: Selection::default(), format, threads: 2, single_rows: false };
    let document = |claims: usize| {
        let text = "Some 20 men came. ".repeat(claims);
        Ok(Document { id: format!("with {claims}"), text, ..Document::default() })
    };
    let parts = PartFiles::create(&case.path("claims.csv"), format.header().as_bytes(), 10).unwrap();
    let mut files = Files(Output::Files(parts));
    pipeline.run([4, 6, 1, 12, 2].map(document).into_iter(), &mut files).unwrap();
    files.0.finish().unwrap();
    let documents = |name: &str| {
        let mut ids = column(&case.read(name), "doc_id");
        ids.dedup();
        ids
    };
    assert_eq!(documents("claims.csv"), ["with 4", "with 6"]);
    assert_eq!(documents("claims-0002.csv"), ["with 1"]);
    assert_eq!(documents("claims-0003.csv"), ["with 12"]);
    assert_eq!(documents("claims-0004.csv"), ["with 2"]);
});

test!(a_part_of_an_earlier_run_is_named, |case| {
    case.file("a.txt", ARTICLE).file("claims-0002.csv", "");
    let run = case.run(&["extract", "a.txt", "-o", "claims.csv"]).ends(0);
    holds!(run.stderr, "claims-0002.csv is of an earlier run");
});

test!(verdicts_are_never_written_over, |case| {
    case.file("a.txt", ARTICLE);
    case.run(&["extract", "a.txt", "-o", "claims.csv"]).ends(0);
    case.run(&["extract", "a.txt", "-o", "claims.csv"]).ends(0);
    let reviewed = case.read("claims.csv").replacen(",,,,,,,,", ",wrong,,,,,,,", 1);
    assert!(reviewed.contains(",wrong,"));
    case.file("claims.csv", &reviewed);
    let refused = case.run(&["extract", "a.txt", "-o", "claims.csv"]).ends(2);
    holds!(refused.stderr, "claims.csv is in use: it holds verdicts or notes");
    assert_eq!(case.read("claims.csv"), reviewed);
});
