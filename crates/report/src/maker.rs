use std::fmt::Write;

use claimsift_claims::{Claim, Kind};
use claimsift_quantities::QuantityTables;
use claimsift_text::{Span, TextMap};
use rust_decimal::Decimal;

use crate::Row;
use crate::identity::Identity;
use crate::plain::push_decimal;
use crate::window::{push_around, push_end, push_start};

/// What a document says of all its rows. A text is empty when it is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'d> {
    /// The document's id.
    pub doc_id: &'d str,
    /// The path it was read from.
    pub file: &'d str,
    /// Its title.
    pub title: &'d str,
    /// The day it was published, in ISO 8601.
    pub date: &'d str,
    /// Where it was published.
    pub url: &'d str,
    /// The line of the file that the whole document stands on, for records; `None` where lines of the text are lines
    /// of the file.
    pub line: Option<usize>,
}

/// Where a sentence stands; spans of the decoded text.
#[derive(Clone, Copy, Debug)]
pub struct Place<'d> {
    /// The sentence.
    pub sentence: Span,
    /// The sentence before, in the same block.
    pub before: Option<Span>,
    /// The sentence after, in the same block.
    pub after: Option<Span>,
    /// What the block is.
    pub block: &'d str,
}

/// Makes rows of claims. One is enough for many documents; its buffers are used again for every row.
#[derive(Default)]
pub struct RowMaker {
    row: Row,
    identity: Identity,
    table_only: bool,
}

impl RowMaker {
    /// A maker with empty buffers.
    pub fn new() -> RowMaker {
        RowMaker::default()
    }

    /// A maker that leaves out the fields that only the record has, for outputs without them.
    pub fn for_table() -> RowMaker {
        RowMaker { table_only: true, ..RowMaker::default() }
    }

    /// Begins a document, whose text as given is `given`. Its sentences are to follow in the order of the text.
    pub fn document<'a>(
        &'a mut self,
        origin: &Origin<'a>,
        given: &'a str,
        map: &'a TextMap<'a>,
        units: &'a QuantityTables,
    ) -> DocumentRows<'a> {
        self.identity.begin_document(origin.doc_id);
        let row = &mut self.row;
        for (field, text) in [
            (&mut row.doc_id, origin.doc_id),
            (&mut row.file, origin.file),
            (&mut row.title, origin.title),
            (&mut row.date, origin.date),
            (&mut row.url, origin.url),
        ] {
            refill(field, |field| push_start(text, field));
        }
        let lines = Lines { given, at: 0, line: 1, fixed: origin.line };
        DocumentRows { maker: self, map, units, lines }
    }
}

/// Makes the rows of one document.
pub struct DocumentRows<'a> {
    maker: &'a mut RowMaker,
    map: &'a TextMap<'a>,
    units: &'a QuantityTables,
    lines: Lines<'a>,
}

impl<'a> DocumentRows<'a> {
    /// Begins a sentence with all its claims, muted ones among them. Every sentence that has a claim must be given,
    /// whether its rows are wanted or not, because equal sentences are numbered.
    pub fn sentence<'s>(&'s mut self, place: &Place<'_>, claims: &'s [Claim<'s>]) -> SentenceRows<'s, 'a> {
        let text = self.map.text();
        let row = &mut self.maker.row;
        refill(&mut row.block, |field| field.push_str(place.block));
        refill(&mut row.before, |field| push_end(place.before.map_or("", |span| span.of(text)), field));
        refill(&mut row.after, |field| push_start(place.after.map_or("", |span| span.of(text)), field));
        self.maker.identity.begin_sentence(place.sentence.of(text));
        SentenceRows { rows: self, claims, sentence: place.sentence }
    }
}

/// Makes the rows of one sentence.
pub struct SentenceRows<'s, 'a> {
    rows: &'s mut DocumentRows<'a>,
    claims: &'s [Claim<'s>],
    sentence: Span,
}

impl SentenceRows<'_, '_> {
    /// The row of the claim at `index`, lent until the next one is made.
    pub fn row(&mut self, index: usize) -> &Row {
        let claims = self.claims;
        let claim = &claims[index];
        self.identify(claim);
        self.place(claim);
        self.words(claim);
        self.names(claim);
        self.figures(claim);
        if !self.rows.maker.table_only {
            self.base_figures(claim);
        }
        self.reasons(claim);
        self.partners(claim);
        &self.rows.maker.row
    }

