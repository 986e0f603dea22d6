//! The small words of a model: parts of columns, blocking keys and tests, as text and back.
//!
//! `birth_date.year` is a part, `unordered(given_name_key, family_name_key)` a key, `postcode: damerau <= 1` a test. It
//! says what was wrong with a word; where in the file that was is the reader's to say.

use std::fmt;

/// A piece of a value that can be compared or blocked on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// The first letters; a value that is shorter stays as it is.
    Prefix(u8),
    /// The year of an ISO date.
    Year,
    /// The year and month of an ISO date; null where the month is not known.
    YearMonth,
    /// The month and day of an ISO date; null where the day is not known.
    MonthDay,
    /// The first of the tokens between spaces.
    FirstToken,
    /// The last of the tokens between spaces.
    LastToken,
    /// The tokens between spaces in alphabetical order.
    SortedTokens,
    /// The outward code of a postcode: `LS1` of `LS1 4AP`.
    Outward,
    /// The sector of a postcode: `LS1 4` of `LS1 4AP`.
    Sector,
    /// The area of a postcode: `LS` of `LS1 4AP`.
    Area,
    /// What a title says of its bearer's sex: `male` of `Mr`; null where it says nothing.
    Sex,
    /// A full date as ISO 8601 writes it; null where the value is not a day of the calendar.
    Date,
    /// Up to two letters at the beginning, as a postcode's area is written.
    WrittenArea,
    /// Those, a digit and a letter or digit: a postcode's district as it is written.
    WrittenDistrict,
    /// That, a space and a digit: a postcode's sector as it is written.
    WrittenSector,
    /// What stands before the first `@`.
    BeforeAt,
    /// The generation that suffixes of a name tell: 1 for the elder of two of one name, 2 for the younger.
    Generation,
    /// How each word sounds, by Soundex: `S530 J500` of `SMYTHE JON`; null where there are no letters of the English alphabet.
    Soundex,
}

/// The parts that have a name, by their name.
const NAMED_PARTS: [(&str, Part); 17] = [
    ("year", Part::Year),
    ("year_month", Part::YearMonth),
    ("month_day", Part::MonthDay),
    ("first_token", Part::FirstToken),
    ("last_token", Part::LastToken),
    ("sorted_tokens", Part::SortedTokens),
    ("outward", Part::Outward),
    ("sector", Part::Sector),
    ("area", Part::Area),
    ("sex", Part::Sex),
    ("generation", Part::Generation),
    ("date", Part::Date),
    ("written_area", Part::WrittenArea),
    ("written_district", Part::WrittenDistrict),
    ("written_sector", Part::WrittenSector),
    ("before_at", Part::BeforeAt),
    ("soundex", Part::Soundex),
];

/// A column, or a part of its values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ColumnPart {
    /// The column's name.
    pub column: String,
    /// What of it.
    pub part: Part,
}

impl ColumnPart {
    /// All of a column.
    pub fn whole(column: &str) -> Self {
        Self { column: column.to_owned(), part: Part::Whole }
    }

    /// Reads `column`, `column[:3]` or `column.year`.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if let Some((column, rest)) = text.split_once("[:") {
            let length = rest.strip_suffix(']').and_then(|digits| digits.parse::<u8>().ok());
            return match length {
                Some(length) if length > 0 => Self::named(column, Part::Prefix(length)),
                _ => {
                    Err(Fault::new(format!("`{text}` is not a prefix"), "write it as `column[:4]`, 1 to 255"))
                }
            };
        }
        if let Some((column, name)) = text.split_once('.') {
            let part = NAMED_PARTS.iter().find(|(known, _)| *known == name);
            return match part {
                Some((_, part)) => Self::named(column, *part),
                None => {
                    let known: Vec<&str> = NAMED_PARTS.iter().map(|(known, _)| *known).collect();
                    let hint = format!("parts are {} and [:4]", known.join(", "));
                    Err(Fault::new(format!("`{name}` is not a part of a value"), &hint))
                }
            };
        }
        Self::named(text, Part::Whole)
    }

    pub(super) fn named(column: &str, part: Part) -> Result<Self, Fault> {
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        if column.is_empty() || !column.chars().all(is_name) {
            let hint = "column names hold letters, digits, `_` and `-`";
            return Err(Fault::new(format!("`{column}` is not a column's name"), hint));
        }
        Ok(Self { column: column.to_owned(), part })
    }
}

