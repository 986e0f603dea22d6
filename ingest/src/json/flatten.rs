//! One JSON object as named values.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::limit::NESTING_MAX;
use crate::named::Record;
use crate::rule::Rule;

/// Flattens objects, one after the other.
#[derive(Default)]
pub(super) struct Flattener {
    /// The name of what is being read: the members' names down to it, with dots.
    name: String,
}

impl Flattener {
    /// Adds the members of an object to the record; what is none, or not well made, is a fault of the record.
    pub(super) fn flatten(&mut self, bytes: &[u8], record: &mut Record) {
        self.name.clear();
        let Ok(text) = std::str::from_utf8(bytes) else { return record.fail(Rule::BadBytes) };
        let text = text.trim();
        if !text.starts_with('{') {
            let is_value = serde_json::from_str::<&RawValue>(text).is_ok();
            return record.fail(if is_value { Rule::NotARecord } else { Rule::MalformedRecord });
        }
        let mut walk = Walk { name: &mut self.name, record, depth: 0 };
        if walk.value(text).is_err() {
            record.fail(Rule::MalformedRecord);
        }
    }
}

/// A value and what it adds to.
struct Walk<'w> {
    name: &'w mut String,
    record: &'w mut Record,
    depth: usize,
}

impl Walk<'_> {
    fn value(&mut self, raw: &str) -> serde_json::Result<()> {
        match raw.as_bytes().first() {
            Some(b'{' | b'[') if self.depth == NESTING_MAX => self.record.fail(Rule::NestedOverLimit),
            Some(b'{' | b'[') => {
                let mut reader = serde_json::Deserializer::from_str(raw);
                let depth = self.depth + 1;
                Walk { name: self.name, record: self.record, depth }.deserialize(&mut reader)?;
                reader.end()?;
            }
            Some(b'"') => {
                let Text(text) = serde_json::from_str(raw)?;
                self.record.push(self.name, &text);
            }
            Some(b'n') => self.record.push(self.name, ""),
            _ => self.record.push(self.name, raw),
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let length = self.name.len();
        while let Some(Text(member)) = members.next_key()? {
            if length > 0 {
                self.name.push('.');
            }
            self.name.push_str(&member);
            let raw: &RawValue = members.next_value()?;
            self.value(raw.get()).map_err(serde::de::Error::custom)?;
            self.name.truncate(length);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(raw) = items.next_element::<&RawValue>()? {
            self.value(raw.get()).map_err(serde::de::Error::custom)?;
        }
        Ok(())
    }
}

/// A text that is copied only where it holds escapes.
struct Text<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}
