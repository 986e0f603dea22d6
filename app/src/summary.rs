//! What a run found, as numbers: the one shape behind `run --json`, the terminal's table and the report.
//!
//! Aggregates only. No field here may hold a value from a person's record.

use link::evaluate;
use serde::{Deserialize, Serialize};

mod review;

pub use review::{
    DuplicateFree, ReliabilityBand, ReliabilitySummary, ReviewSummary, SamplePair, SuspectCluster,
    VerdictCounts,
};

/// Everything the last run of a place knows about itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlaceSummary {
    /// The place's name, from `place.toml`.
    pub place: String,
    /// When the run ended, RFC 3339 in UTC.
    pub made_at: String,
    /// One entry a source, by name.
    pub sources: Vec<SourceSummary>,
    /// One entry an entity that has records, people first.
    pub linkages: Vec<LinkageSummary>,
    /// Wall-clock seconds by stage, in the order they ran.
    pub stages: Vec<StageSeconds>,
    /// The process's peak resident memory.
    pub peak_rss_bytes: u64,
}

/// How long one stage of a run took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StageSeconds {
    /// `load`, `link_person`, `link_premises`, `report`.
    pub stage: String,
    /// Wall-clock seconds.
    pub seconds: f64,
}

/// The account of one source's newest load.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceSummary {
    /// The contract's name.
    pub name: String,
    /// The owning organisation's name.
    pub organisation: String,
    /// `person` or `premises`.
    pub entity: String,
    /// The version number of the load.
    pub version: u32,
    /// Data rows in the file; always `accepted + rejected`.
    pub rows: u64,
    /// Rows that became records.
    pub accepted: u64,
    /// Rows kept aside with a reason.
    pub rejected: u64,
    /// Records not in the version before. Zero where this run found nothing to load.
    pub new: u64,
    /// Records whose content differs from the version before.
    pub changed: u64,
    /// Records of the version before that are no longer there.
    pub gone: u64,
    /// Records of the version before that are as they were, those with it that no row of a delta or an addition names.
    #[serde(default)]
    pub unchanged: u64,
    /// Records that stand. After a delta or an addition they are more than the rows that brought it.
    #[serde(default)]
    pub records: u64,
    /// Bytes of the raw files.
    pub bytes: u64,
    /// Rejects by column and rule, most frequent first. A row may be counted under several.
    pub rejected_by: Vec<RejectReason>,
    /// How many accepted records have each standard column filled, in standard order.
    pub filled: Vec<FilledColumn>,
    /// Values that could not be standardised, by field and rule: the record stays, the field is empty.
    pub problems: Vec<FieldProblem>,
    /// What the reader found: encoding, delimiter, sheets, columns not in the contract.
    pub notes: Vec<String>,
    /// How its files arrived in this run: what was taken, what waits, what was not there anew.
    #[serde(default)]
    pub arrived: Vec<String>,
}

/// A rule that rejected rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RejectReason {
    /// The source's column, or empty where the whole row is at fault.
    pub column: String,
    /// The rule's code, such as `required` or `ragged_row`.
    pub rule: String,
    /// Rows.
    pub count: u64,
}

/// A standard column and how often it is filled.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FilledColumn {
    /// The standard column's name.
    pub column: String,
    /// Accepted records that have it.
    pub count: u64,
}

/// A kind of value that standardising could not use.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The standard field.
    pub field: String,
    /// The rule's code, such as `placeholder_date`.
    pub rule: String,
    /// Values.
    pub count: u64,
}

/// The account of linking the records of one entity.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LinkageSummary {
    /// `person` or `premises`.
    pub entity: String,
    /// The version number of the linkage.
    pub version: u32,
    /// Records linked.
    pub records: u64,
    /// Distinct entities found.
    pub entities: u64,
    /// Candidate pairs compared.
    pub pairs_compared: u64,
    /// Pairs at or above the threshold.
    pub pairs_matched: u64,
    /// The match weight from which two records count as the same, in bits.
    pub threshold_bits: f64,
    /// `known_to[i]` entities have records in exactly `i + 1` sources.
    pub known_to: Vec<u64>,
    /// The homes that people's records give; none for other entities, and where no record gives an address.
    #[serde(default)]
    pub homes: Option<HomeCounts>,
    /// Who lives there, as far as it is known; none for other entities.
    #[serde(default)]
    pub residences: Option<ResidenceCounts>,
    /// Sources of this entity, in the order of `overlap`'s rows and columns.
    pub sources: Vec<String>,
    /// `overlap[i][j]`: entities with a record in source `i` and one in source `j`; the diagonal counts entities in `i`.
    pub overlap: Vec<Vec<u64>>,
    /// The most frequent exact combinations of sources, most frequent first.
    pub combinations: Vec<SourceCombination>,
    /// Compared pairs by match weight, ascending bins of equal width.
    pub weights: Vec<WeightBin>,
    /// Entities by number of records.
    pub cluster_sizes: Vec<ClusterSize>,
    /// Blocking rules in order.
    pub blocking: Vec<BlockingRule>,
    /// The trained model's levels.
    pub levels: Vec<LevelParameters>,
    /// What became of identities since the version before.
    pub identity: IdentityCounts,
    /// An id to try `show` with: of those known to most sources, the lowest. Not for the report.
    pub example_id: Option<String>,
    /// Remarks on training and blocking that a reader should weigh.
    pub warnings: Vec<String>,
    /// What was linked again, where the linkage goes on from one before; pairs compared are then of the one that trained.
    #[serde(default)]
    pub again: Option<LinkedAgainCounts>,
    /// Quality against known truth, where the place has a `truth/` folder.
    pub truth: Option<Evaluation>,
    /// What people read and should read, what probabilities turned out to mean, and what to be wary of.
    #[serde(default)]
    pub review: Option<ReviewSummary>,
}

