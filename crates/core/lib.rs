//! Extracts the checkable numeric claims from news, speeches and reports.

pub mod eval;
