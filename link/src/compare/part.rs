//! Cuts parts out of values: a prefix, a year, an outward code.

use crate::model::Part;

/// The part of a value, in a buffer that is used again; nothing where the value has no such part.
pub(crate) fn cut<'b>(value: &'b [u8], part: Part, buffer: &'b mut Vec<u8>) -> Option<&'b [u8]> {
    let tokens = || value.split(|byte| *byte == b' ').filter(|token| !token.is_empty());
    let cut = match part {
        Part::Whole => value,
        Part::Prefix(length) => first_letters(value, usize::from(length)),
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
        Part::Generation => generation_of_suffix(value)?,
        Part::Date => {
            let (year, month, day) = calendar_date(value)?;
            buffer.clear();
            buffer.extend_from_slice(format!("{year:04}-{month:02}-{day:02}").as_bytes());
            buffer
        }
        Part::WrittenArea => &value[..written_area(value)?],
        Part::WrittenDistrict => &value[..written_district(value)?],
        Part::WrittenSector => {
            let district = written_district(value)?;
            // Where the last letter of the longest district leaves no space after it, there is no sector.
            match &value[district..] {
                [b' ', digit, ..] if digit.is_ascii_digit() => &value[..district + 2],
                _ => return None,
            }
        }
        Part::BeforeAt => value.split(|byte| *byte == b'@').next()?,
        Part::Soundex => {
            buffer.clear();
            tokens().for_each(|word| push_soundex(word, buffer));
            buffer
        }
    };
    (!cut.is_empty()).then_some(cut)
}

/// Adds how a word sounds to a buffer, parted by a space from what is there; nothing of a word without English letters.
///
/// The first letter, then a digit for each of the next three consonants that sound alike: neighbours of one digit are one, also
/// over an H or W.
///
/// # Source
/// Soundex of Russell (1918), as the United States' National Archives code their census.
fn push_soundex(word: &[u8], buffer: &mut Vec<u8>) {
    let code = |letter: u8| match letter.to_ascii_uppercase() {
        b'B' | b'F' | b'P' | b'V' => b'1',
        b'C' | b'G' | b'J' | b'K' | b'Q' | b'S' | b'X' | b'Z' => b'2',
        b'D' | b'T' => b'3',
        b'L' => b'4',
        b'M' | b'N' => b'5',
        b'R' => b'6',
        _ => b'0',
    };
    let mut letters = word.iter().copied().filter(u8::is_ascii_alphabetic);
    let Some(first) = letters.next() else { return };
    if !buffer.is_empty() {
        buffer.push(b' ');
    }
    buffer.push(first.to_ascii_uppercase());
    let (mut last, mut length) = (code(first), 1);
    for letter in letters.filter(|letter| !matches!(letter.to_ascii_uppercase(), b'H' | b'W')) {
        let code = code(letter);
        if code != b'0' && code != last && length < 4 {
            buffer.push(code);
            length += 1;
        }
        last = code;
    }
    buffer.resize(buffer.len() + 4 - length, b'0');
}

/// The first letters of UTF-8 text.
fn first_letters(value: &[u8], count: usize) -> &[u8] {
    let begins_letter = |byte: u8| byte & 0xC0 != 0x80;
    let starts = value.iter().enumerate().filter(|(_, byte)| begins_letter(**byte));
    starts.map(|(at, _)| at).nth(count).map_or(value, |end| &value[..end])
}

/// One or two letters at the beginning, as many as there are: their count.
fn written_area(value: &[u8]) -> Option<usize> {
    let letters = value.iter().take(2).take_while(|byte| byte.is_ascii_alphabetic()).count();
    (letters > 0).then_some(letters)
}

/// An area, a digit, and a letter or digit where there is one: the length.
fn written_district(value: &[u8]) -> Option<usize> {
    let area = written_area(value)?;
    value.get(area).filter(|byte| byte.is_ascii_digit())?;
    let more = value.get(area + 1).is_some_and(u8::is_ascii_alphanumeric);
    Some(area + 1 + usize::from(more))
}

/// The year, month and day of a day of the calendar; read from `1987-03-12`, `1987-3-12` or `19870312`.
fn calendar_date(value: &[u8]) -> Option<(u32, u32, u32)> {
    let text = std::str::from_utf8(value).ok().filter(|text| text.is_ascii())?;
    let mut parts = text.split('-');
    let (year, month, day) = match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        (digits, None, None, None) if digits.len() == 8 => (&digits[..4], &digits[4..6], &digits[6..]),
        (year, Some(month), Some(day), None) => (year, month, day),
        _ => return None,
    };
    let number = |text: &str, length_max: usize| -> Option<u32> {
        let is_number = text.len() <= length_max && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { text.parse().ok() } else { None }
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month, day))
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

/// The generation that suffixes of a name tell, as a digit.
fn generation_of_suffix(value: &[u8]) -> Option<&'static [u8]> {
    const DIGITS: [&[u8]; 4] = [b"1", b"2", b"3", b"4"];
    let generation = standardise::name::generation(std::str::from_utf8(value).ok()?)?;
    DIGITS.get(usize::from(generation.checked_sub(1)?)).copied()
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
            ("Jr", Part::Generation, Some("2")),
            ("OBE Snr", Part::Generation, Some("1")),
            ("OBE", Part::Generation, None),
            ("4AP", Part::Outward, None),
            ("Zo\u{eb}y", Part::Prefix(3), Some("Zo\u{eb}")),
            ("1987-3-2", Part::Date, Some("1987-03-02")),
            ("19870302", Part::Date, Some("1987-03-02")),
            ("1988-02-29", Part::Date, Some("1988-02-29")),
            ("1987-02-29", Part::Date, None),
            ("1987-02", Part::Date, None),
            ("02/03/1987", Part::Date, None),
            ("LS11 4AP", Part::WrittenSector, Some("LS11 4")),
            ("LS11 4AP", Part::WrittenDistrict, Some("LS11")),
            ("LS114AP", Part::WrittenSector, None),
            ("LS114AP", Part::WrittenDistrict, Some("LS11")),
            ("LSE", Part::WrittenDistrict, None),
            ("LSE", Part::WrittenArea, Some("LS")),
            ("1SE", Part::WrittenArea, None),
            ("a.b@c.uk", Part::BeforeAt, Some("a.b")),
            ("@c.uk", Part::BeforeAt, None),
            ("", Part::Whole, None),
        ];
        for (value, part, expected) in cases {
            assert_eq!(part_of(value, part).as_deref(), expected, "{value} {part:?}");
        }
    }
}
