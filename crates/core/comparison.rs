//! Two runs side by side: claims won, lost and changed.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;

use claimsift_report::{Field, MEANING, Table, TableRow};

/// The fields that say which claim it is and where it stands.
const PLACE: &[&str] = &["claim_id", "muted_by", "file", "line"];

/// The fields by which a claim has changed when one of them differs.
fn compared() -> impl Iterator<Item = &'static str> {
    ["claim"].into_iter().chain(MEANING.iter().copied()).chain(["rules"])
}

fn names() -> impl Iterator<Item = &'static str> {
    PLACE.iter().copied().chain(compared())
}

/// The fields that a comparison reads of a table: those of the place, then those compared.
pub fn fields() -> Vec<&'static Field> {
    names().filter_map(Field::of_name).collect()
}

/// What became of the claims of one table in another one. Both were read with [`fields`].
///
/// Claims are known by their ids, which no rule changes; a muted claim counts as absent.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// In the order of the old table, what is new last.
    differences: Vec<Difference>,
    same: usize,
}

/// A claim that differs.
#[derive(Clone, Debug)]
struct Difference {
    fate: Fate,
    row: Row,
}

#[derive(Clone, Debug)]
enum Fate {
    Won,
    Lost {
        /// The rule that mutes it now; empty when it is gone.
        muted_by: String,
    },
    /// The fields that differ, with what they were and what they are.
    Changed(Vec<(&'static str, String, String)>),
}

/// A row by its fields' names.
#[derive(Clone, Debug)]
struct Row(TableRow);

impl Row {
    fn cell(&self, name: &str) -> &str {
        let place = names().position(|known| known == name);
        place.and_then(|place| self.0.get(place)).map_or("", String::as_str)
    }

    fn is_muted(&self) -> bool {
        !self.cell("muted_by").is_empty()
    }
}

impl Comparison {
    /// Compares two tables. Rows of one id, which say the same words in documents of one name, are paired in order.
    pub fn of(old: Table, new: Table) -> Comparison {
        let mut waiting: HashMap<String, VecDeque<Row>> = HashMap::new();
        let mut order = Vec::new();
        for row in new.rows.into_iter().map(Row) {
            let id = row.cell("claim_id").to_owned();
            order.push(id.clone());
            waiting.entry(id).or_default().push_back(row);
        }
        let mut comparison = Comparison::default();
        for row in old.rows.into_iter().map(Row) {
            let partner = waiting.get_mut(row.cell("claim_id")).and_then(VecDeque::pop_front);
            comparison.add(Some(row), partner);
        }
        for id in order {
            if let Some(row) = waiting.get_mut(&id).and_then(VecDeque::pop_front) {
                comparison.add(None, Some(row));
            }
        }
        comparison
    }

    fn add(&mut self, old: Option<Row>, new: Option<Row>) {
        let muted_by = new.as_ref().map_or_else(String::new, |row| row.cell("muted_by").to_owned());
        let shown = |row: Option<Row>| row.filter(|row| !row.is_muted());
        let (fate, row) = match (shown(old), shown(new)) {
            (None, None) => return,
            (None, Some(new)) => (Fate::Won, new),
            (Some(old), None) => (Fate::Lost { muted_by }, old),
            (Some(old), Some(new)) => match changes(&old, &new) {
                changes if changes.is_empty() => return self.same += 1,
                changes => (Fate::Changed(changes), new),
            },
        };
        self.differences.push(Difference { fate, row });
    }

    /// How many claims are new.
    pub fn won(&self) -> usize {
        self.differences.iter().filter(|difference| matches!(difference.fate, Fate::Won)).count()
    }

    /// How many are gone, or muted now.
    pub fn lost(&self) -> usize {
        self.differences.iter().filter(|difference| matches!(difference.fate, Fate::Lost { .. })).count()
    }

    /// How many say something else now.
    pub fn changed(&self) -> usize {
        self.differences.len() - self.won() - self.lost()
    }

    /// How many are as they were.
    pub fn same(&self) -> usize {
        self.same
    }

    /// How often each field differs, by name.
    pub fn changed_fields(&self) -> BTreeMap<&'static str, usize> {
        let mut fields = BTreeMap::new();
        for difference in &self.differences {
            if let Fate::Changed(changes) = &difference.fate {
                changes.iter().for_each(|(name, ..)| *fields.entry(*name).or_default() += 1);
            }
        }
        fields
    }
}

fn changes(old: &Row, new: &Row) -> Vec<(&'static str, String, String)> {
    let fields = compared().map(|name| (name, old.cell(name), new.cell(name)));
    fields.filter(|(_, old, new)| old != new).map(|(name, old, new)| (name, old.to_owned(), new.to_owned())).collect()
}

/// A line for each claim won (`+`), lost (`-`) or changed (`~`, with its fields below).
impl fmt::Display for Comparison {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        self.differences.iter().try_for_each(|difference| difference.fmt(out))
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let (sign, rules) = match &self.fate {
            Fate::Won => ('+', format!("  ({})", self.row.cell("rules"))),
            Fate::Lost { muted_by } if !muted_by.is_empty() => ('-', format!("  (muted by {muted_by})")),
            Fate::Lost { .. } => ('-', String::new()),
            Fate::Changed(_) => ('~', String::new()),
        };
        let [worth, claim, file, line] = ["worth", "claim", "file", "line"].map(|name| self.row.cell(name));
        writeln!(out, "{sign} {worth:>3}  {claim}  {file}:{line}{rules}")?;
        if let Fate::Changed(changes) = &self.fate {
            for (name, old, new) in changes {
                writeln!(out, "       {name}: {} -> {}", shown(old), shown(new))?;
            }
        }
        Ok(())
    }
}

fn shown(cell: &str) -> &str {
    if cell.is_empty() { "(empty)" } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with these ids, kinds, worths and mutings.
    fn table(rows: &[(&str, &str, &str, &str)]) -> Table {
        let csv = rows.iter().map(|(id, kind, worth, muted)| format!("{id},{kind},{worth},{muted},a.txt,3,it\n"));
        let text = format!("claim_id,kind,worth,muted_by,file,line,claim\n{}", csv.collect::<String>());
        Table::parse(text.as_bytes(), &fields()).unwrap()
    }

    #[test]
    fn claims_are_won_lost_and_changed() {
        let old =
            table(&[("a", "count", "5", ""), ("b", "count", "5", ""), ("c", "count", "5", ""), ("m", "", "", "x")]);
        let new = table(&[
            ("d", "money", "9", ""),
            ("a", "count", "5", ""),
            ("b", "share", "7", ""),
            ("c", "", "", "mute.x"),
        ]);
        let comparison = Comparison::of(old, new);
        assert_eq!((comparison.won(), comparison.lost(), comparison.changed(), comparison.same()), (1, 1, 1, 1));
        assert_eq!(
            comparison.to_string(),
            "~   7  it  a.txt:3\n       kind: count -> share\n       worth: 5 -> 7\n\
             -   5  it  a.txt:3  (muted by mute.x)\n+   9  it  a.txt:3  ()\n"
        );
        assert_eq!(comparison.changed_fields().into_iter().collect::<Vec<_>>(), [("kind", 1), ("worth", 1)]);
    }

    #[test]
    fn equal_ids_are_paired_in_order() {
        let (one, two) = (("a", "count", "5", ""), ("a", "money", "5", ""));
        assert_eq!(Comparison::of(table(&[one, two]), table(&[one, two])).same(), 2);
        assert_eq!(Comparison::of(table(&[one, two]), table(&[one])).lost(), 1);
    }
}