    fn identify(&mut self, claim: &Claim<'_>) {
        let RowMaker { row, identity, .. } = &mut *self.rows.maker;
        let core = claim.core.of(self.rows.map.text());
        refill(&mut row.claim_id, |id| identity.push_claim_id(core, claim.core_ordinal, id));
    }

    fn place(&mut self, claim: &Claim<'_>) {
        let DocumentRows { maker, map, lines, .. } = &mut *self.rows;
        let row = &mut maker.row;
        let given = map.given(claim.quote);
        row.start = given.start;
        row.end = given.end;
        row.line = lines.line_of(given.start);
        let sentence = self.sentence.of(map.text());
        // A quote never leaves its sentence; what would is shown as far as the sentence goes.
        let start = claim.quote.start.clamp(self.sentence.start, self.sentence.end);
        let end = claim.quote.end.clamp(start, self.sentence.end);
        row.sentence.clear();
        row.quote_at =
            push_around(sentence, Span::new(start - self.sentence.start, end - self.sentence.start), &mut row.sentence);
    }

    /// The fields that are stretches of the text.
    fn words(&mut self, claim: &Claim<'_>) {
        let text = self.rows.map.text();
        let RowMaker { row, table_only, .. } = &mut *self.rows.maker;
        let stretch = |field: &mut String, span: Option<Span>| {
            refill(field, |field| span.into_iter().for_each(|span| push_start(span.of(text), field)));
        };
        stretch(&mut row.quote, (!*table_only).then_some(claim.quote));
        stretch(&mut row.counted, claim.counted);
        stretch(&mut row.speaker, claim.speaker);
        stretch(&mut row.hedged, claim.hedged);
        stretch(&mut row.negated, claim.negated);
        let readable = Readable { text, units: self.rows.units };
        refill(&mut row.claim, |field| readable.push(claim, field));
    }

    /// The fields that hold one of a few words.
    fn names(&mut self, claim: &Claim<'_>) {
        let row = &mut self.rows.maker.row;
        row.worth = claim.worth;
        row.kind = claim.kind.as_str();
        row.comparator = if claim.value.is_some() { claim.comparator.as_str() } else { "" };
        row.change = claim.change.map_or("", |change| change.as_str());
        row.attribution = claim.attribution.as_str();
        row.modality = claim.modality.as_str();
        refill(&mut row.topic, |field| claim.topic.into_iter().for_each(|topic| field.push_str(topic)));
        refill(&mut row.about_time, |field| {
            claim.about_time.into_iter().for_each(|time| write!(field, "{time}").expect("writing to memory"));
        });
        refill(&mut row.muted_by, |field| claim.muted_by.into_iter().for_each(|rule| field.push_str(rule)));
    }

    fn figures(&mut self, claim: &Claim<'_>) {
        let units = self.rows.units;
        let row = &mut self.rows.maker.row;
        refill_decimal(&mut row.value, claim.value);
        refill_decimal(&mut row.value_high, claim.value_high);
        refill(&mut row.unit, |field| claim.unit.into_iter().for_each(|unit| units.write_symbol(unit, field)));
    }

    /// The fields of the record alone that say the figure in the base unit of its dimension.
    fn base_figures(&mut self, claim: &Claim<'_>) {
        let units = self.rows.units;
        let row = &mut self.rows.maker.row;
        let in_base = |value: Option<Decimal>| match claim.unit {
            Some(unit) => units.to_base(value?, unit),
            None => value.filter(|_| claim.kind == Kind::Count),
        };
        refill_decimal(&mut row.base_value, in_base(claim.value));
        refill_decimal(&mut row.base_value_high, in_base(claim.value_high));
        row.base_unit.clear();
        row.dimension.clear();
        if let Some(unit) = claim.unit {
            write!(row.base_unit, "{}", units.base_symbol(unit)).expect("to memory");
            row.dimension.push_str(units.dimension(unit));
        } else if claim.kind == Kind::Count {
            row.dimension.push_str("count");
        }
    }

    fn reasons(&mut self, claim: &Claim<'_>) {
        let row = &mut self.rows.maker.row;
        for list in [&mut row.flags, &mut row.rules, &mut row.why] {
            list.clear();
        }
        claim.flags.iter().for_each(|flag| row.flags.push(flag));
        claim.rules.iter().for_each(|rule| row.rules.push(rule));
        for part in claim.why.iter().filter(|part| part.weight != 0) {
            match part.shown {
                Some(shown) => row.why.push_plain(shown),
                None => row.why.push_with(|text| write!(text, "{:+} {}", part.weight, part.label).expect("to memory")),
            }
        }
        for working in &claim.agreeing {
            row.why.push_with(|text| {
                text.push_str("arithmetic agrees: ");
                text.push_str(working);
            });
        }
    }

