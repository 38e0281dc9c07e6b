use rust_decimal::Decimal;

/// Appends a decimal as the record writes it: no exponent, no grouping, no trailing zeros.
pub(crate) fn push_decimal(value: Decimal, out: &mut String) {
    let value = if value.scale() == 0 { value } else { value.normalize() };
    let scale = value.scale() as usize;
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(value.mantissa().unsigned_abs());
    if value.mantissa() < 0 {
        out.push('-');
    }
    let whole = digits.len().saturating_sub(scale);
    out.push_str(if whole == 0 { "0" } else { &digits[..whole] });
    if scale > 0 {
        out.push('.');
        out.extend(std::iter::repeat_n('0', scale.saturating_sub(digits.len())));
        out.push_str(&digits[whole..]);
    }
}

/// Appends a number with its sign, `+25`, as the parts of a worth are written.
#[inline]
pub(crate) fn push_signed(number: i32, out: &mut String) {
    out.push_str(if number < 0 { "-" } else { "+" });
    match number.unsigned_abs() {
        // Nearly all have at most two digits, and a row has ten of them.
        small @ 0..100 => {
            if small >= 10 {
                out.push(digit(small / 10));
            }
            out.push(digit(small % 10));
        }
        large => out.push_str(itoa::Buffer::new().format(large)),
    }
}

fn digit(number: u32) -> char {
    char::from(b'0' + number as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_plain() {
        for (written, expected) in [
            ("16000000", "16000000"),
            ("0", "0"),
            ("-0.00", "0"),
            ("8.730", "8.73"),
            ("0.0005", "0.0005"),
            ("-0.5", "-0.5"),
            ("-12.30", "-12.3"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ] {
            let mut out = String::new();
            push_decimal(written.parse().unwrap(), &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn a_signed_number_shows_its_sign() {
        for number in (-1000..1000).chain([i32::MIN, i32::MAX]) {
            let mut out = String::new();
            push_signed(number, &mut out);
            assert_eq!(out, format!("{number:+}"));
        }
    }

    proptest! {
        #[test]
        fn a_decimal_reads_back_equal(mantissa in -(1i128 << 95)..(1i128 << 95), scale in 0u32..28) {
            let value = Decimal::from_i128_with_scale(mantissa, scale);
            let mut out = String::new();
            push_decimal(value, &mut out);
            prop_assert_eq!(out.parse::<Decimal>().unwrap(), value);
            prop_assert_eq!(out, value.normalize().to_string());
        }
    }
}
