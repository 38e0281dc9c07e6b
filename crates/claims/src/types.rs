//! The sorts of quantity that a placeholder stands for, as bits.

use claimsift_quantities::QuantityKind;
use rust_decimal::Decimal;

/// A set of sorts of quantity: kinds, and dimensions of their units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Types {
    /// One bit a kind.
    kinds: u32,
    /// One bit a dimension; empty for any.
    dimensions: u128,
}

/// The kinds with their names in braces.
const KINDS: &[(QuantityKind, &str)] = &[
    (QuantityKind::Number, "number"),
    (QuantityKind::Percent, "percent"),
    (QuantityKind::Money, "money"),
    (QuantityKind::Measure, "measure"),
    (QuantityKind::Age, "age"),
    (QuantityKind::Ordinal, "ordinal"),
    (QuantityKind::Multiple, "multiple"),
    (QuantityKind::Ratio, "ratio"),
    (QuantityKind::Result, "result"),
    (QuantityKind::Date, "date"),
    (QuantityKind::Year, "year"),
    (QuantityKind::Clock, "clock"),
    (QuantityKind::Phone, "phone"),
    (QuantityKind::Version, "version"),
    (QuantityKind::Address, "address"),
    (QuantityKind::NumberedName, "numbered_name"),
    (QuantityKind::ListMark, "list_mark"),
    (QuantityKind::PageMark, "page_mark"),
    (QuantityKind::Pronoun, "pronoun"),
];

/// Figures whose unit is per another one.
const RATES: &[(&str, QuantityKind)] = &[("rate", QuantityKind::Measure), ("price", QuantityKind::Money)];

/// The bit of a unit that is per another one, beyond those of the dimensions.
const RATE_BIT: u128 = 1 << Types::MOST_DIMENSIONS;

/// The bit of the number one, with which `{first}` is told from other ordinals.
const ONE_BIT: u128 = 1 << (Types::MOST_DIMENSIONS + 1);

/// The bits of multiples that are verbs: "doubled", "halving".
const DOUBLED_BIT: u128 = 1 << (Types::MOST_DIMENSIONS + 2);
const HALVED_BIT: u128 = 1 << (Types::MOST_DIMENSIONS + 3);

/// The bit of multiples in "times", which may also say how often.
const TIMES_BIT: u128 = 1 << (Types::MOST_DIMENSIONS + 5);

/// The bit of figures written with "above" or "below", which bound a level, and no amount.
const THRESHOLD_BIT: u128 = 1 << (Types::MOST_DIMENSIONS + 4);

/// The last of [`KINDS`] that is a figure: what comes after says when, where or which, not how much.
const LAST_FIGURE: QuantityKind = QuantityKind::Result;

fn bit(kind: QuantityKind) -> u32 {
    KINDS.iter().position(|&(known, _)| known == kind).map_or(0, |index| 1 << index)
}

impl Types {
    /// Every figure: `{quantity}`.
    pub fn figures() -> Types {
        Types { kinds: (bit(LAST_FIGURE) << 1) - 1, dimensions: 0 }
    }

    /// Days and years.
    pub fn dates() -> Types {
        Types { kinds: bit(QuantityKind::Date) | bit(QuantityKind::Year), dimensions: 0 }
    }

    /// Everything that the quantities stage types.
    pub fn all() -> Types {
        Types { kinds: u32::MAX, dimensions: 0 }
    }

    /// What `{name}` stands for, also `{date | year}`; `None` when it is no sort of quantity, or a mixture of kinds
    /// and dimensions.
    pub fn of_name(names: &str, dimensions: &[String]) -> Option<Types> {
        let mut union = None;
        for name in names.split('|') {
            let types = Types::of_one_name(name.trim(), dimensions)?;
            let before = union.get_or_insert(types);
            if (before.dimensions == 0) != (types.dimensions == 0) {
                return None;
            }
            *before = Types { kinds: before.kinds | types.kinds, dimensions: before.dimensions | types.dimensions };
        }
        union
    }

    fn of_one_name(name: &str, dimensions: &[String]) -> Option<Types> {
        match name {
            "quantity" => return Some(Types::figures()),
            "anything" => return Some(Types::all()),
            "threshold" => return Some(Types { kinds: Types::figures().kinds, dimensions: THRESHOLD_BIT }),
            "times" => return Some(Types { kinds: bit(QuantityKind::Multiple), dimensions: TIMES_BIT }),
            "doubled" => return Some(Types { kinds: bit(QuantityKind::Multiple), dimensions: DOUBLED_BIT }),
            "halved" => return Some(Types { kinds: bit(QuantityKind::Multiple), dimensions: HALVED_BIT }),
            "first" => return Some(Types { kinds: bit(QuantityKind::Ordinal), dimensions: ONE_BIT }),
            _ => {}
        }
        if let Some(&(kind, _)) = KINDS.iter().find(|&&(_, known)| known == name) {
            return Some(Types { kinds: bit(kind), dimensions: 0 });
        }
        if let Some(&(_, kind)) = RATES.iter().find(|&&(known, _)| known == name) {
            return Some(Types { kinds: bit(kind), dimensions: RATE_BIT });
        }
        let place = dimensions.iter().position(|known| known == name)?;
        // An age has a dimension too, but is no duration.
        Some(Types { kinds: Types::figures().kinds & !bit(QuantityKind::Age), dimensions: 1 << place })
    }

