//! The same bytes on any number of threads, and every time.

use crate::case::{Case, project};

/// More text than a batch holds, of documents that differ in length.
fn wire() -> String {
    let sentence =
        |at: usize| format!("Some {} men and {}.5 percent of the {at} houses were counted. ", at + 1, at % 70);
    (0..400)
        .map(|id| {
            let text: String = (id * 31..id * 31 + id * 7 % 50).map(sentence).collect();
            format!("{{\"id\": \"{id}\", \"text\": \"Report {id}. {text}\"}}\n")
        })
        .collect()
}

#[track_caller]
fn same_everywhere(case: &Case, arguments: &[&str]) {
    let run = |threads: &str| case.run(&[&["extract", "--threads", threads], arguments].concat()).ends(1);
    let one = run("1");
    assert!(one.stdout.len() > 2 << 20, "{} bytes are too few to prove anything", one.stdout.len());
    for threads in ["2", "8", "1"] {
        let other = run(threads);
        assert!(other.stdout == one.stdout, "--threads {threads} wrote other bytes");
        assert_eq!(other.stderr, one.stderr, "--threads {threads}");
    }
}

test!(rows_do_not_depend_on_threads, |case| {
    case.file("a.jsonl", wire() + "broken\n" + &wire());
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
