//! People's reading of pairs: what they said, how many pairs are left in doubt, and whether probabilities mean what they say.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::report::chart::{Calibration, Series};
use crate::report::number::{count, probability, signed_bits};
use crate::report::word::{Noun, plural};
use crate::summary::{DuplicateFree, LinkageSummary, ReliabilityBand, ReliabilitySummary, ReviewSummary};

/// The texts, the drawing of each kind of knowledge, and its table.
#[derive(Template)]
#[template(path = "report/review.html")]
pub(super) struct Review {
    noun: Noun,
    doubt: String,
    verdicts: Option<String>,
    duplicate_free: Option<String>,
    parts: Vec<Part>,
}

impl HtmlSafe for Review {}

/// What is known by verdicts, or by the truth.
struct Part {
    by: &'static str,
    gap: String,
    chart: Calibration,
    tables: Vec<Bands>,
}

struct Bands {
    caption: String,
    rows: Vec<BandRow>,
}

struct BandRow {
    band: String,
    pairs: String,
    same: String,
    told: String,
    found: String,
    interval: String,
}

impl Review {
    /// Nothing where a linkage says nothing of it.
    pub(super) fn of(linkage: &LinkageSummary, noun: &Noun) -> Option<Self> {
        let review = linkage.review.as_ref()?;
        let parts = [("verdicts", "people’s verdicts"), ("truth", "the known truth")];
        let part = |(key, by): (&str, &'static str)| {
            let known: Vec<&ReliabilitySummary> =
                review.reliability.iter().filter(|found| found.against == key).collect();
            let id = format!("reliability-{}-{key}", linkage.entity);
            (!known.is_empty()).then(|| Part::of(&id, by, &known, noun))
        };
        Some(Self {
            noun: noun.clone(),
            doubt: doubt(review),
            verdicts: verdicts(review),
            duplicate_free: duplicate_free(review),
            parts: parts.into_iter().filter_map(part).collect(),
        })
    }
}

impl Part {
    fn of(id: &str, by: &'static str, known: &[&ReliabilitySummary], noun: &Noun) -> Self {
        let series = |found: &&ReliabilitySummary| Series {
            is_faint: !found.calibrated && known.len() > 1,
            points: found.bands.iter().map(|band| (band.told, band.found, (band.low, band.high))).collect(),
        };
        let gaps: Vec<String> = known
            .iter()
            .map(|found| format!("{} {} apart", named(found), probability(found.gap, 3)))
            .collect();
        let gap = format!("On average, what was told and what was found are {}.", gaps.join(", "));
        let title = format!("Probability told, and share found to be the same, by {by}");
        let table = |found: &&ReliabilitySummary| Bands {
            caption: format!("Probabilities of {} {}, by {by}", noun.many, named(found)),
            rows: found.bands.iter().map(BandRow::of).collect(),
        };
        Self {
            by,
            chart: Calibration::new(id, &title, &gap, &known.iter().map(series).collect::<Vec<_>>()),
            gap,
            tables: known.iter().map(table).collect(),
        }
    }
}

impl BandRow {
    fn of(band: &ReliabilityBand) -> Self {
        let end = |edge: f64| format!("{edge:.2}");
        Self {
            band: format!("{} to {}", end(band.from), end(band.to)),
            pairs: count(band.pairs),
            same: count(band.same),
            told: probability(band.told, 3),
            found: probability(band.found, 3),
            interval: format!("{} to {}", probability(band.low, 3), probability(band.high, 3)),
        }
    }
}

fn named(found: &ReliabilitySummary) -> &'static str {
    if found.calibrated { "as calibrated" } else { "as the weights say" }
}

fn doubt(review: &ReviewSummary) -> String {
    let pairs = review.in_doubt;
    format!(
        "{} {} in doubt: {} probability lies between {} and {}, which is from {} to {} bits, and nobody has read {}.",
        count(pairs),
        plural(pairs, "pair is", "pairs are"),
        plural(pairs, "its", "their"),
        review.from_probability,
        review.to_probability,
        signed_bits(review.from_bits),
        signed_bits(review.to_bits),
        plural(pairs, "it", "them"),
    )
}

/// What is held to be free of duplicates, and how far it is, where something is.
fn duplicate_free(review: &ReviewSummary) -> Option<String> {
    let told = |known: &DuplicateFree| match known.pairs {
        0 => known.source.clone(),
        pairs => {
            let but = plural(pairs, "pair that weighs as the same", "pairs that weigh as the same");
            format!("{} (but for {} {but}, kept apart)", known.source, count(pairs))
        }
    };
    let known: Vec<String> = review.duplicate_free.iter().map(told).collect();
    (!known.is_empty()).then(|| format!("Held to be free of duplicates: {}.", known.join(", ")))
}

/// What was read, where something was.
fn verdicts(review: &ReviewSummary) -> Option<String> {
    let counts = &review.verdicts;
    let told = [
        (counts.same, "the same"),
        (counts.different, "different"),
        (counts.unsure, "left open"),
        (counts.reopened, "to be read again, since a record has changed"),
        (counts.resting, "at rest, since a record is gone"),
    ];
    if told.iter().all(|(number, _)| *number == 0) {
        return None;
    }
    let parts: Vec<String> = told
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", count(number)))
        .collect();
    let mut text = format!("Of the pairs that people read, they found {}.", parts.join(", "));
    if counts.overridden > 0 {
        text += &format!(
            " {} {} against a veto: the reader has the last word.",
            count(counts.overridden),
            plural(counts.overridden, "verdict stands", "verdicts stand")
        );
    }
    if counts.contradicted > 0 {
        text += &format!(
            " {} {} contradicted by others, and not obeyed.",
            count(counts.contradicted),
            plural(counts.contradicted, "verdict is", "verdicts are")
        );
    }
    text += match (review.calibrated, review.verdicts_missing) {
        (true, _) => " Probabilities are those that their verdicts give.".to_owned(),
        (false, missing) => {
            format!(" It takes {} more to tell what weights mean.", count(missing))
        }
    }
    .as_str();
    Some(text)
}
