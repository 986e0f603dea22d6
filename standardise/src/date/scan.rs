//! Cuts a date's text into numbers, months and unknowns, and passes over the time of day.
//!
//! It puts nothing in its place: which number is the day is decided one level up.

/// The months' names; any beginning of three letters or more is understood, and `SEPT` with them.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days' names, which say nothing that the date does not.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// One part of a date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A number and how many digits it was written with.
    Number { value: u32, digits: usize },
    /// A month by its name.
    Month(u8),
    /// Letters or marks for what is not known: `XX`, `??`.
    Unknown,
}

/// One to three parts of a date, in the order written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    parts: [Part; 3],
    count: usize,
}

impl Parts {
    pub(super) fn as_slice(&self) -> &[Part] {
        &self.parts[..self.count]
    }

    fn push(&mut self, part: Part) -> Option<()> {
        *self.parts.get_mut(self.count)? = part;
        self.count += 1;
        Some(())
    }

    /// Whether nothing but a time may follow.
    fn are_complete(&self) -> bool {
        self.count == 3 || matches!(self.as_slice(), [Part::Number { digits: 6.., .. }])
    }
}

/// The parts of a date's text; nothing where it has no such form.
pub(super) fn parts(text: &str) -> Option<Parts> {
    if let Ok(whole) = text.as_bytes().try_into()
        && let Some(parts) = usual_parts(whole)
    {
        return Some(parts);
    }
    parts_at_length(text)
}

/// The parts of `31/12/1987`, `31-12-1987`, `31.12.1987` or `1987-12-31`, as nearly all dates are written.
fn usual_parts(text: &[u8; 10]) -> Option<Parts> {
    let number = |from: usize, to: usize| {
        let digits = &text[from..to];
        let value = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit.wrapping_sub(b'0')));
        digits.iter().all(u8::is_ascii_digit).then_some(Part::Number { value, digits: to - from })
    };
    let parts = match (text[2], text[4], text[5], text[7]) {
        (one @ (b'/' | b'-' | b'.'), _, other, _) if one == other => {
            [number(0, 2)?, number(3, 5)?, number(6, 10)?]
        }
        (_, b'-', _, b'-') => [number(0, 4)?, number(5, 7)?, number(8, 10)?],
        _ => return None,
    };
    Some(Parts { parts, count: 3 })
}

/// The parts of a date's text, letter by letter.
fn parts_at_length(text: &str) -> Option<Parts> {
    let bytes = text.as_bytes();
    let mut parts = Parts { parts: [Part::Unknown; 3], count: 0 };
    let mut at = 0;
    while at < bytes.len() {
        if parts.are_complete() {
            return is_time(&bytes[at..]).then_some(parts);
        }
        let rest = &bytes[at..];
        match bytes[at] {
            b'0'..=b'9' => {
                let length = run(rest, |byte| byte.is_ascii_digit());
                parts.push(number(&rest[..length])?)?;
                at += length + ordinal_length(&rest[length..]);
            }
            b'A'..=b'Z' | b'a'..=b'z' => {
                let length = run(rest, |byte| byte.is_ascii_alphabetic());
                if let Some(part) = word(&text[at..at + length])? {
                    parts.push(part)?;
                }
                at += length;
            }
            b'?' | b'*' | b'_' => {
                parts.push(Part::Unknown)?;
                at += run(rest, |byte| matches!(byte, b'?' | b'*' | b'_'));
            }
            b'/' | b'-' | b'.' | b',' | b' ' | b'\\' => at += 1,
            _ => return None,
        }
    }
    let any_known = parts.as_slice().iter().any(|part| matches!(part, Part::Number { .. }));
    any_known.then_some(parts)
}

fn run(bytes: &[u8], of: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| of(**byte)).count()
}

/// A run of digits; fourteen or more are a date and a time written as one number.
fn number(digits: &[u8]) -> Option<Part> {
    let digits = match digits.len() {
        1..=8 => digits,
        12 | 14 | 17 => &digits[..8],
        _ => return None,
    };
    let value = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    Some(Part::Number { value, digits: digits.len() })
}

/// The length of `st`, `nd`, `rd` or `th` right after a number.
fn ordinal_length(rest: &[u8]) -> usize {
    let ends = rest.get(..2).is_some_and(|letters| {
        ["st", "nd", "rd", "th"].iter().any(|ending| letters.eq_ignore_ascii_case(ending.as_bytes()))
    });
    if ends && !rest.get(2).is_some_and(u8::is_ascii_alphabetic) { 2 } else { 0 }
}

/// What a word says: a month, nothing known, or nothing at all (`of`, a weekday); no answer for any other word.
fn word(word: &str) -> Option<Option<Part>> {
    if let Some(month) = position(&MONTHS, word).or_else(|| word.eq_ignore_ascii_case("sept").then_some(8)) {
        return Some(Some(Part::Month(month as u8 + 1)));
    }
    if word.bytes().all(|byte| matches!(byte, b'X' | b'x'))
        || ["dd", "mm"].iter().any(|w| word.eq_ignore_ascii_case(w))
    {
        return Some(Some(Part::Unknown));
    }
    (word.eq_ignore_ascii_case("of") || position(&WEEKDAYS, word).is_some()).then_some(None)
}

/// The place in a list of the name that a word begins, with three letters at least.
fn position(names: &[&str], word: &str) -> Option<usize> {
    let begins = |name: &&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    (word.len() >= 3).then(|| names.iter().position(begins))?
}

/// Whether text after a date is a time of day and an offset.
fn is_time(rest: &[u8]) -> bool {
    let opens = matches!(rest.first(), Some(b'T' | b't' | b' ' | b',' | b'Z' | b'z' | b'+'));
    let closes = rest.iter().all(|byte| byte.is_ascii_digit() || b":. ,+-TZAPMtzapm".contains(byte));
    opens && closes || rest == b"." || rest == b","
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn usual_way_equals_the_long_way(text in "[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9/-]{10}") {
            prop_assert_eq!(parts(&text), parts_at_length(&text));
        }
    }
}
