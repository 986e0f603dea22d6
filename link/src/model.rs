//! What a link model is: which pairs to look at, what to compare, and what each agreement is worth.
//!
//! A model is one text file, read by [`Model::parse`] and written by [`Model::to_toml`]. It is data: nothing here
//! touches a record.

mod read;
mod splink;
mod syntax;
mod write;

use standardise::record::Entity;

use crate::calibrate::Calibration;
use crate::score;

pub use read::ModelError;
pub use splink::SplinkError;
pub use syntax::{ColumnPart, Key, Part, Test, TestKind};

/// The most comparisons a model may have; a pattern of levels has to fit into 64 bits, four a comparison.
pub const COMPARISON_COUNT_MAX: usize = 16;
/// The most levels a comparison may have, else among them; the null level is told apart.
pub const LEVEL_COUNT_MAX: usize = 15;
/// The most blocking rules a model may have.
pub const RULE_COUNT_MAX: usize = 64;

/// A link model, trained or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(crate) entity: String,
    pub(crate) between_sources: bool,
    pub(crate) raw_columns: bool,
    pub(crate) prior: Prior,
    pub(crate) training: Training,
    pub(crate) clustering: Clustering,
    pub(crate) review: Review,
    pub(crate) calibration: Option<Calibration>,
    pub(crate) rules: Vec<BlockingRule>,
    pub(crate) comparisons: Vec<Comparison>,
}

impl Model {
    /// Reads a model from its text.
    ///
    /// # Errors
    /// [`ModelError`] with the line: not TOML, an unknown key, a condition that cannot be read, an impossible combination.
    pub fn parse(text: &str) -> Result<Self, ModelError> {
        read::read(text)
    }

    /// Reads a model of Splink 4 or 5 as it saves it: what it looks at, compares and has learnt, so that pairs weigh the same.
    ///
    /// # Errors
    /// [`SplinkError`] with the comparison, the level and its condition where that cannot be said here.
    pub fn from_splink(json: &str) -> Result<Self, SplinkError> {
        splink::read(json)
    }

    /// The model as text that [`Self::parse`] reads back to the same model.
    pub fn to_toml(&self) -> String {
        write::write(self)
    }

    /// The model for an entity that comes with the program, not yet trained.
    pub fn built_in(entity: Entity) -> Self {
        let text = match entity {
            Entity::Person => include_str!("model/people.toml"),
            Entity::Premises => include_str!("model/premises.toml"),
        };
        match Self::parse(text) {
            Ok(model) => model,
            Err(error) => unreachable!("the built-in model is part of the program and tested: {error}"),
        }
    }

    /// The comparisons for columns of no standard field, one by kind of value.
    pub(crate) fn kinds() -> Self {
        match Self::parse(include_str!("model/kinds.toml")) {
            Ok(model) => model,
            Err(error) => unreachable!("the comparisons by kind are part of the program and tested: {error}"),
        }
    }

    /// What the records are about, in the model's word: `person`, `premises` or another.
    pub fn entity(&self) -> &str {
        &self.entity
    }

    /// Whether only records of different sources are compared.
    pub fn between_sources(&self) -> bool {
        self.between_sources
    }

    /// Whether the columns it names are those of the tables as they stand, and not the standard ones.
    pub fn raw_columns(&self) -> bool {
        self.raw_columns
    }

    /// Whether training may change its numbers.
    pub fn is_learning(&self) -> bool {
        self.training.learn
    }

    /// Whether every level has what it takes to weigh a pair.
    pub fn is_trained(&self) -> bool {
        let has_worth =
            |level: &Level| !matches!(level.worth, Worth::Learnt { m, u, .. } if m.is_none() || u.is_none());
        self.prior.same.is_some() && self.comparisons.iter().all(|it| it.levels.iter().all(has_worth))
    }

    /// What is known beforehand of two records drawn at random.
    pub fn prior(&self) -> &Prior {
        &self.prior
    }

    /// How clusters are to be made of the pairs.
    pub fn clustering(&self) -> &Clustering {
        &self.clustering
    }

    /// The blocking rules, in order.
    pub fn rules(&self) -> &[BlockingRule] {
        &self.rules
    }

    /// The model with other blocking rules.
    pub fn with_rules(mut self, rules: Vec<BlockingRule>) -> Self {
        self.rules = rules;
        self
    }

    /// The model for records of different sources only, whatever it says itself.
    pub fn between_sources_only(mut self) -> Self {
        self.between_sources = true;
        self
    }

    /// The model with another weight from which on a pair may bring records together, in bits.
    pub fn with_link_bits(mut self, link_bits: f64) -> Self {
        self.clustering.link_bits = link_bits;
        self
    }

    /// The model with more sources that have at most one record of an entity.
    pub fn with_duplicate_free(mut self, sources: impl IntoIterator<Item = String>) -> Self {
        let known = &mut self.clustering.duplicate_free;
        known.extend(sources);
        known.sort();
        known.dedup();
        self
    }

