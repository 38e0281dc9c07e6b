/// A run of letters or of digits in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'l> {
    pub text: &'l str,
    /// Where it starts in the line, in bytes.
    pub start: usize,
}

impl Word<'_> {
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(crate) fn is_number(&self) -> bool {
        self.text.starts_with(|first: char| first.is_ascii_digit())
    }
}

/// The words of a line. Digits and letters part: `9th` is two words, so is `10am`.
pub(crate) fn words(line: &str) -> impl Iterator<Item = Word<'_>> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + line[at..].find(char::is_alphanumeric)?;
        let is_digit = line.as_bytes()[start].is_ascii_digit();
        let ends = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() != is_digit;
        at = line[start..].find(ends).map_or(line.len(), |length| start + length);
        Some(Word { text: &line[start..at], start })
    })
}
