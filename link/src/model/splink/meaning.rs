//! What a condition in SQL says in our words: tests, blocking keys, the columns without which nothing is compared.
//!
//! A condition that our tests say only nearly is not said.

use super::super::{ColumnPart, Key, Part, Test, TestKind};
use super::condition::{Condition, Operator, Value};

/// What can't be said, in a clause.
#[derive(Debug)]
pub(super) struct NotSaid(pub(super) String);

impl NotSaid {
    fn of(what: &str) -> Self {
        Self(what.to_owned())
    }
}

/// Which of two records a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// How a condition names the columns of both records.
#[derive(Debug, Clone, Copy)]
pub(super) enum Naming {
    /// `name_l` and `name_r`, in levels.
    Endings,
    /// `l.name` and `r.name`, in blocking rules.
    Tables,
}

/// The patterns that Splink's library cuts parts out by.
const PATTERNS: [(&str, Part); 4] = [
    ("^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9]", Part::WrittenSector),
    ("^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?", Part::WrittenDistrict),
    ("^[A-Za-z]{1,2}", Part::WrittenArea),
    ("^[^@]+", Part::BeforeAt),
];

const SECONDS_PER_DAY: f64 = 86_400.0;

impl Naming {
    /// A column's name without quotes.
    pub(super) fn unquoted(name: &str) -> &str {
        name.trim_matches(['"', '`'])
    }

    fn column(self, table: Option<&str>, name: &str) -> Option<(Side, String)> {
        let (side, name) = match (self, table) {
            (Self::Endings, None) => name.rsplit_once('_').map(|(name, side)| (side, name))?,
            (Self::Tables, Some(table)) => (table, name),
            _ => return None,
        };
        match side.to_ascii_lowercase().as_str() {
            "l" => Some((Side::Left, name.to_owned())),
            "r" => Some((Side::Right, name.to_owned())),
            _ => None,
        }
    }

    /// The part of a record's column that a value is.
    fn part(self, value: &Value) -> Result<(Side, ColumnPart), NotSaid> {
        let whole = |value: &Value| match self.part(value)? {
            (side, ColumnPart { column, part: Part::Whole }) => Ok((side, column)),
            _ => Err(NotSaid::of("a part of a part is not understood")),
        };
        let (side, column, part) = match value {
            Value::Column { table, name } => {
                let (side, column) = self
                    .column(table.as_deref(), name)
                    .ok_or_else(|| NotSaid(format!("`{name}` is a column of neither record")))?;
                (side, column, Part::Whole)
            }
            Value::Call(name, arguments) => match (name.as_str(), arguments.as_slice()) {
                ("substr" | "substring", [of, Value::Number(1.0), Value::Number(length)]) => {
                    let (side, column) = whole(of)?;
                    if !(1.0..=255.0).contains(length) || length.fract() != 0.0 {
                        return Err(NotSaid::of("a beginning has 1 to 255 letters"));
                    }
                    (side, column, Part::Prefix(*length as u8))
                }
                ("try_strptime" | "strptime", [of, Value::Text(form)]) => {
                    if form != "%Y-%m-%d" && form != "%Y%m%d" {
                        return Err(NotSaid(format!("dates are not read by `{form}`")));
                    }
                    let (side, column) = whole(of)?;
                    (side, column, Part::Date)
                }
                ("nullif", [Value::Call(name, arguments), Value::Text(nothing)])
                    if name == "regexp_extract" && nothing.is_empty() =>
                {
                    let (of, pattern) = match arguments.as_slice() {
                        [of, Value::Text(pattern)] | [of, Value::Text(pattern), Value::Number(0.0)] => {
                            (of, pattern)
                        }
                        _ => return Err(NotSaid::of("a pattern's group is not understood")),
                    };
                    let known = PATTERNS.into_iter().find(|(known, _)| known == pattern);
                    let Some((_, part)) = known else {
                        return Err(NotSaid(format!("the pattern `{pattern}` is not known")));
                    };
                    let (side, column) = whole(of)?;
                    (side, column, part)
                }
                _ => return Err(NotSaid(format!("the function `{name}` is not known here"))),
            },
            Value::Number(_) | Value::Text(_) => {
                return Err(NotSaid::of("only values of both records can be compared"));
            }
            Value::Less(..) => return Err(NotSaid::of("a difference is understood of dates only")),
        };
        let named = ColumnPart::named(&column, part).map_err(|fault| NotSaid(fault.message))?;
        Ok((side, named))
    }

    /// The part of both records' column that two values are.
    fn same_part(self, one: &Value, other: &Value) -> Result<ColumnPart, NotSaid> {
        match (self.part(one)?, self.part(other)?) {
            ((Side::Left, left), (Side::Right, right)) | ((Side::Right, right), (Side::Left, left))
                if left == right =>
            {
                Ok(left)
            }
            _ => Err(NotSaid::of("it compares different columns")),
        }
    }

    /// The parts of the left and of the right record that two values are.
    fn both_parts(self, one: &Value, other: &Value) -> Option<(ColumnPart, ColumnPart)> {
        match (self.part(one).ok()?, self.part(other).ok()?) {
            ((Side::Left, left), (Side::Right, right)) | ((Side::Right, right), (Side::Left, left)) => {
                Some((left, right))
            }
            _ => None,
        }
    }
}