    fn partners(&mut self, claim: &Claim<'_>) {
        let text = self.rows.map.text();
        let RowMaker { row, identity, table_only, .. } = &mut *self.rows.maker;
        let readable = Readable { text, units: self.rows.units };
        row.goes_with.clear();
        row.goes_with_claims.clear();
        for partner in claim.goes_with.iter().filter_map(|&index| self.claims.get(index)) {
            if !*table_only {
                let core = partner.core.of(text);
                row.goes_with.push_with(|id| identity.push_claim_id(core, partner.core_ordinal, id));
            }
            row.goes_with_claims.push_with(|field| readable.push(partner, field));
        }
    }
}

fn refill_decimal(field: &mut String, value: Option<Decimal>) {
    refill(field, |field| value.into_iter().for_each(|value| push_decimal(value, field)));
}

fn refill(field: &mut String, fill: impl FnOnce(&mut String)) {
    field.clear();
    fill(field);
}

/// Writes claims so that they read alone.
struct Readable<'a> {
    text: &'a str,
    units: &'a QuantityTables,
}

impl Readable<'_> {
    /// Appends the quote through its noun when that follows at once (`62 percent of rural households`), else
    /// `rice area: 4,250 hectares`.
    fn push(&self, claim: &Claim<'_>, out: &mut String) {
        let quote = claim.quote;
        match claim.counted {
            Some(counted)
                if counted.start >= quote.end && follows(Span::new(quote.end, counted.start).of(self.text)) =>
            {
                push_start(quote.cover(counted).of(self.text), out);
            }
            Some(counted) if !quote.overlaps(counted) => {
                // Room for both is left in a cell, whatever the rules took for a noun.
                push_start(first(counted.of(self.text), HALF), out);
                out.push_str(": ");
                push_start(first(quote.of(self.text), HALF), out);
                self.push_unit(claim, out);
            }
            _ => {
                push_start(quote.of(self.text), out);
                self.push_unit(claim, out);
            }
        }
    }

    /// Appends the unit to a figure that is written without its own, as the 20 of `from 20 to 25 percent`.
    fn push_unit(&self, claim: &Claim<'_>, out: &mut String) {
        let Some(unit) = claim.unit.filter(|_| claim.kind != Kind::Age) else { return };
        let ends_in_digit = || claim.core.of(self.text).ends_with(|last: char| last.is_ascii_digit());
        if claim.quote.end != claim.core.end || !ends_in_digit() {
            return;
        }
        let before = Span::new(claim.quote.start, claim.core.start.max(claim.quote.start)).of(self.text);
        if before.chars().all(|c| c.is_lowercase() || c.is_whitespace()) {
            out.push(' ');
            self.units.write_symbol(unit, out);
        }
    }
}

/// The most characters of a noun and of a quote shown side by side.
const HALF: usize = 900;

/// The first characters of a text.
fn first(text: &str, characters: usize) -> &str {
    if text.len() <= characters {
        return text;
    }
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// Whether what stands between a quote and its noun lets them be read in one go: nothing, a hyphen, or `of` with a few
/// small words.
fn follows(between: &str) -> bool {
    if between == " " {
        return true;
    }
    let between = between.trim();
    matches!(between, "" | "-")
        || between.len() <= 20
            && between.split_whitespace().next() == Some("of")
            && between.chars().all(|c| c.is_alphabetic() || c.is_whitespace())
}

/// Counts lines of the text as given. The position moves with the claims, so that a document is read once.
struct Lines<'a> {
    given: &'a str,
    at: usize,
    line: usize,
    fixed: Option<usize>,
}

impl Lines<'_> {
    /// The line, from 1, of an offset.
    fn line_of(&mut self, offset: usize) -> usize {
        if let Some(line) = self.fixed {
            return line;
        }
        let newlines = |from: usize, to: usize| memchr::memchr_iter(b'\n', &self.given.as_bytes()[from..to]).count();
        if offset >= self.at {
            self.line += newlines(self.at, offset);
        } else {
            self.line -= newlines(offset, self.at);
        }
        self.at = offset;
        self.line
    }
}
