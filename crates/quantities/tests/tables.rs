//! The tables: the shipped ones hold together, a newsroom's add to them, and what is wrong is told with its place.

use claimsift_quantities::{ENTRY_KINDS, QuantityReader, QuantityTables, check_examples};
use claimsift_text::{ParsedFile, Problem, RuleFile, Span};

/// The shipped table files, then one of a newsroom's own.
fn files(own: &str) -> Vec<RuleFile> {
    let shipped = claimsift_rules::ALL.iter().map(|&(name, text)| RuleFile::shipped(format!("rules/{name}"), text));
    shipped.chain([RuleFile::own("own.toml", own.to_owned())]).collect()
}

fn load(files: &[RuleFile]) -> (QuantityReader, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut parsed: Vec<ParsedFile> =
        files.iter().enumerate().map(|(index, file)| ParsedFile::parse(file, index, &mut problems)).collect();
    let tables = QuantityTables::load(&mut parsed, &mut problems);
    if let Some(own) = parsed.pop() {
        own.finish(ENTRY_KINDS, &mut problems);
    }
    (QuantityReader::new(tables), problems)
}

/// The problems of a newsroom's file, those of its examples too.
fn problems_of(own: &str) -> Vec<String> {
    let files = files(own);
    let (reader, mut problems) = load(&files);
    problems.extend(check_examples(&reader, &files));
    problems.iter().map(Problem::to_string).collect()
}

#[test]
fn shipped_examples_hold() {
    assert_eq!(problems_of(""), [""; 0]);
}

#[test]
fn every_shipped_entry_has_an_example() {
    for (name, text) in claimsift_rules::ALL {
        let file: toml::Table = text.parse().expect("shipped rules are TOML");
        for kind in ENTRY_KINDS {
            let entries = file.get(*kind).and_then(toml::Value::as_array);
            for entry in entries.into_iter().flatten() {
                assert!(entry.get("finds").or(entry.get("skips")).is_some(), "{name}: {entry}");
            }
        }
    }
}

#[test]
fn a_newsroom_adds_and_overrides() {
    let own = r#"
[[magnitude]]
words = ["lakh crore", "lakh crores"]
times = "lakh * crore"
finds = ["The board lent [[Rs 3 lakh crore]] = 3,000,000,000,000 INR."]

[[unit]]
symbol = "bigha"
dimension = "area"
base = "m²"
factor = "2508.38"
names = ["bigha", "bighas"]
finds = ["He farms [[12 bighas]] = 12 bigha of rice."]

[[unit]]
symbol = "km"
dimension = "length"
base = "m"
factor = "1000"
names = ["click", "clicks"]
finds = ["They marched [[30 clicks]] = 30 km."]

[[comparator]]
means = "more than"
before = ["a whopping"]
finds = ["It cost [[a whopping $3m]] = 3,000,000 USD."]
"#;
    assert_eq!(problems_of(own), [""; 0]);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (own, expected) in [
        ("[[magnitude]]\nwords = ['gross']\ntimes = 'dozen * dozenth'\n", "own.toml:3:9: not a product of numbers"),
        ("[[unit]]\nsymbol = 'ell'\ndimension = 'length'\nfactor = 'two'\n", "own.toml:4:10: not a number"),
        ("[[unit]]\nsymbol = 'ell'\ndimension = 'length'\nfactr = '2'\n", "own.toml:4:1: unknown field `factr`"),
        (
            "[[comparator]]\nmeans = 'more then'\n",
            "own.toml:2:9: unknown comparator `more then` (did you mean `more than`?)",
        ),
        ("[[untis]]\nsymbol = 'ell'\n", "own.toml:1:3: unknown entry `untis`"),
        ("[[name]]\nwords = ['quay']\nfinds = ['On [[12 km]] = 13 km.']\n", "own.toml:3:10: found the value 12 km"),
        ("[[name]]\nwords = ['quay']\nfinds = ['[[No number]] here.']\n", "own.toml:3:10: `No number` was not found"),
        ("[[name]]\nwords = ['quay']\nskips = ['[[12 km]] on.']\n", "own.toml:3:10: `12 km` was read as a quantity"),
    ] {
        let problems = problems_of(own);
        assert!(problems.iter().any(|problem| problem.starts_with(expected)), "{own}\n{problems:?}");
    }
}

#[test]
fn units_are_printed_found_and_converted() {
    let tables = QuantityTables::shipped();
    for (value, symbol, base, dimension) in [
        ("1470", "km", "1470000 m", "length"),
        ("6", "decade", "60 year", "time"),
        ("530", "GBX", "5.3 GBP", "money"),
        ("27", "month", "2.25 year", "time"),
        ("212", "°F", "100 °C", "temperature"),
        ("-40", "°F", "-40 °C", "temperature"),
        ("25", "cm/year", "0.25 m/year", "speed"),
        ("90", "km/h", "25 m/s", "speed"),
        ("2", "acre", "8093.7128448 m²", "area"),
        ("5", "USD/share", "5 USD/share", "money"),
        ("3", "%", "3 %", "share"),
        ("25", "bp", "0.25 pp", "share"),
    ] {
        let unit = tables.find_unit(symbol).unwrap();
        assert_eq!(tables.unit_symbol(unit).to_string(), symbol);
        let converted = tables.to_base(value.parse().unwrap(), unit).unwrap();
        assert_eq!(format!("{converted} {}", tables.base_symbol(unit)), base, "{value} {symbol}");
        assert_eq!(tables.dimension(unit), dimension);
    }
    assert!(tables.find_unit("furlong/fortnight").is_some());
    assert!(tables.find_unit("parsnip").is_none());
}

#[test]
fn every_base_is_a_unit_of_the_same_dimension_and_its_own_base() {
    let tables = QuantityTables::shipped();
    for (_, text) in claimsift_rules::ALL {
        for line in text.lines().filter_map(|line| line.strip_prefix("symbol = ")) {
            let unit = tables.find_unit(line.trim_matches('"')).unwrap();
            let base = tables.base_symbol(unit).to_string();
            let of_base = tables.find_unit(&base).unwrap_or_else(|| panic!("{line}: its base {base} is no unit"));
            assert_eq!(tables.base_symbol(of_base).to_string(), base, "{line}");
            assert_eq!(tables.dimension(of_base), tables.dimension(unit), "{line}");
        }
    }
}

#[test]
fn a_sentence_is_read_in_place() {
    let reader = QuantityReader::new(QuantityTables::shipped());
    let text = "Over 30 ships sank. Nearly 3 sailed.";
    let mut found = Vec::new();
    reader.read(text, Span::new(20, text.len()), &mut found);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of(text), "Nearly 3");
}