/// The keys of a blocking rule.
pub(super) fn keys(condition: &Condition) -> Result<Vec<Key>, NotSaid> {
    match condition {
        Condition::All(parts) => {
            let keys = parts.iter().map(keys).collect::<Result<Vec<Vec<Key>>, NotSaid>>()?;
            Ok(keys.concat())
        }
        Condition::Compare(one, Operator::Equal, other) => {
            Ok(vec![Key::Part(Naming::Tables.same_part(one, other)?)])
        }
        _ => Err(NotSaid::of("a rule asks for values of columns that are the same")),
    }
}

/// The parts of columns of which all have to be missing, each on either side, for a comparison to be null.
pub(super) fn nulls(condition: &Condition) -> Result<Vec<ColumnPart>, NotSaid> {
    match condition {
        Condition::All(parts) => {
            let nulls = parts.iter().map(nulls).collect::<Result<Vec<Vec<ColumnPart>>, NotSaid>>()?;
            Ok(nulls.concat())
        }
        Condition::Any(parts) => match parts.as_slice() {
            [Condition::IsNull(one), Condition::IsNull(other)] => {
                Ok(vec![Naming::Endings.same_part(one, other)?])
            }
            _ => Err(NotSaid::of("null is what lacks a column on either side")),
        },
        _ => Err(NotSaid::of("null is what lacks a column on either side")),
    }
}

/// The tests of a level: all lists have to hold, each by any of its tests.
pub(super) fn tests(condition: &Condition) -> Result<Vec<Vec<Test>>, NotSaid> {
    match condition {
        Condition::All(parts) => {
            if let Some(swapped) = reversed(parts, TestKind::SwappedWith) {
                return Ok(vec![vec![swapped]]);
            }
            let tests = parts.iter().map(tests).collect::<Result<Vec<Vec<Vec<Test>>>, NotSaid>>()?;
            Ok(tests.concat())
        }
        Condition::Any(parts) => {
            if let Some(matches) = reversed(parts, TestKind::Matches) {
                return Ok(vec![vec![matches]]);
            }
            let mut any = Vec::new();
            for part in parts {
                match tests(part)?.as_slice() {
                    [clause] => any.extend(clause.iter().cloned()),
                    _ => return Err(NotSaid::of("`AND` inside of `OR` is not understood")),
                }
            }
            Ok(vec![any])
        }
        Condition::Compare(one, operator, other) => Ok(vec![vec![test(one, *operator, other)?]]),
        Condition::IsNull(_) => Err(NotSaid::of("only a null level asks what is missing")),
    }
}

/// Two columns that are each the other's, as `a_l = b_r` and `a_r = b_l` say together.
fn reversed(parts: &[Condition], kind: fn(ColumnPart) -> TestKind) -> Option<Test> {
    let [Condition::Compare(a, Operator::Equal, b), Condition::Compare(c, Operator::Equal, d)] = parts else {
        return None;
    };
    let (first, second) = (Naming::Endings.both_parts(a, b)?, Naming::Endings.both_parts(c, d)?);
    (first.0 == second.1 && first.1 == second.0 && first.0 != first.1)
        .then(|| Test { on: first.0, kind: kind(first.1) })
}

fn test(one: &Value, operator: Operator, other: &Value) -> Result<Test, NotSaid> {
    let naming = Naming::Endings;
    match (one, operator, other) {
        (Value::Call(name, arguments), Operator::AtLeast | Operator::AtMost, Value::Number(limit)) => {
            let unknown = || NotSaid(format!("the function `{name}` is not known here"));
            let most = || {
                let most = limit.floor();
                if (1.0..=255.0).contains(&most) {
                    Ok(most as u8)
                } else {
                    Err(NotSaid::of("a distance is 1 to 255"))
                }
            };
            let (one, other, kind) = match (name.as_str(), operator, arguments.as_slice()) {
                ("jaro_winkler_similarity" | "jaro_winkler", Operator::AtLeast, [one, other]) => {
                    if !(0.0..=1.0).contains(limit) {
                        return Err(NotSaid::of("a similarity is 0 to 1"));
                    }
                    (one, other, TestKind::JaroWinkler(*limit))
                }
                ("levenshtein", Operator::AtMost, [one, other]) => {
                    (one, other, TestKind::Levenshtein(most()?))
                }
                // A single edit is the same with and without the usual restriction.
                ("damerau_levenshtein", Operator::AtMost, [one, other]) => match most()? {
                    1 => (one, other, TestKind::Damerau(1)),
                    most => (one, other, TestKind::DamerauFree(most)),
                },
                ("abs", Operator::AtMost, [Value::Less(one, other)]) => {
                    return days(one, other, *limit).ok_or_else(unknown);
                }
                _ => return Err(unknown()),
            };
            Ok(Test { on: naming.same_part(one, other)?, kind })
        }
        (one, Operator::Equal, other) => {
            Ok(Test { on: naming.same_part(one, other)?, kind: TestKind::Exact })
        }
        _ => Err(NotSaid::of("not a comparison that is known here")),
    }
}

/// Dates at most so many seconds apart.
fn days(one: &Value, other: &Value, seconds: f64) -> Option<Test> {
    let epoch = |value: &Value| match value {
        Value::Call(name, arguments) if name == "epoch" => arguments.first().cloned(),
        _ => None,
    };
    let mut on = Naming::Endings.same_part(&epoch(one)?, &epoch(other)?).ok()?;
    on.part = match on.part {
        Part::Whole | Part::Date => Part::Date,
        _ => return None,
    };
    let days = (seconds / SECONDS_PER_DAY).floor();
    (1.0..=1e6).contains(&days).then_some(Test { on, kind: TestKind::Days(days as u32) })
}
