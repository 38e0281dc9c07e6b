//! How exactly a figure is written.

use claimsift_quantities::Quantity;
use rust_decimal::Decimal;

/// The number in digits that a text begins with.
pub(super) fn leading_number(text: &str) -> Option<Decimal> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = &text[start..];
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(digits.len());
    digits[..end].trim_end_matches(['.', ',']).replace(',', "").parse().ok()
}

/// By how much the real value may differ from what is written, either way: half of the last place that is not a zero of
/// rounding. 74.2m is right to 0.05m, 30,000 to 5,000, 47 to a half.
pub(super) fn resolution(quantity: &Quantity, text: &str) -> Decimal {
    let value = quantity.value.unwrap_or_default();
    let written = leading_number(quantity.core.of(text)).filter(|written| !written.is_zero()).unwrap_or(value.abs());
    let magnitude = value.abs().checked_div(written).unwrap_or(Decimal::ONE);
    let last_place = if written.scale() > 0 { Decimal::new(1, written.scale()) } else { last_digit(written) };
    (last_place * magnitude) / Decimal::TWO
}

/// The place of the last digit of a whole number that is no zero: 100 for 4,700.
fn last_digit(whole: Decimal) -> Decimal {
    let mut place = Decimal::ONE;
    while !whole.is_zero() && (whole % (place * Decimal::TEN)).is_zero() {
        place *= Decimal::TEN;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_begin_where_their_digits_do() {
        for (text, expected) in
            [("30 and 20", Some("30")), ("£1,250.5m", Some("1250.5")), ("twelve", None), ("8, or so", Some("8"))]
        {
            assert_eq!(leading_number(text), expected.map(|digits| digits.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn zeros_at_the_end_may_be_of_rounding() {
        for (whole, place) in [(4_700, 100), (47, 1), (30_000, 10_000), (0, 1)] {
            assert_eq!(last_digit(whole.into()), place.into(), "{whole}");
        }
    }
}
