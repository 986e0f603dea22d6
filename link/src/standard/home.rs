//! Where somebody lives, from any number of columns of an address.

use rustc_hash::FxHashMap;
use standardise::address::{self, term::Terms};
use standardise::fold::fold_into;
use standardise::postcode::Postcode;

use super::{ADDRESS_WORDS, Built};
use crate::table::{Column, NULL};

/// The standard columns of a home.
const BUILDING: &str = "building_key";
const STREET: &str = "street_key";
const POSTCODE: &str = "postcode";

/// Adds the home that lines of an address, the places they are in and a postcode tell.
pub(super) fn add(built: &mut Built, lines: &[&Column], places: &[&Column], postcode: Option<&Column>) {
    let Some(row_count) =
        lines.iter().chain(places).chain(postcode.iter()).map(|column| column.ids().len()).max()
    else {
        return;
    };
    let mut columns = [BUILDING, STREET, ADDRESS_WORDS, POSTCODE].map(Column::new);
    let mut reader = Reader::default();
    // An address is read once however many records give it.
    let mut known: FxHashMap<Vec<u32>, [u32; 4]> = FxHashMap::default();
    let mut ids: Vec<u32> = Vec::with_capacity(lines.len() + places.len());
    let by_postcode = postcodes(postcode, &mut columns[3]);
    for row in 0..row_count {
        ids.clear();
        ids.extend(lines.iter().chain(places).map(|column| column.ids()[row]));
        let numbers = match known.get(&ids) {
            Some(numbers) => *numbers,
            None => {
                let numbers = reader.read(lines, places, row, &mut columns);
                known.insert(ids.clone(), numbers);
                numbers
            }
        };
        let [building, street, words, inside] = &mut columns;
        building.push_id(numbers[0]);
        street.push_id(numbers[1]);
        words.push_id(numbers[2]);
        let own = postcode.map_or(NULL, |column| by_postcode[column.ids()[row] as usize]);
        inside.push_id(if own == NULL { numbers[3] } else { own });
    }
    for column in columns.into_iter().filter(Column::has_values) {
        built.append(column);
    }
}

/// Reads addresses.
#[derive(Default)]
struct Reader {
    terms: Terms,
    words: String,
}

impl Reader {
    /// The numbers of an address's building, street, words and of a postcode inside it.
    fn read(
        &mut self,
        lines: &[&Column],
        places: &[&Column],
        row: usize,
        columns: &mut [Column; 4],
    ) -> [u32; 4] {
        let texts = |of: &[&'_ Column]| -> Vec<String> {
            of.iter().filter_map(|column| column.text(row)).map(str::to_owned).collect()
        };
        let (lines, places) = (texts(lines), texts(places));
        let read = address::read(lines.iter().map(String::as_str), None);
        self.words.clear();
        for text in lines.iter().chain(&places) {
            self.terms.read(text);
            for (_, word) in self.terms.iter() {
                if !self.words.is_empty() {
                    self.words.push(' ');
                }
                self.words.push_str(word);
            }
        }
        let [building, street, words, inside] = columns;
        [
            building.intern(read.building_key.as_deref().unwrap_or_default()),
            street.intern(read.street_key.as_deref().unwrap_or_default()),
            words.intern(&self.words),
            inside.intern(read.postcode.as_ref().map_or("", Postcode::as_str)),
        ]
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
