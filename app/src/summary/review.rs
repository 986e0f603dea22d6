//! What people read of a linkage and should read, what probabilities turned out to mean, and what to be wary of.
//!
//! Records and clusters are named by their ids; no field here may hold a value from a person's record.

use serde::{Deserialize, Serialize};

/// Everything about people's reading of pairs.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ReviewSummary {
    /// A pair is in doubt from this probability on.
    pub from_probability: f64,
    /// Up to this one.
    pub to_probability: f64,
    /// The same as match weights, in bits.
    pub from_bits: f64,
    /// The same as match weights, in bits.
    pub to_bits: f64,
    /// Pairs in doubt that nobody has read.
    pub in_doubt: u64,
    /// What was read.
    pub verdicts: VerdictCounts,
    /// Whether probabilities are those that verdicts gave.
    pub calibrated: bool,
    /// How many verdicts more it takes to say what weights mean.
    pub verdicts_missing: u64,
    /// Whether probabilities mean what they say, by all that is known.
    pub reliability: Vec<ReliabilitySummary>,
    /// Sources that are held to be free of duplicates, with the pairs that speak against it.
    #[serde(default)]
    pub duplicate_free: Vec<DuplicateFree>,
    /// Clusters to be wary of, all of them counted.
    pub suspect_count: u64,
    /// The first of them.
    pub suspects: Vec<SuspectCluster>,
    /// A few pairs of all weights, taken apart.
    pub pairs: Vec<SamplePair>,
}

/// A source that is held to be free of duplicates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateFree {
    /// Its name.
    pub source: String,
    /// Pairs of its records that weigh as the same, and are kept apart unless somebody said otherwise.
    pub pairs: u64,
}

/// Verdicts, by what became of them. Of each pair, the last one counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictCounts {
    /// Said to be the same, and bound.
    pub same: u64,
    /// Said to be different, and bound.
    pub different: u64,
    /// Read without an answer.
    pub unsure: u64,
    /// Of pairs of which a record has changed since: `same` doesn't bind, `different` still does.
    pub reopened: u64,
    /// Of pairs of which a record is not there any more.
    pub resting: u64,
    /// Said to be the same while a veto keeps such records apart.
    pub overridden: u64,
    /// Said to be the same while other verdicts have it that they can't be.
    pub contradicted: u64,
}

/// Whether probabilities mean what they say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReliabilitySummary {
    /// By what: `verdicts` or `truth`.
    pub against: String,
    /// Whether the probabilities are those that verdicts gave, and not those that the weights say.
    pub calibrated: bool,
    /// How far what was told and what was found are apart, on average over all pairs.
    pub gap: f64,
    /// By band of probability, those without pairs left out.
    pub bands: Vec<ReliabilityBand>,
}

/// The pairs of a band of probabilities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBand {
    /// From this probability on.
    pub from: f64,
    /// To below this one.
    pub to: f64,
    /// Pairs whose answer is known.
    pub pairs: u64,
    /// Those of them that are the same.
    pub same: u64,
    /// The mean probability that was told.
    pub told: f64,
    /// The share that is the same, each pair counted for what it stands for.
    pub found: f64,
    /// Where that share may lie, 95 times of a hundred: from here.
    pub low: f64,
    /// To here.
    pub high: f64,
}

/// A cluster to be wary of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspectCluster {
    /// The id of the entity, or the number of the cluster.
    pub id: String,
    /// Its records.
    pub records: u64,
    /// Whether it has more of them than is likely.
    pub large: bool,
    /// Pairs without any of which it falls into two.
    pub bridges: u64,
    /// Verdicts in it that stand against a veto.
    pub overridden: u64,
    /// Columns that should have one value in it and have several.
    pub differing: u64,
    /// Sources that should have one record in it and have several.
    #[serde(default)]
    pub repeated: u64,
}

/// A pair as an example, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SamplePair {
    /// What its records are called.
    pub records: [String; 2],
    /// Where it lies: `strongest`, `above`, `below` or `weakest`.
    pub place: String,
    /// Whether both are in one cluster.
    pub together: bool,
    /// What two records drawn at random start from, in bits.
    pub prior_bits: f64,
    /// What was compared, how far it agreed, and what that adds, in bits.
    pub comparisons: Vec<(String, String, f64)>,
    /// The match weight, in bits.
    pub weight_bits: f64,
    /// The probability that both are the same.
    pub probability: f64,
}
