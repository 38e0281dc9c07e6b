//! `claimsift diff` and `claimsift rules diff`: what another run or other rules find.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use claimsift::Extractor;
use claimsift::comparison::{Comparison, fields};
use claimsift::documents::{Documents, ReadOptions, Source};
use claimsift::pipeline::{Batch, Pipeline, Selection, Sink};
use claimsift::report::{Format, Locale, Table, part_path};

use crate::Outcome;
use crate::args::{Diff, RulesDiff};
use crate::messages::{Messages, count};
use crate::rule_files;

/// The word for the shipped rules alone.
const SHIPPED: &str = "shipped";

pub fn tables(args: &Diff) -> Result<Outcome> {
    let is_record = |path: &Path| path.extension().is_some_and(|extension| extension == "jsonl");
    if is_record(&args.old) != is_record(&args.new) {
        bail!("one is a table and the other a record; compare two CSV files, or two JSONL files");
    }
    print(&Comparison::of(read(&args.old)?, read(&args.new)?))?;
    Ok(Outcome::Done)
}

/// The rows of a table and of its further parts, `claims-0002.csv` and so on.
fn read(path: &Path) -> Result<Table> {
    let parts = (1..).map(|part| part_path(path, part)).take_while(|part| part.exists());
    let mut table = Table::default();
    for part in std::iter::once(path.to_owned()).chain(parts) {
        let more = Table::open(&part, &fields()).with_context(|| format!("cannot read {}", part.display()))?;
        table.rows.extend(more.rows);
    }
    Ok(table)
}

pub fn rules(args: &RulesDiff, messages: &mut Messages) -> Result<Outcome> {
    let (old, new) = (extractor(&args.old, messages)?, extractor(&args.new, messages)?);
    let old = extract(&old, args, Some(messages))?;
    // Both runs read the same inputs: what is wrong with them is told once.
    let new = extract(&new, args, None)?;
    print(&Comparison::of(old, new))?;
    Ok(if messages.errors() > 0 { Outcome::Failures } else { Outcome::Done })
}

fn extractor(rules: &Path, messages: &mut Messages) -> Result<Extractor> {
    let paths = if rules == Path::new(SHIPPED) { Vec::new() } else { vec![rules.to_owned()] };
    rule_files::load_only(&paths, messages)
}

fn extract(extractor: &Extractor, args: &RulesDiff, messages: Option<&mut Messages>) -> Result<Table> {
    let format = Format::Csv { locale: Locale::POINT, muted: true };
    let selection = Selection { muted: true, ..Selection::default() };
    let threads = args.threads.count();
    let pipeline = Pipeline { extractor, selection, format, threads, single_rows: false };
    let mut rows = Rows { header: format.header(), table: Table::default(), messages };
    pipeline.run(Documents::open(args.corpus.iter().map(Source::named), ReadOptions::default()), &mut rows)?;
    Ok(rows.table)
}

/// Reads the rows as they come, so that no text waits in memory.
struct Rows<'m> {
    header: String,
    table: Table,
    /// Who is told what is wrong with the inputs.
    messages: Option<&'m mut Messages>,
}

impl Sink for Rows<'_> {
    fn batch(&mut self, batch: Batch) -> io::Result<()> {
        if let Some(messages) = &mut self.messages {
            batch.problems.iter().for_each(|problem| messages.batch(problem));
        }
        let bytes = [self.header.as_bytes(), &batch.bytes].concat();
        self.table.rows.extend(Table::parse(&bytes, &fields()).map_err(io::Error::other)?.rows);
        Ok(())
    }
}

fn print(comparison: &Comparison) -> Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "{comparison}")?;
    let [won, changed] = [comparison.won(), comparison.changed()].map(|number| count(number, "claim"));
    let fields = comparison.changed_fields().into_iter().map(|(name, times)| format!("{name} {times}"));
    let fields = fields.collect::<Vec<_>>().join(", ");
    let fields = if fields.is_empty() { fields } else { format!(" ({fields})") };
    writeln!(out, "{won} won, {} lost, {changed} changed{fields}, {} the same", comparison.lost(), comparison.same())?;
    Ok(())
}
