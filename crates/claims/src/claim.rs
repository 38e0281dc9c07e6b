use claimsift_quantities::{Comparator, QuantityKind, Unit};
use claimsift_text::Span;
use rust_decimal::Decimal;

use crate::time::Time;

/// A quantity in its sentence that someone could check, and what the rules know of it.
///
/// All spans are of the decoded text of the document; `'r` is the rule set, which ids and topics are borrowed from.
#[derive(Clone, Debug)]
pub struct Claim<'r> {
    /// From the comparator to the unit; for counts and ranks through the counted noun. No leading article.
    pub quote: Span,
    /// The digits or number words as written, without comparator, unit and noun: what the id is made of.
    pub core: Span,
    /// How many equal cores stand before this one in its sentence, muted or not.
    pub core_ordinal: usize,
    /// What sort of number was read.
    pub quantity: QuantityKind,
    /// The value, or the lower end of a range.
    pub value: Option<Decimal>,
    /// The upper end of a range, of a result or of a vague plural.
    pub value_high: Option<Decimal>,
    /// How the figure is bounded.
    pub comparator: Comparator,
    /// The unit as printed.
    pub unit: Option<Unit>,
    /// What sort of claim it is.
    pub kind: Kind,
    /// What the figure did, when something changed.
    pub change: Option<Change>,
    /// The claims of the same sentence that belong to it, as places in the sentence's list.
    pub goes_with: Vec<usize>,
    /// The noun phrase counted or measured.
    pub counted: Option<Span>,
    /// What the rules say it is about.
    pub topic: Option<&'r str>,
    /// The time that the figure is about, in EDTF.
    pub about_time: Option<Time>,
    /// Who vouches for it, as named.
    pub speaker: Option<Span>,
    /// Whose words they are.
    pub attribution: Attribution,
    /// Whether it is stated as a fact.
    pub modality: Modality,
    /// The hedging word found.
    pub hedged: Option<Span>,
    /// The negating word found.
    pub negated: Option<Span>,
    /// An order to read in, 0 to 100: the sum of [`Claim::why`], kept within those bounds.
    pub worth: i32,
    /// The signed parts of the worth.
    pub why: Vec<Part<'r>>,
    /// What looks wrong by itself, with the working.
    pub flags: Vec<String>,
    /// The sums that agree with it, with the working.
    pub agreeing: Vec<String>,
    /// The ids of the rules that contributed, the one that set the kind first.
    pub rules: Vec<&'r str>,
    /// The rule that muted it.
    pub muted_by: Option<&'r str>,
}

/// One signed part of a claim's worth, shown as `+25 deaths`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'r> {
    /// What it adds.
    pub weight: i32,
    /// For what: a rule's id.
    pub label: &'r str,
    /// How it reads, `+25 deaths`, made once with the rule; only where the label has no sign that an output might have
    /// to quote: it is of letters and digits of ASCII, full stops, hyphens and low lines.
    pub shown: Option<&'r str>,
}

/// Makes an enum whose values have one name each: in rule files, in the record and in the table.
macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $value,)+ }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &[$name] = &[$($name::$value,)+];

            /// The names of all values, in the same order.
            pub const NAMES: &[&str] = &[$($text,)+];

            /// Its name.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$value => $text,)+ }
            }

            /// The value of that name.
            pub fn from_name(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.as_str() == name)
            }
        }
    };
}

named! {
    /// What sort of claim it is.
    Kind {
        /// How many of something.
        Count = "count",
        /// A part of a whole, an interest or jobless rate.
        Share = "share",
        /// A sum in a currency.
        Money = "money",
        /// Any other unit.
        Measure = "measure",
        /// How long.
        Duration = "duration",
        /// How old.
        Age = "age",
        /// A unit per another one, not in a currency.
        Rate = "rate",
        /// What something moved by.
        Change = "change",
        /// doubled, threefold, three times.
        Multiple = "multiple",
        /// 3 to 1.
        Ratio = "ratio",
        /// third largest, 45th concert.
        Rank = "rank",
        /// won 5-2.
        Result = "result",
        /// A boast without a number: highest since 1988.
        Record = "record",
        /// A day or a year; always muted as shipped.
        Date = "date",
        /// A time of day; always muted as shipped.
        Clock = "clock",
    }
}

named! {
    /// What a figure did.
    Change {
        /// Rose 20 percent.
        UpBy = "up by",
        /// Rose to 20.
        UpTo = "up to",
        /// Rose from 20.
        UpFrom = "up from",
        /// Fell 20 percent.
        DownBy = "down by",
        /// Fell to 20.
        DownTo = "down to",
        /// Fell from 20.
        DownFrom = "down from",
        /// Held at 20.
        UnchangedAt = "unchanged at",
    }
}

named! {
    /// Whose words a claim is in.
    Attribution {
        /// Inside quotation marks.
        Quoted = "quoted",
        /// Said by someone, also by sources without a name.
        Reported = "reported",
        /// The article's own voice.
        Own = "own",
    }
}

named! {
    /// Whether a claim is stated as a fact.
    Modality {
        /// As a fact.
        Stated = "stated",
        /// will, is expected to.
        Forecast = "forecast",
        /// aims to, pledged.
        Target = "target",
        /// if, could.
        Hypothetical = "hypothetical",
        /// In a question.
        Question = "question",
        /// denied, alleged.
        Disputed = "disputed",
    }
}
