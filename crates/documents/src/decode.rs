use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text that some bytes hold, and the bytes that were not in the encoding it is in.
pub(crate) struct Decoded {
    pub text: String,
    pub damage: Option<Damage>,
}

/// Bytes that are not in the encoding of their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    /// The encoding that the text is in.
    pub encoding: &'static str,
    /// The first of them, from 0.
    pub offset: usize,
    /// How many there are.
    pub count: usize,
}

/// Decodes a whole file: what its byte order mark says, else UTF-8. The mark is no part of the text.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    match Encoding::for_bom(&bytes) {
        None => decode_utf8(bytes, 0),
        Some((encoding, mark)) if encoding == UTF_8 => decode_utf8(bytes, mark),
        Some((encoding, mark)) => decode_utf16(encoding, &bytes, mark),
    }
}

/// Decodes a line of a file, which is borrowed if it is UTF-8. A byte order mark is no part of it.
pub(crate) fn decode_line(line: &[u8]) -> (Cow<'_, str>, Option<Damage>) {
    match std::str::from_utf8(line) {
        Ok(text) => (Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)), None),
        Err(_) => {
            let decoded = decode(line.to_vec());
            (Cow::Owned(decoded.text), decoded.damage)
        }
    }
}

/// Decodes UTF-8 from `start` on. A byte that is not UTF-8 is read as Windows-1252, which has a character for
/// every byte: old newsroom systems write it, and `£6m` must not become a figure without its currency. Reading only
/// those bytes so keeps the rest of a text whole that was cut or glued together.
fn decode_utf8(mut bytes: Vec<u8>, start: usize) -> Decoded {
    if std::str::from_utf8(&bytes[start..]).is_ok() {
        bytes.drain(..start);
        let text = String::from_utf8(bytes).expect("checked the line before");
        return Decoded { text, damage: None };
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut damage = None;
    let mut offset = start;
    for chunk in bytes[start..].utf8_chunks() {
        text.push_str(chunk.valid());
        offset += chunk.valid().len();
        for byte in chunk.invalid() {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
            damage.get_or_insert(Damage { encoding: UTF_8.name(), offset, count: 0 }).count += 1;
        }
        offset += chunk.invalid().len();
    }
    Decoded { text, damage }
}

/// Decodes UTF-16 behind its mark. Half a character becomes U+FFFD: no other sign stands for it.
fn decode_utf16(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let damage = malformed.then(|| {
        let before = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
        let offset = mark + 2 * before.encode_utf16().count();
        Damage { encoding: encoding.name(), offset, count: text.matches(char::REPLACEMENT_CHARACTER).count() }
    });
    Decoded { text: text.into_owned(), damage }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_read() {
        let damage = |offset, count| Some(Damage { encoding: "UTF-8", offset, count });
        let cases: &[(&[u8], &str, Option<Damage>)] = &[
            (b"", "", None),
            (b"\xef\xbb\xbf", "", None),
            ("a £6m loan".as_bytes(), "a £6m loan", None),
            (b"\xef\xbb\xbfa bid", "a bid", None),
            // A mark that is not at the head is a character of the text.
            ("a\u{feff}b".as_bytes(), "a\u{feff}b", None),
            // Windows-1252.
            (b"a \xa36m loan", "a £6m loan", damage(2, 1)),
            (b"\x93Rain\x94 cost \x805", "“Rain” cost €5", damage(0, 3)),
            // UTF-8 with one byte from elsewhere: the rest stays whole.
            (b"\xc2\xa35 or \xa35", "£5 or £5", damage(7, 1)),
            // A character cut at the end of the file.
            (b"5 \xe2\x82", "5 â‚", damage(2, 2)),
            (b"\xff\xfea\0b\0", "ab", None),
            (b"\xfe\xff\0a\0b", "ab", None),
            (b"\xff\xfea\0\x00\xd8", "a\u{fffd}", Some(Damage { encoding: "UTF-16LE", offset: 4, count: 1 })),
        ];
        for (bytes, text, expected) in cases {
            let decoded = decode(bytes.to_vec());
            assert_eq!(decoded.text, *text, "{bytes:?}");
            assert_eq!(decoded.damage, *expected, "{bytes:?}");
        }
    }
}
