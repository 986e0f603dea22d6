//! Dates whose writing the contract leaves to the column, and days that dates are heaped on.

use std::fmt::Write;

use crate::harness::{Loaded, contract, load_bytes};

const TEXT: &str = "- {name: REF, primaryKey: true}\n- {name: DOB, customProperties: [{property: guildhall.field, value: birth_date}]}";

fn load(columns: &str, dates: impl IntoIterator<Item = String>) -> Loaded {
    let mut text = String::from("REF,DOB\n");
    for (row, date) in dates.into_iter().enumerate() {
        writeln!(text, "{row},{date}").unwrap();
    }
    load_bytes(&contract("", columns), text.as_bytes())
}

fn dates_of(loaded: &Loaded) -> Vec<String> {
    loaded.table("standard", &["birth_date"])
}

fn of(dates: &[&str]) -> Vec<String> {
    dates.iter().map(|date| (*date).to_owned()).collect()
}

#[test]
fn order_of_day_and_month_is_told_by_the_whole_column() {
    let loaded = load(TEXT, of(&["03/04/1987", "04/25/1987", "12/03/87"]));
    assert_eq!(dates_of(&loaded), ["1987-03-04", "1987-04-25", "1987-12-03"]);
    assert!(loaded.outcome.notes.iter().any(|note| note == "DOB: dates are written month first"));
    let loaded = load(TEXT, of(&["03/04/1987", "25/04/1987"]));
    assert_eq!(dates_of(&loaded), ["1987-04-03", "1987-04-25"]);
}

#[test]
fn column_of_both_orders_gives_the_year_of_what_fits_both() {
    let loaded = load(TEXT, of(&["03/04/1987", "25/04/1987", "04/26/1987"]));
    assert_eq!(dates_of(&loaded), ["1987", "1987-04-25", "1987-04-26"]);
    let told = "DOB: 1 dates are written day first and 1 month first: of 1 that can be read both ways only the year is taken";
    assert!(loaded.outcome.notes.iter().any(|note| note == told), "{:?}", loaded.outcome.notes);
}

#[test]
fn numbers_among_dates_are_excels_days() {
    assert_eq!(dates_of(&load(TEXT, of(&["31848", "25/04/1987"]))), ["1987-03-12", "1987-04-25"]);
}

#[test]
fn birth_date_of_two_digit_years_lies_in_the_past() {
    let columns = TEXT.replace("DOB,", "DOB, logicalType: date, logicalTypeOptions: {format: dd/MM/yy},");
    assert_eq!(dates_of(&load(&columns, of(&["25/04/27", "25/04/07"]))), ["1927-04-25", "2007-04-25"]);
}

#[test]
fn dates_heaped_on_new_year_give_their_year() {
    let columns = TEXT.replace("DOB,", "DOB, logicalType: date, logicalTypeOptions: {format: dd/MM/yyyy},");
    let days = (0..300).map(|day| format!("{:02}/{:02}/1960", day % 27 + 2, day % 12 + 1));
    let loaded = load(&columns, days.clone().chain(std::iter::repeat_n("01/01/1950".to_owned(), 30)));
    assert_eq!(dates_of(&loaded).last().map(String::as_str), Some("1950"));
    assert_eq!(dates_of(&loaded)[0], "1960-01-02");
    assert!(
        loaded
            .outcome
            .notes
            .iter()
            .any(|note| note.starts_with("DOB: 30 of 330 dates looked at are on 1 January"))
    );
    let loaded = load(&columns, days.chain(["01/01/1950".to_owned()]));
    assert_eq!(dates_of(&loaded).last().map(String::as_str), Some("1950-01-01"));
}