    /// The names of all kinds.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KINDS
            .iter()
            .map(|&(_, name)| name)
            .chain(["quantity", "anything", "first", "doubled", "halved", "times", "threshold"])
            .chain(RATES.iter().map(|&(name, _)| name))
    }

    /// The sort of one quantity with the value one.
    pub fn with_one(self) -> Types {
        Types { dimensions: self.dimensions | ONE_BIT, ..self }
    }

    /// The sort of one quantity that is written with "above" or "below".
    pub fn with_threshold(self, written: &str) -> Types {
        let first = written.as_bytes().get(..5).unwrap_or_default();
        let threshold = first.eq_ignore_ascii_case(b"above") || first.eq_ignore_ascii_case(b"below");
        Types { dimensions: self.dimensions | if threshold { THRESHOLD_BIT } else { 0 }, ..self }
    }

    /// The sort of one multiple: by its ending a verb in another form than the infinitive, which could be a noun.
    pub fn with_verb(self, written: &str, value: Option<Decimal>) -> Types {
        let bit = match value {
            Some(value) if value < Decimal::ONE => HALVED_BIT,
            _ => DOUBLED_BIT,
        };
        let written = written.as_bytes();
        let ends = |ending: &str| {
            written.len() > ending.len()
                && written[written.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
        };
        let one_word = !written.contains(&b' ');
        let verb = one_word && ["ed", "les", "ves", "ling", "ving"].into_iter().any(ends);
        Types { dimensions: self.dimensions | if verb { bit } else { 0 }, ..self }
    }

    /// The sort of one multiple that may be written in "times".
    pub fn with_times(self, written: &str) -> Types {
        let times = written.len() > 5 && written.as_bytes()[written.len() - 5..].eq_ignore_ascii_case(b"times");
        Types { dimensions: self.dimensions | if times { TIMES_BIT } else { 0 }, ..self }
    }

    /// The sort of one quantity; `dimension` is its place in the list of dimensions, and `rate` tells whether its
    /// unit is per another one.
    pub fn of(kind: QuantityKind, dimension: Option<usize>, rate: bool) -> Types {
        let dimensions = dimension.map_or(0, |place| 1 << place) | if rate { RATE_BIT } else { 0 };
        Types { kinds: bit(kind), dimensions }
    }

    /// The place of a single quantity's kind among all kinds, below [`Types::KINDS`].
    pub fn kind(self) -> usize {
        self.kinds.trailing_zeros() as usize
    }

    /// Whether a kind, by its place, is among these.
    pub fn has_kind(self, kind: usize) -> bool {
        self.kinds & (1 << kind) != 0
    }

    /// Whether a quantity is a figure or a rank, of which claims are made, not a date or a name.
    pub fn says_how_much(self) -> bool {
        self.kinds & (Types::figures().kinds | bit(QuantityKind::Ordinal)) != 0
    }

    /// How many dimensions can be told apart.
    pub const MOST_DIMENSIONS: usize = 122;

    /// How many kinds there are.
    pub const KINDS: usize = KINDS.len();

    /// Whether a quantity of the sort `found` is one of these.
    pub fn accept(self, found: Types) -> bool {
        self.kinds & found.kinds != 0 && (self.dimensions == 0 || self.dimensions & found.dimensions != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_dates() {
        for (kind, figure) in [(QuantityKind::Number, true), (QuantityKind::Result, true), (QuantityKind::Date, false)]
        {
            assert_eq!(Types::figures().accept(Types::of(kind, None, false)), figure, "{kind:?}");
        }
    }

    #[test]
    fn every_kind_has_its_place() {
        let places: Vec<usize> = KINDS.iter().map(|&(kind, _)| Types::of(kind, None, false).kind()).collect();
        assert_eq!(places, (0..Types::KINDS).collect::<Vec<_>>());
    }

    #[test]
    fn a_dimension_narrows() {
        let dimensions = ["length".to_owned(), "area".to_owned()];
        let length = Types::of_name("length", &dimensions).unwrap();
        assert!(length.accept(Types::of(QuantityKind::Measure, Some(0), false)));
        assert!(!length.accept(Types::of(QuantityKind::Measure, Some(1), false)));
        assert!(!length.accept(Types::of(QuantityKind::Number, None, false)));
    }
}
