//! Tables that nobody described: what their columns hold is found, a model is made, rules are chosen, and people are found
//! again.

use link::advise::{AdviceOptions, advise, advise_for_recall};
use link::compose::compose;
use link::evaluate;
use link::field::{Kind, Role, infer, key_column};
use link::model::Model;
use link::progress::silent;
use link::standard::{Source, Standard, standardise};
use link::table::{Column, Table};
use link::{LinkOptions, link};
use standardise::record::Field;

use crate::town::Town;

fn columns(header: &[&str], rows: &[&[&str]]) -> Vec<Column> {
    let mut columns: Vec<Column> = header.iter().map(|name| Column::new(name)).collect();
    for row in rows {
        for (column, value) in columns.iter_mut().zip(*row) {
            column.push(Some(*value));
        }
    }
    columns
}

fn source(header: &[&str], rows: &[&[&str]]) -> Source {
    let columns = columns(header, rows);
    let roles = infer(&columns, &[]);
    Source { columns, roles }
}

fn texts<'t>(table: &'t Table, column: &str) -> Vec<Option<&'t str>> {
    let column = table.column(column).unwrap();
    (0..table.row_count()).map(|row| column.text(row)).collect()
}

const COUNCIL: [&str; 9] =
    ["Ref", "Surname", "Forename 1", "D.O.B.", "Address", "Post Code", "Tel No", "E-mail", "Occupation"];
const COUNCIL_ROWS: [&[&str]; 4] = [
    &[
        "a1",
        "O'Neill",
        "Mary Ann",
        "25/04/1987",
        "12 High St, Testford",
        "ls1 4aa",
        "0113 496 0001",
        "m@example.org",
        "baker",
    ],
    &[
        "a2",
        "Khan",
        "Omar",
        "03/05/1990",
        "Flat 2, 14 High Street",
        "LS14AB",
        "01134960002",
        "o@example.org",
        "driver",
    ],
    &[
        "a3",
        "Smith",
        "John",
        "1/1/1900",
        "16 Mill Lane",
        "LS1 4AC",
        "0113 496 0003",
        "j@example.org",
        "baker",
    ],
    &[
        "a4",
        "Nowak",
        "Ewa",
        "13/12/2001",
        "18 Mill Lane",
        "LS1 4AD",
        "0113 496 0004",
        "e@example.org",
        "nurse",
    ],
];

const CHARITY: [&str; 5] = ["name_last", "name_first", "birth_date", "zip", "job"];
const CHARITY_ROWS: [&[&str]; 2] =
    [&["ONEILL", "Mary", "1987-04-25", "LS1 4AA", "x"], &["KHAN", "Umar", "1990-05-03", "LS1 4AB", "y"]];

#[test]
fn headers_and_values_tell_what_columns_hold() {
    let columns = columns(&COUNCIL, &COUNCIL_ROWS);
    assert_eq!(key_column(&columns), Some(0));
    let expected = [
        Role::Ignored,
        Role::Field(Field::FamilyName),
        Role::Field(Field::GivenName),
        Role::Field(Field::BirthDate),
        Role::Field(Field::AddressLine),
        Role::Field(Field::Postcode),
        Role::Field(Field::Phone),
        Role::Field(Field::Email),
        Role::Other(Kind::Word),
    ];
    assert_eq!(infer(&columns, &[0]), expected);
}

#[test]
fn a_birth_date_may_be_spread_over_columns() {
    let rows: [&[&str]; 2] = [&["MEYER", "1949", "7", "22"], &["BAUER", "1968", "11", "3"]];
    let standard = standardise(&[source(&["lname_c1", "by", "bm", "bd"], &rows)]).unwrap();
    assert_eq!(texts(&standard.table, "birth_date"), [Some("1949-07-22"), Some("1968-11-03")]);
    assert_eq!(texts(&standard.table, "family_name_key"), [Some("MEYER"), Some("BAUER")]);
}

