//! `claimsift explain`: what each stage made of a text, and why.

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Result, bail};
use claimsift::claims::{Attempt, Context, Scratch};
use claimsift::documents::{Document, Documents, ReadOptions, Source};
use claimsift::report::{Field, MEANING, Place, Row, RowMaker};
use claimsift::text::TextMap;
use claimsift::{Extractor, Split};

use crate::Outcome;
use crate::args::Explain;
use crate::listing::{describe_quantity, one_line};
use crate::messages::Messages;
use crate::rule_files;

/// What is shown of a claim behind what it says.
const GROUNDS: &[&str] = &["why", "rules", "muted_by"];

pub fn run(args: &Explain, messages: &mut Messages) -> Result<Outcome> {
    let extractor = rule_files::load(&args.rules, messages)?;
    let documents = documents(args.input.as_deref(), messages)?;
    let mut out = io::stdout().lock();
    for document in &documents {
        explain(&extractor, document, &mut out)?;
    }
    Ok(match (messages.errors(), documents.len()) {
        (0, _) => Outcome::Done,
        (_, 0) => Outcome::Nothing,
        _ => Outcome::Failures,
    })
}

/// The text itself, or the documents of the file or of standard input.
fn documents(input: Option<&str>, messages: &mut Messages) -> Result<Vec<Document>> {
    let text = match input {
        None | Some("-") => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text)?;
            text
        }
        Some(path) if Path::new(path).exists() => return Ok(read(path, messages)),
        Some(text) if is_path(text) => {
            bail!("{text}: no such file; to explain a text, give more than one word in quotes")
        }
        Some(text) => text.to_owned(),
    };
    Ok(vec![Document { id: "text".to_owned(), file: "text".to_owned(), text, ..Document::default() }])
}

/// Whether a single word is rather a file's name than a text: it has a slash, or an ending of letters.
fn is_path(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let named = !ending.is_empty() && ending.chars().all(|c| c.is_ascii_alphabetic());
    !text.contains(char::is_whitespace) && (named || text.contains(['/', '\\']))
}

fn read(path: &str, messages: &mut Messages) -> Vec<Document> {
    let inputs = Documents::open([Source::named(path)], ReadOptions::default());
    inputs.filter_map(|input| input.map_err(|problem| messages.input(&problem)).ok()).collect()
}

fn explain(extractor: &Extractor, document: &Document, out: &mut impl Write) -> io::Result<()> {
    let map = TextMap::decode(&document.text);
    let (mut split, mut scratch, mut maker) = (Split::default(), Scratch::default(), RowMaker::new());
    let reading = extractor.read(document, map.text(), &mut split);
    let mut rows = maker.document(&reading.origin(""), &document.text, &map, extractor.units());
    let mut result = Ok(());
    reading.sentences(&mut |context, place| {
        if result.is_err() {
            return;
        }
        let (claims, attempts) = extractor.engine().explain(context, &mut scratch);
        let mut sentence = rows.sentence(place, claims);
        let rows = (0..claims.len()).map(|index| sentence.row(index).clone()).collect();
        let explained = Explained { extractor, document, map: &map, context, rows, attempts };
        result = explained.write(place, out);
    });
    result
}

/// What became of one sentence.
struct Explained<'e> {
    extractor: &'e Extractor,
    document: &'e Document,
    map: &'e TextMap<'e>,
    context: &'e Context<'e>,
    rows: Vec<Row>,
    attempts: Vec<Attempt<'e>>,
}

impl Explained<'_> {
    fn write(&self, place: &Place<'_>, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}: {}", place.block, one_line(place.sentence.of(self.map.text())))?;
        let rules = self.extractor.engine().rules();
        let mut quantities = Vec::new();
        rules.quantities().read(self.map.text(), self.context.sentence, &mut quantities);
        for quantity in &quantities {
            writeln!(
                out,
                "  quantity  {}",
                describe_quantity(rules.quantities().tables(), self.document, self.map, quantity)
            )?;
        }
        (0..self.rows.len()).try_for_each(|index| self.claim(index, out))
    }

    fn claim(&self, index: usize, out: &mut impl Write) -> io::Result<()> {
        let row = &self.rows[index];
        let label = if row.muted_by.is_empty() { "claim" } else { "muted" };
        writeln!(out, "  {label:8}  {}", one_line(&row.claim))?;
        for name in MEANING.iter().chain(GROUNDS) {
            let field = Field::of_name(name).expect("a field of the table");
            let mut text = String::new();
            field.write(row, &mut text);
            if !text.is_empty() {
                writeln!(out, "            {name}: {}", one_line(&text))?;
            }
        }
        let missed: Vec<&str> = self
            .attempts
            .iter()
            .filter(|attempt| attempt.claim == index && !attempt.matched)
            .map(|attempt| attempt.rule)
            .collect();
        if !missed.is_empty() {
            writeln!(out, "            tried, no match: {}", missed.join(", "))?;
        }
        Ok(())
    }
}