    /// Which pairs are in doubt.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// What weights turned out to mean, where pairs were read.
    pub fn calibration(&self) -> Option<&Calibration> {
        self.calibration.as_ref()
    }

    /// The model with what weights turned out to mean.
    pub fn with_calibration(mut self, calibration: Calibration) -> Self {
        self.calibration = Some(calibration);
        self
    }

    /// The probability that a pair of a match weight is the same: as found where pairs were read, else as the weight says.
    ///
    /// Units: `weight` in bits, prior included.
    pub fn probability(&self, weight: f64) -> f64 {
        self.calibration
            .as_ref()
            .map_or_else(|| score::probability(weight), |calibration| calibration.probability(weight))
    }

    /// The match weight of a probability, in bits: the inverse of [`Self::probability`].
    pub fn weight_of(&self, probability: f64) -> f64 {
        self.calibration
            .as_ref()
            .map_or_else(|| score::weight_of(probability), |calibration| calibration.weight_of(probability))
    }

    /// The weights between which a pair is in doubt, in bits.
    pub fn review_bits(&self) -> (f64, f64) {
        (self.weight_of(self.review.from_probability), self.weight_of(self.review.to_probability))
    }

    /// The comparisons, in order.
    pub fn comparisons(&self) -> &[Comparison] {
        &self.comparisons
    }

    /// The names of all columns that are compared, each once, in the order of the comparisons.
    pub fn compared_columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        for part in self.comparisons.iter().flat_map(Comparison::tests).flat_map(Test::parts) {
            if !columns.contains(&part.column.as_str()) {
                columns.push(&part.column);
            }
        }
        columns
    }

    /// The names of all columns that the model reads, each once, in the order it first names them.
    pub fn columns(&self) -> Vec<&str> {
        let keys =
            self.rules.iter().flat_map(|rule| rule.keys.iter().chain(&rule.refine)).flat_map(Key::parts);
        let tests = self.comparisons.iter().flat_map(Comparison::tests).flat_map(Test::parts);
        let nulls = self.comparisons.iter().flat_map(|comparison| comparison.null_when.iter().flatten());
        let compared = keys.chain(tests).chain(nulls).map(|part| part.column.as_str());
        let mut columns: Vec<&str> = Vec::new();
        for column in compared.chain(self.clustering.one_value.iter().map(String::as_str)) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }
}

/// Probabilities of two records drawn at random, before anything is compared.
///
/// Units: probabilities; nothing where training is to find them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prior {
    /// Both are of the same entity.
    pub same: Option<f64>,
    /// They are of different entities of one household, or under one roof.
    pub household: Option<f64>,
}

/// How much training leans on what the model says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Training {
    /// The number of true pairs that each comparison's m and h of the model count for beside the pairs of the data.
    pub strength: f64,
    /// Whether training learns at all; if not, the model's own numbers stand.
    pub learn: bool,
}

impl Default for Training {
    fn default() -> Self {
        Self { strength: 100.0, learn: true }
    }
}

/// How clusters are made of pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct Clustering {
    /// The weight from which on a pair may bring two groups of records together, in bits.
    pub link_bits: f64,
    /// The least mean weight of all pairs between two groups that come together, in bits.
    pub mean_bits: f64,
    /// What a pair without a weight counts for in that mean, in bits.
    pub unscored_bits: f64,
    /// Columns of which one entity has one value: records with different values are never put together.
    pub one_value: Vec<String>,
    /// What tells entities apart: where records of two groups have it on both sides, those pairs must speak for the groups
    /// by themselves, whatever pairs without it say.
    pub telling: Vec<ColumnPart>,
    /// Whether every source has at most one record of an entity.
    pub one_per_source: bool,
    /// The names of sources that have at most one record of an entity each, where not all do.
    pub duplicate_free: Vec<String>,
}

impl Default for Clustering {
    fn default() -> Self {
        Self {
            link_bits: 3.0,
            mean_bits: 0.0,
            unscored_bits: -3.0,
            one_value: Vec::new(),
            telling: Vec::new(),
            one_per_source: false,
            duplicate_free: Vec::new(),
        }
    }
}

/// Which pairs are in doubt, and so for people to read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Review {
    /// From this probability on.
    pub from_probability: f64,
    /// Up to this one.
    pub to_probability: f64,
    /// Two candidates of a record that weigh at most this much apart are as good as each other, in bits.
    pub margin_bits: f64,
}

impl Default for Review {
    fn default() -> Self {
        Self { from_probability: 0.2, to_probability: 0.98, margin_bits: 3.0 }
    }
}

/// Records that agree on all keys of a rule are candidates for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockingRule {
    pub(crate) keys: Vec<Key>,
    pub(crate) refine: Vec<Key>,
    pub(crate) cap: u32,
}

impl BlockingRule {
    /// The most records a block may have where the model does not say.
    pub const CAP_DEFAULT: u32 = 500;

    /// What the records of a block agree on.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// What the records of a block over the cap have to agree on besides.
    pub fn refine(&self) -> &[Key] {
        &self.refine
    }

