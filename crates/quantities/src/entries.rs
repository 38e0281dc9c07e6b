//! The entries of the tables, as they stand in rule files.

use serde::Deserialize;
use toml::Spanned;

/// Declares an entry: its own fields, and the examples that every entry may carry.
macro_rules! entry {
    ($(#[$about:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $($(#[$attribute])* pub $field: $type,)*
            #[serde(default)]
            pub finds: Vec<Spanned<String>>,
            #[serde(default)]
            pub skips: Vec<Spanned<String>>,
        }

        impl HasExamples for $name {
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
    Number { words: Vec<String>, value: u64, }
}

entry! {
    /// `[[fraction]]`.
    Fraction { words: Vec<String>, parts: u64, }
}

entry! {
    /// `[[multiple]]`.
    Multiple { words: Vec<String>, value: Spanned<String>, }
}

entry! {
    /// `[[magnitude]]`.
    Magnitude {
        words: Vec<String>,
        #[serde(default)]
        suffixes: Vec<String>,
        #[serde(default)]
        vague: Vec<String>,
        #[serde(default)]
        vague_of: Vec<String>,
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
        names: Vec<String>,
        #[serde(default)]
        symbols: Vec<String>,
        #[serde(default)]
        glued: Vec<String>,
        #[serde(default)]
        per_only: bool,
        #[serde(default)]
        before: bool,
        #[serde(default)]
        alone: Vec<String>,
    }
}

entry! {
    /// `[[currency]]`.
    Currency {
        code: String,
        #[serde(default)]
        names: Vec<String>,
        #[serde(default)]
        symbols: Vec<String>,
        #[serde(default)]
        glued: Vec<String>,
        #[serde(default)]
        part_of: Option<String>,
        #[serde(default)]
        parts: Option<u32>,
        #[serde(default)]
        alone: Vec<String>,
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
        before: Vec<String>,
        #[serde(default)]
        after: Vec<String>,
        #[serde(default)]
        sign: Vec<String>,
        #[serde(default)]
        unless_time: Vec<String>,
        #[serde(default)]
        unless_after: Vec<String>,
    }
}

entry! {
    /// `[[context]]`.
    Context { name: Spanned<String>, words: Vec<String>, }
}

entry! {
    /// `[[roman]]`.
    Roman { words: Vec<String>, }
}

entry! {
    /// `[[month]]`.
    Month { words: Vec<String>, number: u8, }
}

entry! {
    /// `[[weekday]]`.
    Weekday { words: Vec<String>, }
}

entry! {
    /// `[[name]]`.
    Name {
        #[serde(default)]
        words: Vec<String>,
        #[serde(default)]
        capitalised: Vec<String>,
        #[serde(default)]
        streets: Vec<String>,
    }
}
