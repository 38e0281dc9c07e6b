//! `claimsift eval`: how well extraction does on texts whose figures were marked by hand.

use std::io::{self, Write};

use anyhow::{Result, anyhow, bail};
use claimsift::Extractor;
use claimsift::documents::{Documents, ReadOptions, Source};
use claimsift::eval::{MarkedDocument, evaluate, fit, read_marks, read_predictions};
use claimsift::pipeline::{Batch, Pipeline, Selection, Sink};
use claimsift::report::Format;

use crate::Outcome;
use crate::args::{Eval, EvalFormat};
use crate::messages::{Messages, count};
use crate::rule_files;

pub fn run(args: &Eval, messages: &mut Messages) -> Result<Outcome> {
    let marks = read_marks(&args.gold)?;
    marks.problems.iter().for_each(|problem| messages.error(problem));
    let extractor = rule_files::load(&args.rules, messages)?;
    if args.fit {
        return fit_weights(args, &marks.documents, &extractor, messages);
    }
    let predictions = read_predictions(&records(args, &extractor, messages)?).map_err(|reason| anyhow!(reason))?;
    if marks.documents.is_empty() {
        messages.error(format_args!("{}: no marked documents, so there is nothing to score", args.gold.display()));
        return Ok(Outcome::Nothing);
    }
    let scores = evaluate(&marks.documents, predictions, args.errors).map_err(|reason| anyhow!(reason))?;
    let mut out = io::stdout().lock();
    match args.format {
        EvalFormat::Text => write!(out, "{scores}")?,
        EvalFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&scores)?)?,
    }
    Ok(if messages.errors() == 0 { Outcome::Done } else { Outcome::Failures })
}

/// Writes the rule files of worth with fitted weights, and tells how good they are on documents that they have not seen.
fn fit_weights(
    args: &Eval,
    documents: &[MarkedDocument],
    extractor: &Extractor,
    messages: &mut Messages,
) -> Result<Outcome> {
    let Some(fit) = fit(documents, extractor) else {
        bail!("{}: nothing to fit to: marks need `check` true and `check` false", args.gold.display());
    };
    messages.note(format_args!(
        "fitted to {} of {}, {} of them worth checking",
        count(fit.claims, "claim"),
        count(documents.len(), "document"),
        fit.worth_checking
    ));
    messages.note(format_args!("average precision with the weights as they were: {:.3}", fit.before));
    messages.note(format_args!("on documents that the weights were not fitted to: {:.3}", fit.unseen));
    let mut out = io::stdout().lock();
    fit.files.iter().try_for_each(|file| out.write_all(file.as_bytes()))?;
    Ok(if messages.errors() == 0 { Outcome::Done } else { Outcome::Failures })
}

/// What `claimsift extract --muted --format jsonl` writes for the marked texts.
fn records(args: &Eval, extractor: &Extractor, messages: &mut Messages) -> Result<String> {
    let selection = Selection { muted: true, ..Selection::default() };
    let pipeline =
        Pipeline { extractor, selection, format: Format::Jsonl, threads: args.threads.count(), single_rows: false };
    let source = Source::Path(args.gold.clone());
    let mut records = Records { bytes: Vec::new(), messages };
    pipeline.run(Documents::open([source], ReadOptions::default()), &mut records)?;
    Ok(String::from_utf8(records.bytes)?)
}

/// Collects the records, and tells what is wrong with the texts.
struct Records<'m> {
    bytes: Vec<u8>,
    messages: &'m mut Messages,
}

impl Sink for Records<'_> {
    fn batch(&mut self, batch: Batch) -> io::Result<()> {
        batch.problems.iter().for_each(|problem| self.messages.batch(problem));
        self.bytes.extend(batch.bytes);
        Ok(())
    }
}
