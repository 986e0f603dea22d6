//! Reads a model as Splink 4 and 5 save it: settings with conditions in SQL, and what training found.
//!
//! Only conditions that our tests say exactly are taken; every other is an error with its place. Nothing is trained again, and
//! columns are those of the tables as they stand. What Splink takes for a level that it was not trained on is taken too.

mod condition;
mod meaning;

use serde::Deserialize;

use super::{
    BlockingRule, COMPARISON_COUNT_MAX, Clustering, Comparison, LEVEL_COUNT_MAX, Level, Model,
    PlainFrequency, Prior, RULE_COUNT_MAX, Review, Test, TestKind, Training, Worth,
};
use crate::error::ErrorKind;
use condition::Condition;
use meaning::{Naming, NotSaid};

/// Blocks are as large as they come: Splink leaves none out.
const CAP: u32 = 100_000;
/// What Splink takes for a probability of a level that no pair reached in training.
const NOT_OBSERVED: f64 = 1e-6;
/// The least probability that Splink counts with.
const PROBABILITY_MIN: f64 = 1e-300;
/// Probabilities this near to 0 or 1 are not kept as such: the weight is.
const EXTREME: f64 = 1e-9;
/// What Splink takes for the chance of a match where the settings don't say.
const SAME_DEFAULT: f64 = 0.0001;

/// Why a model of Splink can't be taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SplinkError {
    /// It is no model of Splink.
    #[error("line {line}: not a model as Splink saves it: {message}")]
    NoModel {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A level's condition can't be said.
    #[error("comparison `{comparison}`, level `{level}`: {reason}: {condition}")]
    Level {
        /// The comparison's output column.
        comparison: String,
        /// The level's label.
        level: String,
        /// Its condition in SQL.
        condition: String,
        /// What of it can't be said.
        reason: String,
    },
    /// A comparison can't be taken over.
    #[error("comparison `{comparison}`: {reason}")]
    Comparison {
        /// The comparison's output column.
        comparison: String,
        /// Why not.
        reason: String,
    },
    /// A blocking rule can't be said.
    #[error("blocking rule {number}: {reason}: {condition}")]
    Rule {
        /// The rule, counted from 1.
        number: usize,
        /// Its condition in SQL.
        condition: String,
        /// What of it can't be said.
        reason: String,
    },
    /// There is none, or more than a model holds.
    #[error("{count} {what}, and a model has 1 to {most}")]
    Count {
        /// What there is too much of.
        what: &'static str,
        /// How many.
        count: usize,
        /// The most.
        most: usize,
    },
}

impl SplinkError {
    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoModel { .. } => Some("give the file that `linker.misc.save_model_to_json` writes"),
            Self::Level { .. } | Self::Rule { .. } => Some(
                "leave it out of the JSON, or write it in other words: see docs/models.md, Models of Splink",
            ),
            Self::Comparison { .. } | Self::Count { .. } => None,
        }
    }
}

#[derive(Deserialize)]
struct SettingsText {
    #[serde(default)]
    link_type: String,
    probability_two_random_records_match: Option<f64>,
    blocking_rules_to_generate_predictions: Vec<RuleText>,
    comparisons: Vec<ComparisonText>,
}

/// A rule is an object, or its condition alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum RuleText {
    Condition(String),
    Rule { blocking_rule: String, arrays_to_explode: Option<Vec<String>> },
}

#[derive(Deserialize)]
struct ComparisonText {
    output_column_name: String,
    comparison_levels: Vec<LevelText>,
}

#[derive(Deserialize)]
struct LevelText {
    sql_condition: String,
    label_for_charts: Option<String>,
    #[serde(default)]
    is_null_level: bool,
    m_probability: Option<ProbabilityText>,
    u_probability: Option<ProbabilityText>,
    tf_adjustment_column: Option<String>,
    tf_adjustment_weight: Option<f64>,
    tf_minimum_u_value: Option<f64>,
    #[serde(default)]
    disable_tf_exact_match_detection: bool,
}

/// A probability, or words that say that no pair reached the level.
#[derive(Deserialize, Clone)]
#[serde(untagged)]
enum ProbabilityText {
    Number(f64),
    #[expect(dead_code, reason = "whatever the words are, they stand for the same")]
    Words(String),
}

