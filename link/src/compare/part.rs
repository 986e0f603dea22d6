//! Cuts parts out of values: a prefix, a year, an outward code.

use crate::model::Part;

/// The part of a value, in a buffer that is used again; nothing where the value has no such part.
pub(crate) fn cut<'b>(value: &'b [u8], part: Part, buffer: &'b mut Vec<u8>) -> Option<&'b [u8]> {
    let tokens = || value.split(|byte| *byte == b' ').filter(|token| !token.is_empty());
    let cut = match part {
        Part::Whole => value,
        Part::Prefix(length) => &value[..value.len().min(usize::from(length))],
        Part::Year => date(value, 4, buffer)?,
        Part::YearMonth => date(value, 6, buffer)?,
        Part::MonthDay => &date(value, 8, buffer)?[4..],
        Part::FirstToken => tokens().next()?,
        Part::LastToken => tokens().next_back()?,
        Part::SortedTokens => {
            let mut sorted: Vec<&[u8]> = tokens().collect();
            sorted.sort_unstable();
            buffer.clear();
            buffer.extend_from_slice(&sorted.join(&b' '));
            buffer
        }
        Part::Outward => outward(value)?,
        Part::Sector => {
            let outward = outward(value)?.len();
            let inward = value[outward..].iter().position(|byte| *byte != b' ')?;
            &value[..=outward + inward]
        }
        Part::Area => {
            let letters = value.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            &value[..letters]
        }
        Part::Sex => sex_of_title(value)?,
    };
    (!cut.is_empty()).then_some(cut)
}

/// The sex that a title goes with, in the words of the standard form.
fn sex_of_title(value: &[u8]) -> Option<&'static [u8]> {
    let is_one_of = |titles: &[&str]| titles.iter().any(|title| value.eq_ignore_ascii_case(title.as_bytes()));
    if is_one_of(&["Mr", "Master", "Sir", "Lord"]) {
        Some(b"male")
    } else if is_one_of(&["Mrs", "Miss", "Ms", "Lady", "Dame"]) {
        Some(b"female")
    } else {
        None
    }
}

/// The first digits of an ISO date, hyphens left out; nothing where it is less precise.
fn date<'b>(value: &[u8], length: usize, buffer: &'b mut Vec<u8>) -> Option<&'b [u8]> {
    if !super::date::DateDigits::of(value).is_known() {
        return None;
    }
    buffer.clear();
    buffer.extend(value.iter().filter(|byte| **byte != b'-'));
    buffer.get(..length)
}

/// All but the last three characters of a postcode, with or without a space before them.
fn outward(value: &[u8]) -> Option<&[u8]> {
    let length = value.len().checked_sub(3)?;
    let outward = value[..length].trim_ascii_end();
    (2..=4).contains(&outward.len()).then_some(outward)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part_of(value: &str, part: Part) -> Option<String> {
        let mut buffer = Vec::new();
        cut(value.as_bytes(), part, &mut buffer).map(|part| String::from_utf8(part.to_vec()).unwrap())
    }

    #[test]
    fn parts_are_cut_as_described() {
        let cases = [
            ("SMITH", Part::Whole, Some("SMITH")),
            ("SMITH", Part::Prefix(3), Some("SMI")),
            ("LI", Part::Prefix(3), Some("LI")),
            ("1987-03-12", Part::Year, Some("1987")),
            ("1987-03-12", Part::YearMonth, Some("198703")),
            ("1987-03-12", Part::MonthDay, Some("0312")),
            ("1987-03", Part::MonthDay, None),
            ("1987", Part::YearMonth, None),
            ("ANNA MARIA", Part::FirstToken, Some("ANNA")),
            ("ANNA MARIA", Part::LastToken, Some("MARIA")),
            ("THE OAK CAFE", Part::SortedTokens, Some("CAFE OAK THE")),
            ("LS1 4AP", Part::Outward, Some("LS1")),
            ("LS14AP", Part::Outward, Some("LS1")),
            ("LS1 4AP", Part::Sector, Some("LS1 4")),
            ("LS1 4AP", Part::Area, Some("LS")),
            ("Mrs", Part::Sex, Some("female")),
            ("MR", Part::Sex, Some("male")),
            ("Dr", Part::Sex, None),
            ("4AP", Part::Outward, None),
            ("", Part::Whole, None),
        ];
        for (value, part, expected) in cases {
            assert_eq!(part_of(value, part).as_deref(), expected, "{value} {part:?}");
        }
    }
}
