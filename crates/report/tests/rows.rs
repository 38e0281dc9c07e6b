//! Claims become rows as people read them.

use claimsift_claims::{Attribution, Claim, Kind, Modality, Part};
use claimsift_quantities::{Comparator, QuantityKind, QuantityTables};
use claimsift_report::{CELL, Format, Locale, Origin, Place, Row, RowMaker};
use claimsift_text::{Span, TextMap};
use rust_decimal::Decimal;

/// Where the `nth` (from 0) `part` of a text stands.
fn nth(text: &str, part: &str, nth: usize) -> Span {
    let (start, _) = text.match_indices(part).nth(nth).unwrap_or_else(|| panic!("{part:?} in {text:?}"));
    Span::new(start, start + part.len())
}

/// A count whose quote is the `at`th of the text.
fn claim<'r>(text: &str, quote: &str, core: &str, at: usize) -> Claim<'r> {
    let quote = nth(text, quote, at);
    Claim {
        quote,
        core: nth(quote.of(text), core, 0).shift(quote.start),
        core_ordinal: 0,
        quantity: QuantityKind::Number,
        value: Some(Decimal::new(200, 1)),
        value_high: None,
        comparator: Comparator::About,
        unit: None,
        kind: Kind::Count,
        change: None,
        goes_with: Vec::new(),
        counted: None,
        topic: None,
        about_time: None,
        speaker: None,
        attribution: Attribution::Own,
        modality: Modality::Stated,
        hedged: None,
        negated: None,
        worth: 35,
        why: vec![
            Part { weight: 45, label: "people.killed", shown: Some("+45 people.killed") },
            Part { weight: -10, label: "figure under 100", shown: None },
        ],
        flags: Vec::new(),
        agreeing: Vec::new(),
        rules: vec!["people.killed", "count"],
        muted_by: None,
    }
}

/// The rows of sentences that follow each other in the document.
fn rows(origin: &Origin<'_>, given: &str, sentences: &[(&str, Vec<Claim<'_>>)]) -> Vec<Row> {
    rows_of(RowMaker::new(), origin, given, sentences)
}

fn rows_of(mut maker: RowMaker, origin: &Origin<'_>, given: &str, sentences: &[(&str, Vec<Claim<'_>>)]) -> Vec<Row> {
    let map = TextMap::decode(given);
    let tables = QuantityTables::shipped();
    let mut document = maker.document(origin, given, &map, &tables);
    let mut rows = Vec::new();
    let mut from = 0;
    for (sentence, claims) in sentences {
        let span = nth(&map.text()[from..], sentence, 0).shift(from);
        from = span.end;
        let place = Place { sentence: span, before: None, after: None, block: "paragraph" };
        let mut sentence = document.sentence(&place, claims);
        rows.extend((0..claims.len()).map(|index| sentence.row(index).clone()));
    }
    rows
}

#[test]
fn a_row_says_what_the_claim_is() {
    let given = "Old news.\nAbout&nbsp;20 men came.";
    let text = TextMap::decode(given).text().to_owned();
    let origin = Origin { doc_id: "a.txt", file: "news/a.txt", title: "News", date: "2013-05-07", url: "", line: None };
    let claims = vec![claim(&text, "About\u{a0}20 men", "20", 0)];
    let row = &rows(&origin, given, &[("About\u{a0}20 men came.", claims)])[0];
    assert_eq!((row.start, row.end), (10, 27));
    assert_eq!(Span::new(row.start, row.end).of(given), "About&nbsp;20 men");
    assert_eq!((row.value.as_str(), row.base_value.as_str(), row.dimension.as_str()), ("20", "20", "count"));
    assert_eq!((row.kind, row.comparator, row.change), ("count", "about", ""));
    assert_eq!((row.doc_id.as_str(), row.title.as_str(), row.line), ("a.txt", "News", 2));
    assert_eq!(row.why.iter().collect::<Vec<_>>(), ["+45 people.killed", "-10 figure under 100"]);
    assert_eq!(row.quote_at.of(&row.sentence), "About\u{a0}20 men");
}

