//! Where somebody lives, from any number of columns of an address.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use standardise::address::{self, term::Terms};
use standardise::fold::fold_into;
use standardise::postcode::Postcode;

use super::{ADDRESS_WORDS, Built};
use crate::table::{Column, NULL};

/// The standard columns of a home.
const COLUMNS: [&str; 4] = ["building_key", "street_key", ADDRESS_WORDS, "postcode"];
/// Where among them the postcode is: one that stands inside an address counts where the record has none of its own.
const INSIDE: usize = 3;

/// Addresses are read by as many at once as are worth a thread's while.
const READ_AT_ONCE: usize = 1 << 14;

/// Adds the home that lines of an address, the places they are in and a postcode tell.
pub(super) fn add(built: &mut Built, lines: &[&Column], places: &[&Column], postcode: Option<&Column>) {
    let Some(row_count) =
        lines.iter().chain(places).chain(postcode.iter()).map(|column| column.ids().len()).max()
    else {
        return;
    };
    let mut columns = COLUMNS.map(Column::new);
    let by_postcode = postcodes(postcode, &mut columns[INSIDE]);
    // An address is read once however many records give it.
    let (address_of, rows) = combinations(lines.iter().chain(places), row_count);
    let read: Vec<Addresses> =
        rows.par_chunks(READ_AT_ONCE).map(|rows| Addresses::read(rows, lines, places)).collect();
    let numbers: Vec<Numbers> = read.iter().flat_map(|part| part.numbers_in(&mut columns)).collect();
    for (row, address) in address_of.into_iter().enumerate() {
        let mut numbers = numbers[address as usize];
        let own = postcode.map_or(NULL, |column| by_postcode[column.ids()[row] as usize]);
        if own != NULL {
            numbers[INSIDE] = own;
        }
        columns.iter_mut().zip(numbers).for_each(|(column, number)| column.push_id(number));
    }
    for column in columns.into_iter().filter(Column::has_values) {
        built.append(column);
    }
}

/// The distinct combinations of some columns' values: the number of each row's, and the first row of each.
fn combinations<'c>(columns: impl Iterator<Item = &'c &'c Column>, row_count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut number_of = vec![0_u32; row_count];
    let mut known: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for column in columns {
        known.clear();
        for (number, id) in number_of.iter_mut().zip(column.ids()) {
            let next = known.len() as u32;
            *number = *known.entry((*number, *id)).or_insert(next);
        }
    }
    // Numbers are given in the order of the rows.
    let mut rows = Vec::with_capacity(known.len());
    for (row, number) in number_of.iter().enumerate() {
        if *number as usize == rows.len() {
            rows.push(row as u32);
        }
    }
    (number_of, rows)
}

/// The numbers of a home's standard values, in the order of [`COLUMNS`].
type Numbers = [u32; COLUMNS.len()];

/// Addresses that were read, with what they tell in columns of their own.
struct Addresses {
    columns: [Column; COLUMNS.len()],
    numbers: Vec<Numbers>,
}

impl Addresses {
    /// Reads the addresses of some rows.
    fn read(rows: &[u32], lines: &[&Column], places: &[&Column]) -> Self {
        let mut columns = COLUMNS.map(Column::new);
        let (mut terms, mut words) = (Terms::default(), String::new());
        let mut read = |row: &u32| {
            let texts = |of: &[&'_ Column]| -> Vec<String> {
                of.iter().filter_map(|column| column.text(*row as usize)).map(str::to_owned).collect()
            };
            let (lines, places) = (texts(lines), texts(places));
            let read = address::read(lines.iter().map(String::as_str), None);
            words.clear();
            for text in lines.iter().chain(&places) {
                terms.read(text);
                for (_, word) in terms.iter() {
                    if !words.is_empty() {
                        words.push(' ');
                    }
                    words.push_str(word);
                }
            }
            let [building, street, all, inside] = &mut columns;
            [
                building.intern(read.building_key.as_deref().unwrap_or_default()),
                street.intern(read.street_key.as_deref().unwrap_or_default()),
                all.intern(&words),
                inside.intern(read.postcode.as_ref().map_or("", Postcode::as_str)),
            ]
        };
        let numbers = rows.iter().map(&mut read).collect();
        Self { columns, numbers }
    }