/// Reads Splink's JSON.
pub(super) fn read(json: &str) -> Result<Model, SplinkError> {
    let settings: SettingsText = serde_json::from_str(json)
        .map_err(|error| SplinkError::NoModel { line: error.line(), message: error.to_string() })?;
    let rules = &settings.blocking_rules_to_generate_predictions;
    within("blocking rules", rules.len(), RULE_COUNT_MAX)?;
    within("comparisons", settings.comparisons.len(), COMPARISON_COUNT_MAX)?;
    let rules = rules.iter().enumerate().map(|(place, text)| rule(place + 1, text));
    let comparisons = settings.comparisons.iter().map(comparison);
    let same = settings.probability_two_random_records_match.unwrap_or(SAME_DEFAULT);
    Ok(Model {
        entity: "record".to_owned(),
        between_sources: settings.link_type == "link_only",
        raw_columns: true,
        prior: Prior { same: Some(same), household: None },
        training: Training { learn: false, ..Training::default() },
        clustering: Clustering::default(),
        review: Review::default(),
        calibration: None,
        rules: rules.collect::<Result<_, _>>()?,
        comparisons: comparisons.collect::<Result<_, _>>()?,
    })
}

fn within(what: &'static str, count: usize, most: usize) -> Result<(), SplinkError> {
    if (1..=most).contains(&count) { Ok(()) } else { Err(SplinkError::Count { what, count, most }) }
}

fn rule(number: usize, text: &RuleText) -> Result<BlockingRule, SplinkError> {
    let (condition, explodes) = match text {
        RuleText::Condition(condition) => (condition, false),
        RuleText::Rule { blocking_rule, arrays_to_explode } => {
            (blocking_rule, arrays_to_explode.as_ref().is_some_and(|arrays| !arrays.is_empty()))
        }
    };
    let not_said =
        |NotSaid(reason): NotSaid| SplinkError::Rule { number, condition: condition.clone(), reason };
    if explodes {
        return Err(not_said(NotSaid("arrays are not taken apart".to_owned())));
    }
    let parsed = Condition::parse(condition).map_err(not_said)?;
    Ok(BlockingRule { keys: meaning::keys(&parsed).map_err(not_said)?, refine: Vec::new(), cap: CAP })
}

fn comparison(text: &ComparisonText) -> Result<Comparison, SplinkError> {
    let name = &text.output_column_name;
    let failed =
        |reason: &str| SplinkError::Comparison { comparison: name.clone(), reason: reason.to_owned() };
    let (nulls, levels): (Vec<&LevelText>, Vec<&LevelText>) =
        text.comparison_levels.iter().partition(|level| level.is_null_level);
    if nulls.len() > 1 || text.comparison_levels.iter().skip(1).any(|level| level.is_null_level) {
        return Err(failed("a null level that is not the first, and the only one"));
    }
    within("levels of a comparison", levels.len(), LEVEL_COUNT_MAX)?;
    let is_else = |level: &LevelText| level.sql_condition.trim().eq_ignore_ascii_case("else");
    if levels.len() < 2 || levels.iter().position(|level| is_else(level)) != Some(levels.len() - 1) {
        return Err(failed("it has to have two levels, and `ELSE` last"));
    }
    let null_when = match nulls.first() {
        Some(null) => null.say(name, |condition| meaning::nulls(&condition))?,
        None => Vec::new(),
    };
    let mut read: Vec<Level> = Vec::with_capacity(levels.len());
    for (place, level) in levels.iter().enumerate() {
        let when = if is_else(level) { Vec::new() } else { level.say(name, |it| meaning::tests(&it))? };
        let mut label = level.label().to_owned();
        while read.iter().any(|earlier| earlier.label == label) {
            label.push('\'');
        }
        let worth = worth(level, place, levels.len());
        read.push(Level {
            label,
            when,
            term_frequency: false,
            frequency: None,
            one_roof: false,
            own: false,
            worth,
        });
    }
    for place in 0..levels.len() {
        let Some(frequency) = frequency(name, &levels, &read, place)? else { continue };
        let column = levels[place].tf_adjustment_column.as_deref().unwrap_or_default();
        // The first exact clause is the one whose values are counted.
        read[place].when.sort_by_key(|clause| !is_exact_on(clause, column));
        read[place].term_frequency = true;
        read[place].frequency = Some(frequency);
    }
    Ok(Comparison {
        name: name.clone(),
        column: None,
        null_when: Some(null_when),
        strength: None,
        fixed_by: Vec::new(),
        h_follows_m: false,
        levels: read,
    })
}

impl LevelText {
    fn label(&self) -> &str {
        self.label_for_charts.as_deref().unwrap_or(&self.sql_condition)
    }

    fn error(&self, comparison: &str, reason: &str) -> SplinkError {
        SplinkError::Level {
            comparison: comparison.to_owned(),
            level: self.label().to_owned(),
            condition: self.sql_condition.clone(),
            reason: reason.to_owned(),
        }
    }

    /// What the level's condition means.
    fn say<T>(
        &self,
        comparison: &str,
        meaning: impl FnOnce(Condition) -> Result<T, NotSaid>,
    ) -> Result<T, SplinkError> {
        Condition::parse(&self.sql_condition)
            .and_then(meaning)
            .map_err(|NotSaid(reason)| self.error(comparison, &reason))
    }

