//! A condition in SQL as a tree: the shapes that Splink's library of levels writes, and no others.
//!
//! It knows operators and brackets; what a function or a column means is not its business.

use super::meaning::NotSaid;

/// Conditions are nested so deep at most.
const DEPTH_MAX: usize = 32;

/// A condition on two records.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// Any holds.
    Any(Vec<Condition>),
    /// Two values compared.
    Compare(Value, Operator, Value),
    /// A value is missing.
    IsNull(Value),
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    AtLeast,
    AtMost,
}

/// A value of a condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A column as written, quotes left out: `first_name_l`, or `l` and `first_name`.
    Column {
        table: Option<String>,
        name: String,
    },
    Number(f64),
    Text(String),
    /// A function, its name in small letters.
    Call(String, Vec<Value>),
    /// The first less the second.
    Less(Box<Value>, Box<Value>),
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A word, as typed.
    Word(String),
    /// A name between double quotes or backticks.
    Name(String),
    Number(f64),
    Text(String),
    Sign(&'static str),
}

impl Condition {
    /// Reads a condition.
    pub(super) fn parse(sql: &str) -> Result<Self, NotSaid> {
        let tokens = tokens(sql)?;
        let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
        let condition = parser.any()?;
        if parser.at < tokens.len() { Err(not_a_condition()) } else { Ok(condition) }
    }
}

fn not_a_condition() -> NotSaid {
    NotSaid("not a condition that is understood".to_owned())
}

/// Longer signs before those that they begin with.
const SIGNS: [&str; 14] = ["<=", ">=", "<>", "!=", "::", "<", ">", "=", "(", ")", ",", ".", "-", "*"];

fn tokens(sql: &str) -> Result<Vec<Token>, NotSaid> {
    let mut tokens = Vec::new();
    let mut rest = sql.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' | '`' | '\'' => {
                let end = rest[1..].find(first).ok_or_else(not_a_condition)?;
                let inside = rest[1..=end].to_owned();
                (if first == '\'' { Token::Text(inside) } else { Token::Name(inside) }, end + 2)
            }
            digit if digit.is_ascii_digit() => {
                let is_of_number = |c: char| c.is_ascii_digit() || c == '.';
                let end = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
                (Token::Number(rest[..end].parse().map_err(|_| not_a_condition())?), end)
            }
            letter if letter.is_alphabetic() || letter == '_' => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                (Token::Word(rest[..end].to_owned()), end)
            }
            _ => {
                let sign =
                    SIGNS.into_iter().find(|sign| rest.starts_with(sign)).ok_or_else(not_a_condition)?;
                (Token::Sign(sign), sign.len())
            }
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Condition, NotSaid> {
        let mut parts = vec![self.all()?];
        while self.takes_word("or") {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, NotSaid> {
        let mut parts = vec![self.single()?];
        while self.takes_word("and") {
            parts.push(self.single()?);
        }
        Ok(one_or(parts, Condition::All))
    }

    /// A condition in brackets, or two values compared; a bracket may begin either.
    fn single(&mut self) -> Result<Condition, NotSaid> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(not_a_condition());
        }
        let (start, depth) = (self.at, self.depth);
        if self.takes("(")
            && let Ok(condition) = self.any()
            && self.takes(")")
        {
            self.depth -= 1;
            return Ok(condition);
        }
        // What was tried inside may have ended at any depth.
        (self.at, self.depth) = (start, depth);
        let condition = self.comparison();
        self.depth -= 1;
        condition
    }

    fn comparison(&mut self) -> Result<Condition, NotSaid> {
        let left = self.value()?;
        if self.takes_word("is") {
            return if self.takes_word("null") {
                Ok(Condition::IsNull(left))
            } else {
                Err(not_a_condition())
            };
        }
        let operators = [("=", Operator::Equal), (">=", Operator::AtLeast), ("<=", Operator::AtMost)];
        for (sign, operator) in operators {
            if self.takes(sign) {
                return Ok(Condition::Compare(left, operator, self.value()?));
            }
        }
        Err(not_a_condition())
    }

    fn value(&mut self) -> Result<Value, NotSaid> {
        let mut value = self.term()?;
        while self.takes("-") {
            value = Value::Less(Box::new(value), Box::new(self.term()?));
        }
        Ok(value)
    }

    fn term(&mut self) -> Result<Value, NotSaid> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(not_a_condition());
        }
        let value = self.bare_term();
        self.depth -= 1;
        value
    }

    fn bare_term(&mut self) -> Result<Value, NotSaid> {
        if self.takes("(") {
            let value = self.value()?;
            return if self.takes(")") { Ok(value) } else { Err(not_a_condition()) };
        }
        let token = self.tokens.get(self.at).ok_or_else(not_a_condition)?;
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Value::Number(*number)),
            Token::Text(text) => Ok(Value::Text(text.clone())),
            Token::Word(word) if self.takes("(") => {
                let mut arguments = vec![self.value()?];
                while self.takes(",") {
                    arguments.push(self.value()?);
                }
                let call = Value::Call(word.to_ascii_lowercase(), arguments);
                if self.takes(")") { Ok(call) } else { Err(not_a_condition()) }
            }
            Token::Word(name) | Token::Name(name) => {
                if !self.takes(".") {
                    return Ok(Value::Column { table: None, name: name.clone() });
                }
                match self.tokens.get(self.at) {
                    Some(Token::Word(column) | Token::Name(column)) => {
                        self.at += 1;
                        Ok(Value::Column { table: Some(name.clone()), name: column.clone() })
                    }
                    _ => Err(not_a_condition()),
                }
            }
            Token::Sign(_) => Err(not_a_condition()),
        }
    }

    fn takes(&mut self, sign: &str) -> bool {
        let is_there = matches!(self.tokens.get(self.at), Some(Token::Sign(found)) if *found == sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_there =
            matches!(self.tokens.get(self.at), Some(Token::Word(found)) if found.eq_ignore_ascii_case(word));
        self.at += usize::from(is_there);
        is_there
    }
}

/// The parts as one condition; those of the same kind inside are its own.
fn one_or(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 { parts.remove(0) } else { many(parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_words_bind_as_in_sql() {
        let parsed = |sql: &str| Condition::parse(sql).unwrap();
        assert_eq!(parsed("a = b or (c = d) AND e = f"), parsed("((a = b) OR ((c = d) and (e = f)))"));
        assert_eq!(parsed("(a) = (b)"), parsed("a = b"));
        assert_eq!(parsed("ABS(a - b) <= 1.0"), parsed("abs((a - b)) <= 1"));
    }

    #[test]
    fn long_conditions_of_many_brackets_are_read() {
        let all = vec!["((a)) = ((b))"; 200].join(" AND ");
        assert!(matches!(Condition::parse(&all), Ok(Condition::All(parts)) if parts.len() == 200));
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        let deep = format!("{}a = b{}", "(".repeat(100), ")".repeat(100));
        for sql in
            ["", "a", "a =", "a = b c", "a < b", "'a", "f(", "a is not null", "a in (b, c)", "a ? b", &deep]
        {
            assert!(Condition::parse(sql).is_err(), "{sql}");
        }
    }
}
