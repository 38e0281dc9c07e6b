//! Prints the quantities of each line of the standard input, one JSON object a quantity.
//!
//!     echo "More than 18 million hives froze." | cargo run -p claimsift-quantities --example quantities

use std::io::{self, BufRead, Write};

use claimsift_quantities::{QuantityReader, QuantityTables};
use claimsift_text::Span;
use serde_json::json;

fn main() -> io::Result<()> {
    let reader = QuantityReader::new(QuantityTables::shipped());
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut found = Vec::new();
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line?;
        found.clear();
        reader.read(&line, Span::new(0, line.len()), &mut found);
        for quantity in &found {
            let plain = |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string());
            let record = json!({
                "line": number + 1,
                "start": quantity.span.start,
                "end": quantity.span.end,
                "quote": quantity.span.of(&line),
                "core": quantity.core.of(&line),
                "kind": format!("{:?}", quantity.kind),
                "comparator": quantity.comparator.as_str(),
                "value": plain(quantity.value),
                "value_high": plain(quantity.high),
                "unit": quantity.unit.map(|unit| reader.tables().unit_symbol(unit).to_string()),
                "dimension": quantity.unit.map(|unit| reader.tables().dimension(unit)),
                "pair": quantity.pair.map(|pair| format!("{pair:?}")),
            });
            writeln!(out, "{record}")?;
        }
    }
    out.flush()
}
