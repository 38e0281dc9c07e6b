use claimsift_text::Span;

/// The most characters that a cell of the CSV may hold.
pub const CELL: usize = 2_000;

/// The most characters of the text that a row shows in one field: room is left in a cell for the marks around the
/// figure, the dots of a cut at both ends and the apostrophe of the guard.
pub(crate) const WINDOW: usize = CELL - 8;

/// What stands for the text that was cut off.
const CUT: char = '…';

/// Appends the first [`WINDOW`] characters of `text`.
#[inline]
pub(crate) fn push_start(text: &str, out: &mut String) {
    if text.len() <= WINDOW {
        return out.push_str(text);
    }
    let end = forward(text, 0, WINDOW);
    out.push_str(&text[..end]);
    if end < text.len() {
        out.push(CUT);
    }
}

/// Appends the last [`WINDOW`] characters of `text`.
pub(crate) fn push_end(text: &str, out: &mut String) {
    let start = backward(text, text.len(), WINDOW);
    if start > 0 {
        out.push(CUT);
    }
    out.push_str(&text[start..]);
}

/// Appends at most [`WINDOW`] characters of `text` with `view` among them, and returns where `view` stands in `out`.
/// The time taken does not grow with the text.
pub(crate) fn push_around(text: &str, view: Span, out: &mut String) -> Span {
    let Span { start, end } = around(text, view);
    if start > 0 {
        out.push(CUT);
    }
    let moved = out.len();
    out.push_str(&text[start..end]);
    if end < text.len() {
        out.push(CUT);
    }
    Span::new(view.start - start + moved, view.end.min(end) - start + moved)
}

/// The stretch to show: what one side does not need goes to the other.
fn around(text: &str, view: Span) -> Span {
    if text.len() <= WINDOW {
        return Span::new(0, text.len());
    }
    let end = forward(text, view.start, WINDOW).min(view.end);
    let left = WINDOW - text[view.start..end].chars().count();
    let start = backward(text, view.start, left / 2);
    let used = text[start..view.start].chars().count();
    let end = forward(text, end, left - used);
    Span::new(backward(text, end, WINDOW).min(start), end)
}

/// The offset `characters` further than `from`, at most the end.
fn forward(text: &str, from: usize, characters: usize) -> usize {
    if text.len() - from <= characters {
        return text.len();
    }
    text[from..].char_indices().nth(characters).map_or(text.len(), |(offset, _)| from + offset)
}

/// The offset `characters` before `from`, at least 0.
fn backward(text: &str, from: usize, characters: usize) -> usize {
    if characters == 0 || from <= characters {
        return if characters == 0 { from } else { 0 };
    }
    text[..from].char_indices().rev().nth(characters - 1).map_or(0, |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_texts_are_shown_whole() {
        let mut out = String::from("x");
        assert_eq!(push_around("some 20 men", Span::new(5, 11), &mut out), Span::new(6, 12));
        assert_eq!(out, "xsome 20 men");
    }

    proptest! {
        #[test]
        fn windows_are_bounded_and_keep_the_span(head in "[a-zé ]{0,4000}", view in "[0-9é]{1,2500}", tail in "[a-zé ]{0,4000}") {
            let text = format!("{head}{view}{tail}");
            let span = Span::new(head.len(), head.len() + view.len());
            let mut out = String::new();
            let seen = push_around(&text, span, &mut out);
            prop_assert!(out.chars().count() <= WINDOW + 2);
            prop_assert!(view.starts_with(seen.of(&out)));
            prop_assert!(seen.len() == view.len() || view.chars().count() > WINDOW);
            let shown = out.chars().filter(|&c| c != CUT).count();
            prop_assert_eq!(shown, text.chars().count().min(WINDOW));
            for push in [push_start, push_end] {
                out.clear();
                push(&text, &mut out);
                prop_assert!(out.chars().count() <= WINDOW + 1);
            }
        }
    }
}