#[test]
fn a_claim_reads_alone() {
    for (text, quote, counted, expected) in [
        ("62 percent of rural households", "62 percent", Some("rural households"), "62 percent of rural households"),
        ("62 percent of all the schools", "62 percent", Some("schools"), "62 percent of all the schools"),
        ("a 1,640km gas pipeline", "1,640km", Some("gas pipeline"), "1,640km gas pipeline"),
        ("a 2-day walk", "2-day", Some("walk"), "2-day walk"),
        ("20 men came", "20 men", Some("men"), "20 men"),
        ("the rice area shrank to 4,250 hectares", "4,250 hectares", Some("rice area"), "rice area: 4,250 hectares"),
        ("20 km, said the man", "20 km", Some("man"), "man: 20 km"),
        ("20 km", "20 km", None, "20 km"),
    ] {
        let core = quote.split(['k', ' ', '-']).next().unwrap();
        let claim = Claim { counted: counted.map(|noun| nth(text, noun, 0)), ..claim(text, quote, core, 0) };
        assert_eq!(rows(&Origin::default(), text, &[(text, vec![claim])])[0].claim, expected);
    }
}

#[test]
fn a_claim_has_its_unit() {
    let tables = QuantityTables::shipped();
    for (text, quote, core, unit, expected) in [
        ("from 20 to 25 percent", "20", "20", "%", "20 %"),
        ("from 20 to 25 percent", "25 percent", "25", "%", "25 percent"),
        ("from $20 to 25", "25", "25", "USD", "25 USD"),
        ("from $20 to 25", "$20", "20", "USD", "$20"),
        ("about 20 to 25 km", "about 20", "20", "km", "about 20 km"),
        ("a third of them", "a third", "a third", "%", "a third"),
        ("a 1,640km line", "1,640km", "1,640", "km", "1,640km"),
    ] {
        let claim = Claim { unit: tables.find_unit(unit), ..claim(text, quote, core, 0) };
        assert!(claim.unit.is_some(), "{unit}");
        let row = &rows(&Origin::default(), text, &[(text, vec![claim])])[0];
        assert_eq!((row.claim.as_str(), row.unit.as_str()), (expected, unit));
    }
}

#[test]
fn figures_are_told_in_their_base_unit() {
    let tables = QuantityTables::shipped();
    for (text, quote, core, unit, base, base_unit, dimension) in [
        ("530p", "530p", "530", "GBX", "0.2", "GBP", "money"),
        ("20 km", "20 km", "20", "km", "20000", "m", "length"),
        ("20 decades", "20 decades", "20", "decade", "200", "year", "time"),
    ] {
        let claim = Claim { unit: tables.find_unit(unit), kind: Kind::Measure, ..claim(text, quote, core, 0) };
        let row = &rows(&Origin::default(), text, &[(text, vec![claim])])[0];
        let told = (row.base_value.as_str(), row.base_unit.as_str(), row.dimension.as_str());
        assert_eq!(told, (base, base_unit, dimension), "{text}");
    }
}

#[test]
fn partners_are_named_by_id_and_by_claim() {
    let text = "from 20 men to 20 women";
    let from = Claim { goes_with: vec![1], ..claim(text, "20 men", "20", 0) };
    let to = Claim { goes_with: vec![0], core_ordinal: 1, ..claim(text, "20 women", "20", 0) };
    let rows = rows(&Origin::default(), text, &[(text, vec![from, to])]);
    assert_ne!(rows[0].claim_id, rows[1].claim_id);
    assert_eq!(rows[0].goes_with.iter().collect::<Vec<_>>(), [&rows[1].claim_id]);
    assert_eq!(rows[1].goes_with_claims.iter().collect::<Vec<_>>(), ["20 men"]);
}

#[test]
fn ids_outlive_rules_and_moved_paragraphs() {
    let ids = |text: &str, sentences: &[(&str, &str)]| -> Vec<String> {
        let claims: Vec<_> = sentences
            .iter()
            .map(|&(sentence, quote)| (sentence, vec![claim(text, quote, "20", text.matches(quote).count() - 1)]))
            .collect();
        let origin = Origin { doc_id: "a", ..Origin::default() };
        rows(&origin, text, &claims).into_iter().map(|row| row.claim_id).collect()
    };
    let before = ids("He saw 20 men.\nShe saw 20.\n", &[("He saw 20 men.", "20 men"), ("She saw 20.", "saw 20")]);
    // The rules read the figures otherwise, and the paragraphs changed places.
    let after = ids("She saw 20.\n\nHe saw 20 men.\n", &[("She saw 20.", "She saw 20"), ("He saw 20 men.", "saw 20")]);
    assert_eq!(before, [after[1].clone(), after[0].clone()]);
}

