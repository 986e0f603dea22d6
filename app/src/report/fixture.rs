//! Made-up summaries to render in tests: a place as it usually is, an empty one, and one that is as awkward as can be.
//!
//! Nobody's data: memberships are drawn from a small generator with a fixed start, and everything is counted from them, so
//! that the numbers of one summary agree with each other.

use std::collections::BTreeMap;

use crate::summary::{
    BlockingRule, ClusterQuality, ClusterSize, Evaluation, FieldProblem, FilledColumn, HomeCounts,
    IdentityCounts, LevelParameters, LinkageSummary, PlaceSummary, PrecisionRecall, RejectReason,
    ReliabilityBand, ReliabilitySummary, ResidenceCounts, ReviewSummary, SamplePair, SourceCombination,
    SourceSummary, StageSeconds, SuspectCluster, VerdictCounts, WeightBin,
};

/// Name, organisation, and the share of entities that the source holds.
type Membership<'a> = (&'a str, &'a str, f64);

const PEOPLE: [Membership<'_>; 9] = [
    ("adult_social_care", "Northmere City Council", 0.06),
    ("assisted_bins", "Northmere City Council", 0.03),
    ("blue_badge", "Northmere City Council", 0.07),
    ("childrens_services_and_schools", "Northmere City Council", 0.19),
    ("council_tax", "Northmere City Council", 0.46),
    ("electoral_register", "Northmere City Council", 0.66),
    ("gp_registrations", "Mere and Fells Integrated Care Board", 0.93),
    ("housing_tenancies", "Merefold Homes", 0.16),
    ("library", "Northmere City Council", 0.24),
];
const PREMISES: [Membership<'_>; 2] =
    [("business_rates", "Northmere City Council", 0.91), ("food_hygiene", "Northmere City Council", 0.29)];

/// A source with this many of 1,000 records filled by column.
pub(super) fn source(name: &str, entity: &str, filled: &[(&str, u64)]) -> SourceSummary {
    SourceSummary {
        name: name.to_owned(),
        organisation: "Northmere City Council".to_owned(),
        entity: entity.to_owned(),
        version: 1,
        rows: 1_003,
        accepted: 1_000,
        rejected: 3,
        new: 1_000,
        changed: 0,
        gone: 0,
        unchanged: 0,
        records: 1_000,
        bytes: 123_456,
        rejected_by: vec![RejectReason {
            column: "DOB".to_owned(),
            rule: "wrong_format".to_owned(),
            count: 3,
        }],
        filled: filled
            .iter()
            .map(|&(column, count)| FilledColumn { column: column.to_owned(), count })
            .collect(),
        problems: vec![FieldProblem {
            field: "birth_date".to_owned(),
            rule: "placeholder_date".to_owned(),
            count: 12,
        }],
        notes: vec!["windows-1252".to_owned(), "comma".to_owned()],
        arrived: vec![],
    }
}

/// A place with people and premises, and the truth known for people.
pub(super) fn place() -> PlaceSummary {
    let (people, people_records) = linkage("person", 20_000, &PEOPLE, Some(evaluation()));
    let (premises, premises_records) = linkage("premises", 3_400, &PREMISES, None);
    let mut sources: Vec<SourceSummary> = Vec::new();
    for (position, &(name, organisation, _)) in PEOPLE.iter().enumerate() {
        let columns = person_columns(position);
        sources.push(filled_source(name, organisation, "person", people_records[position], &columns));
    }
    for (position, &(name, organisation, _)) in PREMISES.iter().enumerate() {
        let columns = premises_columns(position);
        sources.push(filled_source(name, organisation, "premises", premises_records[position], &columns));
    }
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    PlaceSummary {
        place: "Northmere".to_owned(),
        made_at: "2026-11-21T23:18:04Z".to_owned(),
        sources,
        linkages: vec![people, premises],
        stages: [("load", 2.41), ("link_person", 4.86), ("link_premises", 0.37), ("report", 0.02)]
            .map(|(stage, seconds)| StageSeconds { stage: stage.to_owned(), seconds })
            .into(),
        peak_rss_bytes: 214_000_000,
    }
}

/// A place that has read nothing yet.
pub(super) fn empty_place() -> PlaceSummary {
    PlaceSummary {
        place: "Nowhere".to_owned(),
        made_at: "not a moment".to_owned(),
        sources: Vec::new(),
        linkages: Vec::new(),
        stages: Vec::new(),
        peak_rss_bytes: 0,
    }
}

/// A source and a linkage that are there, with nothing in them.
pub(super) fn place_with_nothing_in_it() -> PlaceSummary {
    let mut summary = empty_place();
    let empty = SourceSummary {
        rows: 0,
        accepted: 0,
        rejected: 0,
        new: 0,
        records: 0,
        rejected_by: Vec::new(),
        filled: Vec::new(),
        problems: Vec::new(),
        notes: Vec::new(),
        arrived: vec![],
        ..source("library", "person", &[])
    };
    summary.sources.push(empty);
    let (mut linkage, _) = linkage("person", 0, &PEOPLE[..1], None);
    linkage.weights.clear();
    linkage.cluster_sizes.clear();
    linkage.blocking.clear();
    linkage.levels.clear();
    linkage.records = 0;
    linkage.pairs_compared = 0;
    linkage.pairs_matched = 0;
    summary.linkages.push(linkage);
    summary
}

/// Markup in a text of the place's own.
pub(super) const HOSTILE: &str =
    r#"<b onclick="x('&')">Ysgol & Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch</b><script>"#;

/// Forty sources, and every text as long and as full of markup as can be.
pub(super) fn crowded_place() -> PlaceSummary {
    let names: Vec<String> = (0..40).map(|number| format!("{HOSTILE}{number}")).collect();
    let members: Vec<Membership<'_>> = names.iter().map(|name| (name.as_str(), HOSTILE, 0.3)).collect();
    let (mut people, _) = linkage("person", 4_000, &members, Some(evaluation()));
    people.warnings = vec![HOSTILE.to_owned()];
    people.blocking[0].rule = HOSTILE.to_owned();
    people.levels[0].comparison = HOSTILE.to_owned();
    people.levels[1].level = HOSTILE.to_owned();
    people.levels[2].weight_bits = f64::NEG_INFINITY;
    let sources = names.iter().map(|name| SourceSummary {
        organisation: HOSTILE.to_owned(),
        rejected_by: vec![RejectReason { column: HOSTILE.to_owned(), rule: HOSTILE.to_owned(), count: 1 }],
        problems: vec![FieldProblem { field: HOSTILE.to_owned(), rule: HOSTILE.to_owned(), count: 1 }],
        notes: vec![HOSTILE.to_owned()],
        arrived: vec![],
        ..source(name, "person", &[(HOSTILE, 1_000)])
    });
    PlaceSummary {
        place: HOSTILE.to_owned(),
        made_at: HOSTILE.to_owned(),
        sources: sources.collect(),
        linkages: vec![people],
        stages: vec![StageSeconds { stage: HOSTILE.to_owned(), seconds: f64::NAN }],
        peak_rss_bytes: u64::MAX,
    }
}

fn filled_source(
    name: &str,
    organisation: &str,
    entity: &str,
    accepted: u64,
    columns: &[(&'static str, f64)],
) -> SourceSummary {
    let rejected = accepted / 260 + 2;
    let part = |share: f64| (accepted as f64 * share).round() as u64;
    let reasons = [
        ("DOB", "wrong_format", 5),
        ("", "ragged_row", 3),
        ("REF", "required", 2),
        ("", "repeated_header", 11),
    ];
    let reason = |(column, rule, every): (&str, &str, u64)| RejectReason {
        column: column.to_owned(),
        rule: rule.to_owned(),
        count: rejected / every,
    };
    let problems = [
        ("birth_date", "placeholder_date", 140),
        ("postcode", "not_a_postcode", 310),
        ("nhs_number", "check_digit", 900),
    ];
    let problem = |(field, rule, every): (&str, &str, u64)| FieldProblem {
        field: field.to_owned(),
        rule: rule.to_owned(),
        count: accepted / every,
    };
    SourceSummary {
        organisation: organisation.to_owned(),
        version: 2,
        rows: accepted + rejected,
        accepted,
        rejected,
        new: part(0.021),
        changed: part(0.034),
        gone: part(0.012),
        unchanged: accepted - part(0.021) - part(0.034),
        records: accepted,
        bytes: accepted * 143,
        rejected_by: reasons.map(reason).into_iter().filter(|reason| reason.count > 0).collect(),
        problems: problems.map(problem).into_iter().filter(|problem| problem.count > 0).collect(),
        ..source(
            name,
            entity,
            &columns.iter().map(|&(column, share)| (column, part(share))).collect::<Vec<_>>(),
        )
    }
}

fn person_columns(position: usize) -> Vec<(&'static str, f64)> {
    let has = |bit: usize| if (position * 7 + bit * 5) % 9 < 5 { 1.0 } else { 0.0 };
    vec![
        ("title", 0.71 * has(1)),
        ("given_name", 0.999),
        ("middle_names", 0.38 * has(2)),
        ("family_name", 1.0),
        ("name_suffix", 0.0),
        ("known_as", 0.06 * has(3)),
        ("former_family_name", 0.0),
        ("given_name_key", 0.999),
        ("family_name_key", 1.0),
        ("birth_date", 0.94 - 0.04 * position as f64),
        ("death_date", 0.004 * has(4)),
        ("sex", 0.97 * has(5)),
        ("nhs_number", 0.88 * has(6)),
        ("nino", 0.52 * has(7)),
        ("phone", 0.66 * has(8)),
        ("email", 0.41 * has(0)),
        ("address", 0.998),
        ("building_key", 0.991),
        ("street_key", 0.987),
        ("postcode", 0.981),
        ("uprn", 0.83 * has(3)),
        ("valid_from", has(1)),
        ("valid_to", 0.11 * has(1)),
    ]
}

fn premises_columns(position: usize) -> Vec<(&'static str, f64)> {
    let rates = if position == 0 { 1.0 } else { 0.0 };
    vec![
        ("organisation_name", 0.93),
        ("trading_name", 0.35 * (1.0 - rates)),
        ("organisation_name_key", 0.93),
        ("address", 0.996),
        ("building_key", 0.89),
        ("street_key", 0.95),
        ("postcode", 0.972),
        ("uprn", 0.78 * rates),
        ("latitude", 0.86 * (1.0 - rates)),
        ("longitude", 0.86 * (1.0 - rates)),
        ("category", 0.99),
    ]
}

/// Draws who is in which source, and counts everything from that; also the records of each source.
fn linkage(
    entity: &str,
    population: u64,
    members: &[Membership<'_>],
    truth: Option<Evaluation>,
) -> (LinkageSummary, Vec<u64>) {
    let mut state = 20_261_121_u64;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1_u64 << 31) as f64
    };
    let mut known_to = vec![0_u64; members.len()];
    let mut records = vec![0_u64; members.len()];
    let mut overlap = vec![vec![0_u64; members.len()]; members.len()];
    let mut combinations: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    let mut sizes: BTreeMap<u64, u64> = BTreeMap::new();
    for _ in 0..population {
        let held: Vec<usize> = (0..members.len()).filter(|&source| draw() < members[source].2).collect();
        let Some(last) = held.len().checked_sub(1) else { continue };
        known_to[last] += 1;
        for &one in &held {
            records[one] += 1;
            held.iter().for_each(|&other| overlap[one][other] += 1);
        }
        // Some are twice in one source, as they are in life.
        let twice = u64::from(draw() < 0.03);
        records[held[0]] += twice;
        *sizes.entry(held.len() as u64 + twice).or_default() += 1;
        *combinations.entry(held).or_default() += 1;
    }
    let mut combinations: Vec<SourceCombination> =
        combinations.into_iter().map(|(sources, count)| SourceCombination { sources, count }).collect();
    combinations.sort_by_key(|combination| std::cmp::Reverse(combination.count));
    combinations.truncate(30);
    let entities: u64 = known_to.iter().sum();
    let weights = weights(population);
    let above = |bin: &&WeightBin| bin.from_bits >= 9.0;
    let is_person = entity == "person";
    let linkage = LinkageSummary {
        entity: entity.to_owned(),
        version: 2,
        records: records.iter().sum(),
        entities,
        pairs_compared: weights.iter().map(|bin| bin.count).sum(),
        pairs_matched: weights.iter().filter(above).map(|bin| bin.count).sum(),
        threshold_bits: 9.0,
        known_to,
        sources: members.iter().map(|&(name, _, _)| name.to_owned()).collect(),
        overlap,
        combinations,
        weights,
        cluster_sizes: sizes.into_iter().map(|(size, count)| ClusterSize { size, count }).collect(),
        blocking: blocking(population, if is_person { &PERSON_RULES } else { &PREMISES_RULES }),
        levels: levels(if is_person { &PERSON_LEVELS } else { &PREMISES_LEVELS }),
        residences: (entity == "person").then(|| ResidenceCounts {
            current: entities * 4 / 5,
            contested: entities / 40,
            past: entities / 3,
            open: entities / 90,
            to_come: 0,
            households: entities * 2 / 5,
        }),
        homes: (entity == "person")
            .then(|| HomeCounts { homes: entities * 4 / 9, known_to_several: entities / 3 }),
        identity: IdentityCounts { created: entities / 40, merged: 31, split: 4, ended: entities / 90 },
        example_id: None,
        warnings: vec!["u of sex, other: estimated from 212 pairs only".to_owned()],
        again: None,
        truth,
        review: is_person.then(review),
    };
    (linkage, records)
}

/// What probabilities turned out to mean.
fn reliability() -> Vec<ReliabilitySummary> {
    let band = |from, to, told, found| ReliabilityBand {
        from,
        to,
        pairs: 40,
        same: (40.0 * found) as u64,
        told,
        found,
        low: f64::max(found - 0.1, 0.0),
        high: f64::min(found + 0.1, 1.0),
    };
    let found =
        |calibrated, gap, bands| ReliabilitySummary { against: "verdicts".into(), calibrated, gap, bands };
    vec![
        found(
            false,
            0.081,
            vec![band(0.2, 0.4, 0.31, 0.12), band(0.8, 0.9, 0.85, 0.6), band(0.99, 1.0, 0.998, 0.96)],
        ),
        found(
            true,
            0.012,
            vec![band(0.2, 0.4, 0.3, 0.28), band(0.6, 0.8, 0.72, 0.74), band(0.95, 0.99, 0.97, 0.98)],
        ),
    ]
}

/// What some people have read.
fn review() -> ReviewSummary {
    let pair = |place: &str, weight_bits, probability| SamplePair {
        records: ["P-12 (library)".into(), "P-12 (council_tax)".into()],
        place: place.into(),
        together: weight_bits > 9.0,
        prior_bits: -18.0,
        comparisons: vec![
            ("family name".into(), "same".into(), weight_bits + 14.0),
            ("birth date".into(), "same year".into(), 4.0),
        ],
        weight_bits,
        probability,
    };
    ReviewSummary {
        duplicate_free: Vec::new(),
        from_probability: 0.2,
        to_probability: 0.98,
        from_bits: -2.0,
        to_bits: 5.6,
        in_doubt: 412,
        verdicts: VerdictCounts {
            same: 210,
            different: 71,
            unsure: 4,
            overridden: 2,
            ..VerdictCounts::default()
        },
        calibrated: true,
        verdicts_missing: 0,
        reliability: reliability(),
        suspect_count: 41,
        suspects: vec![
            SuspectCluster {
                id: "P-77".into(),
                records: 9,
                bridges: 1,
                overridden: 1,
                ..SuspectCluster::default()
            },
            SuspectCluster {
                id: "P-310".into(),
                records: 64,
                large: true,
                differing: 2,
                ..SuspectCluster::default()
            },
        ],
        pairs: vec![
            pair("strongest", 41.3, 1.0),
            pair("above", 9.1, 0.998),
            pair("below", 8.9, 0.997),
            pair("weakest", -6.6, 0.01),
        ],
    }
}

fn weights(population: u64) -> Vec<WeightBin> {
    let hill = |bits: f64, centre: f64, width: f64| (-((bits - centre) / width).powi(2) / 2.0).exp();
    let bin = |number: i32| {
        let bits = f64::from(number);
        let pairs = 6.0 * hill(bits, -17.0, 6.0) + 0.02 * hill(bits, 4.0, 5.0) + 0.11 * hill(bits, 31.0, 7.5);
        WeightBin { from_bits: bits, count: (pairs * population as f64) as u64 }
    };
    (-45..60).map(bin).collect()
}

/// Rule, and pairs and matches for each of the population.
const PERSON_RULES: [(&str, f64, f64); 5] = [
    ("nhs_number", 1.9, 1.88),
    ("postcode + birth_date", 2.3, 0.81),
    ("family_name_key + given_name_key + year(birth_date)", 3.1, 0.42),
    ("email", 0.4, 0.07),
    ("building_key + street_key + postcode", 24.0, 0.11),
];
const PREMISES_RULES: [(&str, f64, f64); 3] =
    [("uprn", 0.4, 0.31), ("postcode + building_key", 1.7, 0.42), ("organisation_name_key", 2.2, 0.06)];

fn blocking(population: u64, rules: &[(&str, f64, f64)]) -> Vec<BlockingRule> {
    let rule = |&(rule, pairs, matched): &(&str, f64, f64)| BlockingRule {
        rule: rule.to_owned(),
        pairs: (population as f64 * pairs) as u64,
        matched: (population as f64 * matched) as u64,
    };
    rules.iter().map(rule).collect()
}

/// Comparison, level, m and u.
type Level = (&'static str, &'static str, f64, f64);

const PREMISES_LEVELS: [Level; 7] = [
    ("organisation_name", "exact", 0.512, 0.0008),
    ("organisation_name", "token sets alike", 0.231, 0.0017),
    ("organisation_name", "all else", 0.257, 0.9975),
    ("building", "exact", 0.874, 0.0132),
    ("building", "all else", 0.126, 0.9868),
    ("postcode", "exact", 0.968, 0.0011),
    ("postcode", "all else", 0.032, 0.9989),
];
const PERSON_LEVELS: [Level; 18] = [
    ("given_name", "exact", 0.862, 0.0041),
    ("given_name", "diminutive or Jaro-Winkler ≥ 0.92", 0.081, 0.0033),
    ("given_name", "Jaro-Winkler ≥ 0.85", 0.021, 0.0094),
    ("given_name", "all else", 0.036, 0.9832),
    ("family_name", "exact", 0.921, 0.0019),
    ("family_name", "Jaro-Winkler ≥ 0.92", 0.038, 0.0012),
    ("family_name", "all else", 0.041, 0.9969),
    ("birth_date", "exact", 0.947, 0.000_041),
    ("birth_date", "day and month swapped, or one digit", 0.031, 0.0014),
    ("birth_date", "same year", 0.009, 0.0121),
    ("birth_date", "all else", 0.013, 0.9865),
    ("postcode", "exact", 0.744, 0.000_32),
    ("postcode", "same sector", 0.041, 0.0061),
    ("postcode", "all else", 0.215, 0.9936),
    ("nhs_number", "exact", 0.998, 0.000_000_2),
    ("nhs_number", "all else", 0.002, 0.999_999),
    ("sex", "exact", 0.996, 0.502),
    ("sex", "all else", 0.004, 0.498),
];

fn levels(levels: &[Level]) -> Vec<LevelParameters> {
    let level = |&(comparison, level, m, u): &Level| LevelParameters {
        comparison: comparison.to_owned(),
        level: level.to_owned(),
        m,
        u,
        weight_bits: (m / u).log2(),
    };
    levels.iter().map(level).collect()
}

fn evaluation() -> Evaluation {
    Evaluation {
        pairwise: PrecisionRecall { precision: 0.997_26, recall: 0.962_1, f1: 0.979_4 },
        clusters: ClusterQuality {
            pair_precision: 0.995_1,
            pair_recall: 0.968_8,
            pair_f1: 0.981_8,
            b3_f1: 0.988_2,
            exact_share: 0.941_7,
            largest: 11,
        },
        residences: None,
    }
}