#[test]
fn tables_with_other_headers_and_date_forms_come_to_one_form() {
    let sources =
        [source(&COUNCIL[1..], &COUNCIL_ROWS.map(|row| &row[1..])), source(&CHARITY, &CHARITY_ROWS)];
    let Standard { table, others } = standardise(&sources).unwrap();
    assert_eq!(table.sources(), [0, 0, 0, 0, 1, 1]);
    let names = [Some("ONEILL"), Some("KHAN"), Some("SMITH"), Some("NOWAK"), Some("ONEILL"), Some("KHAN")];
    assert_eq!(texts(&table, "family_name_key"), names);
    assert_eq!(texts(&table, "given_name_key")[0], Some("MARY"));
    assert_eq!(texts(&table, "middle_names_key")[0], Some("ANN"));
    let dates = [
        Some("1987-04-25"),
        Some("1990-05-03"),
        None,
        Some("2001-12-13"),
        Some("1987-04-25"),
        Some("1990-05-03"),
    ];
    assert_eq!(texts(&table, "birth_date"), dates);
    let postcodes = ["LS1 4AA", "LS1 4AB", "LS1 4AC", "LS1 4AD", "LS1 4AA", "LS1 4AB"].map(Some);
    assert_eq!(texts(&table, "postcode"), postcodes);
    assert_eq!(texts(&table, "building_key")[1], Some("FLAT 2 14"));
    assert_eq!(texts(&table, "address_words")[4], None);
    assert_eq!(others, [("other_job".to_owned(), Kind::Word), ("other_occupation".to_owned(), Kind::Word)]);
}

#[test]
fn dates_that_the_calendar_lacks_or_that_are_long_past_keep_their_digits() {
    let rows: [&[&str]; 4] = [&["19931732"], &["1630-08-01"], &["19870312"], &["20010930"]];
    let standard = standardise(&[source(&["date_of_birth"], &rows)]).unwrap();
    let expected = ["1993-17-32", "1630-08-01", "1987-03-12", "2001-09-30"].map(Some);
    assert_eq!(texts(&standard.table, "birth_date"), expected);
}

#[test]
fn a_model_compares_what_the_table_has_and_says_nothing_twice() {
    let header = ["first_name", "surname", "first_and_surname", "dob", "status"];
    let rows: [&[&str]; 3] = [
        &["Mary", "Jones", "Mary Jones", "1987-04-25", "open"],
        &["Omar", "Khan", "Omar Khan", "1990-05-03", "closed"],
        &["Ewa", "Nowak", "Ewa Nowak", "2001-12-13", "open"],
    ];
    let standard = standardise(&[source(&header, &rows)]).unwrap();
    let model = compose(&standard);
    let names: Vec<&str> = model.comparisons().iter().map(link::model::Comparison::name).collect();
    assert_eq!(names, ["family name", "given name", "birth date"]);
    assert!(model.columns().iter().all(|column| standard.table.column(column).is_some()));
    // As text it stays the same, with rules to look at pairs by.
    let advice = advise(&standard.table, &model, &AdviceOptions::for_rows(3), &silent).unwrap();
    let rules = advice.rules.iter().map(|advised| advised.rule.clone()).collect();
    let model = model.with_rules(rules);
    if !model.rules().is_empty() {
        assert_eq!(Model::parse(&model.to_toml()).unwrap(), model);
    }
}

#[test]
fn parts_of_an_address_in_columns_of_their_own_are_compared_each() {
    let header = ["street_number", "street_name", "suburb", "postcode", "surname"];
    let rows: [&[&str]; 3] = [
        &["7", "wallaby place", "cleveland", "2119", "green"],
        &["54", "hoseason street", "granville", "4881", "mason"],
        &["9", "wallaby place", "cleveland", "2119", "brown"],
    ];
    let standard = standardise(&[source(&header, &rows)]).unwrap();
    let model = compose(&standard);
    let names: Vec<&str> = model.comparisons().iter().map(link::model::Comparison::name).collect();
    assert_eq!(names, ["family name", "place", "streetnumber", "streetname", "suburb"]);
}

/// The town's records as a table that nobody described, and whose they are.
fn foreign_town(households: usize, seed: u64) -> (Source, Vec<u64>) {
    let town = Town::new(households, seed);
    let header = ["ref", "forename", "surname", "date of birth", "house", "road", "postcode", "mobile phone"];
    let from = [
        "",
        "given_name_key",
        "family_name_key",
        "birth_date",
        "building_key",
        "street_key",
        "postcode",
        "phone",
    ];
    let mut columns: Vec<Column> = header.iter().map(|name| Column::new(name)).collect();
    for (row, record) in town.records.iter().enumerate() {
        let value =
            |name: &str| record.iter().find(|(column, _)| *column == name).map(|(_, value)| value.as_str());
        columns[0].push(Some(&format!("r{row}")));
        for (column, name) in columns.iter_mut().zip(from).skip(1) {
            column.push(value(name));
        }
    }
    let roles = infer(&columns, &[0]);
    (Source { columns, roles }, town.truth)
}

