/// A list of short texts in one buffer, so that filling it again allocates nothing.
///
/// ```
/// let mut rules = claimsift_report::List::default();
/// rules.push("people.killed");
/// rules.push("count");
/// assert_eq!(rules.iter().collect::<Vec<_>>(), ["people.killed", "count"]);
/// assert_eq!(rules.joined(), "people.killed; count");
/// ```
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The items with [`BETWEEN`] between them.
    joined: String,
    /// Where each item ends.
    ends: Vec<usize>,
    /// Whether an item was added of which nothing is known.
    has_unknown: bool,
}

impl PartialEq for List {
    fn eq(&self, other: &List) -> bool {
        self.joined == other.joined && self.ends == other.ends
    }
}

impl Eq for List {}

/// What stands between the items where they are shown in one text.
pub(crate) const BETWEEN: &str = "; ";

impl List {
    /// Adds an item.
    pub fn push(&mut self, item: &str) {
        self.push_with(|text| text.push_str(item));
    }

    /// Adds what `write` appends as one item.
    #[inline]
    pub fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        self.has_unknown = true;
        self.add(write);
    }

    /// Adds an item that has no quotes, commas, semicolons or control characters.
    #[inline]
    pub(crate) fn push_plain(&mut self, item: &str) {
        self.add(|text| text.push_str(item));
    }

    #[inline]
    fn add(&mut self, write: impl FnOnce(&mut String)) {
        if !self.is_empty() {
            self.joined.push_str(BETWEEN);
        }
        write(&mut self.joined);
        self.ends.push(self.joined.len());
    }

    /// What stands between the items, when they are known to have no quotes, commas, semicolons or control characters.
    pub(crate) fn plain_but_for(&self) -> Option<&'static str> {
        let between = if self.ends.len() > 1 { BETWEEN } else { "" };
        (!self.has_unknown).then_some(between)
    }

    /// Removes all items and keeps the memory.
    pub fn clear(&mut self) {
        self.joined.clear();
        self.ends.clear();
        self.has_unknown = false;
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|end| end + BETWEEN.len()));
        starts.zip(&self.ends).map(|(start, &end)| &self.joined[start..end])
    }

    /// All items in one text, with semicolons between them.
    pub fn joined(&self) -> &str {
        &self.joined
    }
}
