//! `claimsift sentences` and `claimsift quantities`: one stage alone.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use claimsift::claims::Tables;
use claimsift::documents::{Document, Documents, ReadOptions, Source};
use claimsift::quantities::{Quantity, QuantityTables};
use claimsift::sentences::{Mode, Splitter};
use claimsift::text::{Span, TextMap};
use serde::Serialize;

use crate::Outcome;
use crate::args::{Listing, ListingFormat, Sentences, SplitMode};
use crate::messages::Messages;
use crate::rule_files;

type Out = BufWriter<io::StdoutLock<'static>>;

/// A sentence as JSONL has it; bytes of the text as given.
#[derive(Serialize)]
struct SentenceRecord<'d> {
    doc_id: &'d str,
    start: usize,
    end: usize,
}

/// A quantity as JSONL has it; bytes of the text as given, and decimals as text, so that no digit is lost.
#[derive(Serialize)]
struct QuantityRecord<'d> {
    doc_id: &'d str,
    start: usize,
    end: usize,
    quote: &'d str,
    core: &'d str,
    kind: &'static str,
    value: Option<String>,
    value_high: Option<String>,
    comparator: &'static str,
    unit: Option<String>,
}

pub fn sentences(args: &Sentences, messages: &mut Messages) -> Result<Outcome> {
    let Sentences { mode, listing: args } = args;
    let tables = rule_files::load_tables(&args.rules, messages)?;
    let mode = match mode {
        SplitMode::Tables => Mode::Tables,
        SplitMode::Uax29 => Mode::Uax29,
    };
    let splitter = Splitter::with_mode(tables.splitter.tables().clone(), mode);
    let mut sentences = Vec::new();
    each_document(args, messages, |document, out| {
        let map = TextMap::decode(&document.text);
        sentences.clear();
        splitter.split_into(map.text(), &mut sentences);
        sentences.iter().try_for_each(|sentence| match args.format {
            ListingFormat::Text => writeln!(out, "{}", one_line(sentence.span.of(map.text()))),
            ListingFormat::Jsonl => {
                let Span { start, end } = map.given(sentence.span);
                json_line(out, &SentenceRecord { doc_id: &document.id, start, end })
            }
        })
    })
}

pub fn quantities(args: &Listing, messages: &mut Messages) -> Result<Outcome> {
    let Tables { splitter, quantities: reader } = rule_files::load_tables(&args.rules, messages)?;
    let (mut sentences, mut quantities) = (Vec::new(), Vec::new());
    each_document(args, messages, |document, out| {
        let map = TextMap::decode(&document.text);
        sentences.clear();
        splitter.split_into(map.text(), &mut sentences);
        for sentence in &sentences {
            quantities.clear();
            reader.read(map.text(), sentence.span, &mut quantities);
            for quantity in &quantities {
                let record = record(reader.tables(), document, &map, quantity);
                match args.format {
                    ListingFormat::Text => writeln!(out, "{}", describe(&record))?,
                    ListingFormat::Jsonl => json_line(out, &record)?,
                }
            }
        }
        Ok(())
    })
}

/// Reads all inputs and hands each document on.
fn each_document(
    args: &Listing,
    messages: &mut Messages,
    mut list: impl FnMut(&Document, &mut Out) -> io::Result<()>,
) -> Result<Outcome> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut documents = 0;
    for input in Documents::open(args.paths.iter().map(Source::named), ReadOptions::default()) {
        match input {
            Ok(document) => {
                documents += 1;
                list(&document, &mut out)?;
            }
            Err(problem) => messages.input(&problem),
        }
    }
    out.flush()?;
    Ok(match (messages.errors(), documents) {
        (0, _) => Outcome::Done,
        (_, 0) => Outcome::Nothing,
        _ => Outcome::Failures,
    })
}

fn record<'d>(
    tables: &QuantityTables,
    document: &'d Document,
    map: &'d TextMap<'_>,
    quantity: &Quantity,
) -> QuantityRecord<'d> {
    let Span { start, end } = map.given(quantity.span);
    QuantityRecord {
        doc_id: &document.id,
        start,
        end,
        quote: quantity.span.of(map.text()),
        core: quantity.core.of(map.text()),
        kind: quantity.kind.as_str(),
        value: quantity.value.map(|value| value.normalize().to_string()),
        value_high: quantity.high.map(|value| value.normalize().to_string()),
        comparator: quantity.comparator.as_str(),
        unit: quantity.unit.map(|unit| tables.unit_symbol(unit).to_string()),
    }
}

/// `more than 5,300 hectares: measure, more than 5300 ha`.
pub fn describe_quantity(
    tables: &QuantityTables,
    document: &Document,
    map: &TextMap<'_>,
    quantity: &Quantity,
) -> String {
    describe(&record(tables, document, map, quantity))
}

fn describe(record: &QuantityRecord<'_>) -> String {
    let mut text = format!("{}: {}", one_line(record.quote), record.kind);
    let Some(value) = &record.value else { return text };
    text.push_str(", ");
    if record.comparator != "exactly" {
        text.push_str(record.comparator);
        text.push(' ');
    }
    text.push_str(value);
    if let Some(high) = &record.value_high {
        text.push_str(" to ");
        text.push_str(high);
    }
    if let Some(unit) = &record.unit {
        text.push(' ');
        text.push_str(unit);
    }
    text
}

fn json_line(out: &mut Out, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// The text with every run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