    /// The numbers as they are in other columns, which take over the values that they lack.
    fn numbers_in(&self, columns: &mut [Column; COLUMNS.len()]) -> Vec<Numbers> {
        let mut number_of: [Vec<u32>; COLUMNS.len()] = [const { Vec::new() }; COLUMNS.len()];
        for ((own, column), number_of) in self.columns.iter().zip(columns).zip(&mut number_of) {
            let values = own.dictionary();
            number_of.extend((0..values.id_count() as u32).map(|id| column.intern_bytes(values.bytes(id))));
        }
        let told = |numbers: &Numbers| {
            let mut told = *numbers;
            told.iter_mut().zip(&number_of).for_each(|(number, of)| *number = of[*number as usize]);
            told
        };
        self.numbers.iter().map(told).collect()
    }
}

/// The postcode of each distinct value: in its standard form where it is British, else its letters and digits.
fn postcodes(column: Option<&Column>, into: &mut Column) -> Vec<u32> {
    let Some(column) = column else { return Vec::new() };
    let dictionary = column.dictionary();
    let mut buffer = String::new();
    let number = |id: u32| {
        let text = std::str::from_utf8(dictionary.bytes(id)).unwrap_or_default();
        match Postcode::read(text).value {
            Some(postcode) => into.intern(postcode.as_str()),
            None => {
                fold_into(text, &mut buffer);
                into.intern(&buffer)
            }
        }
    };
    (0..dictionary.id_count() as u32).map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More addresses than are read at once, each of them twice, in two columns.
    fn columns() -> [Column; 2] {
        let mut columns = ["street", "town"].map(Column::new);
        for row in 0..(3 * READ_AT_ONCE) {
            let home = (row * 7) % (3 * READ_AT_ONCE / 2);
            columns[0].push(Some(&format!("{} Mill Road", home % 9_000 + 1)));
            columns[1].push(if home.is_multiple_of(5) { None } else { Some(["Leeds", "Otley"][home % 2]) });
        }
        columns
    }

    #[test]
    fn addresses_read_side_by_side_are_those_read_row_by_row() {
        let columns = columns();
        let row_count = columns[0].ids().len();
        let [street, town] = &columns;
        let mut built = Built { row_count, ..Built::default() };
        add(&mut built, &[street, town], &[], None);
        let words = built.columns.iter().find(|column| column.name() == ADDRESS_WORDS).unwrap();
        for row in (0..row_count).step_by(97) {
            let mut alone = ["street", "town"].map(Column::new);
            alone.iter_mut().zip(&columns).for_each(|(one, all)| one.push(all.text(row)));
            let mut one = Built { row_count: 1, ..Built::default() };
            add(&mut one, &[&alone[0], &alone[1]], &[], None);
            for column in &one.columns {
                let all = built.columns.iter().find(|all| all.name() == column.name()).unwrap();
                assert_eq!(all.text(row), column.text(0), "{} of row {row}", column.name());
            }
        }
        let mut seen = 0;
        for id in words.ids() {
            assert!(*id <= seen + 1, "values are numbered as they appear");
            seen = seen.max(*id);
        }
        assert_eq!(seen as usize + 1, words.dictionary().id_count());
    }

    #[test]
    fn combinations_are_numbered_as_they_appear() {
        let mut columns = ["a", "b"].map(Column::new);
        for (a, b) in [("x", "1"), ("y", "1"), ("x", "1"), ("x", "2"), ("y", "1"), ("", "")] {
            columns[0].push(Some(a));
            columns[1].push(Some(b));
        }
        let (numbers, rows) = combinations([&columns[0], &columns[1]].iter(), 6);
        assert_eq!(numbers, [0, 1, 0, 2, 1, 3]);
        assert_eq!(rows, [0, 1, 3, 5]);
        assert_eq!(combinations([].iter(), 2), (vec![0, 0], vec![0]));
    }
}
