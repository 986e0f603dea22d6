//! An addressable object as BS 7666 has it: numbers with suffixes, and a text.

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
        let is_none = |number: &str| number.is_empty() || number == "0";
        let mut number = String::new();
        if !is_none(self.start_number) {
            number.push_str(self.start_number);
        }
        number.push_str(self.start_suffix);
        if !is_none(self.end_number) || !self.end_suffix.is_empty() {
            number.push('-');
            if !is_none(self.end_number) {
                number.push_str(self.end_number);
            }
            number.push_str(self.end_suffix);
        }
        number
    }

    /// Text and numbers as one: `FLAT 2`, `2`, `FIRST FLOOR 2A`.
    pub fn line(&self) -> String {
        let number = self.number();
        match (self.text.is_empty(), number.is_empty()) {
            (true, _) => number,
            (false, true) => self.text.to_owned(),
            (false, false) => format!("{} {number}", self.text),
        }
    }
}
