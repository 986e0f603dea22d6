//! Whole rows: fields in, filled columns and problems out.

use proptest::prelude::*;

use super::column::{PersonColumn, PremisesColumn};
use super::*;

/// `column=value` a line, then `! field rule`.
fn shown(entity: Entity, fields: &[(Field, &str)]) -> String {
    let options = Options { test_numbers: true, ..Options::default() };
    let (record, problems) = standardise_with(entity, fields, &options);
    let filled = columns(entity).iter().zip(record.values());
    let mut lines: Vec<String> =
        filled.filter_map(|(column, value)| Some(format!("{column}={}", value?))).collect();
    lines.extend(
        problems
            .iter()
            .map(|problem| format!("! {} {} {}", problem.field, problem.kind.name(), problem.rule)),
    );
    lines.join("\n")
}

#[test]
fn person_row_becomes_a_standard_record() {
    let row = [
        (Field::RecordKey, "4711"),
        (Field::Title, "MRS"),
        (Field::GivenName, "JANE ANNE"),
        (Field::FamilyName, "O'NEILL-JONES"),
        (Field::FormerFamilyName, "CALLON"),
        (Field::BirthDate, "12/03/1987"),
        (Field::Sex, "F"),
        (Field::NhsNumber, "999 000 0018"),
        (Field::Nino, "AB 31 20 45 C"),
        (Field::Phone, "0113 496 0123"),
        (Field::Phone, "07700 900123"),
        (Field::Email, "Jane@Example.ORG"),
        (Field::AddressLine, "FLAT 2"),
        (Field::AddressLine, "14A HIGH ST"),
        (Field::AddressLine, " "),
        (Field::Town, "NORTHMERE"),
        (Field::Postcode, "ls14ap"),
        (Field::Uprn, "000072771509"),
        (Field::ValidFrom, "2020-05-01T00:00:00"),
        (Field::ValidTo, "31/12/9999"),
        (Field::OrganisationName, "not a person's"),
    ];
    let expected = "\
title=Mrs
given_name=Jane
middle_names=Anne
family_name=O'Neill-Jones
former_family_name=Callon
given_name_key=JANE
middle_names_key=ANNE
family_name_key=ONEILL JONES
former_family_name_key=CALLON
birth_date=1987-03-12
sex=female
nhs_number=9990000018
nino=AB312045
phone=+447700900123
email=jane@example.org
address=Flat 2, 14A High St, Northmere
building_key=FLAT 2 14A
street_key=HIGH STREET
address_key=FLAT 2 14A, LS1 4AP
postcode=LS1 4AP
uprn=72771509
valid_from=2020-05-01
! phone partial phone_several
! valid_to placeholder date_placeholder";
    assert_eq!(shown(Entity::Person, &row), expected);
}

#[test]
fn premises_row_becomes_a_standard_record() {
    let row = [
        (Field::OrganisationName, "Hill Foods Limited T/A Hill's Fish Bar"),
        (Field::Address, "Hill's Fish Bar, 55, Toller Lane, Northmere, NM8 9DD"),
        (Field::Postcode, "NM8 9DE"),
        (Field::Latitude, "53.80468"),
        (Field::Longitude, "-1.77986"),
        (Field::Category, "  SHOP  AND PREMISES "),
        (Field::GivenName, "not the premises'"),
    ];
    let expected = "\
organisation_name=Hill Foods Limited
trading_name=Hill's Fish Bar
organisation_name_key=HILL FOODS
trading_name_key=HILLS FISH BAR
place_name_key=HILLS FISH BAR
names_key=HILL FOODS HILLS FISH BAR
address=Hill's Fish Bar, 55 Toller Lane, Northmere
building_key=55
street_key=TOLLER LANE
address_key=55, NM8 9DE
postcode=NM8 9DE
latitude=53.804680
longitude=-1.779860
grid_cell=53.805,-1.780
grid_cell_shifted=53.805,-1.779
category=SHOP AND PREMISES
! postcode doubtful postcode_differs_from_address";
    assert_eq!(shown(Entity::Premises, &row), expected);
}

#[test]
fn business_known_by_its_trading_name_alone_is_compared_by_it() {
    let expected = "\
trading_name=Hill's Fish Bar
organisation_name_key=HILLS FISH BAR
trading_name_key=HILLS FISH BAR
names_key=HILLS FISH BAR";
    assert_eq!(shown(Entity::Premises, &[(Field::TradingName, "Hill's Fish Bar")]), expected);
}

#[test]
fn problems_drop_no_record() {
    let row = [
        (Field::FullName, "THE OCCUPIER"),
        (Field::BirthDate, "31/02/1987"),
        (Field::NhsNumber, "9990000019"),
        (Field::Address, "14 High Street, Northmere"),
    ];
    let expected = "\
address=14 High Street, Northmere
building_key=14
street_key=HIGH STREET
! birth_date impossible date_not_in_calendar
! nhs_number impossible nhs_number_check_digit
! full_name placeholder name_of_nobody";
    assert_eq!(shown(Entity::Person, &row), expected);
}

#[test]
fn blank_row_is_an_empty_record() {
    assert_eq!(shown(Entity::Person, &[]), "");
    assert_eq!(shown(Entity::Person, &[(Field::GivenName, " "), (Field::Address, "")]), "");
}

