//! Dates whose every digit has its place, as most extracts write them: read by place, in a tenth of the time.
//!
//! A short way round the general reading of [`super::reading`] for what can go it; what cannot is left to that.

use super::pattern::{Item, Part};

/// Where the digits of a date stand: `dd/MM/yyyy`, `yyyyMMdd`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FixedDate {
    length: u8,
    year: u8,
    month: u8,
    day: u8,
    /// The characters between them, and their places.
    marks: [(u8, u8); MARKS_MAX],
    mark_count: u8,
}

/// Characters between the parts of a date.
const MARKS_MAX: usize = 4;

impl FixedDate {
    /// The places that a pattern gives, where it is of whole dates alone and gives each digit one.
    pub(super) fn of(alternatives: &[Vec<Item>]) -> Option<Self> {
        let [items] = alternatives else { return None };
        let (mut year, mut month, mut day) = (None, None, None);
        let mut found =
            Self { length: 0, year: 0, month: 0, day: 0, marks: [(0, 0); MARKS_MAX], mark_count: 0 };
        for item in items {
            let at = found.length;
            let (place, width) = match item {
                Item::Number { part: Part::Year, min: 4, max: 4 } => (&mut year, 4),
                Item::Number { part: Part::Month, min: 2, max: 2 } => (&mut month, 2),
                Item::Number { part: Part::Day, min: 2, max: 2 } => (&mut day, 2),
                Item::Literal(mark) if mark.is_ascii() && usize::from(found.mark_count) < MARKS_MAX => {
                    found.marks[usize::from(found.mark_count)] = (at, *mark as u8);
                    found.mark_count += 1;
                    found.length += 1;
                    continue;
                }
                _ => return None,
            };
            if place.replace(at).is_some() {
                return None;
            }
            found.length += width;
        }
        Some(Self { year: year?, month: month?, day: day?, ..found })
    }

    /// Appends a date in ISO form. Gives false and appends nothing where it is not written so, or there is no such day.
    pub(super) fn push(&self, text: &str, out: &mut String) -> bool {
        let text = text.as_bytes();
        let marks = &self.marks[..usize::from(self.mark_count)];
        if text.len() != usize::from(self.length)
            || marks.iter().any(|(at, mark)| text[usize::from(*at)] != *mark)
        {
            return false;
        }
        let digits = |at: u8, count: usize| &text[usize::from(at)..usize::from(at) + count];
        let (year, month, day) = (digits(self.year, 4), digits(self.month, 2), digits(self.day, 2));
        if !(year.iter().chain(month).chain(day)).all(u8::is_ascii_digit) {
            return false;
        }
        let number =
            |digits: &[u8]| digits.iter().fold(0u16, |value, digit| value * 10 + u16::from(digit - b'0'));
        if !(1..=days_in(number(year), number(month))).contains(&number(day)) {
            return false;
        }
        let iso = [year[0], year[1], year[2], year[3], b'-', month[0], month[1], b'-', day[0], day[1]];
        // They are digits and hyphens.
        out.push_str(std::str::from_utf8(&iso).unwrap_or_default());
        true
    }
}

/// How many days a month has; none where there is no such month.
fn days_in(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u16::from(is_leap),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::MomentPattern;

    /// What the general way makes of it.
    fn slowly(pattern: &MomentPattern, text: &str) -> Option<String> {
        let mut out = String::new();
        pattern.read(text)?.push_date(&mut out);
        Some(out)
    }

    #[test]
    fn patterns_with_a_place_for_every_digit_are_known() {
        for (pattern, is_fixed) in [
            ("dd/MM/yyyy", true),
            ("yyyy-MM-dd", true),
            ("yyyyMMdd", true),
            ("d/M/yyyy", false),
            ("dd/MM/yy", false),
            ("dd MMM yyyy", false),
            ("yyyy-MM", false),
            ("dd/MM/yyyy[ HH:mm]", false),
        ] {
            let compiled = MomentPattern::compile(pattern).unwrap();
            assert_eq!(compiled.fixed.is_some(), is_fixed, "{pattern}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 600, failure_persistence: None, ..Default::default() })]
        #[test]
        fn short_way_is_the_general_one(
            day in 0u32..34, month in 0u32..14, year in 0u32..3000, spoilt in 0usize..40, which in 0usize..3,
        ) {
            let (pattern, text) = [
                ("dd/MM/yyyy", format!("{day:02}/{month:02}/{year:04}")),
                ("yyyy-MM-dd", format!("{year:04}-{month:02}-{day:02}")),
                ("yyyyMMdd", format!("{year:04}{month:02}{day:02}")),
            ][which].clone();
            let text: String = text.chars().enumerate().map(|(at, c)| if at == spoilt { 'x' } else { c }).collect();
            let pattern = MomentPattern::compile(pattern).unwrap();
            let mut out = String::new();
            let is_read = pattern.push_date(&text, &mut out);
            proptest::prop_assert_eq!(is_read.then_some(out), slowly(&pattern, &text));
        }
    }
}
