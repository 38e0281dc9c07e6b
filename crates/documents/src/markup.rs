//! Texts that are still HTML: they are read as they are, which their sender should know.

/// What of a text is looked at, in bytes.
const HEAD: usize = 4096;

/// The elements that articles are written with.
const ELEMENTS: &[&[u8]] = &[
    b"a", b"article", b"b", b"body", b"br", b"div", b"em", b"figure", b"h1", b"h2", b"h3", b"head", b"html", b"i",
    b"img", b"li", b"meta", b"ol", b"p", b"script", b"section", b"span", b"strong", b"table", b"td", b"tr", b"ul",
];

/// Whether two tags of HTML stand at the beginning of a text; a single one may be what it writes about.
pub(crate) fn looks_like_html(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(HEAD)];
    memchr::memchr_iter(b'<', head).filter(|&at| begins_with_tag(&head[at + 1..])).nth(1).is_some()
}

/// Whether `p>`, `/p>`, `p class="…"` or `br/>` stands here.
fn begins_with_tag(text: &[u8]) -> bool {
    let name = text.strip_prefix(b"/").unwrap_or(text);
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    matches!(name.get(length), Some(b'>' | b'/' | b' ' | b'\n'))
        && ELEMENTS.iter().any(|element| name[..length].eq_ignore_ascii_case(element))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tags_make_a_page() {
        for (text, expected) in [
            ("<p>12 people came.</p>", true),
            ("<!DOCTYPE html><HTML lang=\"en\"><body>", true),
            ("Rain fell.<br/>Then <a href=\"x\">more</a>.", true),
            ("One tag is <p> and no more.", false),
            ("It is 3 <5 and 4 <b, <6> and 7 > 2.", false),
            ("<angle> brackets <of> no <sort>", false),
            ("<", false),
            ("", false),
        ] {
            assert_eq!(looks_like_html(text), expected, "{text}");
        }
        assert!(!looks_like_html(&("é".repeat(HEAD) + "<p></p>")));
    }
}
