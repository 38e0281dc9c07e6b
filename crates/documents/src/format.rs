use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

use crate::Reason;

/// How the documents of a file or stream are written down.
///
/// A later format is one more variant here, one more line in [`Format::of_name`] or `Format::sniff`, and its
/// reader beside `jsonl.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One document, the text as it stands.
    Text,
    /// One JSON object a line, each a document: `id`, `text`, `title`, `date`, `url`.
    Jsonl,
}

/// Extensions of the files that are read from a folder. A file without an extension is read as text too.
const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("markdown", Format::Text),
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
];

/// What files that are no text begin with, and what people call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (b"\x1f\x8b", "gzip data"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
];

impl Format {
    /// The format that a file's name tells; `None` when it tells none that claimsift reads.
    pub fn of_name(path: &Path) -> Option<Format> {
        let Some(extension) = extension(path) else { return Some(Format::Text) };
        EXTENSIONS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|&(_, format)| format)
    }

    /// The format of a stream without a name, by its first bytes.
    pub(crate) fn sniff(head: &[u8]) -> Format {
        // Prose does not begin with `{"`; a first record that is broken is still a record.
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let inside = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
        match inside {
            Some([b'"' | b'}', ..]) => Format::Jsonl,
            _ => Format::Text,
        }
    }
}

/// Refuses bytes that are no text.
pub(crate) fn check_text(bytes: &[u8]) -> Result<(), Reason> {
    if let Some(&(_, name)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Reason::Foreign(name));
    }
    match memchr::memchr(0, bytes) {
        // UTF-16 is full of zeros, and says so by its mark.
        Some(offset) if !is_utf16(bytes) => Err(Reason::Binary(offset)),
        _ => Ok(()),
    }
}

/// Refuses the first line of a file that is no list of records.
pub(crate) fn check_records(line: &[u8]) -> Result<(), Reason> {
    // Its lines cannot be told apart by the byte of a line end.
    if is_utf16(line) { Err(Reason::Foreign("a list of records in UTF-16")) } else { check_text(line) }
}

fn is_utf16(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8)
}

/// The ending of a file's name that tells its format. In `Vol. 3` and `speech.2013-05-07` there is none: an
/// extension is at most eight ASCII letters and digits, not all of them digits.
pub(crate) fn extension(path: &Path) -> Option<&str> {
    let extension = path.extension()?.to_str()?;
    let tells = (1..=8).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !extension.bytes().all(|byte| byte.is_ascii_digit());
    tells.then_some(extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_format() {
        for (name, format) in [
            ("a.txt", Some(Format::Text)),
            ("a.TXT", Some(Format::Text)),
            ("notes.md", Some(Format::Text)),
            ("letter", Some(Format::Text)),
            ("speech.2013-05-07", Some(Format::Text)),
            ("The visit of Mr. Lee to Seoul", Some(Format::Text)),
            ("part.1", Some(Format::Text)),
            ("wire.jsonl", Some(Format::Jsonl)),
            ("wire.NDJSON", Some(Format::Jsonl)),
            ("claims.csv", None),
            ("photo.jpeg", None),
            ("page.html", None),
            ("clip.mp3", None),
        ] {
            assert_eq!(Format::of_name(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn the_first_bytes_tell_the_format_of_a_stream() {
        for (head, format) in [
            ("{\"text\": \"Rain fell.\"}", Format::Jsonl),
            ("\u{feff}\n  { \"text\": broken", Format::Jsonl),
            ("{}", Format::Jsonl),
            ("{curly} words are prose", Format::Text),
            ("{", Format::Text),
            ("Rain fell.", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(Format::sniff(head.as_bytes()), format, "{head}");
        }
    }
}
