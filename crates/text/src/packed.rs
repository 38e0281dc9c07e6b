//! Entries that were parsed when the program was built: what `rules/build.rs` writes, which says how.

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};
use toml::de::Error;

use crate::Span;

/// A value of a rule file, read only as far as it is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Packed<'de> {
    kind: u8,
    /// Where it stands in the file.
    pub span: Span,
    payload: &'de str,
}

impl<'de> Packed<'de> {
    /// The key of each of the values of a table, and the value.
    pub fn fields(mut table: &'de str) -> impl Iterator<Item = (&'de str, Packed<'de>)> {
        std::iter::from_fn(move || (!table.is_empty()).then(|| (take_key(&mut table), take_value(&mut table))))
    }

    /// The values of an array.
    pub fn items(self) -> impl Iterator<Item = Packed<'de>> {
        let mut rest = self.payload;
        std::iter::from_fn(move || (!rest.is_empty()).then(|| take_value(&mut rest)))
    }

    fn rest(self) -> Rest<'de> {
        Rest { values: self.payload, value: None }
    }
}

fn take_key<'de>(rest: &mut &'de str) -> &'de str {
    let mut at = 0;
    let length = number(rest.as_bytes(), &mut at);
    take(rest, at, length)
}

fn take_value<'de>(rest: &mut &'de str) -> Packed<'de> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    let start = number(bytes, &mut at);
    let end = start + number(bytes, &mut at);
    let length = number(bytes, &mut at);
    Packed { kind: bytes[0], span: Span::new(start, end), payload: take(rest, at, length) }
}

/// The number at `at`, which is put behind it.
fn number(bytes: &[u8], at: &mut usize) -> usize {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes[*at];
        *at += 1;
        number |= usize::from(byte & 0x3F) << shift;
        shift += 6;
        if byte < 0x40 {
            return number;
        }
    }
}

/// So many bytes from `at` on; what is behind them is left.
fn take<'de>(rest: &mut &'de str, at: usize, length: usize) -> &'de str {
    let (taken, behind) = rest[at..].split_at(length);
    *rest = behind;
    taken
}

impl<'de> Deserializer<'de> for Packed<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.kind {
            b's' => visitor.visit_borrowed_str(self.payload),
            b'i' => visitor.visit_i64(self.payload.parse().map_err(Error::custom)?),
            b'b' => visitor.visit_bool(self.payload == "true"),
            b'a' => visitor.visit_seq(self.rest()),
            _ => visitor.visit_map(self.rest()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match is_spanned(name) {
            true => visitor.visit_map(SpannedDeserializer::new(self, self.span.into())),
            false => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.kind {
            b't' => visitor.visit_enum(MapAccessDeserializer::new(self.rest())),
            _ => visitor.visit_enum(StrDeserializer::new(self.payload)),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Packed<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// What is left of an array or a table.
struct Rest<'de> {
    values: &'de str,
    /// The value of the key that was read.
    value: Option<Packed<'de>>,
}

impl<'de> SeqAccess<'de> for Rest<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.values.is_empty() {
            return Ok(None);
        }
        seed.deserialize(take_value(&mut self.values)).map(Some)
    }
}

impl<'de> MapAccess<'de> for Rest<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if self.values.is_empty() {
            return Ok(None);
        }
        let key = take_key(&mut self.values);
        self.value = Some(take_value(&mut self.values));
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self.value.take().expect("a key comes before its value"))
    }
}
