use rust_decimal::Decimal;

/// Appends a decimal as the record writes it: no exponent, no grouping, no trailing zeros.
pub(crate) fn push_decimal(value: Decimal, out: &mut String) {
    let scale = value.scale() as usize;
    let mantissa = value.mantissa();
    let mut buffer = itoa::Buffer::new();
    let digits = match u64::try_from(mantissa.unsigned_abs()) {
        Ok(small) => buffer.format(small),
        Err(_) => buffer.format(mantissa.unsigned_abs()),
    };
    if mantissa < 0 {
        out.push('-');
    }
    let whole = digits.len().saturating_sub(scale);
    out.push_str(if whole == 0 { "0" } else { &digits[..whole] });
    let part = digits[whole..].trim_end_matches('0');
    if !part.is_empty() && scale > 0 {
        out.push('.');
        out.extend(std::iter::repeat_n('0', scale.saturating_sub(digits.len())));
        out.push_str(part);
    }
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
