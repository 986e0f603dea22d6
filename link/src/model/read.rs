//! Reads a model from TOML: first as typed, then as meant, each fault with its line and what to do about it.

use serde::Deserialize;
use toml::Spanned;

use super::syntax::Fault;
use super::{
    BlockingRule, COMPARISON_COUNT_MAX, Clustering, Comparison, Key, LEVEL_COUNT_MAX, Level, Model,
    PlainFrequency, Prior, RULE_COUNT_MAX, Review, Test, TestKind, Training, Worth,
};
use crate::calibrate::Calibration;
use crate::error::ErrorKind;

/// Why a model cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ModelError {
    /// The line, counted from 1.
    pub line: usize,
    message: String,
    hint: Option<String>,
}

impl ModelError {
    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        ErrorKind::Invalid
    }

    /// What is wrong, without the line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

/// A model as typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelText {
    entity: String,
    #[serde(default)]
    between_sources: bool,
    #[serde(default)]
    raw_columns: bool,
    #[serde(default)]
    prior: PriorText,
    #[serde(default)]
    training: TrainingText,
    #[serde(default)]
    clustering: ClusteringText,
    #[serde(default)]
    review: ReviewText,
    calibration: Option<Spanned<CalibrationText>>,
    blocking: Spanned<Vec<Spanned<RuleText>>>,
    comparison: Spanned<Vec<Spanned<ComparisonText>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct PriorText {
    same: Option<Spanned<f64>>,
    household: Option<Spanned<f64>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct TrainingText {
    strength: Option<Spanned<f64>>,
    learn: Option<bool>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ClusteringText {
    link_bits: Option<Spanned<f64>>,
    mean_bits: Option<Spanned<f64>>,
    unscored_bits: Option<Spanned<f64>>,
    #[serde(default)]
    one_value: Vec<Spanned<String>>,
    #[serde(default)]
    telling: Vec<Spanned<String>>,
    #[serde(default)]
    one_per_source: bool,
    #[serde(default)]
    duplicate_free: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ReviewText {
    from_probability: Option<Spanned<f64>>,
    to_probability: Option<Spanned<f64>>,
    margin_bits: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalibrationText {
    weights: Vec<f64>,
    probabilities: Vec<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    keys: Vec<Spanned<String>>,
    #[serde(default)]
    refine: Vec<Spanned<String>>,
    cap: Option<Spanned<u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonText {
    name: Spanned<String>,
    column: Option<Spanned<String>>,
    strength: Option<Spanned<f64>>,
    #[serde(default)]
    fixed_by: Vec<String>,
    #[serde(default)]
    h_follows_m: bool,
    null_when: Option<Vec<Spanned<String>>>,
    level: Vec<Spanned<LevelText>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelText {
    label: String,
    when: Spanned<toml::Value>,
    #[serde(default)]
    term_frequency: bool,
    #[serde(default)]
    one_roof: bool,
    #[serde(default)]
    own: bool,
    frequency: Option<Spanned<FrequencyText>>,
    m: Option<Spanned<f64>>,
    u: Option<Spanned<f64>>,
    h: Option<Spanned<f64>>,
    weight: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrequencyText {
    u: f64,
    weight: f64,
    least: f64,
}

/// Reads and checks a model.
pub(super) fn read(text: &str) -> Result<Model, ModelError> {
    let reader = Reader { text };
    let typed: ModelText = toml::from_str(text).map_err(|error| ModelError {
        line: reader.line(error.span().map_or(0, |span| span.start)),
        message: error.message().replace('\n', "; "),
        hint: None,
    })?;
    reader.model(typed)
}

/// Knows the text, so that a place in it can be told as a line.
struct Reader<'t> {
    text: &'t str,
}

/// The most bits that a model may give: what is left of the least probability that a computer tells from none.
const BITS_MAX: f64 = 1000.0;

impl Reader<'_> {
    fn model(&self, typed: ModelText) -> Result<Model, ModelError> {
        let prior = Prior {
            same: self.probability(typed.prior.same.as_ref())?,
            household: self.probability(typed.prior.household.as_ref())?,
        };
        let rules = self.rules(&typed.blocking)?;
        let comparisons = self.comparisons(&typed.comparison)?;
        Ok(Model {
            entity: typed.entity,
            between_sources: typed.between_sources,
            raw_columns: typed.raw_columns,
            prior,
            training: self.training(&typed.training)?,
            clustering: self.clustering(&typed.clustering)?,
            review: self.review(&typed.review)?,
            calibration: typed.calibration.map(|typed| self.calibration(typed)).transpose()?,
            rules,
            comparisons,
        })
    }

    fn training(&self, typed: &TrainingText) -> Result<Training, ModelError> {
        let strength = self.strength(typed.strength.as_ref())?;
        let default = Training::default();
        Ok(Training {
            strength: strength.unwrap_or(default.strength),
            learn: typed.learn.unwrap_or(default.learn),
        })
    }

    fn strength(&self, typed: Option<&Spanned<f64>>) -> Result<Option<f64>, ModelError> {
        match typed {
            None => Ok(None),
            Some(strength) if (1.0..=1e9).contains(strength.get_ref()) => Ok(Some(*strength.get_ref())),
            Some(strength) => {
                let hint = "give a number of pairs, 1 to 1e9";
                Err(self.error(strength.span().start, "`strength` is out of range", hint))
            }
        }
    }

    fn clustering(&self, typed: &ClusteringText) -> Result<Clustering, ModelError> {
        let default = Clustering::default();
        let one_value = typed.one_value.iter().map(|name| {
            let part = super::ColumnPart::parse(name.get_ref())
                .map_err(|fault| self.fault(name.span().start, fault))?;
            if part.part == super::Part::Whole {
                return Ok(part.column);
            }
            Err(self.error(name.span().start, "`one_value` takes whole columns", "leave out the part"))
        });
        let telling = typed.telling.iter().map(|name| {
            super::ColumnPart::parse(name.get_ref()).map_err(|fault| self.fault(name.span().start, fault))
        });
        Ok(Clustering {
            telling: telling.collect::<Result<_, _>>()?,
            one_value: one_value.collect::<Result<_, _>>()?,
            link_bits: self.bits(typed.link_bits.as_ref())?.unwrap_or(default.link_bits),
            mean_bits: self.bits(typed.mean_bits.as_ref())?.unwrap_or(default.mean_bits),
            unscored_bits: self.bits(typed.unscored_bits.as_ref())?.unwrap_or(default.unscored_bits),
            one_per_source: typed.one_per_source,
            duplicate_free: typed.duplicate_free.clone(),
        })
    }

    fn review(&self, typed: &ReviewText) -> Result<Review, ModelError> {
        let default = Review::default();
        let share = |typed: &Option<Spanned<f64>>, default: f64| match typed {
            Some(share) => Ok(self.probability(Some(share))?.unwrap_or(default)),
            None => Ok(default),
        };
        let review = Review {
            from_probability: share(&typed.from_probability, default.from_probability)?,
            to_probability: share(&typed.to_probability, default.to_probability)?,
            margin_bits: self.bits(typed.margin_bits.as_ref())?.unwrap_or(default.margin_bits),
        };
        if review.from_probability < review.to_probability {
            return Ok(review);
        }
        let place = typed.from_probability.as_ref().or(typed.to_probability.as_ref());
        let place = place.map_or(0, |share| share.span().start);
        Err(self.error(
            place,
            "the pairs to review end before they begin",
            "let `to_probability` be the greater",
        ))
    }

    fn calibration(&self, typed: Spanned<CalibrationText>) -> Result<Calibration, ModelError> {
        let place = typed.span().start;
        let CalibrationText { weights, probabilities } = typed.into_inner();
        let is_whole = weights.len() == probabilities.len();
        let points = weights.into_iter().zip(probabilities).collect();
        Calibration::new(points).filter(|_| is_whole).ok_or_else(|| {
            let hint = "give as many weights as probabilities, both ascending, probabilities above 0 and below 1; \
                        or leave [calibration] out";
            self.error(place, "`calibration` that can't be read", hint)
        })
    }

    fn rules(&self, typed: &Spanned<Vec<Spanned<RuleText>>>) -> Result<Vec<BlockingRule>, ModelError> {
        let count = typed.get_ref().len();
        if count == 0 || count > RULE_COUNT_MAX {
            let hint = format!("a model has 1 to {RULE_COUNT_MAX} [[blocking]] rules");
            return Err(self.error(typed.span().start, &format!("{count} blocking rules"), &hint));
        }
        typed.get_ref().iter().map(|rule| self.rule(rule)).collect()
    }

    fn rule(&self, typed: &Spanned<RuleText>) -> Result<BlockingRule, ModelError> {
        let rule = typed.get_ref();
        let keys = |texts: &[Spanned<String>]| -> Result<Vec<Key>, ModelError> {
            let keys = texts.iter().map(|text| (text, Key::parse(text.get_ref())));
            keys.map(|(text, key)| key.map_err(|fault| self.fault(text.span().start, fault))).collect()
        };
        if rule.keys.is_empty() {
            return Err(self.error(
                typed.span().start,
                "a blocking rule without keys",
                "name at least one column",
            ));
        }
        let cap = match &rule.cap {
            None => BlockingRule::CAP_DEFAULT,
            Some(cap) if (2..=100_000).contains(cap.get_ref()) => *cap.get_ref(),
            Some(cap) => {
                return Err(self.error(
                    cap.span().start,
                    "`cap` is out of range",
                    "a block has 2 to 100000 records",
                ));
            }
        };
        Ok(BlockingRule { keys: keys(&rule.keys)?, refine: keys(&rule.refine)?, cap })
    }

    fn comparisons(
        &self,
        typed: &Spanned<Vec<Spanned<ComparisonText>>>,
    ) -> Result<Vec<Comparison>, ModelError> {
        let count = typed.get_ref().len();
        if count == 0 || count > COMPARISON_COUNT_MAX {
            let hint = format!("a model has 1 to {COMPARISON_COUNT_MAX} comparisons");
            return Err(self.error(typed.span().start, &format!("{count} comparisons"), &hint));
        }
        let mut comparisons: Vec<Comparison> = Vec::with_capacity(count);
        for one in typed.get_ref() {
            let name = &one.get_ref().name;
            if comparisons.iter().any(|earlier| earlier.name == *name.get_ref()) {
                let message = format!("there are two comparisons `{}`", name.get_ref());
                return Err(self.error(name.span().start, &message, "give one of them another name"));
            }
            comparisons.push(self.comparison(one)?);
        }
        Ok(comparisons)
    }

    fn comparison(&self, typed: &Spanned<ComparisonText>) -> Result<Comparison, ModelError> {
        let comparison = typed.get_ref();
        let place = comparison.name.span().start;
        let count = comparison.level.len();
        if !(2..=LEVEL_COUNT_MAX).contains(&count) {
            let hint =
                format!("a comparison has 2 to {LEVEL_COUNT_MAX} levels, the last of them `when = \"else\"`");
            return Err(self.error(place, &format!("{count} levels"), &hint));
        }
        let column = comparison.column.as_ref().map(Spanned::get_ref);
        let levels = comparison.level.iter().map(|level| self.level(level, column.map(String::as_str)));
        let levels = levels.collect::<Result<Vec<Level>, ModelError>>()?;
        for (position, level) in levels.iter().enumerate() {
            let place = comparison.level[position].span().start;
            if level.when.is_empty() != (position == count - 1) {
                let hint = "the last level, and no other, is `when = \"else\"`";
                return Err(self.error(place, "`else` is not the last level", hint));
            }
            if levels[..position].iter().any(|earlier| earlier.label == level.label) {
                let message = format!("there are two levels `{}`", level.label);
                return Err(self.error(place, &message, "give one of them another label"));
            }
        }
        self.sums_fit(place, &levels)?;
        let lacks = |worth: &Worth| matches!(worth, Worth::Learnt { m, h, .. } if m.is_none() || h.is_none());
        let h_follows_m = comparison.h_follows_m;
        if h_follows_m && levels.iter().any(|level| lacks(&level.worth)) {
            let hint = "give every level m and h: training keeps their ratio";
            return Err(self.error(place, "`h_follows_m` without m and h", hint));
        }
        let name = comparison.name.get_ref().clone();
        let strength = self.strength(comparison.strength.as_ref())?;
        let fixed_by = comparison.fixed_by.clone();
        let null_when = comparison.null_when.as_ref().map(|parts| {
            let read = parts.iter().map(|part| (part, super::ColumnPart::parse(part.get_ref())));
            read.map(|(part, read)| read.map_err(|fault| self.fault(part.span().start, fault))).collect()
        });
        Ok(Comparison {
            name,
            column: column.cloned(),
            null_when: null_when.transpose()?,
            strength,
            fixed_by,
            h_follows_m,
            levels,
        })
    }

    /// Probabilities of levels that exclude each other cannot add up to more than 1.
    fn sums_fit(&self, place: usize, levels: &[Level]) -> Result<(), ModelError> {
        let of = |worth: &Worth, which: usize| match worth {
            Worth::Fixed { .. } => 0.0,
            Worth::Learnt { m, u, h } => [m, u, h][which].unwrap_or(0.0),
        };
        for (which, name) in ["m", "u", "h"].into_iter().enumerate() {
            let sum: f64 = levels.iter().map(|level| of(&level.worth, which)).sum();
            // Written numbers are rounded.
            if sum > 1.01 {
                let message = format!("the levels' {name} add up to {sum:.3}");
                return Err(self.error(place, &message, "levels exclude each other: make them add up to 1"));
            }
        }
        Ok(())
    }

    fn level(&self, typed: &Spanned<LevelText>, column: Option<&str>) -> Result<Level, ModelError> {
        let level = typed.get_ref();
        let place = typed.span().start;
        let when = self.when(&level.when, column)?;
        let is_exact = |tests: &Vec<Test>| matches!(tests.as_slice(), [Test { kind: TestKind::Exact, .. }]);
        if level.term_frequency && !when.iter().any(is_exact) {
            let hint = "only a level that asks for an exact value has a frequency to go by";
            return Err(self.error(place, "`term_frequency` without an exact test", hint));
        }
        if level.term_frequency && level.weight.is_some() {
            let hint = "leave out one of them";
            return Err(self.error(place, "`term_frequency` with a fixed `weight`", hint));
        }
        if level.one_roof
            && (level.term_frequency
                || level.h.is_none()
                || !matches!(when.as_slice(), [only] if is_exact(only)))
        {
            let hint = "let it ask for one exact value, give it an `h`, and leave out `term_frequency`";
            return Err(self.error(place, "`one_roof` of what makes no household", hint));
        }
        let worth = self.worth(place, level)?;
        let frequency = level.frequency.as_ref().map(|typed| self.frequency(typed, &when)).transpose()?;
        Ok(Level {
            label: level.label.clone(),
            when,
            term_frequency: level.term_frequency || frequency.is_some(),
            frequency,
            one_roof: level.one_roof,
            own: level.own,
            worth,
        })
    }

    fn frequency(
        &self,
        typed: &Spanned<FrequencyText>,
        when: &[Vec<Test>],
    ) -> Result<PlainFrequency, ModelError> {
        let FrequencyText { u, weight, least } = *typed.get_ref();
        let is_exact = |tests: &Vec<Test>| matches!(tests.as_slice(), [Test { kind: TestKind::Exact, .. }]);
        let fits = u > 0.0 && u <= 1.0 && (0.0..=1.0).contains(&least) && (0.0..=1.0).contains(&weight);
        if fits && when.iter().any(is_exact) {
            return Ok(PlainFrequency { u, weight, least });
        }
        let hint =
            "let the level ask for an exact value; u is above 0 and up to 1, weight and least are 0 to 1";
        Err(self.error(typed.span().start, "`frequency` that can't be counted", hint))
    }

    /// The tests of a level: a text or a list of texts, all of which must hold; none for else.
    fn when(&self, typed: &Spanned<toml::Value>, column: Option<&str>) -> Result<Vec<Vec<Test>>, ModelError> {
        let place = typed.span().start;
        let texts = match typed.get_ref() {
            toml::Value::String(text) if text == "else" => return Ok(Vec::new()),
            toml::Value::String(text) => vec![text.as_str()],
            toml::Value::Array(items) => items.iter().filter_map(toml::Value::as_str).collect(),
            _ => Vec::new(),
        };
        if texts.is_empty() {
            let hint = "write a test or a list of tests, or `when = \"else\"` for all the rest";
            return Err(self.error(place, "a level without a test", hint));
        }
        let any_of = |text: &&str| text.split(" or ").map(|test| Test::parse(test, column)).collect();
        let tests = texts.iter().map(any_of).collect::<Result<Vec<Vec<Test>>, Fault>>();
        tests.map_err(|fault| self.fault(place, fault))
    }

    fn worth(&self, place: usize, level: &LevelText) -> Result<Worth, ModelError> {
        let m = self.probability(level.m.as_ref())?;
        let u = self.probability(level.u.as_ref())?;
        let h = self.probability(level.h.as_ref())?;
        match self.bits(level.weight.as_ref())? {
            None => Ok(Worth::Learnt { m, u, h }),
            Some(weight_bits) if m.is_none() && u.is_none() && h.is_none() => {
                Ok(Worth::Fixed { weight_bits })
            }
            Some(_) => {
                let hint = "a fixed weight stands alone; leave it out to have m, u and h learnt";
                Err(self.error(place, "`weight` beside m, u or h", hint))
            }
        }
    }

    fn probability(&self, typed: Option<&Spanned<f64>>) -> Result<Option<f64>, ModelError> {
        match typed {
            None => Ok(None),
            Some(value) if *value.get_ref() > 0.0 && *value.get_ref() <= 1.0 => Ok(Some(*value.get_ref())),
            Some(value) => {
                let message = format!("{} is not a probability", value.get_ref());
                Err(self.error(value.span().start, &message, "give a number above 0 and up to 1"))
            }
        }
    }

    fn bits(&self, typed: Option<&Spanned<f64>>) -> Result<Option<f64>, ModelError> {
        match typed {
            None => Ok(None),
            Some(value) if value.get_ref().abs() <= BITS_MAX => Ok(Some(*value.get_ref())),
            Some(value) => {
                let message = format!("{:?} bits is out of range", value.get_ref());
                Err(self.error(value.span().start, &message, "give a number from -1000 to 1000"))
            }
        }
    }

    fn fault(&self, place: usize, fault: Fault) -> ModelError {
        ModelError { line: self.line(place), message: fault.message, hint: fault.hint }
    }

    fn error(&self, place: usize, message: &str, hint: &str) -> ModelError {
        ModelError { line: self.line(place), message: message.to_owned(), hint: Some(hint.to_owned()) }
    }

    fn line(&self, place: usize) -> usize {
        1 + self.text.as_bytes().iter().take(place).filter(|byte| **byte == b'\n').count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"entity = "thing"

[[blocking]]
keys = ["town"]

[[comparison]]
name = "town"
column = "town"

[[comparison.level]]
label = "same"
when = "exact"
m = 0.9

[[comparison.level]]
label = "different"
when = "else"
"#;

    fn error(text: &str) -> (usize, String, String) {
        let error = read(text).unwrap_err();
        (error.line, error.to_string(), error.hint().unwrap_or_default().to_owned())
    }

    #[test]
    fn a_small_model_is_read() {
        let model = read(SMALL).unwrap();
        assert_eq!(model.entity(), "thing");
        assert_eq!(model.rules()[0].label(), "town");
        assert_eq!(model.comparisons()[0].levels().len(), 2);
        assert_eq!(model.columns(), ["town"]);
        assert_eq!(read(&model.to_toml()).unwrap(), model);
    }

    #[test]
    fn a_calibration_is_read_and_says_what_weights_mean() {
        let text = "[calibration]\nweights = [0.0, 4.0]\nprobabilities = [0.2, 0.9]\n\n[[blocking]]";
        let model = read(&SMALL.replace("[[blocking]]", text)).unwrap();
        assert!((model.probability(4.0) - 0.9).abs() < 1e-12);
        assert!((model.weight_of(0.2)).abs() < 1e-12);
        assert_eq!(read(&model.to_toml()).unwrap(), model);
    }

    #[test]
    fn an_unknown_key_is_told_with_its_line() {
        let (line, message, _) = error(&SMALL.replace("m = 0.9", "n = 0.9"));
        assert_eq!(line, 13);
        assert!(message.starts_with("line 13: unknown field `n`"), "{message}");
    }

    #[test]
    fn a_test_that_cannot_be_read_is_told_with_its_line_and_a_hint() {
        let (line, message, hint) = error(&SMALL.replace("\"exact\"", "\"nearly\""));
        assert_eq!((line, message.as_str()), (12, "line 12: `nearly` is not a test"));
        assert!(hint.starts_with("tests are exact, "), "{hint}");
    }

    #[test]
    fn impossible_combinations_are_told() {
        let cases = [
            ("m = 0.9", "m = 1.9", "1.9 is not a probability"),
            ("m = 0.9", "m = 0.9\nweight = 3.0", "`weight` beside m, u or h"),
            (
                "\"exact\"",
                "\"jaro_winkler >= 0.9\"\nterm_frequency = true",
                "`term_frequency` without an exact test",
            ),
            ("when = \"else\"", "when = \"initial\"", "`else` is not the last level"),
            ("label = \"different\"", "label = \"same\"", "there are two levels `same`"),
            ("when = \"else\"", "when = \"else\"\nm = 0.2", "the levels' m add up to 1.100"),
            ("keys = [\"town\"]", "keys = []", "a blocking rule without keys"),
            ("keys = [\"town\"]", "keys = [\"town\"]\ncap = 1", "`cap` is out of range"),
            ("when = \"exact\"", "when = []", "a level without a test"),
            ("column = \"town\"", "column = \"town\"\nh_follows_m = true", "`h_follows_m` without m and h"),
            ("column = \"town\"\n", "", "`exact` does not say of which column"),
            (
                "[[blocking]]",
                "[review]\nfrom_probability = 0.99\n[[blocking]]",
                "the pairs to review end before they begin",
            ),
            (
                "[[blocking]]",
                "[calibration]\nweights = [1.0, 0.0]\nprobabilities = [0.4, 0.5]\n[[blocking]]",
                "`calibration` that can't be read",
            ),
        ];
        for (from, to, expected) in cases {
            let (_, message, hint) = error(&SMALL.replace(from, to));
            assert!(message.ends_with(expected), "{message} should end with {expected}");
            assert!(!hint.is_empty(), "{message} has no hint");
        }
    }

    #[test]
    fn text_that_is_no_toml_is_told_with_its_line() {
        let (line, ..) = error("entity = \"thing\"\n[[blocking\n");
        assert_eq!(line, 2);
    }
}
