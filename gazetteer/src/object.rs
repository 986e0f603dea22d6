//! An addressable object as a supplier writes it: numbers with suffixes, and a text.
//!
//! It keeps what is written, be it no number that BS 7666 allows; [`standardise::address::bs7666`] has the checked one.

use standardise::address::bs7666::joined;

/// The primary or the secondary addressable object: a building, or a part of it. Parts that it lacks are empty.
///
/// Source: BS 7666-2:2006, addressable object numbers and names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AddressableObject<'t> {
    /// The first or only number.
    pub start_number: &'t str,
    /// Its suffix: the `A` of `14A`.
    pub start_suffix: &'t str,
    /// The last number of a range.
    pub end_number: &'t str,
    /// Its suffix.
    pub end_suffix: &'t str,
    /// A name or description.
    pub text: &'t str,
}

impl AddressableObject<'_> {
    /// The numbers as they are written: `14A`, `14-16`, `14A-14C`.
    ///
    /// # Example
    /// ```
    /// use gazetteer::AddressableObject;
    /// let object = AddressableObject { start_number: "14", start_suffix: "A", end_number: "16", ..Default::default() };
    /// assert_eq!(object.number(), "14A-16");
    /// ```
    pub fn number(&self) -> String {
        let part = |number: &str, suffix: &str| {
            let number = if number == "0" { "" } else { number };
            format!("{number}{suffix}")
        };
        let start = part(self.start_number, self.start_suffix);
        joined(&[&start, &part(self.end_number, self.end_suffix)], "-")
    }

    /// Text and numbers as one: `FLAT 2`, `2`, `FIRST FLOOR 2A`.
    pub fn line(&self) -> String {
        joined(&[self.text, &self.number()], " ")
    }
}