impl fmt::Display for ColumnPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Whole => write!(f, "{}", self.column),
            Part::Prefix(length) => write!(f, "{}[:{length}]", self.column),
            part => {
                let name = NAMED_PARTS.iter().find(|(_, known)| *known == part).map_or("", |(name, _)| name);
                write!(f, "{}.{name}", self.column)
            }
        }
    }
}

/// Something that records of one block agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A part of a column.
    Part(ColumnPart),
    /// Two parts, whichever way round.
    Unordered(ColumnPart, ColumnPart),
}

impl Key {
    /// The parts that the key is made of.
    pub fn parts(&self) -> impl Iterator<Item = &ColumnPart> {
        let (first, second) = match self {
            Self::Part(part) => (part, None),
            Self::Unordered(first, second) => (first, Some(second)),
        };
        std::iter::once(first).chain(second)
    }

    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let Some(inside) = text.strip_prefix("unordered(").and_then(|rest| rest.strip_suffix(')')) else {
            return ColumnPart::parse(text).map(Self::Part);
        };
        match inside.split_once(',') {
            Some((first, second)) => {
                Ok(Self::Unordered(ColumnPart::parse(first)?, ColumnPart::parse(second)?))
            }
            None => Err(Fault::new(format!("`{text}` has not two columns"), "write it as `unordered(a, b)`")),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part) => part.fmt(f),
            Self::Unordered(first, second) => write!(f, "unordered({first}, {second})"),
        }
    }
}

/// A test of two records' values of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// What is tested.
    pub on: ColumnPart,
    /// How.
    pub kind: TestKind,
}

/// How two values are tested.
#[derive(Debug, Clone, PartialEq)]
pub enum TestKind {
    /// They are the same.
    Exact,
    /// Their Jaro-Winkler similarity is at least this.
    JaroWinkler(f64),
    /// At most so many letters added, left out or replaced.
    Levenshtein(u8),
    /// As Levenshtein, and two neighbours the wrong way round count once.
    Damerau(u8),
    /// As Damerau, and what has been swapped may be edited too: the distance without its usual restriction.
    DamerauFree(u8),
    /// Each is the other record's value of another column.
    SwappedWith(ColumnPart),
    /// One is the other record's value of another column; it suffices that one of the two can be compared.
    Matches(ColumnPart),
    /// A date is later than the other record's date in another column, as far as both are known.
    After(ColumnPart),
    /// One is a single letter, and the other begins with it.
    Initial,
    /// One is the beginning of the other, and has at least so many letters.
    Prefix(u8),
    /// They are forms of one given name, such as BILL and WILLIAM.
    Diminutive,
    /// They have a token in common.
    SharedToken,
    /// Of the values that each lists, parted by `|`, they have one in common.
    SharedValue,
    /// The tokens they have in common, weighed by rarity, are at least this share of all their tokens.
    TokenOverlap(f64),
    /// The tokens they have in common, weighed by rarity, are at least this share of the lesser's tokens.
    TokenContainment(f64),
    /// Dates with one digit different, two neighbouring digits swapped, or day and month swapped.
    DateSlip,
    /// Dates that are the same as far as the less precise of them goes.
    DateCompatible,
    /// One of the dates is a first of January.
    NewYear,
    /// Dates at most so many years apart.
    Years(u8),
    /// Full dates at most so many days apart.
    Days(u32),
    /// Numbers at most so far apart.
    Differs(f64),
    /// Numbers at most so many hundredths of the larger apart.
    Percent(f64),
    /// At most so many metres apart; the second column is the longitude.
    Metres {
        /// The column of the longitude, in degrees.
        longitude: ColumnPart,
        /// The distance.
        limit: f64,
    },
}

impl Test {
    /// The parts of columns that the test reads.
    pub fn parts(&self) -> impl Iterator<Item = &ColumnPart> {
        let other = match &self.kind {
            TestKind::SwappedWith(other) | TestKind::Matches(other) | TestKind::After(other) => Some(other),
            TestKind::Metres { longitude, .. } => Some(longitude),
            _ => None,
        };
        std::iter::once(&self.on).chain(other)
    }

