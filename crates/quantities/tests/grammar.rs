//! The grammar, proved by tables of marked sentences.

use std::fmt::Write as _;

use claimsift_quantities::{Comparator, PairEnd, Quantity, QuantityKind, QuantityReader, QuantityTables};
use claimsift_text::Span;

/// A sentence with its quantities marked, and what is read of each, in the form of the tables.
fn render(reader: &QuantityReader, text: &str) -> String {
    let mut found = Vec::new();
    reader.read(text, Span::new(0, text.len()), &mut found);
    let mut line = String::new();
    let mut copied = 0;
    for quantity in &found {
        let Span { start, end } = quantity.span;
        write!(line, "{}[[{}]]", &text[copied..start], &text[start..end]).unwrap();
        copied = end;
    }
    let readings: Vec<String> = found.iter().map(|quantity| reading(reader, quantity)).collect();
    let line = format!("{line}{} => {}", &text[copied..], readings.join("; "));
    line.trim_end().to_owned()
}

/// `20..30 cm/year between pair-to (Kind)`
fn reading(reader: &QuantityReader, quantity: &Quantity) -> String {
    let mut parts = Vec::new();
    let plain = |value: rust_decimal::Decimal| value.normalize().to_string();
    match (quantity.value, quantity.high) {
        (Some(low), Some(high)) => parts.push(format!("{}..{}", plain(low), plain(high))),
        (Some(value), None) => parts.push(plain(value)),
        _ if quantity.too_large => parts.push("too-large".to_owned()),
        _ => {}
    }
    parts.extend(quantity.unit.map(|unit| reader.tables().unit_symbol(unit).to_string()));
    if quantity.comparator != Comparator::Exactly {
        parts.push(quantity.comparator.as_str().to_owned());
    }
    parts.extend(quantity.pair.map(|pair| if pair == PairEnd::From { "pair-from" } else { "pair-to" }.to_owned()));
    use QuantityKind::{Measure, Money, Number, Percent};
    if !matches!(quantity.kind, Number | Percent | Money | Measure) {
        parts.push(format!("({:?})", quantity.kind));
    }
    parts.join(" ")
}

/// The lines of a table that are read otherwise.
fn differences(table: &str) -> Vec<String> {
    let reader = QuantityReader::new(QuantityTables::shipped());
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut differences = Vec::new();
    for expected in lines {
        let (sentence, _) = expected.split_once("=>").expect("each line has its =>");
        let text = sentence.trim().replace("[[", "").replace("]]", "");
        let read = render(&reader, &text);
        if read != expected {
            differences.push(format!("\n  want {expected}\n  read {read}"));
        }
    }
    differences
}

#[test]
fn grammar_table() {
    let differences = differences(include_str!("grammar.txt"));
    assert!(differences.is_empty(), "{} differ:{}", differences.len(), differences.concat());
}

#[test]
fn phenomena_table() {
    let differences = differences(include_str!("phenomena.txt"));
    assert!(differences.is_empty(), "{} differ:{}", differences.len(), differences.concat());
}
