//! `claimsift extract`: from inputs to a table, a record or readable lines.

use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use claimsift::Extractor;
use claimsift::claims::{Places, RuleSet};
use claimsift::documents::{Documents, ReadOptions, Source};
use claimsift::output::{Output, Ranking};
use claimsift::pipeline::{Batch, Pipeline, Selection, Sink};
use claimsift::report::{Format, Locale, PartFiles, ROWS_PER_FILE, may_replace, part_path};

use crate::Outcome;
use crate::args::{Extract, OutputFormat, SortOrder};
use crate::messages::{Messages, count};
use crate::repeated_ids::RepeatedIds;
use crate::{interrupt, rule_files};

pub fn run(args: &Extract, messages: &mut Messages) -> Result<Outcome> {
    let format = format(args)?;
    // The process ends with the rules, which need not be taken apart before.
    let extractor = ManuallyDrop::new(Extractor::new(rule_files::load(&args.rules, messages)?));
    interrupt::listen()?;
    let output = open(args, format, messages)?;
    warn_of_locale(args, format, messages);
    if args.output.is_some() || !io::stdout().is_terminal() {
        messages.show_progress();
    }
    let ranked = args.top.is_some() || args.sort.is_some();
    let pipeline = Pipeline {
        extractor: &extractor,
        selection: Selection {
            kinds: args.kinds.clone(),
            min_worth: args.min_worth.unwrap_or(i32::MIN),
            muted: args.muted,
        },
        format,
        threads: args.threads.count(),
        single_rows: ranked,
    };
    let options =
        ReadOptions { date: args.date, outputs: args.output.iter().cloned().collect(), ..ReadOptions::default() };
    let inputs = Documents::open(args.paths.iter().map(Source::named), options);
    let ranking = ranked.then(Ranking::new).transpose().context("cannot write a temporary file")?;
    let mut run = Run {
        args,
        output,
        ranking,
        messages,
        documents: 0,
        claims: 0,
        places: Places::default(),
        ids: RepeatedIds::default(),
    };
    pipeline.run(inputs, &mut run).with_context(|| writing(args))?;
    run.finish(extractor.engine().rules())
}

/// The form of the output: as asked for, else as the file's name tells, else CSV, and lines on a terminal.
fn format(args: &Extract) -> Result<Format> {
    let csv = Format::Csv { locale: args.locale.unwrap_or(Locale::POINT), muted: args.muted };
    let format = match (args.format, &args.output) {
        (Some(OutputFormat::Csv), _) => csv,
        (Some(OutputFormat::Jsonl), _) => Format::Jsonl,
        (None, Some(path)) if has_ending(path, RECORD_ENDINGS) => Format::Jsonl,
        (None, Some(path)) if has_ending(path, OTHER_ENDINGS) => {
            bail!("{}: not a form that is written; end it with .csv or .jsonl, or say --format", path.display())
        }
        (None, None) if io::stdout().is_terminal() => Format::Lines,
        (None, _) => csv,
    };
    if args.locale.is_some() && format == Format::Jsonl {
        bail!("--locale is for CSV alone; JSONL is the same everywhere");
    }
    Ok(format)
}

/// The names of files with a record a line.
const RECORD_ENDINGS: &[&str] = &["jsonl", "ndjson"];

/// Names that promise what would not be in the file.
const OTHER_ENDINGS: &[&str] = &["xlsx", "xls", "ods", "json", "tsv", "parquet"];

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending))
}

/// Opens the output before anything is read, so that hours of work never end in a folder that cannot be written.
fn open(args: &Extract, format: Format, messages: &mut Messages) -> Result<Output> {
    let header = format.header();
    if args.dry_run {
        if let Some(Err(error)) = args.output.as_deref().map(refuse_in_use) {
            messages.warning(format_args!("without --dry-run this would fail: {error:#}"));
        }
        return Ok(Output::Stream(Box::new(io::sink())));
    }
    let Some(path) = &args.output else {
        let mut stdout = io::stdout().lock();
        stdout.write_all(header.as_bytes())?;
        return Ok(Output::Stream(Box::new(stdout)));
    };
    refuse_in_use(path)?;
    let rows = if format == Format::Jsonl { usize::MAX } else { ROWS_PER_FILE };
    Ok(Output::Files(PartFiles::create(path, header.as_bytes(), rows).with_context(|| writing(args))?))
}

/// Refuses an output that holds the work of people, and one in a folder that is not there.
fn refuse_in_use(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        let missing = anyhow!("the folder {} does not exist", folder.display());
        return Err(missing.context(writing_to(path)));
    }
    match may_replace(path).with_context(|| writing_to(path))? {
        true => Ok(()),
        false => bail!(
            "{} is in use: it holds verdicts or notes, or claimsift did not write it; choose another -o",
            path.display()
        ),
    }
}

fn writing_to(path: &Path) -> String {
    format!("cannot write {}; choose another place with -o", path.display())
}