    /// The most records a block may have.
    pub fn cap(&self) -> u32 {
        self.cap
    }

    /// The rule as it stands in a model's text.
    pub fn to_toml(&self) -> String {
        write::rule(self)
    }

    /// The rule in words: its keys, joined by ` + `.
    pub fn label(&self) -> String {
        let keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        keys.join(" + ")
    }
}

/// One thing compared between two records, in ordered levels: the first that holds counts.
///
/// Where no level could be decided because values are missing, the comparison is null and counts nothing. So it is where
/// all tests are on one column and a record has nothing in it, but for [`TestKind::After`].
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub(crate) name: String,
    pub(crate) column: Option<String>,
    /// Where the model says it itself: the comparison is null where all of these are missing, each on either side, and nowhere else.
    pub(crate) null_when: Option<Vec<ColumnPart>>,
    /// How much training leans on the comparison's own m and h, where it is not as for the others.
    pub(crate) strength: Option<f64>,
    /// Blocking columns beside those compared that decide the comparison: m isn't learnt from pairs that agree on them.
    pub(crate) fixed_by: Vec<String>,
    /// Whether training moves h along with m: where what the systems hold decides which of several levels is reached.
    pub(crate) h_follows_m: bool,
    pub(crate) levels: Vec<Level>,
}

impl Comparison {
    /// What is compared.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The levels, in order; the last is else.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    pub(crate) fn tests(&self) -> impl Iterator<Item = &Test> {
        self.levels.iter().flat_map(|level| level.when.iter().flatten())
    }
}

/// One degree of agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    pub(crate) label: String,
    /// All of these must hold, each by any of its tests; empty for else.
    pub(crate) when: Vec<Vec<Test>>,
    pub(crate) term_frequency: bool,
    pub(crate) frequency: Option<PlainFrequency>,
    pub(crate) one_roof: bool,
    pub(crate) own: bool,
    pub(crate) worth: Worth,
}

impl Level {
    /// The level in words.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The tests: all lists must hold, each by any of its tests; no list for else.
    pub fn when(&self) -> &[Vec<Test>] {
        &self.when
    }

    /// What the level is worth.
    pub fn worth(&self) -> &Worth {
        &self.worth
    }

    /// Whether a rare value's agreement is worth more.
    pub fn term_frequency(&self) -> bool {
        self.term_frequency
    }

    /// How a value's frequency counts, where that is not for the program to say.
    pub fn frequency(&self) -> Option<PlainFrequency> {
        self.frequency
    }

    /// Whether records that agree here are under one roof, and so of one household where they are not the same. The more of
    /// them there are, the likelier two are only neighbours.
    pub fn one_roof(&self) -> bool {
        self.one_roof
    }

    /// Whether a value is given to one entity only, so that next to no two that differ share one.
    pub fn own(&self) -> bool {
        self.own
    }
}

/// A value's own share of all values in place of u, as it stands: `weight` times log2(`u` over the share, or over `least`
/// where the share is less).
///
/// Units: probabilities; `weight` a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlainFrequency {
    /// How often two unrelated records have the same value, whichever.
    pub u: f64,
    /// How much of the difference counts.
    pub weight: f64,
    /// A rarer value counts as if it had this share.
    pub least: f64,
}

/// What a level is worth: a weight fixed by the model, or probabilities.
///
/// Units: probabilities in 0 to 1; weight in bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Worth {
    /// The model's own weight; training leaves it alone.
    Fixed {
        /// The log2 of the Bayes factor.
        weight_bits: f64,
    },
    /// Probabilities of the level, where the comparison can be made; nothing where training is to find them.
    Learnt {
        /// Among records of the same entity.
        m: Option<f64>,
        /// Among unrelated records.
        u: Option<f64>,
        /// Among records of different entities of one household, or under one roof; nothing where that is as u.
        h: Option<f64>,
    },
}

#[cfg(test)]
mod tests {
    use standardise::record::columns;

    use super::*;

    #[test]
    fn built_in_models_name_only_standard_columns_and_read_back() {
        for entity in [Entity::Person, Entity::Premises] {
            let model = Model::built_in(entity);
            assert_eq!(model.entity(), entity.name());
            for column in model.columns() {
                assert!(columns(entity).contains(&column), "{column}");
            }
            assert_eq!(Model::parse(&model.to_toml()).unwrap(), model);
        }
    }

    #[test]
    fn built_in_probabilities_add_up_to_one() {
        for entity in [Entity::Person, Entity::Premises] {
            for comparison in Model::built_in(entity).comparisons() {
                let worths: Vec<Worth> = comparison.levels().iter().map(|level| *level.worth()).collect();
                let m: f64 = worths
                    .iter()
                    .map(|worth| if let Worth::Learnt { m, .. } = worth { m.unwrap_or(0.0) } else { 0.0 })
                    .sum();
                assert!(m == 0.0 || (m - 1.0).abs() < 1e-6, "{}: {m}", comparison.name());
            }
        }
    }
}
