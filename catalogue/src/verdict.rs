//! What people said of pairs of records, who said it and when. Nothing said is ever taken out: a later word on a pair holds
//! in the place of the one before.
//!
//! Whether a verdict binds is not decided here: it rests on what its records hold now.

use base::{DatabaseError, Row, Transaction};
use jiff::Timestamp;

/// What was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// Both records are of one entity.
    Same,
    /// They are of two.
    Different,
    /// The reader could not say.
    Unsure,
}

impl Word {
    /// Every word.
    pub const ALL: [Self; 3] = [Self::Same, Self::Different, Self::Unsure];

    /// The word as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }

    /// The word that is written so, in letters of any size.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.name().eq_ignore_ascii_case(text))
    }
}

/// A verdict on two records.
#[derive(Debug, Clone, PartialEq)]
pub struct NewVerdict {
    /// The lower record.
    pub left: u64,
    /// The higher.
    pub right: u64,
    /// What was said.
    pub word: Word,
    /// Digests of what both records held when they were read.
    pub seen: (String, String),
    /// How many pairs this one was drawn for.
    pub stands_for: f64,
}

/// A verdict as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Its number: a greater one was said later.
    pub number: i64,
    /// The verdict itself.
    pub said: NewVerdict,
    /// Who said it.
    pub actor: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
}

/// Keeps verdicts.
///
/// # Errors
/// Where the database refuses.
pub fn record(
    transaction: &Transaction<'_>,
    entity: &str,
    verdicts: &[NewVerdict],
    actor: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let at = now.to_string();
    transaction.execute_many(
        "INSERT INTO verdict (entity, left_record, right_record, word, left_seen, right_seen,
             stands_for_thousandths, actor, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        verdicts.iter().map(|verdict| {
            [
                entity.into(),
                (verdict.left as i64).into(),
                (verdict.right as i64).into(),
                verdict.word.name().into(),
                verdict.seen.0.as_str().into(),
                verdict.seen.1.as_str().into(),
                ((verdict.stands_for * 1_000.0) as i64).into(),
                actor.into(),
                at.as_str().into(),
            ]
        }),
    )?;
    Ok(())
}

const SELECT: &str = "SELECT number, left_record, right_record, word, left_seen, right_seen,
    stands_for_thousandths, actor, at FROM verdict";

/// The last verdict on each pair, by pair.
///
/// # Errors
/// Where the database refuses.
pub fn standing(transaction: &Transaction<'_>, entity: &str) -> Result<Vec<Verdict>, DatabaseError> {
    let sql = format!(
        "{SELECT} WHERE number IN (SELECT max(number) FROM verdict WHERE entity = $1
             GROUP BY left_record, right_record)
         ORDER BY left_record, right_record"
    );
    transaction.query(&sql, &[entity.into()], read)
}

/// Every verdict on a record, in the order they were said.
///
/// # Errors
/// Where the database refuses.
pub fn of_record(transaction: &Transaction<'_>, record: u64) -> Result<Vec<Verdict>, DatabaseError> {
    let sql = format!("{SELECT} WHERE left_record = $1 OR right_record = $1 ORDER BY number");
    transaction.query(&sql, &[(record as i64).into()], read)
}

fn read(row: &Row<'_>) -> Result<Verdict, DatabaseError> {
    let word = row.text(3)?;
    Ok(Verdict {
        number: row.integer(0)?,
        said: NewVerdict {
            left: row.integer(1)? as u64,
            right: row.integer(2)? as u64,
            // Nothing but this module writes the table.
            word: Word::parse(&word).unwrap_or(Word::Unsure),
            seen: (row.text(4)?, row.text(5)?),
            stands_for: row.integer(6)? as f64 / 1_000.0,
        },
        actor: row.text(7)?,
        at: row.text(8)?,
    })
}
