//! Ids are types: a record's number can't be taken for an entity's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The small number a source keeps for as long as the place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceNumber(pub u16);

/// A record's number in its place: the source's number above, the record's sequence within the source below.
///
/// A record keeps its number while its key stays in the source; a number is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId(pub u64);

impl RecordId {
    /// Bits of the sequence within a source.
    const SEQUENCE_BITS: u32 = 40;

    /// The source that the record came from.
    pub fn source(self) -> SourceNumber {
        SourceNumber((self.0 >> Self::SEQUENCE_BITS) as u16)
    }
}

/// A dataset version's row number in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct VersionId(pub i64);

/// A person's or a premises' number in its place. Never used again once given.
///
/// Written with the letter of its entity and a check character, so that a mistyped id is told rather than followed:
/// `P-1042-K`. The check is ISO 7064 MOD 37-2's idea cut down to a weighted sum over the digits, modulo 23.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId {
    letter: char,
    number: u64,
}

/// Letters of the check character: no I, O or U, which are misread.
const CHECK_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRSTVWXYZ";

/// Why a text is no entity id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EntityIdError {
    /// Not of the form letter, number, check letter.
    #[error("an id is a letter, a number and a check letter, such as P-1042-{}", check_letter('P', 1042))]
    Form,
    /// The check letter does not fit: a digit is likely mistyped.
    #[error("the id's check letter does not fit its number: a digit is likely mistyped")]
    Check,
}

impl EntityId {
    /// The id with this letter (`P` for a person, `B` for premises: buildings and businesses) and number.
    pub fn new(letter: char, number: u64) -> Self {
        Self { letter: letter.to_ascii_uppercase(), number }
    }

    /// The letter that tells the entity.
    pub fn letter(self) -> char {
        self.letter
    }

    /// The number alone.
    pub fn number(self) -> u64 {
        self.number
    }
}

fn check_letter(letter: char, number: u64) -> char {
    let mut sum = u64::from(u32::from(letter));
    let mut rest = number;
    let mut weight = 1;
    while rest > 0 {
        weight = weight * 2 % 23;
        sum += rest % 10 * weight;
        rest /= 10;
    }
    char::from(CHECK_LETTERS[(sum % 23) as usize])
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.letter, self.number, check_letter(self.letter, self.number))
    }
}

impl FromStr for EntityId {
    type Err = EntityIdError;

    /// Reads an id as printed; case and missing hyphens are forgiven, a wrong check letter is not.
    fn from_str(text: &str) -> Result<Self, EntityIdError> {
        let compact: String = text.trim().to_ascii_uppercase().replace('-', "");
        let mut chars = compact.chars();
        let letter = chars.next().filter(char::is_ascii_alphabetic).ok_or(EntityIdError::Form)?;
        let check = chars.next_back().ok_or(EntityIdError::Form)?;
        let number: u64 = chars.as_str().parse().map_err(|_| EntityIdError::Form)?;
        if check_letter(letter, number) != check {
            return Err(EntityIdError::Check);
        }
        Ok(Self { letter, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entity_id_reads_back_as_printed() {
        for number in [1, 9, 10, 1042, u64::MAX / 1000] {
            let id = EntityId::new('P', number);
            assert_eq!(id.to_string().parse::<EntityId>(), Ok(id));
            assert_eq!(id.to_string().to_lowercase().replace('-', "").parse::<EntityId>(), Ok(id));
        }
    }

    #[test]
    fn one_wrong_digit_or_a_swap_is_told() {
        let printed = EntityId::new('P', 104_283).to_string();
        let (digits, check) = (&printed[2..8], &printed[9..]);
        for at in 0..digits.len() {
            for wrong in '0'..='9' {
                let mut changed: Vec<char> = digits.chars().collect();
                if changed[at] == wrong {
                    continue;
                }
                changed[at] = wrong;
                let text = format!("P-{}-{check}", changed.iter().collect::<String>());
                assert_eq!(text.parse::<EntityId>(), Err(EntityIdError::Check), "{text}");
            }
        }
        let swapped = format!("P-014283-{check}");
        assert_eq!(swapped.parse::<EntityId>(), Err(EntityIdError::Check));
    }

    #[test]
    fn other_text_is_no_entity_id() {
        for text in ["", "P", "P-", "42", "P--", "P-x-A"] {
            assert_eq!(text.parse::<EntityId>(), Err(EntityIdError::Form), "{text}");
        }
    }

    #[test]
    fn record_id_tells_its_source() {
        assert_eq!(RecordId((7 << 40) | 123).source(), SourceNumber(7));
    }
}
