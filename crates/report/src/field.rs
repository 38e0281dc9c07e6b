use claimsift_text::Span;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::time::time_in_words;
use crate::{List, Row};

/// One field of a row: its name is the CSV's column and the record's key.
pub struct Field {
    /// Its name, in the CSV's header and in the record.
    pub name: &'static str,
    /// What it holds, for documentation and schemas.
    pub about: &'static str,
    /// The outputs that have it.
    pub shown: Shown,
    /// Its content.
    pub(crate) value: Read,
    /// What the CSV shows: the content, or what says it to people.
    pub(crate) cell: Read,
}

/// Reads a field of a row.
type Read = for<'r> fn(&'r Row) -> Value<'r>;

impl Field {
    /// Appends what people see of it: the CSV's cell, before it is cut and guarded.
    pub fn write(&self, row: &Row, out: &mut String) {
        (self.cell)(row).write(out);
    }

    /// Whether it holds plain decimals.
    pub(crate) fn is_decimal(&self) -> bool {
        matches!((self.value)(&Row::default()), Value::Decimal(_))
    }

    /// Whether rows mostly share it.
    pub(crate) fn is_shared(&self) -> bool {
        matches!((self.cell)(&Row::default()), Value::Shared(_))
    }

    /// The field of that name.
    pub fn of_name(name: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| field.name == name)
    }
}

/// The outputs that a field appears in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The CSV and the record.
    Everywhere,
    /// The CSV alone: what reviewers fill in, and what later stages will.
    Table,
    /// The record alone.
    Record,
    /// The record, and the CSV when muted rows are asked for.
    WithMuted,
}

