//! Any text is split without a panic, its sentences cover it in order, and the sentence at any place is the same found
//! alone.
#![no_main]

use std::sync::LazyLock;

use claimsift_sentences::{Sentence, SentenceTables, Splitter};
use libfuzzer_sys::fuzz_target;

static SPLITTER: LazyLock<Splitter> = LazyLock::new(|| Splitter::new(SentenceTables::shipped()));

fuzz_target!(|text: &str| {
    let sentences: Vec<Sentence> = SPLITTER.split(text).collect();
    let mut covered = 0;
    for sentence in &sentences {
        assert!(text[covered..sentence.span.start].trim().is_empty());
        assert!(!sentence.span.of(text).trim().is_empty());
        assert_eq!(SPLITTER.sentence_at(text, sentence.span.start), *sentence);
        covered = sentence.span.end;
    }
    assert!(text[covered..].trim().is_empty());
});