    /// Reads `[column:] test`; without a column, the comparison's own is meant.
    pub(super) fn parse(text: &str, column: Option<&str>) -> Result<Self, Fault> {
        let (columns, words) = match text.split_once(':') {
            // The colon of a prefix, `column[:3]`, is no end of a column.
            Some((before, _)) if before.ends_with('[') => match text.split_once("]:") {
                Some((before, after)) => (Some(format!("{before}]")), after),
                None => (None, text),
            },
            Some((before, after)) => (Some(before.to_owned()), after),
            None => (None, text),
        };
        let Some(columns) = columns.as_deref().or(column) else {
            let hint = "give the comparison a `column`, or write `column: test`";
            return Err(Fault::new(format!("`{}` does not say of which column", text.trim()), hint));
        };
        let (on, second) = match columns.split_once(',') {
            Some((first, second)) => (ColumnPart::parse(first)?, Some(ColumnPart::parse(second)?)),
            None => (ColumnPart::parse(columns)?, None),
        };
        let kind = TestKind::parse(words.trim(), second)?;
        Ok(Self { on, kind })
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            TestKind::Metres { longitude, .. } => write!(f, "{}, {longitude}: {}", self.on, self.kind),
            kind => write!(f, "{}: {kind}", self.on),
        }
    }
}

impl TestKind {
    fn parse(text: &str, second: Option<ColumnPart>) -> Result<Self, Fault> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let kind = match (words.as_slice(), second) {
            (["metres", "<=", limit], Some(longitude)) => {
                Self::Metres { longitude, limit: number(limit, f64::MIN_POSITIVE, 1e7)? }
            }
            (["metres", ..], None) => {
                let hint = "write it as `latitude, longitude: metres <= 150`";
                return Err(Fault::new(format!("`{text}` needs two columns"), hint));
            }
            (_, Some(longitude)) => {
                let message = format!("`{text}` tests one column, and `{longitude}` is a second");
                return Err(Fault::new(message, "only `metres` takes two columns"));
            }
            (["exact"], None) => Self::Exact,
            (["jaro_winkler", ">=", least], None) => Self::JaroWinkler(number(least, 0.0, 1.0)?),
            (["levenshtein", "<=", most], None) => Self::Levenshtein(count(most)?),
            (["damerau", "<=", most], None) => Self::Damerau(count(most)?),
            (["damerau_free", "<=", most], None) => Self::DamerauFree(count(most)?),
            (["swapped", "with", other], None) => Self::SwappedWith(ColumnPart::parse(other)?),
            (["matches", other], None) => Self::Matches(ColumnPart::parse(other)?),
            (["after", other], None) => Self::After(ColumnPart::parse(other)?),
            (["initial"], None) => Self::Initial,
            (["prefix", ">=", least], None) => Self::Prefix(count(least)?),
            (["diminutive"], None) => Self::Diminutive,
            (["shared_token"], None) => Self::SharedToken,
            (["shared_value"], None) => Self::SharedValue,
            (["differs", "<=", most], None) => Self::Differs(measure(most)?),
            (["percent", "<=", most], None) => Self::Percent(measure(most)?),
            (["token_overlap", ">=", least], None) => {
                Self::TokenOverlap(number(least, f64::MIN_POSITIVE, 1.0)?)
            }
            (["token_containment", ">=", least], None) => {
                Self::TokenContainment(number(least, f64::MIN_POSITIVE, 1.0)?)
            }
            (["date_slip"], None) => Self::DateSlip,
            (["date_compatible"], None) => Self::DateCompatible,
            (["new_year"], None) => Self::NewYear,
            (["years", "<=", most], None) => Self::Years(count(most)?),
            (["days", "<=", most], None) => Self::Days(count(most)?),
            _ => {
                let hint = "tests are exact, jaro_winkler >= x, levenshtein <= n, damerau <= n, damerau_free <= n, \
                            swapped with COLUMN, matches COLUMN, after COLUMN, initial, prefix >= n, diminutive, \
                            shared_token, token_overlap >= x, token_containment >= x, shared_value, date_slip, \
                            date_compatible, new_year, years <= n, days <= n, differs <= x, percent <= x, \
                            metres <= n";
                return Err(Fault::new(format!("`{text}` is not a test"), hint));
            }
        };
        Ok(kind)
    }
}