#[test]
fn equal_sentences_are_told_apart() {
    let text = "20 men.\n20 men.\n";
    let both = [("20 men.", vec![claim(text, "20 men", "20", 0)]), ("20 men.", vec![claim(text, "20 men", "20", 1)])];
    let rows = rows(&Origin::default(), text, &both);
    assert_ne!(rows[0].claim_id, rows[1].claim_id);
    assert_eq!([rows[0].line, rows[1].line], [1, 2]);
}

#[test]
fn a_record_of_jsonl_keeps_its_own_line() {
    let text = "One.\n20 men.";
    let origin = Origin { line: Some(7), ..Origin::default() };
    assert_eq!(rows(&origin, text, &[("20 men.", vec![claim(text, "20 men", "20", 0)])])[0].line, 7);
}

#[test]
fn hostile_sentences_stay_bounded() {
    let text = "20 men ".repeat(5_000);
    let at = |at: usize| Claim {
        quote: Span::new(at * 7, at * 7 + 6),
        core: Span::new(at * 7, at * 7 + 2),
        counted: Some(Span::new(at * 7 + 3, text.len())),
        ..claim("20 men", "20 men", "20", 0)
    };
    let claims: Vec<Claim<'_>> = (0..5_000).map(at).collect();
    let map = TextMap::plain(&text);
    let tables = QuantityTables::shipped();
    let mut maker = RowMaker::new();
    let mut document = maker.document(&Origin::default(), &text, &map, &tables);
    let place = Place { sentence: Span::new(0, text.len()), before: None, after: None, block: "paragraph" };
    let mut sentence = document.sentence(&place, &claims);
    for index in 0..claims.len() {
        let row = sentence.row(index);
        assert!([&row.sentence, &row.counted, &row.claim].iter().all(|field| field.chars().count() <= CELL));
        assert_eq!(row.quote_at.of(&row.sentence), "20 men");
    }
}

#[test]
fn the_record_is_lossless_json() {
    let text = "\"20\u{a0}men\"\ncame";
    let value = Some(Decimal::from_i128_with_scale(123_456_789_012_345_678_901_234_567, 3));
    let claim = Claim { value, ..claim(text, "20\u{a0}men", "20", 0) };
    let json = serde_json::to_string(&rows(&Origin::default(), text, &[(text, vec![claim])])[0]).unwrap();
    assert!(json.contains("\"value\":123456789012345678901234.567,"), "{json}");
    let record: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(record["sentence"], text);
    assert_eq!(record["speaker"], serde_json::Value::Null);
    assert_eq!(record["goes_with"], serde_json::json!([]));
    assert_eq!(record["comparator"], "about");
    assert_eq!(record.get("verdict"), None);
}

#[test]
fn a_table_shows_the_same_of_rows_that_are_made_for_it() {
    let text = "About 20 men came.";
    let sentences = [(text, vec![claim(text, "20 men", "20", 0)])];
    let format = Format::Csv { locale: Locale::POINT, muted: true };
    let written = |rows: &[Row], format: Format| {
        let mut writer = format.writer(Vec::new());
        rows.iter().for_each(|row| writer.write(row).unwrap());
        String::from_utf8(writer.into_inner()).unwrap()
    };
    let whole = rows(&Origin::default(), text, &sentences);
    let table = rows_of(format.maker(), &Origin::default(), text, &sentences);
    assert_eq!(written(&table, format), written(&whole, format));
    assert_eq!((whole[0].dimension.as_str(), table[0].dimension.as_str()), ("count", ""));
    let record = rows_of(Format::Jsonl.maker(), &Origin::default(), text, &sentences);
    assert_eq!(written(&record, Format::Jsonl), written(&whole, Format::Jsonl));
}