    /// The level's m and u; where it has none, those that Splink begins with, by the level's place.
    fn probabilities(&self, place: usize, level_count: usize) -> (f64, f64) {
        let given = |text: &Option<ProbabilityText>| match text {
            None => None,
            Some(ProbabilityText::Number(number)) => Some(number.max(PROBABILITY_MIN)),
            Some(ProbabilityText::Words(_)) => Some(NOT_OBSERVED),
        };
        let (m, u) = begin(place, level_count);
        (given(&self.m_probability).unwrap_or(m), given(&self.u_probability).unwrap_or(u))
    }
}

/// The m and u that Splink begins with: 0.95 for the first level and the rest shared out evenly; weights of 10 bits for the first
/// level, and evenly from 3 to -5 for the others.
fn begin(place: usize, level_count: usize) -> (f64, f64) {
    let m = if place == 0 { 0.95 } else { 0.05 / (level_count - 1) as f64 };
    let weight = match (place, level_count) {
        (0, _) => 10.0,
        (_, 2) => -5.0,
        _ => 3.0 - 8.0 * (place - 1) as f64 / (level_count - 2) as f64,
    };
    (m, m / f64::exp2(weight))
}

fn worth(level: &LevelText, place: usize, level_count: usize) -> Worth {
    let (m, u) = level.probabilities(place, level_count);
    let is_plain = |probability: f64| (EXTREME..=1.0 - EXTREME).contains(&probability);
    if is_plain(m) && is_plain(u) {
        Worth::Learnt { m: Some(m), u: Some(u), h: None }
    } else {
        Worth::Fixed { weight_bits: (m / u).log2() }
    }
}

/// How the frequency of a level's values counts, where it does.
fn frequency(
    comparison: &str,
    levels: &[&LevelText],
    read: &[Level],
    place: usize,
) -> Result<Option<PlainFrequency>, SplinkError> {
    let level = levels[place];
    let weight = level.tf_adjustment_weight.unwrap_or(1.0);
    let Some(column) = &level.tf_adjustment_column else { return Ok(None) };
    if weight == 0.0 || read[place].when.is_empty() {
        return Ok(None);
    }
    if !read[place].when.iter().any(|clause| is_exact_on(clause, column)) {
        return Err(level.error(comparison, "a frequency counts only where values are the same"));
    }
    let is_alone = |level: &Level| matches!(level.when.as_slice(), [only] if is_exact_on(only, column));
    let exact =
        if level.disable_tf_exact_match_detection { Some(place) } else { read.iter().position(is_alone) };
    let Some(exact) = exact else {
        return Err(level.error(comparison, "no level asks for the same value alone whose frequency counts"));
    };
    let (_, u) = levels[exact].probabilities(exact, levels.len());
    let least = level.tf_minimum_u_value.unwrap_or(0.0);
    if !((0.0..=1.0).contains(&weight) && (0.0..=1.0).contains(&least)) {
        return Err(level.error(comparison, "a frequency's weight and minimum are shares"));
    }
    Ok(Some(PlainFrequency { u, weight, least }))
}

