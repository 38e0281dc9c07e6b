//! The entries of the tables, as they stand in rule files.

use claimsift_text::Text;
use serde::Deserialize;
use toml::Spanned;

/// Declares an entry: its own fields, and the examples that every entry may carry.
macro_rules! entry {
    ($(#[$about:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[serde(bound(deserialize = "'de: 'f"))]
        pub(crate) struct $name<'f> {
            $($(#[$attribute])* pub $field: $type,)*
            #[serde(default)]
            pub finds: Vec<Spanned<String>>,
            #[serde(default)]
            pub skips: Vec<Spanned<String>>,
        }

        impl HasExamples for $name<'_> {
            fn examples(&mut self) -> (Vec<Spanned<String>>, Vec<Spanned<String>>) {
                (std::mem::take(&mut self.finds), std::mem::take(&mut self.skips))
            }
        }
    };
}

/// An entry whose examples can be taken out of it.
pub(crate) trait HasExamples {
    /// Its `finds` and its `skips`.
    fn examples(&mut self) -> (Vec<Spanned<String>>, Vec<Spanned<String>>);
}

entry! {
    /// `[[number]]` and `[[ordinal]]`.
    Number { words: Vec<Text<'f>>, value: u64, }
}

entry! {
    /// `[[fraction]]`.
    Fraction { words: Vec<Text<'f>>, parts: u64, }
}

entry! {
    /// `[[multiple]]`.
    Multiple { words: Vec<Text<'f>>, value: Spanned<String>, }
}

entry! {
    /// `[[magnitude]]`.
    Magnitude {
        words: Vec<Text<'f>>,
        #[serde(default)]
        suffixes: Vec<Text<'f>>,
        #[serde(default)]
        vague: Vec<Text<'f>>,
        #[serde(default)]
        vague_of: Vec<Text<'f>>,
        times: Spanned<String>,
    }
}

entry! {
    /// `[[unit]]`.
    Unit {
        symbol: String,
        dimension: String,
        #[serde(default)]
        base: Option<String>,
        #[serde(default)]
        factor: Option<Spanned<String>>,
        #[serde(default)]
        offset: Option<Spanned<String>>,
        #[serde(default)]
        names: Vec<Text<'f>>,
        #[serde(default)]
        symbols: Vec<Text<'f>>,
        #[serde(default)]
        glued: Vec<Text<'f>>,
        #[serde(default)]
        per_only: bool,
        #[serde(default)]
        before: bool,
        #[serde(default)]
        alone: Vec<Text<'f>>,
    }
}

entry! {
    /// `[[currency]]`.
    Currency {
        code: Text<'f>,
        #[serde(default)]
        names: Vec<Text<'f>>,
        #[serde(default)]
        symbols: Vec<Text<'f>>,
        #[serde(default)]
        glued: Vec<Text<'f>>,
        #[serde(default)]
        part_of: Option<String>,
        #[serde(default)]
        parts: Option<u32>,
        #[serde(default)]
        alone: Vec<Text<'f>>,
        #[serde(default = "yes")]
        written: bool,
    }
}

fn yes() -> bool {
    true
}

entry! {
    /// `[[comparator]]`.
    Comparator {
        means: Spanned<String>,
        #[serde(default)]
        before: Vec<Text<'f>>,
        #[serde(default)]
        after: Vec<Text<'f>>,
        #[serde(default)]
        sign: Vec<Text<'f>>,
        #[serde(default)]
        unless_time: Vec<Text<'f>>,
        #[serde(default)]
        unless_after: Vec<Text<'f>>,
    }
}

entry! {
    /// `[[context]]`.
    Context { name: Spanned<String>, words: Vec<Text<'f>>, }
}

entry! {
    /// `[[roman]]`.
    Roman { words: Vec<Text<'f>>, }
}

entry! {
    /// `[[month]]`.
    Month { words: Vec<Text<'f>>, number: u8, }
}

entry! {
    /// `[[weekday]]`.
    Weekday { words: Vec<Text<'f>>, }
}

entry! {
    /// `[[name]]`.
    Name {
        #[serde(default)]
        words: Vec<Text<'f>>,
        #[serde(default)]
        capitalised: Vec<Text<'f>>,
        #[serde(default)]
        streets: Vec<Text<'f>>,
    }
}
