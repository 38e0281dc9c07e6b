use claimsift_text::Span;
use rust_decimal::Decimal;

use crate::{CalendarDate, Unit};

/// A number as written, with all that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// From the comparator to the unit: `around 12,640`, `more than £8m`, `45-60 centimetres annually`.
    pub span: Span,
    /// The numeric core: digits or number words with their magnitude, without comparator and unit:
    /// `12,640`, `8m`, `45-60`.
    pub core: Span,
    /// What sort of number it is.
    pub kind: QuantityKind,
    /// How the figure is bounded.
    pub comparator: Comparator,
    /// The value with its magnitude, or the lower end of a range. Empty for what has no single figure (a date, a
    /// phone number) and for numbers of more than 28 digits.
    pub value: Option<Decimal>,
    /// The upper end of a range, of a result or of a vague plural.
    pub high: Option<Decimal>,
    /// The unit, never one that counts things.
    pub unit: Option<Unit>,
    /// Its place in a pair `from 20 to 30` or `to 30 from 20`. The other end, which says the opposite, is its
    /// neighbour among the figures of the sentence, before or behind; dates and years may stand between.
    pub pair: Option<PairEnd>,
    /// The number has more digits than a value can hold.
    pub too_large: bool,
    /// Of a date: the day or month, and the last one of a span (`May 8-10`). Years have their number as value.
    pub date: Option<(CalendarDate, Option<CalendarDate>)>,
}

impl Quantity {
    /// A quantity of this kind without a value, all of which is its core.
    pub fn bare(kind: QuantityKind, span: Span) -> Quantity {
        Quantity {
            span,
            core: span,
            kind,
            comparator: Comparator::Exactly,
            value: None,
            high: None,
            unit: None,
            pair: None,
            too_large: false,
            date: None,
        }
    }
}

/// What sort of number a quantity is. The stage types and discards nothing; only rules mute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum QuantityKind {
    /// A bare number: what it counts stands beside it.
    Number,
    /// A share: percent, percentage points, basis points, "one in five", "a third".
    Percent,
    /// A sum in a currency, also a rate of one (`USD/barrel`).
    Money,
    /// A number with any other unit; its dimension tells which.
    Measure,
    /// An age: "20-year-old", "aged 38", "six months old".
    Age,
    /// `45th`, `third`.
    Ordinal,
    /// `doubled`, `twice`, `threefold`, `three times`.
    Multiple,
    /// `3 to 1`, `odds of 9 to 4`.
    Ratio,
    /// `won 5-2`.
    Result,
    /// A day, a month or a span of days: `May 07, 2013`, `Sept. 14`, `August 1968`.
    Date,
    /// `1954`, `1954-1962`, `the 1980s`, `FY2009`.
    Year,
    /// A time of day: `11:20`, `5 p.m.`.
    Clock,
    /// A telephone number.
    Phone,
    /// `version 3.1.2`.
    Version,
    /// A street or network address, a post code.
    Address,
    /// A number that is part of a name: `Line 7`, `G8`, `Boeing 747`, `Article 5`.
    NumberedName,
    /// The number of a list item or heading.
    ListMark,
    /// A page mark or citation: `【1】`, `[12]`, `p. 55`.
    PageMark,
    /// "one" where it stands for a noun, and idioms in which it counts nothing.
    Pronoun,
}

impl QuantityKind {
    /// Its name, as lists of quantities show it.
    pub fn as_str(self) -> &'static str {
        match self {
            QuantityKind::Number => "number",
            QuantityKind::Percent => "percent",
            QuantityKind::Money => "money",
            QuantityKind::Measure => "measure",
            QuantityKind::Age => "age",
            QuantityKind::Ordinal => "ordinal",
            QuantityKind::Multiple => "multiple",
            QuantityKind::Ratio => "ratio",
            QuantityKind::Result => "result",
            QuantityKind::Date => "date",
            QuantityKind::Year => "year",
            QuantityKind::Clock => "clock",
            QuantityKind::Phone => "phone",
            QuantityKind::Version => "version",
            QuantityKind::Address => "address",
            QuantityKind::NumberedName => "numbered name",
            QuantityKind::ListMark => "list mark",
            QuantityKind::PageMark => "page mark",
            QuantityKind::Pronoun => "pronoun",
        }
    }
}

/// How a figure is bounded, as the words before or after it say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparator {
    /// A bare figure, or "exactly".
    #[default]
    Exactly,
    /// about, around, some, roughly, or so.
    About,
    /// nearly, almost, just short of.
    Nearly,
    /// more than, over, above.
    MoreThan,
    /// at least, no fewer than, or more.
    AtLeast,
    /// less than, fewer than, under.
    LessThan,
    /// at most, no more than, within.
    AtMost,
    /// up to, as many as, as much as.
    UpTo,
    /// A range.
    Between,
    /// dozens, several hundred.
    Vague,
}

/// Which end of a pair a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PairEnd {
    /// The one after "from".
    From,
    /// The one after "to".
    To,
}

impl Comparator {
    /// Every comparator, in the order of the documentation.
    pub const ALL: &[Comparator] = &[
        Comparator::Exactly,
        Comparator::About,
        Comparator::Nearly,
        Comparator::MoreThan,
        Comparator::AtLeast,
        Comparator::LessThan,
        Comparator::AtMost,
        Comparator::UpTo,
        Comparator::Between,
        Comparator::Vague,
    ];

    /// The comparator of that name.
    pub fn from_name(name: &str) -> Option<Comparator> {
        Comparator::ALL.iter().copied().find(|comparator| comparator.as_str() == name)
    }

    /// The words of the record and the table: `more than`, `up to`.
    pub fn as_str(self) -> &'static str {
        match self {
            Comparator::Exactly => "exactly",
            Comparator::About => "about",
            Comparator::Nearly => "nearly",
            Comparator::MoreThan => "more than",
            Comparator::AtLeast => "at least",
            Comparator::LessThan => "less than",
            Comparator::AtMost => "at most",
            Comparator::UpTo => "up to",
            Comparator::Between => "between",
            Comparator::Vague => "vague",
        }
    }
}
