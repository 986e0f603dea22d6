//! Reads a text by a compiled pattern. The whole text must be used up; what cannot be (31 February) is not read.

use super::Moment;
use super::pattern::{Item, MomentPattern, Part};

impl MomentPattern {
    /// The moment that a text tells by this pattern, if it does.
    pub(crate) fn read(&self, text: &str) -> Option<Moment> {
        self.alternatives.iter().find_map(|items| read_items(items, text))
    }

    /// Appends a date in ISO form by the short way, where every digit has its place. Gives false and appends nothing where
    /// that does not read it; [`Self::read`] may.
    pub(crate) fn push_date(&self, text: &str, out: &mut String) -> bool {
        self.fixed.is_some_and(|fixed| fixed.push(text, out))
    }
}

/// A moment in the making: the hour waits for its half of the day.
#[derive(Default)]
struct Draft {
    moment: Moment,
    hour_of_half: Option<i8>,
    afternoon: Option<bool>,
}

fn read_items(items: &[Item], text: &str) -> Option<Moment> {
    let mut draft = Draft::default();
    let mut rest = text;
    for item in items {
        rest = read_item(*item, rest, &mut draft)?;
    }
    if !rest.is_empty() {
        return None;
    }
    let mut moment = draft.moment;
    if let Some(hour) = draft.hour_of_half {
        let afternoon = draft.afternoon?;
        moment.hour = Some(match (hour, afternoon) {
            (12, false) => 0,
            (12, true) => 12,
            (1..=11, false) => hour,
            (1..=11, true) => hour + 12,
            _ => return None,
        });
    }
    moment.exists().then_some(moment)
}

fn read_item<'t>(item: Item, rest: &'t str, draft: &mut Draft) -> Option<&'t str> {
    match item {
        Item::Literal(wanted) => rest.strip_prefix(wanted),
        Item::Number { part, min, max } => {
            let (value, rest) = digits(rest, min, max)?;
            set_part(part, value, draft)?;
            Some(rest)
        }
        Item::ShortYear => {
            let (value, rest) = digits(rest, 2, 2)?;
            draft.moment.year = Some(century_of(i16::try_from(value).ok()?));
            Some(rest)
        }
        Item::MonthName => {
            let (month, rest) = name(rest, &MONTHS)?;
            draft.moment.month = Some(month);
            Some(rest)
        }
        Item::DayName => name(rest, &WEEKDAYS).map(|(_, rest)| rest),
        Item::HalfOfDay => {
            let half = rest.get(..2)?;
            draft.afternoon = Some(if half.eq_ignore_ascii_case("pm") {
                true
            } else if half.eq_ignore_ascii_case("am") {
                false
            } else {
                return None;
            });
            Some(&rest[2..])
        }
        Item::Fraction => {
            let count = digit_count(rest).min(9);
            let value: u32 = rest[..count].parse().ok()?;
            draft.moment.nanosecond = value * 10u32.pow(9 - u32::try_from(count).ok()?);
            Some(&rest[count..])
        }
        Item::Offset => offset(rest, draft),
    }
}

/// The year that two digits mean, as spreadsheets read them: 00 to 29 are of this century, 30 to 99 of the last.
///
/// # Source
/// The rule of Microsoft Excel, which most extracts with two-digit years have passed through.
fn century_of(year: i16) -> i16 {
    if year < 30 { 2000 + year } else { 1900 + year }
}

fn set_part(part: Part, value: u32, draft: &mut Draft) -> Option<()> {
    let small = i8::try_from(value).ok();
    match part {
        Part::Year => draft.moment.year = Some(i16::try_from(value).ok()?),
        Part::Month => draft.moment.month = Some(small?),
        Part::Day => draft.moment.day = Some(small?),
        Part::Hour => draft.moment.hour = Some(small?),
        Part::HourOfHalf => draft.hour_of_half = Some(small?),
        Part::Minute => draft.moment.minute = Some(small?),
        Part::Second => draft.moment.second = Some(small?),
    }
    Some(())
}