/// The content of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'r> {
    /// Not filled by any stage yet.
    Empty,
    /// Words from the documents or from rule files, which a spreadsheet might retype.
    Text(&'r str),
    /// Such words that rows of one document or sentence mostly have in common.
    Shared(&'r str),
    /// A text with a stretch to mark.
    Marked(&'r str, Span),
    /// A time in EDTF, to say in words.
    Time(&'r str),
    /// One of a few words of our own.
    Word(&'r str),
    /// A plain decimal.
    Decimal(&'r str),
    /// A whole number.
    Integer(i64),
    /// A day in ISO 8601.
    Date(&'r str),
    /// Several texts.
    List(&'r List),
}

impl Value<'_> {
    /// Whether there is nothing to show.
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Value::Empty => true,
            Value::Text(text)
            | Value::Shared(text)
            | Value::Marked(text, _)
            | Value::Time(text)
            | Value::Word(text)
            | Value::Decimal(text)
            | Value::Date(text) => text.is_empty(),
            Value::Integer(_) => false,
            Value::List(list) => list.is_empty(),
        }
    }

    /// Appends it as people read it.
    pub(crate) fn write(self, out: &mut String) {
        match self {
            Value::Empty => {}
            Value::Text(text) | Value::Shared(text) | Value::Word(text) | Value::Decimal(text) | Value::Date(text) => {
                out.push_str(text);
            }
            Value::Marked(text, span) => marked(text, span).iter().for_each(|part| out.push_str(part)),
            Value::Time(edtf) => time_in_words(edtf, out),
            Value::Integer(number) => out.push_str(itoa::Buffer::new().format(number)),
            Value::List(list) => out.push_str(list.joined()),
        }
    }
}

/// The parts of a text whose stretch `span` is marked.
#[inline]
pub(crate) fn marked(text: &str, Span { start, end }: Span) -> [&str; 5] {
    [&text[..start], "[[", &text[start..end], "]]", &text[end..]]
}

/// The names of the fields that say what a claim says, in the order in which people are told of them.
pub const MEANING: &[&str] = &[
    "kind",
    "value",
    "value_high",
    "unit",
    "comparator",
    "change",
    "counted",
    "goes_with",
    "topic",
    "about_time",
    "speaker",
    "attribution",
    "modality",
    "hedged",
    "negated",
    "flags",
    "worth",
];

/// Takes the cells of a row.
pub(crate) trait Show {
    /// Takes the next one.
    fn show(&mut self, field: &Field, value: Value<'_>);
}

/// Makes the table of fields, and the same as code: a row has so many cells that looking each one up in the table takes
/// longer than writing it.
macro_rules! fields {
    ($($field:expr,)+) => {
        /// Every field, in the order of the CSV's columns.
        pub const FIELDS: &[Field] = &[$($field),+];

        /// Shows what the CSV has for each field of a row, in their order.
        #[inline(always)]
        pub(crate) fn each_cell(row: &Row, to: &mut impl Show) {
            $({
                const FIELD: Field = $field;
                to.show(&FIELD, (FIELD.cell)(row));
            })+
        }
    };
}

fields![
    field("claim_id", "the claim's id: the same words in the same document keep it", |row| Value::Word(&row.claim_id)),
    review(
        "verdict",
        "what the reviewer decided: checking, correct, wrong, misleading, unproven, skip, misread, not a claim",
    ),
    review("correct_figure", "what the figure should be"),
    review("evidence_url", "where that stands"),
    review("notes", "anything else the reviewer wants to say"),
    review("reviewer", "who looked"),
    review("reviewed_at", "when"),
    review("since_last", "new or moved since the last run, else empty"),
    field("worth", "an order to read in, 0 to 100; no probability", |row| Value::Integer(row.worth.into())),
    field("flags", "what looks wrong by itself, with the working", |row| Value::List(&row.flags)),
    field("claim", "the figure so that it reads alone", |row| Value::Text(&row.claim)),
    record("quote", "the figure as written, from comparator to unit or counted noun", |row| Value::Text(&row.quote)),
    shown_as(
        "sentence",
        "the sentence, the figure in [[ ]]",
        |row| Value::Text(&row.sentence),
        |row| Value::Marked(&row.sentence, row.quote_at),
    ),
    record("quote_start", "where the quote begins in `sentence`, in bytes", |row| integer(row.quote_at.start)),
    record("quote_end", "where the quote ends in `sentence`, in bytes", |row| integer(row.quote_at.end)),
    field("speaker", "who vouches for it, as named", |row| Value::Text(&row.speaker)),
    field("attribution", "quoted, reported or own (the article's voice)", |row| Value::Word(row.attribution)),
    field("modality", "stated, forecast, target, hypothetical, question or disputed", |row| Value::Word(row.modality)),
    shown_as(
        "about_time",
        "the time that the figure is about",
        |row| Value::Text(&row.about_time),
        |row| Value::Time(&row.about_time),
    ),
    field(
        "kind",
        "count, share, money, measure, duration, age, rate, change, multiple, ratio, rank, result or record",
        |row| Value::Word(row.kind),
    ),
    field("topic", "what the rule says it is about", |row| Value::Shared(&row.topic)),
    field("value", "the figure with its magnitude, or the lower end of a range", |row| Value::Decimal(&row.value)),
    field("value_high", "the upper end of a range", |row| Value::Decimal(&row.value_high)),
    field("unit", "the unit as printed, never converted", |row| Value::Shared(&row.unit)),
    record("base_value", "the value in the base unit of its dimension", |row| Value::Decimal(&row.base_value)),
    record("base_value_high", "the upper end in the base unit", |row| Value::Decimal(&row.base_value_high)),
    record("base_unit", "the base unit of its dimension", |row| Value::Text(&row.base_unit)),
    record("dimension", "what is measured: length, area, money, share, …", |row| Value::Text(&row.dimension)),
    shown_as(
        "comparator",
        "how the figure is bounded; empty for a bare one",
        |row| Value::Word(row.comparator),
        |row| Value::Word(if row.comparator == "exactly" { "" } else { row.comparator }),
    ),
    field("change", "up or down, by, to or from", |row| Value::Word(row.change)),
    field("counted", "the noun phrase counted or measured", |row| Value::Text(&row.counted)),
    shown_as(
        "goes_with",
        "the claims that belong to it in its sentence",
        |row| Value::List(&row.goes_with),
        |row| Value::List(&row.goes_with_claims),
    ),
    record("goes_with_claims", "the same claims as they read", |row| Value::List(&row.goes_with_claims)),
    review("same_as", "the first claim that says the same"),
    review("articles", "in how many independent documents it stands"),
    review("conflicts_with", "claims of another value for the same thing"),
    field("why", "the signed parts of the worth", |row| Value::List(&row.why)),
    field("title", "the document's title", |row| Value::Shared(&row.title)),
    field("date", "the day the document was published", |row| Value::Date(&row.date)),
    field("file", "the file it was read from", |row| Value::Shared(&row.file)),
    field("line", "the line of the file", |row| integer(row.line)),
    field("block", "headline, paragraph, list item, caption, table row or furniture", |row| Value::Shared(&row.block)),
    field("before", "the sentence before, in the same block", |row| Value::Shared(&row.before)),
    field("after", "the sentence after, in the same block", |row| Value::Shared(&row.after)),
    field("url", "where the document was published", |row| Value::Shared(&row.url)),
    field("hedged", "the hedging word found", |row| Value::Text(&row.hedged)),
    field("negated", "the negating word found", |row| Value::Text(&row.negated)),
    field("doc_id", "the document's id", |row| Value::Shared(&row.doc_id)),
    field("start", "where the quote begins, in bytes of the text as given", |row| integer(row.start)),
    field("end", "where the quote ends, in bytes of the text as given", |row| integer(row.end)),
    field("rules", "the rules that contributed, the one that set the kind first", |row| Value::List(&row.rules)),
    Field { shown: Shown::WithMuted, ..field("muted_by", "the rule that muted it", |row| Value::Text(&row.muted_by)) },
];

const fn field(name: &'static str, about: &'static str, value: Read) -> Field {
    Field { name, about, shown: Shown::Everywhere, value, cell: value }
}

const fn record(name: &'static str, about: &'static str, value: Read) -> Field {
    Field { shown: Shown::Record, ..field(name, about, value) }
}

const fn review(name: &'static str, about: &'static str) -> Field {
    Field { shown: Shown::Table, ..field(name, about, |_| Value::Empty) }
}

const fn shown_as(name: &'static str, about: &'static str, value: Read, cell: Read) -> Field {
    Field { cell, ..field(name, about, value) }
}

fn integer(number: usize) -> Value<'static> {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Value::List(list) => serializer.collect_seq(list.iter()),
            Value::Integer(number) => serializer.serialize_i64(number),
            _ if self.is_empty() => serializer.serialize_none(),
            // A JSON number with all its digits; going through a float would round it.
            Value::Decimal(digits) => {
                serde_json::from_str::<&RawValue>(digits).map_err(serde::ser::Error::custom)?.serialize(serializer)
            }
            Value::Text(text)
            | Value::Shared(text)
            | Value::Marked(text, _)
            | Value::Time(text)
            | Value::Word(text)
            | Value::Date(text) => serializer.serialize_str(text),
            Value::Empty => serializer.serialize_none(),
        }
    }
}

/// The lossless record: every field but those that only reviewers fill; `null` and `[]` for what is not known.
impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = FIELDS.iter().filter(|field| field.shown != Shown::Table);
        serializer.collect_map(fields.map(|field| (field.name, (field.value)(self))))
    }
}
