//! What holds for every text.
#![cfg(feature = "shipped")]

use std::sync::LazyLock;

use claimsift_sentences::{Mode, Rule, Sentence, SentenceEnd, SentenceTables, Splitter};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

static TABLES: LazyLock<Splitter> = LazyLock::new(|| Splitter::new(SentenceTables::shipped()));
static UAX29: LazyLock<Splitter> = LazyLock::new(|| Splitter::with_mode(SentenceTables::shipped(), Mode::Uax29));

/// The pieces that hard texts are made of; random characters alone would hardly ever make an abbreviation.
const PIECES: &[&str] = &[
    "The",
    "the",
    "He said",
    "road",
    "Mr",
    "U.S",
    "No",
    "p.m",
    "Sept",
    "bn",
    "J",
    "P",
    "St",
    "e.g",
    "Yahoo",
    "I",
    "a",
    "b",
    "1",
    "2",
    "10",
    "3.2",
    "1999",
    "IV",
    ".",
    ".",
    ".",
    "?",
    "!",
    "...",
    ". . .",
    "…",
    "。",
    "؟",
    "।",
    ",",
    ":",
    " - ",
    "—",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "(",
    ")",
    "[12]",
    "[",
    "]",
    "•",
    "|",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\r",
    "\u{a0}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{301}",
    "é",
    "Ж",
    "価格",
    "said",
    "asked",
    "£8m",
    "@",
    "/",
    ":)",
    "🙂",
    "The river rose past the mark that the town had cut in 1971 and",
    "kept on rising",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => any::<String>()]
}

fn split(splitter: &Splitter, text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    splitter.split_into(text, &mut sentences);
    sentences
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn sentences_cover_the_text_in_order(text in texts()) {
        for splitter in [&*TABLES, &*UAX29] {
            let mut covered = 0;
            let sentences = split(splitter, &text);
            for (index, sentence) in sentences.iter().enumerate() {
                let span = sentence.span;
                prop_assert!(text[covered..span.start].chars().all(char::is_whitespace));
                prop_assert!(!span.is_empty());
                prop_assert_eq!(span.of(&text).trim(), span.of(&text));
                let is_last = index + 1 == sentences.len();
                prop_assert!(!is_last || sentence.end == SentenceEnd::Block);
                covered = span.end;
            }
            prop_assert!(text[covered..].chars().all(char::is_whitespace));
        }
    }

    #[test]
    fn the_sentence_at_a_place_is_that_of_the_whole_split(text in texts()) {
        for splitter in [&*TABLES, &*UAX29] {
            let sentences = split(splitter, &text);
            for offset in (0..=text.len()).filter(|&offset| text.is_char_boundary(offset)) {
                let eager = sentences.iter().find(|sentence| sentence.span.end > offset).or(sentences.last());
                let lazy = splitter.sentence_at(&text, offset);
                match eager {
                    Some(&eager) => prop_assert_eq!(lazy, eager, "at {}", offset),
                    None => prop_assert!(lazy.span.is_empty()),
                }
            }
        }
    }

    #[test]
    fn a_blank_line_ends_the_block_and_keeps_blocks_apart(first in texts(), second in texts()) {
        let (first, second) = (first.trim(), second.trim());
        prop_assume!(!first.is_empty() && !second.is_empty());
        let both = format!("{first}\n\n{second}");
        let shift = first.len() + 2;
        let apart: Vec<Sentence> = split(&TABLES, first)
            .into_iter()
            .chain(split(&TABLES, second).into_iter().map(|s| Sentence { span: s.span.shift(shift), end: s.end }))
            .collect();
        prop_assert_eq!(split(&TABLES, &both), apart);
    }

    /// UAX #29 is the oracle: an end that it does not make carries the name of the rule that made it.
    #[test]
    fn every_end_is_one_of_uax_29_or_carries_the_name_of_its_rule(text in texts()) {
        let mut ends: Vec<usize> = Vec::new();
        for (start, sentence) in text.split_sentence_bound_indices() {
            ends.push(start + sentence.trim_end().len());
        }
        for decision in TABLES.explain(&text).filter(|decision| decision.end.is_some()) {
            let by_uax_29 = matches!(decision.rule, Rule::Plain | Rule::Line | Rule::BlankLine | Rule::TextEnd);
            prop_assert!(!by_uax_29 || ends.contains(&decision.at), "{:?} in {:?}", decision, ends);
        }
    }

    #[test]
    fn explanations_tell_the_ends_of_the_split(text in texts()) {
        for splitter in [&*TABLES, &*UAX29] {
            let told: Vec<_> = splitter.explain(&text).filter_map(|d| Some((d.at, d.end?))).collect();
            let split: Vec<_> = splitter.split(&text).map(|s| (s.span.end, s.end)).collect();
            prop_assert_eq!(told, split);
        }
    }
}
