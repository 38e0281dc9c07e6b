//! Where a paragraph quotes someone: quotation marks in pairs, told from apostrophes and from marks of feet and inches.

use claimsift_text::Span;

/// What one mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// A mark that may close, or be an apostrophe after a plural: "the workers' pay".
    MayClose,
}

/// The quotations of one paragraph, in the order of the text, from the opening mark to the closing one. One that is
/// never closed ends with the paragraph, and one that opens again inside itself ends there.
///
/// Double marks and guillemets come first; single ones count outside of them only.
pub(crate) fn quotations(text: &str, paragraph: Span, found: &mut Vec<Span>) {
    found.clear();
    let marks: Vec<(usize, char)> = marks(text, paragraph).collect();
    double_quotations(text, paragraph, &marks, found);
    let doubles = found.len();
    single_quotations(text, paragraph, &marks, found);
    if found.len() > doubles {
        found.sort_unstable_by_key(|span| span.start);
    }
}

fn double_quotations(text: &str, paragraph: Span, marks: &[(usize, char)], found: &mut Vec<Span>) {
    let mut open: Option<usize> = None;
    for &(at, c) in marks.iter().filter(|(_, c)| !is_single(*c)) {
        match (double_mark(text, paragraph, at, c, open.is_some()), open) {
            (Some(Mark::Opens), None) => open = Some(at),
            (Some(Mark::Opens), Some(start)) => {
                found.push(Span::new(start, at));
                open = Some(at);
            }
            (Some(_), Some(start)) => {
                found.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Span::new(start, paragraph.end)));
}

fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '‘' | '’')
}

/// The marks of a paragraph. Most paragraphs have none, and are passed over at the speed of memory.
fn marks(text: &str, within: Span) -> impl Iterator<Item = (usize, char)> {
    let is_mark = |c| is_single(c) || matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    // The first bytes of “ ” ‘ ’ „, of « », and the straight ones.
    let bytes = &text.as_bytes()[within.start..within.end];
    let straight = memchr::memchr2_iter(b'"', b'\'', bytes).peekable();
    let others = memchr::memchr2_iter(0xE2, 0xC2, bytes).peekable();
    merge(straight, others).filter_map(move |offset| {
        let at = within.start + offset;
        let c = text[at..].chars().next().filter(|&c| is_mark(c))?;
        Some((at, c))
    })
}

/// Two sorted walks as one.
fn merge(
    mut one: std::iter::Peekable<impl Iterator<Item = usize>>,
    mut other: std::iter::Peekable<impl Iterator<Item = usize>>,
) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second < first => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

fn double_mark(text: &str, paragraph: Span, at: usize, c: char, open: bool) -> Option<Mark> {
    match c {
        '“' | '„' | '«' => Some(Mark::Opens),
        '”' | '»' => Some(Mark::Closes),
        _ => {
            let (before, after) = around(text, paragraph, at, c);
            let inch = !open && before.is_some_and(|c| c.is_ascii_digit());
            match may_open(before, after) {
                _ if inch => None,
                true => Some(Mark::Opens),
                false => Some(Mark::Closes),
            }
        }
    }
}

fn around(text: &str, paragraph: Span, at: usize, c: char) -> (Option<char>, Option<char>) {
    let before = text[paragraph.start..at].chars().next_back();
    (before, text[at + c.len_utf8()..paragraph.end].chars().next())
}

/// A straight mark opens after white space, a bracket or a dash, and before something.
fn may_open(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '\'' | '"' | '“' | '‘'))
        && after.is_some_and(|c| !c.is_whitespace())
}

/// An opening mark, and the best place to close it that was seen so far.
#[derive(Clone, Copy)]
struct OpenSingle {
    start: usize,
    may_close: Option<usize>,
}

fn single_quotations(text: &str, paragraph: Span, marks: &[(usize, char)], found: &mut Vec<Span>) {
    let doubles = found.len();
    let mut open: Option<OpenSingle> = None;
    let mut next_double = 0;
    for &(at, c) in marks.iter().filter(|(_, c)| is_single(*c)) {
        while next_double < doubles && found[next_double].end <= at {
            next_double += 1;
        }
        if next_double < doubles && found[next_double].start <= at {
            continue;
        }
        match (single_mark(text, paragraph, at, c), &mut open) {
            (Some(Mark::Opens), _) => {
                found.extend(closed(open.take(), None));
                open = Some(OpenSingle { start: at, may_close: None });
            }
            (Some(Mark::Closes), Some(_)) => found.extend(closed(open.take(), Some(at + c.len_utf8()))),
            (Some(Mark::MayClose), Some(open)) => open.may_close = Some(at + c.len_utf8()),
            _ => {}
        }
    }
    found.extend(closed(open, None));
}

/// A single quotation that is closed nowhere is none.
fn closed(open: Option<OpenSingle>, end: Option<usize>) -> Option<Span> {
    let open = open?;
    Some(Span::new(open.start, end.or(open.may_close)?))
}

fn single_mark(text: &str, paragraph: Span, at: usize, c: char) -> Option<Mark> {
    let (before, after) = around(text, paragraph, at, c);
    let joins = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    match c {
        '‘' => (!joins(before)).then_some(Mark::Opens),
        '\'' if may_open(before, after) => (!is_cut_decade(&text[at + 1..paragraph.end])).then_some(Mark::Opens),
        _ if joins(after) => None,
        _ if before.is_some_and(|c| c.is_ascii_digit()) && c == '\'' => Some(Mark::MayClose),
        _ if before == Some('s') && after == Some(' ') => Some(Mark::MayClose),
        _ => Some(Mark::Closes),
    }
}

/// The 90s of "'90s".
fn is_cut_decade(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && !rest[digits..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_pairs() {
        for (text, expected) in [
            ("He said \"we lost\" it.", &["\"we lost\""][..]),
            ("“We lost,” he said. “It hurt.”", &["“We lost,”", "“It hurt.”"]),
            ("‘We don’t owe it,’ said the men’s club.", &["‘We don’t owe it,’"]),
            ("'The workers' pay fell,' she said.", &["'The workers' pay fell,'"]),
            ("the workers' pay and the owners' gain", &[]),
            ("«Non,» dit-il", &["«Non,»"]),
            ("\"One. \"Two,\" he said.", &["\"One. ", "\"Two,\""]),
            ("\"It never ends.", &["\"It never ends."]),
            ("a 6\" pipe, 40' tall", &[]),
            ("the '90s and '80s songs", &[]),
            ("He said \"a 'free' trip\" cost", &["\"a 'free' trip\""]),
            ("\u{e9}t\u{e9} \u{2014} no quote \u{a3}5", &[]),
        ] {
            let mut found = Vec::new();
            quotations(text, Span::new(0, text.len()), &mut found);
            let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
