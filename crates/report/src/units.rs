use claimsift_quantities::Unit;
use rust_decimal::Decimal;

/// Stands in until the quantities crate has its tables.
#[derive(Default)]
pub struct QuantityTables;

#[allow(missing_docs, unused_variables)]
impl QuantityTables {
    pub fn write_symbol(&self, unit: Unit, out: &mut String) {}
    pub fn write_base_symbol(&self, unit: Unit, out: &mut String) {}
    pub fn dimension(&self, unit: Unit) -> &str {
        ""
    }
    pub fn to_base(&self, value: Decimal, unit: Unit) -> Option<Decimal> {
        None
    }
}
