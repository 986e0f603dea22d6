//! Whole names in the characters of Chinese and Korean: family name first, a character a syllable, and no space between.
//!
//! A name of Japanese in the same characters can be cut at no fixed place and is left whole, unless a space parts it.

use super::people::Person;
use crate::romanise::is_syllabic;

/// Family names of two characters, among those most borne.
///
/// # Source
/// Ministry of Public Security of China, names report (2020); Statistics Korea, census of family names (2015).
const TWO_LONG: [&str; 16] = [
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "皇甫", "夏侯", "令狐",
    "남궁", "황보", "제갈",
];

/// The parts of such a name.
pub(super) struct Parted<'a> {
    family: [&'a str; 1],
    given: [&'a str; 1],
}

impl<'a> Parted<'a> {
    /// The name as words of a person.
    pub(super) fn words(&self) -> Person<'_, 'a> {
        Person { given: &self.given, family: &self.family, ..Person::default() }
    }
}

/// Parts the words of a whole name where they are such a one.
pub(super) fn read<'a>(tokens: &[&'a str]) -> Option<Parted<'a>> {
    let is_name = |token: &&str| !token.is_empty() && token.chars().all(is_syllabic);
    if !tokens.iter().all(is_name) {
        return None;
    }
    let (family, given) = match tokens {
        [family, given] => (*family, *given),
        [whole] => {
            let length = if TWO_LONG.iter().any(|family| whole.starts_with(family)) { 2 } else { 1 };
            let count = whole.chars().count();
            let is_told = (2..=3).contains(&count) || length == 2 && count == 4;
            let (at, _) = whole.char_indices().nth(length).filter(|_| is_told)?;
            whole.split_at(at)
        }
        _ => return None,
    };
    Some(Parted { family: [family], given: [given] })
}
