//! Which person or premises a record is of: one record, as somebody has it before them.
//!
//! The record is compared and not kept. That somebody asked is on the record, with the fields that were asked by and every
//! entity that was told, and without a value.

use base::EntityId;
use govern::{Action, Cleared};
use link::lookup::Answer;
use serde::Serialize;
use standardise::record::{Entity, Field, Options, standardise_with};

use super::ask::AskError;
use super::show_entity::{WhyView, letter_of};
use super::{OperationError, Session};
use crate::finder::{self, Finder, Found};

/// What was found.
#[derive(Serialize)]
pub struct FoundView {
    /// The entities it may be, the likeliest first.
    pub entities: Vec<FoundEntityView>,
    /// What of the values given could not be used: the field and the rule.
    pub problems: Vec<(String, String)>,
    /// How many records were compared.
    pub looked_at: usize,
    /// What was not looked at because too many records agree on it.
    pub left_out: Vec<LeftOutView>,
}

/// An entity that the record may be of.
#[derive(Serialize)]
pub struct FoundEntityView {
    /// Its id.
    pub id: String,
    /// The probability that its best record and what was given are of one entity.
    pub match_probability: f64,
    /// How many of its records are among the candidates.
    pub records: usize,
    /// Its record that agrees most, and why.
    pub why: WhyView,
}

/// A rule's block that was too large.
#[derive(Serialize)]
pub struct LeftOutView {
    /// The rule's keys.
    pub rule: String,
    /// The records that agree on them.
    pub records: usize,
    /// How many of those were looked at all the same.
    pub looked_at: usize,
}

/// Finds the entities that a record may be of. The look is recorded before the answer leaves.
///
/// Shape: `fields` in any order, values as somebody wrote them; at most `limit` entities.
///
/// # Errors
/// [`OperationError::NotLinked`] before the first linkage; [`AskError::TooLittle`] where no rule can look by what was given.
pub fn find_entity(
    session: &Session<'_>,
    entity: Entity,
    fields: &[(Field, &str)],
    limit: usize,
) -> Result<Cleared<FoundView>, OperationError> {
    let names: Vec<&str> = fields.iter().map(|(field, _)| field.name()).collect();
    let asked = format!("{entity} by {}", names.join(", "));
    let found = session.door().search(session.actor, (Action::FindEntity, &asked), |permit| {
        let view = find(session, entity, fields, limit)?;
        let subjects = view.entities.iter().map(|found| found.id.clone()).collect();
        Ok::<_, OperationError>((permit.clear(view), subjects))
    })?;
    Ok(found)
}

fn find(
    session: &Session<'_>,
    entity: Entity,
    fields: &[(Field, &str)],
    limit: usize,
) -> Result<FoundView, OperationError> {
    let year = session.clock.now().to_zoned(jiff::tz::TimeZone::UTC).year();
    let options = Options::in_year(u16::try_from(year).unwrap_or(u16::MAX));
    let (record, problems) = standardise_with(entity, fields, &options);
    let finder = Finder::open(session, entity, &link::progress::silent)?;
    let mut seeker = finder.index().seeker();
    let (found, answer) = finder.find(&mut seeker, &finder::guest_of(&record), limit);
    if answer.rule_count == 0 {
        let rules = finder.index().rules().iter().map(link::model::BlockingRule::label).collect();
        return Err(AskError::TooLittle { rules }.into());
    }
    let entities = found.iter().map(|found| {
        let Found { entity: number, best, record_count } = found;
        let why = seeker.why(best);
        let bars = why.bars.into_iter().map(|bar| (bar.comparison, bar.level, bar.weight_bits));
        Ok(FoundEntityView {
            id: EntityId::new(letter_of(entity), *number).to_string(),
            match_probability: finder.index().probability(best),
            records: *record_count,
            why: WhyView {
                agrees_with: finder.name_of(best.row)?,
                prior_bits: why.prior,
                comparisons: bars.collect(),
                weight_bits: why.total,
            },
        })
    });
    Ok(FoundView {
        entities: entities.collect::<Result<_, OperationError>>()?,
        problems: problems
            .iter()
            .map(|problem| (problem.field.name().to_owned(), problem.rule.to_owned()))
            .collect(),
        looked_at: answer.looked_at,
        left_out: left_out(&finder, &answer),
    })
}

fn left_out(finder: &Finder, answer: &Answer) -> Vec<LeftOutView> {
    let view = |left_out: &link::lookup::LeftOut| LeftOutView {
        rule: finder.index().rules()[usize::from(left_out.rule)].label(),
        records: left_out.record_count,
        looked_at: left_out.looked_at,
    };
    answer.left_out.iter().map(view).collect()
}
