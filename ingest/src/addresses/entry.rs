//! A row of a table of addresses, as entries of a gazetteer.

use gazetteer::{AddressableObject, Entry, EntryStatus};
use standardise::address::bs7666::joined;
use standardise::address::parse::Parser;
use standardise::uprn::Uprn;
use standardise::usrn::Usrn;

use super::field::AddressField;
use crate::is_null_word;

/// The values of a row by their fields, over buffers that are used again.
pub(super) struct Values<'r> {
    cells: [&'r str; AddressField::COUNT],
    lines: Vec<&'r str>,
}

impl<'r> Values<'r> {
    /// The values of a row's cells, of which each field's are at these places. A later column of a field overlays an earlier
    /// one where it is not blank.
    pub(super) fn of(cells: &[&'r str], fields: &[(usize, AddressField)]) -> Self {
        let mut values = Self { cells: [""; AddressField::COUNT], lines: Vec::new() };
        for (at, field) in fields {
            let cell = cells.get(*at).map_or("", |cell| cell.trim());
            if cell.is_empty() || is_null_word(cell) {
                continue;
            }
            if *field == AddressField::AddressLine {
                values.lines.push(cell);
            }
            values.cells[*field as usize] = cell;
        }
        values
    }

    pub(super) fn get(&self, field: AddressField) -> &'r str {
        self.cells[field as usize]
    }

    /// The UPRN, or why there is none.
    pub(super) fn uprn(&self) -> Result<u64, &'static str> {
        let text = self.get(AddressField::Uprn);
        if text.is_empty() {
            return Err("uprn_blank");
        }
        let reading = Uprn::read(text);
        reading.value.map(Uprn::get).ok_or(reading.finding.map_or("uprn_form", |finding| finding.rule))
    }

    /// The address, or why there is none.
    pub(super) fn entry(&self, parser: &mut Parser) -> Result<Entry, &'static str> {
        use AddressField as F;
        let Some(status) = EntryStatus::read(self.get(F::Status)) else {
            return Err("status_without_address");
        };
        let mut entry = Entry {
            uprn: self.uprn()?,
            status,
            parent_uprn: Uprn::read(self.get(F::ParentUprn)).value.map(Uprn::get),
            organisation: joined(&[self.get(F::Organisation), self.get(F::Department)], ", "),
            postcode: self.get(F::Postcode).to_owned(),
            usrn: Usrn::read(self.get(F::Usrn)).value.and_then(|usrn| usrn.as_str().parse().ok()),
            classification: self.get(F::Classification).to_owned(),
            grid: pair(self.get(F::Easting), self.get(F::Northing), 100.0),
            degrees: pair(self.get(F::Latitude), self.get(F::Longitude), 1e7),
            ..Entry::default()
        };
        self.fill(&mut entry);
        if entry.is_blank() {
            self.fill_from_lines(&mut entry, parser);
        }
        entry.parent_uprn = entry.parent_uprn.filter(|parent| *parent != entry.uprn);
        if entry.is_blank() { Err("address_blank") } else { Ok(entry) }
    }

    /// Fills in the parts.
    fn fill(&self, entry: &mut Entry) {
        use AddressField as F;
        let secondary = AddressableObject {
            start_number: self.get(F::SaoStartNumber),
            start_suffix: self.get(F::SaoStartSuffix),
            end_number: self.get(F::SaoEndNumber),
            end_suffix: self.get(F::SaoEndSuffix),
            text: self.get(F::SaoText),
        };
        let primary = AddressableObject {
            start_number: self.get(F::PaoStartNumber),
            start_suffix: self.get(F::PaoStartSuffix),
            end_number: self.get(F::PaoEndNumber),
            end_suffix: self.get(F::PaoEndSuffix),
            text: self.get(F::PaoText),
        };
        let first = |own: &str, other: String| if own.is_empty() { other } else { own.to_owned() };
        entry.sub_building = first(self.get(F::SubBuilding), secondary.line());
        entry.building_name = first(self.get(F::BuildingName), primary.text.to_owned());
        entry.building_number = first(self.get(F::BuildingNumber), primary.number());
        if !self.get(F::PoBox).is_empty() {
            let po_box = format!("PO BOX {}", self.get(F::PoBox));
            entry.building_name = joined(&[&po_box, &entry.building_name], ", ");
        }
        entry.street = joined(&[self.get(F::DependentStreet), self.get(F::Street)], ", ");
        entry.locality = joined(&[self.get(F::DependentLocality), self.get(F::Locality)], ", ");
        let is_bare = entry.is_blank();
        entry.town = first(self.get(F::Town), self.get(F::PostTown).to_owned());
        if is_bare && !(self.get(F::Address).is_empty() && self.lines.is_empty()) {
            // The town alone is no address where the whole stands in other cells.
            entry.town.clear();
        }
    }

    /// Takes apart what stands in lines or in one cell.
    fn fill_from_lines(&self, entry: &mut Entry, parser: &mut Parser) {
        use AddressField as F;
        let own = [self.get(F::Address)];
        let lines = if self.lines.is_empty() { &own[..] } else { &self.lines };
        let town =
            [F::Town, F::PostTown].map(|field| self.get(field)).into_iter().find(|town| !town.is_empty());
        *entry = std::mem::take(entry).with_parts(parser.parse(lines.iter().copied()));
        if let Some(town) = town {
            entry.town = town.to_owned();
        }
    }
}

/// Two numbers in whole parts of their unit; none where either is none or is out of range.
fn pair(first: &str, second: &str, parts: f64) -> Option<(i32, i32)> {
    let whole = |text: &str| {
        let number = text.parse::<f64>().ok()? * parts;
        (number.abs() < f64::from(i32::MAX)).then(|| number.round() as i32)
    };
    whole(first).zip(whole(second)).filter(|pair| *pair != (0, 0))
}