/// Towns of several sizes: which rules are chosen, and so what is learnt, differs from one to the other.
#[test]
fn people_of_a_table_that_nobody_described_are_found_again() {
    for (households, seed) in [(300, 1), (500, 11), (1500, 1), (1500, 4)] {
        let (source, truth) = foreign_town(households, seed);
        let standard = standardise(&[source]).unwrap();
        let model = compose(&standard);
        let options = AdviceOptions::for_rows(standard.table.row_count());
        let advice = advise(&standard.table, &model, &options, &silent).unwrap();
        assert!(advice.recall() > 0.97, "{}", advice.recall());
        assert!(advice.match_count > households);
        let model = model.with_rules(advice.rules.into_iter().map(|advised| advised.rule).collect());
        let linked = link(&standard.table, &model, &LinkOptions::default(), &silent).unwrap();
        let found: Vec<u64> = linked.clusters.cluster_of.iter().map(|cluster| u64::from(*cluster)).collect();
        let quality = evaluate::clusters(&found, &truth);
        assert!(quality.pair.precision > 0.95, "{households} households: {quality:?}");
        assert!(quality.pair.recall > 0.76, "{households} households: {quality:?}");
    }
}

#[test]
fn a_smaller_budget_or_a_target_of_recall_takes_fewer_pairs() {
    let (source, _) = foreign_town(500, 12);
    let standard = standardise(&[source]).unwrap();
    let model = compose(&standard);
    let pairs = |pair_budget: u64, recall_target: f64| {
        let options = AdviceOptions { pair_budget, recall_target, seed: 0 };
        let advice = advise(&standard.table, &model, &options, &silent).unwrap();
        let rules = advice.rules.iter().map(|advised| advised.rule.clone()).collect();
        let model = model.clone().with_rules(rules);
        let linked = link(&standard.table, &model, &LinkOptions::default(), &silent).unwrap();
        (linked.scored.pair_count, advice)
    };
    let (all, full) = pairs(1_000_000, 1.0);
    let (few, _) = pairs(5_000, 1.0);
    assert!(few <= 5_500 && few < all, "{few} of {all}");
    let (aimed, advice) = pairs(1_000_000, 0.9);
    assert!(aimed < all && advice.recall() >= 0.9, "{aimed} of {all}: {}", advice.recall());
    // The same again, whatever the number of threads.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (_, again) = one.install(|| pairs(1_000_000, 1.0));
    assert_eq!(again, full);
}

#[test]
fn a_target_of_recall_raises_a_budget_that_is_too_small_for_it_and_no_other() {
    let (source, _) = foreign_town(500, 12);
    let standard = standardise(&[source]).unwrap();
    let model = compose(&standard);
    let small = AdviceOptions { pair_budget: 500, recall_target: 0.95, seed: 0 };
    let short = advise(&standard.table, &model, &small, &silent).unwrap();
    assert!(short.recall() < 0.95, "{}", short.recall());
    let (advice, budget) = advise_for_recall(&standard.table, &model, &small, &silent).unwrap();
    assert!(advice.recall() >= 0.95 && budget > 500, "{} for {budget}", advice.recall());
    assert!(budget < 500 * 4_u64.pow(5), "no more than it takes: {budget}");
    let ample = AdviceOptions { pair_budget: 1_000_000, ..small };
    let found = advise_for_recall(&standard.table, &model, &ample, &silent).unwrap();
    assert_eq!(found, (advise(&standard.table, &model, &ample, &silent).unwrap(), 1_000_000));
    // What cannot be reached ends at all pairs that there are.
    let beyond = AdviceOptions { recall_target: 2.0, ..small };
    let (_, budget) = advise_for_recall(&standard.table, &model, &beyond, &silent).unwrap();
    let rows = standard.table.row_count() as u64;
    assert_eq!(budget, rows * (rows - 1) / 2);
}

