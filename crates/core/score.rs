//! `claimsift eval`: how well extraction does on texts whose figures were marked by hand.

use std::io::{self, Write};

use anyhow::{Result, anyhow};
use claimsift::Extractor;
use claimsift::documents::{Documents, ReadOptions, Source};
use claimsift::eval::{evaluate, read_marks, read_predictions};
use claimsift::pipeline::{Batch, Pipeline, Selection, Sink};
use claimsift::report::Format;

use crate::Outcome;
use crate::args::{Eval, EvalFormat};
use crate::messages::Messages;
use crate::rule_files;

pub fn run(args: &Eval, messages: &mut Messages) -> Result<Outcome> {
    let marked = read_marks(&args.gold)?;
    let extractor = Extractor::new(rule_files::load(&args.rules, messages)?);
    let predictions = read_predictions(&records(args, &extractor)?).map_err(|reason| anyhow!(reason))?;
    let scores = evaluate(&marked, predictions, args.errors).map_err(|reason| anyhow!(reason))?;
    let mut out = io::stdout().lock();
    match args.format {
        EvalFormat::Text => write!(out, "{scores}")?,
        EvalFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&scores)?)?,
    }
    Ok(Outcome::Done)
}

/// What `claimsift extract --muted --format jsonl` writes for the marked texts.
fn records(args: &Eval, extractor: &Extractor) -> Result<String> {
    let selection = Selection { muted: true, ..Selection::default() };
    let pipeline =
        Pipeline { extractor, selection, format: Format::Jsonl, threads: args.threads.count(), single_rows: false };
    let source = Source::Path(args.gold.clone());
    let mut records = Records(Vec::new());
    pipeline.run(Documents::open([source], ReadOptions::default()), &mut records)?;
    Ok(String::from_utf8(records.0)?)
}

/// Collects the records; the marks were read without an error, so their texts can be read too.
struct Records(Vec<u8>);

impl Sink for Records {
    fn batch(&mut self, batch: Batch) -> io::Result<()> {
        self.0.extend(batch.bytes);
        Ok(())
    }
}
