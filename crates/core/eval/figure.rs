use std::str::FromStr;

use claimsift_text::Span;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// A figure with what is said of it, marked or predicted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Its place in the text as given, in bytes.
    pub span: Span,
    /// The value, or the lower end of a range.
    pub value: Option<Decimal>,
    /// The upper end.
    pub value_high: Option<Decimal>,
    /// One text for each [`Field`], empty where it is not given.
    fields: [String; Field::ALL.len()],
}

/// A field of a claim that is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the fields of the record, which the documentation lists")]
pub enum Field {
    Unit,
    Comparator,
    Kind,
    Change,
    Counted,
    Speaker,
    Attribution,
    AboutTime,
    Modality,
    Negated,
    Hedged,
    Topic,
}

impl Field {
    /// Every field, in the order in which it is shown.
    pub const ALL: [Field; 12] = [
        Field::Unit,
        Field::Comparator,
        Field::Kind,
        Field::Change,
        Field::Counted,
        Field::Speaker,
        Field::Attribution,
        Field::AboutTime,
        Field::Modality,
        Field::Negated,
        Field::Hedged,
        Field::Topic,
    ];

    /// Its key in marks and records.
    pub fn name(self) -> &'static str {
        match self {
            Field::Unit => "unit",
            Field::Comparator => "comparator",
            Field::Kind => "kind",
            Field::Change => "change",
            Field::Counted => "counted",
            Field::Speaker => "speaker",
            Field::Attribution => "attribution",
            Field::AboutTime => "about_time",
            Field::Modality => "modality",
            Field::Negated => "negated",
            Field::Hedged => "hedged",
            Field::Topic => "topic",
        }
    }
}

impl Figure {
    /// A figure of which nothing is said yet.
    pub fn new(span: Span, value: Option<Decimal>, value_high: Option<Decimal>) -> Figure {
        Figure { span, value, value_high, ..Figure::default() }
    }

    /// What the figure says of `field`; empty when nothing.
    pub fn field(&self, field: Field) -> &str {
        &self.fields[field as usize]
    }

    /// The same figure with `field` given.
    pub fn with(mut self, field: Field, text: impl Into<String>) -> Figure {
        self.fields[field as usize] = text.into();
        self
    }

    /// Reads the values and fields of a JSON object: numbers or strings of digits, `null` for what is not given.
    pub fn from_json(span: Span, object: &Map<String, Value>) -> Result<Figure, String> {
        let mut figure = Figure::new(span, decimal(object, "value")?, decimal(object, "value_high")?);
        for field in Field::ALL {
            figure.fields[field as usize] = text(object.get(field.name()));
        }
        Ok(figure)
    }
}

fn decimal(object: &Map<String, Value>, key: &str) -> Result<Option<Decimal>, String> {
    let digits = text(object.get(key));
    if digits.is_empty() {
        return Ok(None);
    }
    // Floats with an exponent come from marks that another program wrote.
    let parsed = Decimal::from_str(&digits).or_else(|_| Decimal::from_scientific(&digits));
    parsed.map(Some).map_err(|_| format!("`{key}` is no decimal: {digits}"))
}

/// A text, number or truth as text; `false`, `null` and what is absent are empty.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null | Value::Bool(false)) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_exact_decimals() {
        for (json, value) in [
            (r#"{"value": 16000000}"#, Some("16000000")),
            (r#"{"value": "6.625"}"#, Some("6.625")),
            (r#"{"value": 0.1}"#, Some("0.1")),
            (r#"{"value": 1e9}"#, Some("1000000000")),
            (r#"{"value": null}"#, None),
            (r#"{"value": ""}"#, None),
            (r#"{}"#, None),
        ] {
            let figure = Figure::from_json(Span::default(), &serde_json::from_str(json).unwrap()).unwrap();
            assert_eq!(figure.value, value.map(|digits| Decimal::from_str(digits).unwrap()), "{json}");
        }
    }

    #[test]
    fn a_value_that_is_no_number_is_an_error() {
        let object = serde_json::from_str(r#"{"value": "many"}"#).unwrap();
        assert_eq!(Figure::from_json(Span::default(), &object), Err("`value` is no decimal: many".into()));
    }
}
