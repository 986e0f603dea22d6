//! A date pattern compiled: the letters told apart, optional sections written out as alternatives.

use std::fmt;

use super::fixed::FixedDate;

/// How a column's dates or times are written.
///
/// # Source
/// `java.time.format.DateTimeFormatter` of JDK 8, which the Open Data Contract Standard 3.1 points to.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct MomentPattern {
    text: String,
    /// The pattern with its optional sections in or out, the longest first.
    pub(super) alternatives: Vec<Vec<Item>>,
    /// Where it is of dates whose every digit has its place.
    pub(super) fixed: Option<FixedDate>,
}

/// A piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A number of `min` to `max` digits.
    Number { part: Part, min: u8, max: u8 },
    /// A year in two digits.
    ShortYear,
    /// The name of a month, whole or its first three letters.
    MonthName,
    /// The name of a weekday, read over.
    DayName,
    /// `AM` or `PM`.
    HalfOfDay,
    /// Digits of a second's fraction.
    Fraction,
    /// `Z`, `+01`, `+0100` or `+01:00`.
    Offset,
    /// This character.
    Literal(char),
}

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Year,
    Month,
    Day,
    Hour,
    HourOfHalf,
    Minute,
    Second,
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PatternFault {
    /// A letter that is not known, or not so many of it.
    Letter(String),
    /// A bracket or a quote without its other half.
    Unbalanced(char),
    /// More optional sections than are written out.
    TooManyOptions,
}

impl fmt::Display for PatternFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letter(letters) => write!(f, "`{letters}` in it is not known"),
            Self::Unbalanced(mark) => write!(f, "a `{mark}` in it has no other half"),
            Self::TooManyOptions => write!(f, "it has more than {OPTIONS_MAX} optional sections"),
        }
    }
}

const OPTIONS_MAX: usize = 3;

impl fmt::Debug for MomentPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MomentPattern({})", self.text)
    }
}

impl MomentPattern {
    /// Whether a year is written with two digits.
    pub(crate) fn has_short_year(&self) -> bool {
        self.alternatives.iter().flatten().any(|item| matches!(item, Item::ShortYear))
    }

    /// Compiles a pattern.
    pub(crate) fn compile(text: &str) -> Result<Self, PatternFault> {
        if text.matches('[').count() > OPTIONS_MAX {
            return Err(PatternFault::TooManyOptions);
        }
        let mut alternatives = Vec::new();
        for spelling in spellings(text)? {
            let items = items(&spelling)?;
            if !alternatives.contains(&items) {
                alternatives.push(items);
            }
        }
        alternatives.sort_by_key(|items| std::cmp::Reverse(items.len()));
        let fixed = FixedDate::of(&alternatives);
        Ok(Self { text: text.to_owned(), alternatives, fixed })
    }

    /// Whether it tells a year, so that a date can be made of it.
    pub(crate) fn has_date(&self) -> bool {
        self.has(|item| matches!(item, Item::ShortYear | Item::Number { part: Part::Year, .. }))
    }

    /// Whether it tells an hour, so that a time can be made of it.
    pub(crate) fn has_time(&self) -> bool {
        self.has(|item| matches!(item, Item::Number { part: Part::Hour | Part::HourOfHalf, .. }))
    }

    fn has(&self, wanted: impl Fn(&Item) -> bool) -> bool {
        self.alternatives.iter().all(|items| items.iter().any(&wanted))
    }
}

/// The pattern with each optional section in and out, by walking its brackets.
fn spellings(text: &str) -> Result<Vec<String>, PatternFault> {
    let Some(open) = position_outside_quotes(text, '[') else {
        return if position_outside_quotes(text, ']').is_some() {
            Err(PatternFault::Unbalanced(']'))
        } else {
            Ok(vec![text.to_owned()])
        };
    };
    let close = closing_bracket(text, open).ok_or(PatternFault::Unbalanced('['))?;
    let (before, inner, after) = (&text[..open], &text[open + 1..close], &text[close + 1..]);
    let mut all = spellings(&format!("{before}{inner}{after}"))?;
    all.extend(spellings(&format!("{before}{after}"))?);
    Ok(all)
}

fn position_outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '\'';
        (c == wanted && !quoted).then_some(at)
    })
}

fn closing_bracket(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut quoted) = (0usize, false);
    for (at, c) in text[open..].char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(open + at);
                }
            }
            _ => {}
        }
    }
    None
}

fn items(text: &str) -> Result<Vec<Item>, PatternFault> {
    let mut items = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\'' {
            quoted_literal(&mut rest, &mut items)?;
        } else if c.is_ascii_alphabetic() {
            let mut count = 1;
            while rest.next_if_eq(&c).is_some() {
                count += 1;
            }
            items.push(letters(c, count)?);
        } else if matches!(c, '{' | '}' | '#') {
            return Err(PatternFault::Letter(c.to_string()));
        } else {
            items.push(Item::Literal(c));
        }
    }
    Ok(items)
}

fn quoted_literal(
    rest: &mut std::iter::Peekable<std::str::Chars<'_>>,
    items: &mut Vec<Item>,
) -> Result<(), PatternFault> {
    if rest.next_if_eq(&'\'').is_some() {
        items.push(Item::Literal('\''));
        return Ok(());
    }
    loop {
        match rest.next() {
            None => return Err(PatternFault::Unbalanced('\'')),
            Some('\'') => {
                if rest.next_if_eq(&'\'').is_none() {
                    return Ok(());
                }
                items.push(Item::Literal('\''));
            }
            Some(c) => items.push(Item::Literal(c)),
        }
    }
}

fn letters(letter: char, count: usize) -> Result<Item, PatternFault> {
    let number = |part, count: usize| {
        let min = u8::try_from(count).unwrap_or(u8::MAX);
        Item::Number { part, min, max: min.max(2) }
    };
    Ok(match (letter, count) {
        ('y' | 'u', 2) => Item::ShortYear,
        ('y' | 'u', 1 | 4) => Item::Number { part: Part::Year, min: 4, max: 4 },
        ('M' | 'L', 1 | 2) => number(Part::Month, count),
        ('M' | 'L', 3 | 4) => Item::MonthName,
        ('d', 1 | 2) => number(Part::Day, count),
        ('E', 1..=4) => Item::DayName,
        ('H', 1 | 2) => number(Part::Hour, count),
        ('h', 1 | 2) => number(Part::HourOfHalf, count),
        ('m', 1 | 2) => number(Part::Minute, count),
        ('s', 1 | 2) => number(Part::Second, count),
        ('S', 1..=9) => Item::Fraction,
        ('a', 1) => Item::HalfOfDay,
        ('X' | 'x', 1..=3) | ('Z', 1..=3) => Item::Offset,
        _ => return Err(PatternFault::Letter(letter.to_string().repeat(count))),
    })
}