fn digit_count(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn digits(text: &str, min: u8, max: u8) -> Option<(u32, &str)> {
    let count = digit_count(text).min(usize::from(max));
    if count < usize::from(min) {
        return None;
    }
    let value = text[..count].bytes().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    Some((value, &text[count..]))
}

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
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The position, from 1, of the name that a text begins with: whole, or three letters or more of it.
fn name<'t>(text: &'t str, names: &[&str]) -> Option<(i8, &'t str)> {
    let count = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &text[..count];
    if count < 3 {
        return None;
    }
    let position = names
        .iter()
        .position(|name| name.get(..count).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    Some((i8::try_from(position).ok()? + 1, &text[count..]))
}

fn offset<'t>(text: &'t str, draft: &mut Draft) -> Option<&'t str> {
    if let Some(rest) = text.strip_prefix(['Z', 'z']) {
        draft.moment.offset_minutes = Some(0);
        return Some(rest);
    }
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        '-' => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, rest) = digits(rest, 2, 2)?;
    let after_colon = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = digits(after_colon, 2, 2).unwrap_or((0, rest));
    if hours > 18 || minutes > 59 {
        return None;
    }
    draft.moment.offset_minutes = Some(sign * i16::try_from(hours * 60 + minutes).ok()?);
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::super::pattern::PatternFault;
    use super::*;

    fn iso(pattern: &str, text: &str) -> Option<String> {
        let pattern = MomentPattern::compile(pattern).unwrap();
        let moment = pattern.read(text)?;
        let mut out = String::new();
        if pattern.has_date() {
            moment.push_date(&mut out);
        }
        if pattern.has_time() {
            out.push('T');
            moment.push_time(&mut out);
        }
        Some(out)
    }

    #[test]
    fn dates_are_read_by_the_letters_of_the_jdk() {
        for (pattern, text, expected) in [
            ("dd/MM/yyyy", "12/03/1987", "1987-03-12"),
            ("d/M/yyyy", "1/3/1987", "1987-03-01"),
            ("d/M/yyyy", "31/12/1987", "1987-12-31"),
            ("yyyyMMdd", "19870312", "1987-03-12"),
            ("ddMMyyyy", "12031987", "1987-03-12"),
            ("dd-MMM-yy", "12-MAR-87", "1987-03-12"),
            ("d MMMM yyyy", "5 September 2019", "2019-09-05"),
            ("d MMM yyyy", "5 Sept 2019", "2019-09-05"),
            ("EEE d MMM yyyy", "Thu 5 Sep 2019", "2019-09-05"),
            ("dd/MM/yy", "12/03/26", "2026-03-12"),
            ("yyyy-MM-dd HH:mm:ss", "2019-04-01 09:05:07", "2019-04-01T09:05:07"),
            ("yyyy-MM-dd'T'HH:mm:ss.SSSX", "2019-04-01T09:05:07.120+01:00", "2019-04-01T09:05:07.12+01:00"),
            ("yyyy-MM-dd'T'HH:mm:ssX", "2019-04-01T09:05:07Z", "2019-04-01T09:05:07Z"),
            ("d/M/yyyy h:mm a", "1/4/2019 12:05 AM", "2019-04-01T00:05:00"),
            ("d/M/yyyy h:mm a", "1/4/2019 1:05 pm", "2019-04-01T13:05:00"),
            ("HH:mm", "09:05", "T09:05:00"),
        ] {
            assert_eq!(iso(pattern, text).as_deref(), Some(expected), "{pattern}");
        }
    }

    #[test]
    fn optional_sections_leave_a_date_as_precise_as_it_is() {
        for (text, expected) in [("12/03/1987", "1987-03-12"), ("03/1987", "1987-03"), ("1987", "1987")] {
            assert_eq!(iso("[[dd/]MM/]yyyy", text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_no_such_day_is_not_read() {
        for (pattern, text) in [
            ("dd/MM/yyyy", "31/02/1987"),
            ("dd/MM/yyyy", "1/3/1987"),
            ("dd/MM/yyyy", "12/13/1987"),
            ("dd/MM/yyyy", "12/03/1987 00:00"),
            ("dd/MM/yyyy", "12/03/87"),
            ("HH:mm", "24:00"),
            ("d MMM yyyy", "5 Xyz 2019"),
            ("h:mm a", "13:00 pm"),
            ("yyyy-MM-dd", "1987-03-1é"),
        ] {
            assert_eq!(iso(pattern, text), None, "{pattern}");
        }
    }

    #[test]
    fn patterns_that_cannot_be_used_say_why() {
        assert_eq!(MomentPattern::compile("YYYY-MM-dd"), Err(PatternFault::Letter("YYYY".into())));
        assert_eq!(MomentPattern::compile("yyyy'T"), Err(PatternFault::Unbalanced('\'')));
        assert_eq!(MomentPattern::compile("[dd/MM"), Err(PatternFault::Unbalanced('[')));
        assert_eq!(MomentPattern::compile("dd]"), Err(PatternFault::Unbalanced(']')));
        assert_eq!(MomentPattern::compile("[d][d][d][d]y"), Err(PatternFault::TooManyOptions));
    }
}
