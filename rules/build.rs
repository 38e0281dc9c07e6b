//! Reads each rule file once and for all: what extraction needs of it is written as a tree that loads many times faster
//! than TOML. Examples are left out, for extraction never runs them.
//!
//! A value is its kind, where it begins in the file, how long it is there, how long its payload is, and the payload: the
//! letters of a string, an integer or a boolean, the values of an array, the keys and values of a table by turns, where a
//! key is its length and its letters. Numbers are written in characters of ASCII, so that all is UTF-8 and needs no test
//! when it is read. `claimsift_text::ParsedFile` reads it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys whose lists are examples.
const EXAMPLES: &[&str] = &["finds", "skips", "splits", "example"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=.");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder"));
    let mut names: Vec<String> = fs::read_dir(".")?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    names.retain(|name| name.ends_with(".toml") && name != "Cargo.toml");
    names.sort();
    let mut list = String::new();
    for name in &names {
        let text = fs::read_to_string(Path::new(name))?;
        let entries = DeTable::parse(&text).map_err(|error| format!("rules/{name}: {error}"))?;
        let path = out.join(name).with_extension("entries");
        fs::write(&path, packed_table(entries.get_ref()))?;
        list += &format!("({name:?}, include_str!({path:?})),\n");
    }
    Ok(fs::write(out.join("entries.rs"), format!("&[\n{list}]"))?)
}

fn packed_table(table: &DeTable) -> String {
    let mut packed = String::new();
    for (key, value) in table {
        let key = key.get_ref();
        pack_number(key.len(), &mut packed);
        packed.push_str(key);
        match EXAMPLES.contains(&key.as_ref()) {
            true => pack_value(&Spanned::new(value.span(), DeValue::Array(Default::default())), &mut packed),
            false => pack_value(value, &mut packed),
        }
    }
    packed
}

fn pack_value(value: &Spanned<DeValue>, packed: &mut String) {
    let (kind, payload) = match value.get_ref() {
        DeValue::String(text) => ('s', text.to_string()),
        DeValue::Integer(digits) => {
            let number = i64::from_str_radix(digits.as_str(), digits.radix()).expect("TOML's integers have 64 bits");
            ('i', number.to_string())
        }
        DeValue::Boolean(truth) => ('b', truth.to_string()),
        DeValue::Array(items) => ('a', packed_array(items.iter())),
        DeValue::Table(table) => ('t', packed_table(table)),
        DeValue::Float(_) | DeValue::Datetime(_) => panic!("{value:?}: rule files write these as strings"),
    };
    packed.push(kind);
    for number in [value.span().start, value.span().len(), payload.len()] {
        pack_number(number, packed);
    }
    packed.push_str(&payload);
}

fn packed_array<'v>(items: impl Iterator<Item = &'v Spanned<DeValue<'v>>>) -> String {
    let mut packed = String::new();
    items.for_each(|item| pack_value(item, &mut packed));
    packed
}

/// Six bits a character, the lowest first; the seventh says that more follow.
fn pack_number(mut number: usize, packed: &mut String) {
    while number >= 0x40 {
        packed.push(char::from(number as u8 & 0x3F | 0x40));
        number >>= 6;
    }
    packed.push(char::from(number as u8));
}
