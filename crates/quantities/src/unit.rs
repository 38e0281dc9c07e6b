//! Units, and what the tables answer about them.

use std::fmt;

use rust_decimal::Decimal;

use crate::QuantityTables;

/// A unit of measure or a currency, perhaps per another one: places in the tables that it was read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// What is measured in: `cm` of `cm/year`.
    pub of: UnitId,
    /// What it is per: `year` of `cm/year`.
    pub per: Option<UnitId>,
}

/// The place of a unit in its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitId(pub(crate) u16);

impl From<UnitId> for Unit {
    fn from(of: UnitId) -> Unit {
        Unit { of, per: None }
    }
}

/// A unit as its table entry defines it.
#[derive(Clone, Debug)]
pub(crate) struct UnitDefinition {
    pub symbol: Box<str>,
    pub dimension: Box<str>,
    /// The place of the dimension among all of them.
    pub place: usize,
    pub base: Box<str>,
    /// One of it is `factor / divisor` of the base unit, plus `offset`.
    pub factor: Decimal,
    pub divisor: Decimal,
    pub offset: Decimal,
    /// Only ever behind a slash: share, person.
    pub per_only: bool,
}

/// The dimension of a length per time.
const SPEED: &str = "speed";

/// Digits kept of a converted value that does not end.
const SIGNIFICANT_DIGITS: u32 = 12;

impl QuantityTables {
    /// Finds the place of each unit's dimension.
    pub(crate) fn place_dimensions(&mut self) {
        let names: Vec<Box<str>> = self.dimensions().map(Box::from).collect();
        let place = |dimension: &str| names.partition_point(|name| **name < *dimension);
        self.speed_place = place(SPEED);
        self.units.iter_mut().for_each(|unit| unit.place = place(&unit.dimension));
    }

    pub(crate) fn unit(&self, id: UnitId) -> &UnitDefinition {
        &self.units[usize::from(id.0)]
    }

    /// The unit as printed: `km`, `%`, `cm/year`, `USD/barrel`.
    ///
    /// ```
    /// let tables = claimsift_quantities::QuantityTables::shipped();
    /// let unit = tables.find_unit("USD/barrel").unwrap();
    /// assert_eq!(tables.unit_symbol(unit).to_string(), "USD/barrel");
    /// ```
    pub fn unit_symbol(&self, unit: Unit) -> impl fmt::Display + '_ {
        Printed { of: &self.unit(unit.of).symbol, per: unit.per.map(|per| &*self.unit(per).symbol) }
    }

    /// A unit as it is printed: `cm`, `year`, without what it is per.
    pub fn symbol(&self, unit: UnitId) -> &str {
        &self.unit(unit).symbol
    }

    /// Writes [`QuantityTables::unit_symbol`] to `out`.
    pub fn write_symbol(&self, unit: Unit, out: &mut String) {
        out.push_str(self.symbol(unit.of));
        if let Some(per) = unit.per {
            out.push('/');
            out.push_str(self.symbol(per));
        }
    }

    /// The base unit that [`QuantityTables::to_base`] converts to: `m` for `km`, `m/year` for `cm/year`.
    pub fn base_symbol(&self, unit: Unit) -> impl fmt::Display + '_ {
        Printed { of: &self.unit(unit.of).base, per: unit.per.map(|per| &*self.unit(per).base) }
    }

    /// What the unit measures: `length`, `money`, `share`; a length per time is a `speed`, any other rate has the
    /// dimension of what it is a rate of.
    pub fn dimension(&self, unit: Unit) -> &str {
        let of = &*self.unit(unit.of).dimension;
        match unit.per.map(|per| &*self.unit(per).dimension) {
            Some("time") if of == "length" => SPEED,
            _ => of,
        }
    }

    /// The place of [`QuantityTables::dimension`] in [`QuantityTables::dimensions`].
    pub fn dimension_place(&self, unit: Unit) -> usize {
        match unit.per {
            Some(_) if self.dimension(unit) == SPEED => self.speed_place,
            _ => self.unit(unit.of).place,
        }
    }

    /// Whether the unit is so much per something: `km/h`, `cm/year`, `USD/barrel`.
    pub fn is_rate(&self, unit: Unit) -> bool {
        unit.per.is_some() || self.unit(unit.of).symbol.contains('/')
    }

    /// The names of all dimensions, sorted.
    pub fn dimensions(&self) -> impl Iterator<Item = &str> {
        let names = self.units.iter().map(|unit| &*unit.dimension);
        names.chain([SPEED]).collect::<std::collections::BTreeSet<_>>().into_iter()
    }

    /// `value` of `unit` in its base unit; `None` when it is too large. Exact, but for results that do not end,
    /// which keep twelve significant digits.
    ///
    /// ```
    /// let tables = claimsift_quantities::QuantityTables::shipped();
    /// let kilometre = tables.find_unit("km").unwrap();
    /// assert_eq!(tables.to_base(1470.into(), kilometre), Some(1_470_000.into()));
    /// ```
    pub fn to_base(&self, value: Decimal, unit: Unit) -> Option<Decimal> {
        let of = self.unit(unit.of);
        let (mut above, mut below) = (of.factor, of.divisor);
        let mut offset = of.offset;
        if let Some(per) = unit.per.map(|per| self.unit(per)) {
            above = above.checked_mul(per.divisor)?;
            below = below.checked_mul(per.factor)?;
            offset = Decimal::ZERO;
        }
        let scaled = value.checked_mul(above)?;
        let divided = scaled.checked_div(below)?;
        let ends = divided.checked_mul(below) == Some(scaled) && divided.scale() < 20;
        let base = divided.checked_add(offset)?;
        let base = if ends && offset.is_zero() { base } else { base.round_sf(SIGNIFICANT_DIGITS)? };
        Some(base.normalize())
    }

    /// The unit that is printed as `symbol`, also a rate: `km`, `USD/barrel`.
    pub fn find_unit(&self, symbol: &str) -> Option<Unit> {
        if let Some(&of) = self.printed.get(symbol.as_bytes()) {
            return Some(of.into());
        }
        let (of, per) = symbol.rsplit_once('/')?;
        let (of, per) = (*self.printed.get(of.as_bytes())?, *self.printed.get(per.as_bytes())?);
        Some(Unit { of, per: Some(per) })
    }
}

struct Printed<'t> {
    of: &'t str,
    per: Option<&'t str>,
}

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.of)?;
        match self.per {
            Some(per) => write!(f, "/{per}"),
            None => Ok(()),
        }
    }
}