fn is_exact_on(clause: &[Test], column: &str) -> bool {
    matches!(clause, [Test { on, kind: TestKind::Exact }] if *on == super::ColumnPart::whole(Naming::unquoted(column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: &str = r#"[
        {"sql_condition": "\"town_l\" IS NULL OR \"town_r\" IS NULL", "label_for_charts": "null", "is_null_level": true},
        {"sql_condition": "\"town_l\" = \"town_r\"", "label_for_charts": "same", "m_probability": 0.9,
         "u_probability": 0.1, "tf_adjustment_column": "town", "tf_adjustment_weight": 0.5, "tf_minimum_u_value": 0.001},
        {"sql_condition": "levenshtein(\"town_l\", \"town_r\") <= 2", "m_probability": 0.06},
        {"sql_condition": "ELSE", "m_probability": 1e-20, "u_probability": 0.85}]"#;

    fn settings(rule: &str, levels: &str) -> String {
        format!(
            r#"{{"link_type": "link_only", "probability_two_random_records_match": 0.01,
            "blocking_rules_to_generate_predictions": [{{"blocking_rule": "{rule}", "sql_dialect": "duckdb"}}],
            "comparisons": [{{"output_column_name": "town", "comparison_levels": {levels}}}]}}"#
        )
    }

    /// The settings with one level of a condition before else.
    fn with_condition(condition: &str) -> String {
        let level = format!(r#"{{"sql_condition": "{condition}", "label_for_charts": "tried"}}"#);
        settings("l.town = r.town", &format!(r#"[{level}, {{"sql_condition": "ELSE"}}]"#))
    }

    #[test]
    fn settings_are_read_with_what_was_learnt() {
        let rule =
            "(SUBSTRING(l.town, 1, 3) = SUBSTRING(r.town, 1, 3)) AND (l.\\\"year\\\" = r.\\\"year\\\")";
        let model = read(&settings(rule, LEVELS)).unwrap();
        assert!(model.between_sources() && model.raw_columns() && !model.is_learning());
        assert_eq!(model.prior().same, Some(0.01));
        assert_eq!(model.rules()[0].label(), "town[:3] + year");
        let levels = model.comparisons()[0].levels();
        assert_eq!(levels[0].frequency(), Some(PlainFrequency { u: 0.1, weight: 0.5, least: 0.001 }));
        assert_eq!(levels[0].worth(), &Worth::Learnt { m: Some(0.9), u: Some(0.1), h: None });
        // The second of three levels begins at 3 bits, where training found no u.
        assert_eq!(levels[1].worth(), &Worth::Learnt { m: Some(0.06), u: Some(0.025 / 8.0), h: None });
        assert_eq!(levels[2].worth(), &Worth::Fixed { weight_bits: (1e-20_f64 / 0.85).log2() });
        assert_eq!(Model::parse(&model.to_toml()).unwrap(), model);
    }

    #[test]
    fn conditions_of_splink_s_library_are_said_in_our_words() {
        let postcode = "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? [0-9]";
        let cases = [
            ("a_l = a_r", "a: exact"),
            ("(SUBSTR(a_l, 1, 2) = SUBSTR(a_r, 1, 2))", "a[:2]: exact"),
            ("a_l = b_r AND a_r = b_l", "a: swapped with b"),
            ("a_l = b_r OR a_r = b_l", "a: matches b"),
            ("(a_l = a_r) AND (b_l = b_r)", "a: exact & b: exact"),
            ("a_l = a_r OR levenshtein(b_l, b_r) <= 3.0", "a: exact or b: levenshtein <= 3"),
            ("jaro_winkler_similarity(a_l, a_r) >= 0.92", "a: jaro_winkler >= 0.92"),
            ("damerau_levenshtein(a_l, a_r) <= 1", "a: damerau <= 1"),
            ("damerau_levenshtein(a_l, a_r) <= 2", "a: damerau_free <= 2"),
            (
                "ABS(EPOCH(try_strptime(a_l, '%Y-%m-%d')) - EPOCH(try_strptime(a_r, '%Y-%m-%d'))) <= 2629800.0",
                "a.date: days <= 30",
            ),
            (
                &format!(
                    "NULLIF(regexp_extract(a_l, '{postcode}', 0), '') = NULLIF(regexp_extract(a_r, '{postcode}', 0), '')"
                ),
                "a.written_sector: exact",
            ),
        ];
        for (condition, expected) in cases {
            let model = read(&with_condition(condition)).unwrap();
            let said: Vec<String> = model.comparisons()[0].levels()[0]
                .when()
                .iter()
                .map(|any| any.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or "))
                .collect();
            assert_eq!(said.join(" & "), expected, "{condition}");
        }
    }

    #[test]
    fn what_cannot_be_said_names_comparison_level_and_condition() {
        let cases = [
            ("jaccard(a_l, a_r) >= 0.9", "the function `jaccard` is not known here"),
            ("a_l = b_r", "it compares different columns"),
            ("a_l = 'M'", "only values of both records can be compared"),
            ("len(list_intersect(a_l, a_r)) >= 1", "the function `len` is not known here"),
            ("a = b", "`a` is a column of neither record"),
            ("NOT (a_l = a_r)", "not a condition that is understood"),
            (
                "regexp_extract(a_l, 'x') = regexp_extract(a_r, 'x')",
                "the function `regexp_extract` is not known here",
            ),
        ];
        for (condition, reason) in cases {
            let error = read(&with_condition(condition)).unwrap_err();
            assert_eq!(error.to_string(), format!("comparison `town`, level `tried`: {reason}: {condition}"));
            assert!(error.hint().is_some());
        }
        let error = read(&settings("l.a = r.b", LEVELS)).unwrap_err();
        assert_eq!(error.to_string(), "blocking rule 1: it compares different columns: l.a = r.b");
        let fuzzy = LEVELS.replace(r#""m_probability": 0.06"#, r#""tf_adjustment_column": "town""#);
        let error = read(&settings("l.town = r.town", &fuzzy)).unwrap_err().to_string();
        assert!(error.contains("a frequency counts only where values are the same"), "{error}");
        assert_eq!(read("{").unwrap_err().to_string().split(':').next(), Some("line 1"));
    }
}
