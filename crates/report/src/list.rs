/// A list of short texts in one buffer, so that filling it again allocates nothing.
///
/// ```
/// let mut rules = claimsift_report::List::default();
/// rules.push("people.killed");
/// rules.push("count");
/// assert_eq!(rules.iter().collect::<Vec<_>>(), ["people.killed", "count"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    text: String,
    /// Where each item ends in the text.
    ends: Vec<usize>,
}

impl List {
    /// Adds an item.
    pub fn push(&mut self, item: &str) {
        self.push_with(|text| text.push_str(item));
    }

    /// Adds what `write` appends as one item.
    pub fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    /// Removes all items and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.text[start..end])
    }

    /// Appends the items to `out` with `between` between them.
    pub fn join(&self, between: &str, out: &mut String) {
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                out.push_str(between);
            }
            out.push_str(item);
        }
    }
}
