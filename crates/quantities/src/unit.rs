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
