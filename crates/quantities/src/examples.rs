//! The examples that table entries carry, and the check that runs them.

use claimsift_text::{Problem, RuleFile, Span};
use rust_decimal::Decimal;
use toml::Spanned;

use crate::{Quantity, QuantityKind, QuantityReader, QuantityTables, Unit};

/// An example of an entry: a sentence with its quantities in `[[ ]]`.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    text: Spanned<String>,
    file: usize,
    must_find: bool,
}

impl Example {
    /// A sentence whose marked quantities must be found.
    pub fn finds(text: Spanned<String>, file: usize) -> Example {
        Example { text, file, must_find: true }
    }

    /// A sentence whose marked stretches must be no quantities.
    pub fn skips(text: Spanned<String>, file: usize) -> Example {
        Example { text, file, must_find: false }
    }
}

/// A marked stretch of an example, and what is said of it behind `]] =`.
struct Mark {
    span: Span,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: Option<Unit>,
}

/// Runs the examples of all table entries and tells which do not hold, each with its place in `files`, the list that
/// the tables were loaded from.
///
/// In `finds`, `[[Rs 5 crore]] = 50,000,000 INR` marks a quantity with its value (or `low to high`) and its unit as
/// printed; in `skips`, what is marked must not be a quantity of any live kind.
pub fn check_examples(reader: &QuantityReader, files: &[RuleFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for example in &reader.tables().examples {
        let Some(file) = files.get(example.file) else { continue };
        if let Err(message) = check(reader, example) {
            problems.push(Problem::error(file, example.text.span(), message));
        }
    }
    problems
}

impl QuantityTables {
    /// How many examples its entries have.
    pub fn example_count(&self) -> usize {
        self.examples.len()
    }
}

/// Whether the kind says how much, and not when, where or which.
fn is_figure(kind: QuantityKind) -> bool {
    use QuantityKind::{Age, Measure, Money, Multiple, Number, Ordinal, Percent, Ratio, Result};
    matches!(kind, Number | Percent | Money | Measure | Age | Ordinal | Multiple | Ratio | Result)
}

fn check(reader: &QuantityReader, example: &Example) -> Result<(), String> {
    let (text, marks) = parse(reader, example.text.get_ref())?;
    if example.must_find && marks.is_empty() {
        return Err(
            "this example marks no figure: put it in double brackets, [[Rs 5 crore]] = 50,000,000 INR".to_owned()
        );
    }
    let mut found = Vec::new();
    reader.read(&text, Span::new(0, text.len()), &mut found);
    for mark in &marks {
        let quantity = found.iter().find(|quantity| quantity.span == mark.span);
        match quantity {
            Some(quantity) if example.must_find => agrees(reader, mark, quantity)?,
            Some(quantity) if !is_figure(quantity.kind) => {}
            Some(_) => return Err(format!("`{}` was read as a quantity", mark.span.of(&text))),
            None if example.must_find => return Err(missing(&text, mark, &found)),
            None => {}
        }
    }
    Ok(())
}

fn missing(text: &str, mark: &Mark, found: &[Quantity]) -> String {
    let near = found.iter().find(|quantity| quantity.span.overlaps(mark.span));
    match near {
        Some(quantity) => format!("found `{}` instead of `{}`", quantity.span.of(text), mark.span.of(text)),
        None => format!("`{}` was not found", mark.span.of(text)),
    }
}

fn agrees(reader: &QuantityReader, mark: &Mark, quantity: &Quantity) -> Result<(), String> {
    let wanted = (mark.low, mark.high, mark.unit);
    if mark.low.is_none() || wanted == (quantity.value, quantity.high, quantity.unit) {
        return Ok(());
    }
    Err(format!("found the value {}", shown(reader, quantity)))
}

fn shown(reader: &QuantityReader, quantity: &Quantity) -> String {
    let mut text = quantity.value.map_or_else(|| "(none)".to_owned(), |value| value.normalize().to_string());
    if let Some(high) = quantity.high {
        text += &format!(" to {}", high.normalize());
    }
    if let Some(unit) = quantity.unit {
        text += &format!(" {}", reader.tables().unit_symbol(unit));
    }
    text
}

/// The sentence without its marks, and the marks.
fn parse(reader: &QuantityReader, example: &str) -> Result<(String, Vec<Mark>), String> {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = example;
    while let Some((before, marked)) = rest.split_once("[[") {
        let (inside, behind) = marked.split_once("]]").ok_or("`[[` without its `]]`")?;
        text += before;
        let start = text.len();
        text += inside;
        let mut mark = Mark { span: Span::new(start, text.len()), low: None, high: None, unit: None };
        rest = match behind.strip_prefix(" = ") {
            Some(said) => value(reader, said, &mut mark)?,
            None => behind,
        };
        marks.push(mark);
    }
    text += rest;
    Ok((text, marks))
}

/// Reads `20 to 30 cm/year` into the mark, and gives the rest of the sentence.
fn value<'e>(reader: &QuantityReader, said: &'e str, mark: &mut Mark) -> Result<&'e str, String> {
    let (low, mut rest) = decimal(said).ok_or("a number is expected behind `]] =`")?;
    mark.low = Some(low);
    if let Some((high, behind)) = rest.strip_prefix(" to ").and_then(decimal) {
        (mark.high, rest) = (Some(high), behind);
    }
    // The longest of the next words that is a unit as printed: "fl oz".
    let ends =
        rest.char_indices().filter(|&(at, c)| at > 1 && !c.is_alphanumeric()).map(|(at, _)| at).chain([rest.len()]);
    for end in ends.take(6).collect::<Vec<_>>().into_iter().rev() {
        let unit = rest[..end].strip_prefix(' ').and_then(|symbol| reader.tables().find_unit(symbol));
        if unit.is_some() {
            mark.unit = unit;
            return Ok(&rest[end..]);
        }
    }
    Ok(rest)
}

fn decimal(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '-')).unwrap_or(text.len());
    let digits = text[..end].trim_end_matches(['.', ',']);
    let value = Decimal::from_str_exact(&digits.replace(',', "")).ok()?;
    Some((value, &text[digits.len()..]))
}
