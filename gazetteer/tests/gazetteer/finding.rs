//! Addresses as systems write them, found in a small gazetteer of a made-up town, or rightly not found.
use gazetteer::{Builder, Entry, Found, Gazetteer, GazetteerError, MatchLevel, Matcher};

/// `uprn|parent|sub-building|name|number|street|town|postcode`, a line each.
const TOWN: &str = "\
1|||| 1|High Street|Northmere|NX1 1AA
2|||| 2|High Street|Northmere|NX1 1AA
3||||14A|High Street|Northmere|NX1 1AA
4||||14|High Street|Northmere|NX1 1AA
5|||The Old Forge||High Street|Northmere|NX1 1AA
10||||20|High Street|Northmere|NX1 1AA
11|10|Flat 1||20|High Street|Northmere|NX1 1AA
12|10|Flat 2||20|High Street|Northmere|NX1 1AA
13|10|Flat A||22|High Street|Northmere|NX1 1AA
14|10|First Floor Flat||22|High Street|Northmere|NX1 1AA
20|||Mill House|3|St Anne's Road|Northmere|NX1 2BB
21||||4|St Anne's Road|Northmere|NX1 2BB
22||||8-10|St Anne's Road|Northmere|NX1 2BB
30||||4|Carlton Avenue|Eastby|NX2 3DA
31||||4|Carlton Terrace|Eastby|NX2 3DB
40|||Rose Cottage||Chapel Lane|Southby|
50||Flat A First and Second Floors||21|Pepper Road|Northmere|NX3 1AA
51||Flat Ground Floor||21|Pepper Road|Northmere|NX3 1AA
52||||21|Pepper Road|Northmere|NX3 1AA
53||Flat 2||23|Pepper Road|Northmere|NX3 1AA
54||Flat 1||23|Pepper Road|Northmere|NX3 1AA
55||Flat 74|||Pepper Road|Northmere|NX3 1AA
56||Annexe||25|Pepper Road|Northmere|NX3 1AA
57||||25|Pepper Road|Northmere|NX3 1AA
58||Flat Second and Third Floors||31|Pepper Road|Northmere|NX3 1AA
59||Flat First Floor||31|Pepper Road|Northmere|NX3 1AA
60||||7|Salt Road|Northmere|NX1 2CM
61|||Harwood JMI School||Salt Lane|Northmere|
";

fn builder(path: &std::path::Path) -> Builder {
    let mut builder = Builder::create(path).unwrap();
    for line in TOWN.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [uprn, parent, sub_building, name, number, street, town, postcode] = cells.try_into().unwrap();
        builder
            .add(&Entry {
                uprn: uprn.parse().unwrap(),
                parent_uprn: parent.parse().ok(),
                sub_building: sub_building.to_owned(),
                building_name: name.to_owned(),
                building_number: number.to_owned(),
                street: street.to_owned(),
                town: town.to_owned(),
                postcode: postcode.to_owned(),
                ..Entry::default()
            })
            .unwrap();
    }
    builder
}

fn matcher(folder: &tempfile::TempDir) -> Matcher {
    let path = folder.path().join("town.gazetteer");
    builder(&path).finish().unwrap();
    Matcher::new(Gazetteer::open(&path).unwrap())
}

fn told(found: &Found) -> String {
    match found.best() {
        Some(best) => format!("{} {}", best.uprn, found.level.name()),
        None => "none".to_owned(),
    }
}

fn check(cases: &[(&str, &str)]) {
    let folder = tempfile::tempdir().unwrap();
    let mut matcher = matcher(&folder);
    for (text, expected) in cases {
        let found = matcher.find([*text], None).unwrap();
        assert_eq!(told(&found), *expected, "of {text:?}: {:?}", found.candidates);
    }
}

#[test]
fn address_is_found_however_it_is_written() {
    check(&[
        ("14 High Street, Northmere, NX1 1AA", "4 exact"),
        ("14 HIGH ST NORTHMERE NX1 1AA", "4 exact"),
        ("14A High Street, Northmere NX11AA", "3 exact"),
        ("Flat A, 14 High Street, Northmere NX1 1AA", "3 exact"),
        ("Flat 2, 20 High Street, Northmere, NX1 1AA", "12 exact"),
        ("20 High Street Flat 2 Northmere NX1 1AA", "12 exact"),
        ("Apt 2 20 High St, Northmere NX1 1AA", "12 exact"),
        ("1st Floor Flat, 22 High Street, Northmere NX1 1AA", "14 exact"),
        ("OLD FORGE HIGH STREET NX1 1AA", "5 exact"),
        ("Mill House, 3 Saint Annes Rd, Northmere, NX1 2BB", "20 exact"),
        ("MILLHOUSE STANNES ROAD NORTHMERE NX1 2BB", "20 partial"),
        ("8-10 St Anne's Road, Northmere NX1 2BB", "22 exact"),
    ]);
}