#[test]
fn tables_with_nothing_to_compare_by_link_nothing_and_do_not_hang() {
    let same: Vec<&[&str]> = vec![&["SMITH", "1987-04-25"]; 3_000];
    let blank: Vec<&[&str]> = vec![&["", ""]; 100];
    let one: Vec<&[&str]> = vec![&["SMITH", "1987-04-25"]];
    for rows in [same, blank, one, Vec::new()] {
        let standard = standardise(&[source(&["surname", "dob"], &rows)]).unwrap();
        let model = compose(&standard);
        let advice = advise(&standard.table, &model, &AdviceOptions::for_rows(rows.len()), &silent).unwrap();
        let model = model.with_rules(advice.rules.into_iter().map(|advised| advised.rule).collect());
        let linked = link(&standard.table, &model, &LinkOptions::default(), &silent).unwrap();
        assert_eq!(linked.clusters.cluster_of.len(), rows.len());
    }
}

/// The town, with a reference that everyone of a household has.
fn town_with_tenancies(households: usize, seed: u64) -> (Source, Vec<u64>) {
    let (Source { mut columns, .. }, truth) = foreign_town(households, seed);
    let mut tenancy = Column::new("tenancy no");
    for row in 0..columns[0].ids().len() {
        // Hashed, so that it tells nothing but who is of one home.
        let home = ["house", "road", "postcode"].map(|name| {
            columns
                .iter()
                .find(|column| column.name() == name)
                .and_then(|column| column.text(row))
                .unwrap_or_default()
        });
        let number = home.concat().bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31) + u64::from(byte));
        tenancy.push(Some(format!("T{:07}", number % 9_000_000)).as_deref());
    }
    columns.push(tenancy);
    let roles = infer(&columns, &[0]);
    (Source { columns, roles }, truth)
}

#[test]
fn a_code_that_households_share_makes_no_one_person_of_them() {
    let (source, truth) = town_with_tenancies(500, 11);
    let standard = standardise(&[source]).unwrap();
    assert_eq!(
        standard.others.iter().find(|(name, _)| name == "other_tenancyno").map(|(_, kind)| *kind),
        Some(Kind::Identifier)
    );
    let model = compose(&standard);
    let advice = advise(&standard.table, &model, &AdviceOptions::for_rows(truth.len()), &silent).unwrap();
    let model = model.with_rules(advice.rules.into_iter().map(|advised| advised.rule).collect());
    let linked = link(&standard.table, &model, &LinkOptions::default(), &silent).unwrap();
    let found: Vec<u64> = linked.clusters.cluster_of.iter().map(|cluster| u64::from(*cluster)).collect();
    let quality = evaluate::clusters(&found, &truth);
    assert!(quality.pair.precision > 0.9, "{quality:?}");
}

#[test]
fn any_of_several_telephones_may_agree() {
    let header = ["Surname", "Forename", "Home phone", "Mobile phone", "Price"];
    let rows: Vec<Vec<String>> = (0..240)
        .map(|row| {
            let price = format!("{}.5", 10 + row % 60);
            let (home, mobile) = (format!("0113496{row:04}"), format!("07700900{row:03}"));
            let surname = if row % 3 == 0 { "Smith" } else { "Okafor" };
            vec![surname.to_owned(), "Ann".to_owned(), home, mobile, price]
        })
        .collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let standard = standardise(&[source(&header, &rows)]).unwrap();
    assert_eq!(texts(&standard.table, "phone")[7], Some("+441134960007"));
    assert_eq!(texts(&standard.table, "phones")[7], Some("+441134960007|+447700900007"));
    assert_eq!(standard.others, [("other_price".to_owned(), Kind::Number)]);
    let text = compose(&standard).to_toml();
    for words in ["phones: shared_value", "other_price: percent <= 10"] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
}

/// Tables of which nothing can be made: each ends, links nothing that nothing tells apart, and says what is wrong.
#[test]
fn records_that_nothing_tells_apart_are_not_all_one() {
    let header = ["Surname", "Forename", "D.O.B.", "Post Code"];
    let identical: Vec<&[&str]> = vec![&["Smith", "Ann", "01/02/1990", "LS1 4AP"]; 5_000];
    let empty: Vec<&[&str]> = vec![&["", "", "", ""]; 2_000];
    let one_value: Vec<&[&str]> = vec![&["Smith", "", "", ""]; 2_000];
    for rows in [identical, empty, one_value] {
        let standard = standardise(&[source(&header, &rows)]).unwrap();
        let model = compose(&standard);
        let advice = advise(&standard.table, &model, &AdviceOptions::for_rows(rows.len()), &silent).unwrap();
        let model = model.with_rules(advice.rules.into_iter().map(|advised| advised.rule).collect());
        let linked = link(&standard.table, &model, &LinkOptions::default(), &silent).unwrap();
        let oversize: u64 = linked.scored.rules.iter().map(|rule| rule.oversize_record_count).sum();
        let told = oversize > 0 || !linked.trained.diagnostics().doubts.is_empty();
        assert!(told, "{} clusters of {} records", linked.clusters.cluster_count, rows.len());
        assert!(linked.clusters.largest <= 500, "{}", linked.clusters.largest);
    }
}

