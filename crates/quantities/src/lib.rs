//! Reads the quantities out of English text: value, comparator, unit and dimension, as exact decimals.

mod quantity;
mod unit;

pub use quantity::{Comparator, PairEnd, Quantity, QuantityKind};
pub use unit::{Unit, UnitId};