/// What a linkage that goes on from another had to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedAgainCounts {
    /// The number of the linkage whose trained model it goes on with.
    pub trained_in: u32,
    /// Records that are new, changed or gone.
    pub changed: u64,
    /// Pairs compared.
    pub pairs_compared: u64,
    /// Records whose entity could have become another.
    pub touched: u64,
}

/// Homes, by how many systems know them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct HomeCounts {
    /// Distinct homes: by UPRN, by address where no record of it holds one.
    pub homes: u64,
    /// Of those, the homes that records of two sources or more give.
    pub known_to_several: u64,
}

/// Residences by what is known of them: see `link::residence`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidenceCounts {
    /// People who live at a home, as far as all records say.
    pub current: u64,
    /// Homes at which sources disagree whether somebody lives there now.
    pub contested: u64,
    /// Homes at which somebody lived and no longer does.
    pub past: u64,
    /// Homes of which nothing says whether somebody still lives there.
    pub open: u64,
    /// Homes at which somebody is to live.
    pub to_come: u64,
    /// Homes at which somebody lives.
    pub households: u64,
}

/// Entities that are in exactly these sources.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceCombination {
    /// Indices into [`LinkageSummary::sources`].
    pub sources: Vec<usize>,
    /// Entities.
    pub count: u64,
}

/// A bin of the weight histogram.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WeightBin {
    /// Lower bound of the match weight, in bits.
    pub from_bits: f64,
    /// Pairs in the bin.
    pub count: u64,
}

/// How many entities have this many records.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClusterSize {
    /// Records.
    pub size: u64,
    /// Entities.
    pub count: u64,
}

/// What one blocking rule contributed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BlockingRule {
    /// The rule as the model writes it.
    pub rule: String,
    /// Pairs that this rule was the first to propose.
    pub pairs: u64,
    /// Those of them at or above the threshold.
    pub matched: u64,
}

/// One level of one comparison, as trained.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LevelParameters {
    /// The comparison's name.
    pub comparison: String,
    /// The level's label.
    pub level: String,
    /// Probability of the level among true matches.
    pub m: f64,
    /// Probability of the level among non-matches.
    pub u: f64,
    /// log2(m / u).
    pub weight_bits: f64,
}

/// What became of entity ids since the version before.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct IdentityCounts {
    /// Ids given for the first time.
    pub created: u64,
    /// Ids that were merged into another.
    pub merged: u64,
    /// Entities that split.
    pub split: u64,
    /// Ids whose records are all gone.
    pub ended: u64,
}

/// Quality against known truth.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Evaluation {
    /// Over the pairs whose weight reaches the threshold; recall over all true pairs.
    pub pairwise: PrecisionRecall,
    /// Over the clusters.
    pub clusters: ClusterQuality,
    /// Over who lives where, where the truth tells that too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residences: Option<ResidenceQuality>,
}

/// Quality of who lives where against known truth, over people and homes together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ResidenceQuality {
    /// Who lives where now: what is told as current; recall over the current homes of all people with records.
    pub now: PrecisionRecall,
    /// As `now`, what is contested told too.
    pub now_or_contested: PrecisionRecall,
    /// Who lives or lived where, whatever its state; recall over all that the truth knows.
    pub ever: PrecisionRecall,
}

/// Precision, recall and their harmonic mean, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PrecisionRecall {
    /// True among found.
    pub precision: f64,
    /// Found among true.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

impl From<evaluate::PairQuality> for PrecisionRecall {
    fn from(quality: evaluate::PairQuality) -> Self {
        Self { precision: quality.precision, recall: quality.recall, f1: quality.f1 }
    }
}

/// Quality of clusters against known truth, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ClusterQuality {
    /// Precision over all pairs inside clusters.
    pub pair_precision: f64,
    /// Recall over all true pairs.
    pub pair_recall: f64,
    /// F1 over pairs inside clusters.
    pub pair_f1: f64,
    /// B-cubed F1.
    pub b3_f1: f64,
    /// Share of true entities that were found exactly.
    pub exact_share: f64,
    /// Records in the largest cluster.
    pub largest: u64,
}

impl From<evaluate::ClusterQuality> for ClusterQuality {
    fn from(quality: evaluate::ClusterQuality) -> Self {
        Self {
            pair_precision: quality.pair.precision,
            pair_recall: quality.pair.recall,
            pair_f1: quality.pair.f1,
            b3_f1: quality.b3.f1,
            exact_share: quality.exact_share,
            largest: quality.largest,
        }
    }
}
