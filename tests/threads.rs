//! The same bytes on any number of threads, and every time.

use crate::case::{Case, project};

/// Text for several batches, of documents that differ in length and in what they hold.
fn wire() -> String {
    let document = |id: usize| {
        let walk = "They walked along the river for a while and said nothing. ".repeat(id % 7 * 60);
        let claims: String =
            (0..id % 5).map(|at| format!("Some {} men saw {}.5 percent of the houses. ", id + at, at % 70)).collect();
        format!("{{\"id\": \"{id}\", \"text\": \"{walk}{claims}\"}}\n")
    };
    (1..300).map(document).collect()
}

#[track_caller]
fn same_everywhere(case: &Case, arguments: &[&str]) {
    let run = |threads: &str| case.run(&[&["extract", "--threads", threads], arguments].concat()).ends(1);
    let one = run("1");
    assert!(one.stdout.lines().count() > 800, "{} rows are too few to prove anything", one.stdout.lines().count());
    for threads in ["2", "8", "1"] {
        let other = run(threads);
        assert!(other.stdout == one.stdout, "--threads {threads} wrote other bytes");
        assert_eq!(other.stderr, one.stderr, "--threads {threads}");
    }
}

test!(rows_do_not_depend_on_threads, |case| {
    let wire = wire() + "broken\n" + &wire();
    assert!(wire.len() > 5 << 20, "{} bytes are too few for several batches", wire.len());
    case.file("a.jsonl", wire);
    for options in [&["--format", "jsonl"][..], &["--muted"], &["--sort", "worth"], &["--top", "900"]] {
        same_everywhere(&case, &[&["a.jsonl", "missing.txt"], options].concat());
    }
});

test!(the_corpus_does_not_depend_on_threads, |case| {
    let corpus = project().join("corpus");
    let run =
        |threads| case.run(&["extract", corpus.to_str().unwrap(), "--muted", "--threads", threads]).ends(0).stdout;
    let one = run("1");
    assert!(one.lines().count() > 100);
    assert!(["2", "8"].iter().all(|threads| run(threads) == one));
});