/// Weights that no number can hold, and a model that asks for what can't be.
#[test]
fn weights_beyond_all_measure_stay_numbers() {
    let text = "entity = \"thing\"\n[[blocking]]\nkeys = [\"a\"]\n[[comparison]]\nname = \"a\"\ncolumn = \"a\"\n\
                [[comparison.level]]\nlabel = \"same\"\nwhen = \"exact\"\nweight = 1e300\n\
                [[comparison.level]]\nlabel = \"different\"\nwhen = \"else\"\nweight = -1e300\n";
    let error = Model::parse(text).unwrap_err().to_string();
    assert!(error.ends_with("1e300 bits is out of range"), "{error}");
    // The most that may be said, of many comparisons at once.
    let text = text.replace("1e300", "1000.0");
    let again = |number: usize| {
        text[text.find("[[comparison]]").unwrap()..].replace("\"a\"", &format!("\"b{number}\""))
    };
    let model = Model::parse(&(text.clone() + &(0..12).map(again).collect::<String>())).unwrap();
    let names: Vec<String> =
        std::iter::once("a".to_owned()).chain((0..12).map(|n| format!("b{n}"))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let row: &[&str] = &["x"; 13];
    let table = Table::from_columns(vec![0; 40], columns(&names, &[row; 40])).unwrap();
    let linked = link(&table, &model, &LinkOptions::default(), &silent).unwrap();
    assert_eq!(linked.clusters.cluster_count, 1);
    assert!(linked.scored.pairs.iter().all(|pair| pair.weight.is_finite()));
}

#[test]
fn numbers_given_once_are_told_from_papers_and_from_who_gave_them() {
    let header = [
        "Passport No",
        "Passport Country",
        "Driver's Licence Number",
        "National ID Number",
        "National ID Country",
        "Account",
        "Date",
    ];
    let row = |number: usize| {
        [
            format!("5320{number}17"),
            ["GB", "IE"][number % 2].to_owned(),
            format!("QUIL{number}812"),
            format!("77-{number}-31"),
            ["Poland", "Spain"][number % 2].to_owned(),
            format!("AC{number}44"),
            format!("{}/3/2021", number % 28 + 1),
        ]
    };
    let rows: Vec<[String; 7]> = (0..40).map(row).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let source = source(&header, &rows);
    let [own, document, code] = [Kind::OwnNumber, Kind::Document, Kind::Identifier].map(Role::Other);
    assert_eq!(source.roles, [document, Role::Ignored, own, own, Role::Ignored, code, Role::Ignored]);
    let model = compose(&standardise(&[source]).unwrap());
    let telling: Vec<String> = model.clustering().telling.iter().map(ToString::to_string).collect();
    assert_eq!(telling.len(), 3, "{telling:?}");
    assert_eq!(model.to_toml().matches("own = true").count(), 3);
}

#[test]
fn names_in_two_scripts_and_generations_become_keys() {
    let header = ["Full name", "Native full name", "Suffix", "Organisation name", "Other organisation name"];
    let rows: [&[&str]; 4] = [
        &["Olga Petrova", "", "", "", ""],
        &["", "Ольга Петрова", "", "", ""],
        &["Amos Quill", "", "Snr", "", ""],
        &["", "", "", "Quill & Sons Ltd", "Quill Bakery"],
    ];
    let standard = standardise(&[source(&header, &rows)]).unwrap();
    let table = &standard.table;
    let [olga, petrova] = ["OLGA", "PETROVA"].map(Some);
    assert_eq!(texts(table, "given_name_key"), [olga, olga, Some("AMOS"), None]);
    assert_eq!(texts(table, "family_name_key"), [petrova, petrova, Some("QUILL"), None]);
    assert_eq!(texts(table, "name_suffix"), [None, None, Some("Snr"), None]);
    assert_eq!(texts(table, "trading_name_key")[3], Some("QUILL BAKERY"));
}