#[test]
fn flats_are_found_by_their_floor_or_the_letter_for_their_number() {
    check(&[
        ("First Floor Flat, 21 Pepper Road, NX3 1AA", "50 partial"),
        ("Ground Floor Flat, 21 Pepper Road, NX3 1AA", "51 exact"),
        ("21 Pepper Road, NX3 1AA", "52 exact"),
        ("Flat B, 23 Pepper Road, NX3 1AA", "53 partial"),
        ("74 Pepper Road, NX3 1AA", "55 exact"),
        ("25 Pepper Road, NX3 1AA", "57 exact"),
        ("Annexe, 25 Pepper Road, NX3 1AA", "56 exact"),
        ("Top Floor Flat, 31 Pepper Road, NX3 1AA", "58 partial"),
    ]);
}

#[test]
fn impossible_postcode_that_both_have_leads_to_the_address() {
    let folder = tempfile::tempdir().unwrap();
    let mut matcher = matcher(&folder);
    let found = matcher.find(["7 Salt Road, Northmere"], Some("nx1 2cm")).unwrap();
    assert_eq!(told(&found), "60 exact");
}

#[test]
fn school_is_found_when_its_kind_has_changed() {
    check(&[("Harwood Primary and Nursery School, Salt Lane, Northmere", "61 partial")]);
}

#[test]
fn what_is_amiss_makes_a_match_partial() {
    check(&[
        ("14 Hihg Street, Northmere, NX1 1AA", "4 partial"),
        ("14, Northmere, NX1 1AA", "4 partial"),
        // Nobody is called so, but the number and the street are there.
        ("Brown's, 14 High Street, Northmere, NX1 1AA", "4 partial"),
        ("9 St Anne's Road, Northmere NX1 2BB", "none"),
    ]);
}

#[test]
fn wrong_or_missing_postcode_is_made_up_for_by_street_and_number() {
    check(&[
        ("14 High Street, Northmere, NX1 1ZZ", "4 partial"),
        ("14 High Street, Northmere", "4 partial"),
        ("4 Carlton Avenue, Eastby, NX2 3DB", "30 partial"),
        ("Rose Cottage, Chapel Lane, Southby", "40 partial"),
        ("Rose Cottage, Chapel Lane, Southby, NX9 9ZZ", "40 partial"),
    ]);
}

#[test]
fn part_of_a_building_that_is_not_there_gives_the_building_and_says_so() {
    check(&[
        ("Flat 9, 20 High Street, Northmere, NX1 1AA", "10 parent"),
        ("Flat 3, 4 St Anne's Road, Northmere, NX1 2BB", "21 parent"),
        ("20 High Street, Northmere, NX1 1AA", "10 exact"),
    ]);
}

#[test]
fn what_is_not_sure_is_not_guessed() {
    check(&[
        ("High Street, Northmere, NX1 1AA", "none"),
        ("16 High Street, Northmere, NX1 1AA", "none"),
        ("22 High Street, Northmere, NX1 1AA", "none"),
        ("Northmere", "none"),
        ("NX1 1AA", "none"),
        ("", "none"),
        ("???", "none"),
    ]);
}

#[test]
fn reasons_add_up_to_the_weight() {
    let folder = tempfile::tempdir().unwrap();
    let mut matcher = matcher(&folder);
    let found = matcher.find(["Flat 2", "20 High St", "Northmere"], Some("NX1 1AA")).unwrap();
    assert_eq!(found.level, MatchLevel::Exact);
    assert!(found.margin > 3.0, "{found:?}");
    let best = found.candidates[0];
    let reasons = matcher.explain(best.uprn).unwrap();
    let sum: f32 = reasons.iter().map(|reason| reason.bits).sum();
    assert!((sum - best.weight).abs() < 1e-3, "{sum} {best:?} {reasons:?}");
    let parts: Vec<&str> = reasons.iter().map(|reason| reason.part).collect();
    assert_eq!(parts, ["number", "street", "town"]);
}

#[test]
fn file_that_is_no_gazetteer_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    assert!(matches!(Gazetteer::open(&path), Err(GazetteerError::NotAGazetteer { .. })));
    std::fs::write(&path, "UPRN,ADDRESS\n1,x\n").unwrap();
    assert!(matches!(Gazetteer::open(&path), Err(GazetteerError::NotAGazetteer { .. })));
    assert!(matches!(Builder::create(&path), Err(GazetteerError::Exists { .. })));
}

#[test]
fn build_that_was_broken_off_leaves_no_gazetteer_and_hinders_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("town.gazetteer");
    drop(builder(&path));
    assert!(!path.exists());
    let count = builder(&path).finish().unwrap();
    assert_eq!((count.entries, count.postcodes, count.without_postcode), (28, 6, 2));
    assert!(path.exists());
}