fn writing(args: &Extract) -> String {
    match &args.output {
        Some(path) => writing_to(path),
        None => "cannot write to standard output".to_owned(),
    }
}

/// A spreadsheet of a system with decimal commas puts a CSV with commas into one column.
fn warn_of_locale(args: &Extract, format: Format, messages: &mut Messages) {
    let is_csv = matches!(format, Format::Csv { .. });
    let names = ["LC_ALL", "LC_NUMERIC", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    let Some(name) = names.into_iter().find(|name| !name.is_empty()) else { return };
    if is_csv && args.locale.is_none() && Locale::from_name(&name) == Some(Locale::COMMA) {
        let language = name.split(['.', '_', '@']).next().unwrap_or(&name);
        messages.warning(format_args!(
            "spreadsheets here expect semicolons and decimal commas; add --locale {language} to get them"
        ));
    }
}

/// Takes the rows and says how far the work is.
struct Run<'a> {
    args: &'a Extract,
    output: Output,
    /// Where rows wait until the best are known or their order is.
    ranking: Option<Ranking>,
    messages: &'a mut Messages,
    documents: usize,
    claims: usize,
    /// The rules with `where` that held somewhere.
    places: Places,
    ids: RepeatedIds,
}

impl Sink for Run<'_> {
    fn batch(&mut self, batch: Batch) -> io::Result<()> {
        interrupt::check()?;
        batch.problems.iter().for_each(|problem| self.messages.batch(problem));
        self.documents += batch.documents;
        self.places.add(&batch.places);
        self.ids.add(&batch.ids);
        self.claims += batch.pieces.iter().map(|piece| piece.rows).sum::<usize>();
        self.messages.progress(self.documents, self.claims);
        match &mut self.ranking {
            Some(ranking) => ranking.batch(&batch),
            None => self.output.batch(&batch),
        }
    }
}

impl Run<'_> {
    fn finish(mut self, rules: &RuleSet) -> Result<Outcome> {
        self.messages.end_progress();
        if let Some(ranking) = self.ranking.take() {
            let by_worth = self.args.sort == Some(SortOrder::Worth);
            self.claims = ranking
                .write(self.args.top.map(NonZeroUsize::get), by_worth, &mut self.output)
                .with_context(|| writing(self.args))?;
        }
        let failed = self.messages.errors() > 0;
        if self.documents == 0 && failed {
            // What an earlier run wrote is worth more than an empty table.
            return Ok(Outcome::Nothing);
        }
        let files = std::mem::replace(&mut self.output, Output::Stream(Box::new(io::sink())));
        let files = files.finish().with_context(|| writing(self.args))?;
        self.summarise(&files);
        self.advise(rules);
        Ok(if failed { Outcome::Failures } else { Outcome::Done })
    }

    /// Says what was probably meant otherwise.
    fn advise(&mut self, rules: &RuleSet) {
        if self.documents > 0 {
            for rule in rules.unfitted(&self.places) {
                let (id, file) = (rule.id(), &rules.file_of(rule).name);
                self.messages.note(format_args!("the `where` of `{id}` in {file} fitted no document"));
            }
        }
        if self.ids.repeated > 0 {
            let (claims, verb) =
                (count(self.ids.repeated, "claim"), if self.ids.repeated == 1 { "has" } else { "have" });
            self.messages.warning(format_args!(
                "{claims} {verb} the id of another one: files of the same name with the same sentence"
            ));
        }
    }

    fn summarise(&mut self, files: &[PathBuf]) {
        let Run { args, messages, .. } = self;
        let (claims, documents) = (count(self.claims, "claim"), count(self.documents, "document"));
        if self.documents == 0 {
            messages.note("no documents found; name a text file, a folder of them, or JSONL");
        } else if self.claims == 0 {
            let wanted = if args.kinds.is_empty() && args.min_worth.is_none() { "" } else { " of those asked for" };
            let hint = if args.muted { "" } else { "; --muted shows what the rules left out" };
            messages.note(format_args!("no claims{wanted} found in {documents}{hint}"));
        }
        match (&args.output, files) {
            (Some(path), _) if args.dry_run => {
                messages.note(format_args!("would write {claims} of {documents} to {}", path.display()));
            }
            (None, _) if args.dry_run => messages.note(format_args!("would write {claims} of {documents}")),
            (Some(_), files) => {
                let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
                messages.note(format_args!("{claims} of {documents} written to {}", names.join(", ")));
                warn_of_old_part(files, messages);
            }
            (None, _) if self.claims > 0 && args.format.is_none() && io::stdout().is_terminal() => {
                messages.note(format_args!("{claims} of {documents}; add -o claims.csv for a table to review"));
            }
            (None, _) => {}
        }
    }
}

/// A part of an earlier, longer run would be taken for one of this run.
fn warn_of_old_part(files: &[PathBuf], messages: &mut Messages) {
    let Some(first) = files.first() else { return };
    let next = part_path(first, files.len());
    if next.exists() {
        messages.warning(format_args!("{} is of an earlier run; remove it if nobody needs it", next.display()));
    }
}