impl fmt::Display for TestKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact => f.write_str("exact"),
            Self::JaroWinkler(least) => write!(f, "jaro_winkler >= {least}"),
            Self::Levenshtein(most) => write!(f, "levenshtein <= {most}"),
            Self::Damerau(most) => write!(f, "damerau <= {most}"),
            Self::DamerauFree(most) => write!(f, "damerau_free <= {most}"),
            Self::SwappedWith(other) => write!(f, "swapped with {other}"),
            Self::Matches(other) => write!(f, "matches {other}"),
            Self::After(other) => write!(f, "after {other}"),
            Self::Initial => f.write_str("initial"),
            Self::Prefix(least) => write!(f, "prefix >= {least}"),
            Self::Diminutive => f.write_str("diminutive"),
            Self::SharedToken => f.write_str("shared_token"),
            Self::SharedValue => f.write_str("shared_value"),
            Self::Differs(most) => write!(f, "differs <= {most}"),
            Self::Percent(most) => write!(f, "percent <= {most}"),
            Self::TokenOverlap(least) => write!(f, "token_overlap >= {least}"),
            Self::TokenContainment(least) => write!(f, "token_containment >= {least}"),
            Self::DateSlip => f.write_str("date_slip"),
            Self::DateCompatible => f.write_str("date_compatible"),
            Self::NewYear => f.write_str("new_year"),
            Self::Years(most) => write!(f, "years <= {most}"),
            Self::Days(most) => write!(f, "days <= {most}"),
            Self::Metres { limit, .. } => write!(f, "metres <= {limit}"),
        }
    }
}

/// What is wrong with a word of a model, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Fault {
    pub(super) fn new(message: String, hint: &str) -> Self {
        Self { message, hint: Some(hint.to_owned()) }
    }
}

fn number(text: &str, least: f64, most: f64) -> Result<f64, Fault> {
    match text.parse::<f64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ if least == 0.0 || most == 1.0 => {
            Err(Fault::new(format!("`{text}` is not a share"), "give a number from 0 to 1"))
        }
        _ => Err(Fault::new(format!("`{text}` is not a distance"), "give a number of metres above 0")),
    }
}

/// How far numbers may be apart.
fn measure(text: &str) -> Result<f64, Fault> {
    match text.parse::<f64>() {
        Ok(number) if number >= 0.0 && number.is_finite() => Ok(number),
        _ => Err(Fault::new(format!("`{text}` is not how far apart"), "give a number, 0 or more")),
    }
}

/// A whole number from 1 to the most that its type holds.
fn count<N: TryFrom<u32> + Into<u32>>(text: &str) -> Result<N, Fault> {
    let count = text.parse::<u32>().ok().filter(|count| *count > 0);
    count.and_then(|count| N::try_from(count).ok()).ok_or_else(|| {
        Fault::new(format!("`{text}` is not a count"), "give a whole number, 1 and more; letters up to 255")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_as_written() {
        for text in ["a", "a[:3]", "a.year", "b-c.sorted_tokens", "unordered(a, b.first_token)"] {
            assert_eq!(Key::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn tests_read_back_as_written() {
        let texts = [
            "a: exact",
            "a[:3]: exact",
            "a.year: exact",
            "a: jaro_winkler >= 0.92",
            "a: levenshtein <= 2",
            "a: damerau <= 1",
            "a: damerau_free <= 2",
            "a.date: days <= 3652",
            "a: swapped with b",
            "a: matches b.first_token",
            "a: after b",
            "a: initial",
            "a: prefix >= 3",
            "a: diminutive",
            "a: shared_token",
            "a: shared_value",
            "a: differs <= 2.5",
            "a: percent <= 10",
            "a.soundex: exact",
            "a: token_overlap >= 0.5",
            "a: token_containment >= 1",
            "a: date_slip",
            "a: date_compatible",
            "a: new_year",
            "a: years <= 2",
            "a, b: metres <= 150",
        ];
        for text in texts {
            assert_eq!(Test::parse(text, None).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_test_without_column_takes_the_comparison_s() {
        let test = Test::parse("exact", Some("town")).unwrap();
        assert_eq!(test, Test { on: ColumnPart::whole("town"), kind: TestKind::Exact });
    }

    #[test]
    fn what_cannot_be_read_is_told_with_a_hint() {
        let wrong =
            ["exact", "a: nearly", "a.hour: exact", "a[:0]: exact", "a: jaro_winkler >= 2", "a: metres <= 5"];
        for text in wrong {
            let fault = Test::parse(text, None).unwrap_err();
            assert!(fault.hint.is_some(), "{text}: {}", fault.message);
        }
        assert!(Key::parse("unordered(a)").is_err());
        assert!(Key::parse("a b").is_err());
    }
}