#[test]
fn two_digit_years_are_read_only_where_the_year_of_writing_is_known() {
    let row = [(Field::BirthDate, "12/03/87"), (Field::ValidTo, "31/03/31")];
    let ambiguous = "! birth_date ambiguous date_two_digit_year\n! valid_to ambiguous date_two_digit_year";
    assert_eq!(shown(Entity::Person, &row), ambiguous);
    let (record, problems) = standardise_with(Entity::Person, &row, &Options::in_year(2026));
    assert_eq!((record.get("birth_date"), record.get("valid_to")), (Some("1987-03-12"), Some("2031-03-31")));
    assert!(problems.is_empty());
}

#[test]
fn dates_that_cannot_follow_each_other_are_told() {
    let row = [
        (Field::BirthDate, "12/03/1987"),
        (Field::DeathDate, "1986"),
        (Field::ValidFrom, "2020-05-01"),
        (Field::ValidTo, "2020-04"),
    ];
    let (_, problems) = standardise_with(Entity::Person, &row, &Options::in_year(2026));
    let rules: Vec<_> = problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["death_before_birth", "valid_to_before_valid_from"]);
}

#[test]
fn numbers_kept_for_testing_are_told_unless_people_are_made_up() {
    let row = [(Field::NhsNumber, "9990000018"), (Field::Phone, "07700 900123")];
    let rules = |options: &Options| -> Vec<&str> {
        standardise_with(Entity::Person, &row, options).1.iter().map(|problem| problem.rule).collect()
    };
    assert_eq!(rules(&Options::default()), ["nhs_number_test_range", "phone_drama_range"]);
    assert!(rules(&Options { test_numbers: true, ..Options::default() }).is_empty());
}

#[test]
fn postcode_that_is_not_in_use_is_told_where_there_is_a_list() {
    let mut list = Postcodes::default();
    for (text, status) in [("LS1 4AP", PostcodeStatus::Live), ("LS1 4AQ", PostcodeStatus::Terminated)] {
        list.add(&Postcode::read(text).value.unwrap(), status);
    }
    let options = Options { postcodes: Some(Arc::new(list)), ..Options::default() };
    for (text, rule) in [
        ("LS1 4AP", None),
        ("LS1 4AQ", Some("postcode_terminated")),
        ("LS1 4AR", Some("postcode_not_in_list")),
        ("", None),
    ] {
        for entity in Entity::all() {
            let (record, problems) = standardise_with(*entity, &[(Field::Postcode, text)], &options);
            assert_eq!(problems.first().map(|problem| problem.rule), rule);
            assert_eq!(record.get("postcode").unwrap_or_default(), text);
        }
    }
}

#[test]
fn columns_are_named_as_their_variants() {
    let snake = |variant: String| {
        let mut name = String::new();
        for letter in variant.chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.extend(letter.to_lowercase());
        }
        name
    };
    assert_eq!(snake(format!("{:?}", PersonColumn::ValidTo)), *PersonColumn::NAMES.last().unwrap());
    assert_eq!(usize::from(PersonColumn::ValidTo) + 1, PersonColumn::NAMES.len());
    assert_eq!(snake(format!("{:?}", PremisesColumn::Kind)), *PremisesColumn::NAMES.last().unwrap());
    assert_eq!(usize::from(PremisesColumn::Kind) + 1, PremisesColumn::NAMES.len());
}

#[test]
fn names_of_fields_and_entities_are_read_back() {
    for field in Field::all() {
        assert_eq!(field.name().parse(), Ok(*field));
        assert!(Entity::all().iter().any(|entity| field.applies_to(*entity)));
    }
    for entity in Entity::all() {
        assert_eq!(entity.name().parse(), Ok(*entity));
    }
    assert_eq!("surname".parse::<Field>(), Err(UnknownName));
}

#[test]
fn debug_shows_columns_and_no_values() {
    let (record, _) = standardise(Entity::Person, &[(Field::FullName, "Jane Smith")]);
    let debug = format!("{record:?}");
    assert!(debug.contains("family_name") && !debug.contains("Smith") && !debug.contains("SMITH"));
}

/// The fields that standard columns come from, for reading a record as a row again.
fn as_row(record: &StandardRecord) -> Vec<(Field, &str)> {
    let row = columns(record.entity()).iter().zip(record.values());
    row.filter_map(|(column, value)| Some((column.parse().ok()?, value?))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn rows_of_any_text_are_standardised_without_panic(texts in proptest::collection::vec("\\PC{0,24}", Field::all().len())) {
        let row: Vec<(Field, &str)> = Field::all().iter().copied().zip(texts.iter().map(String::as_str)).collect();
        for entity in Entity::all() {
            let (record, _) = standardise(*entity, &row);
            prop_assert_eq!(record.values().len(), columns(*entity).len());
            prop_assert!(record.values().flatten().all(|value| !value.is_empty()));
        }
    }

    #[test]
    fn standard_record_reads_as_itself(
        given in "(Jane|Łukasz|Mary-Ann|JP)( Anne| J| Siân)?",
        family in "(O'|Mc|van |de la )?(Hill|Rhys|Wałęsa)(-(Jones|Khan))?",
        birth in "19[3-9][0-9]-0[1-9]-[12][0-9]",
        number in "[1-9][0-9]{0,2}[A-D]?",
        street in "(High|Mill|Station|St John's) (Street|Rd|Lane|Ave)",
    ) {
        let address = format!("{number} {street}, Northmere");
        let row = [
            (Field::GivenName, given.as_str()),
            (Field::FamilyName, family.as_str()),
            (Field::BirthDate, birth.as_str()),
            (Field::Address, address.as_str()),
            (Field::Postcode, "LS1 4AP"),
        ];
        let (once, _) = standardise(Entity::Person, &row);
        let (again, problems) = standardise(Entity::Person, &as_row(&once));
        prop_assert!(problems.is_empty());
        prop_assert!(once == again);
    }
}
