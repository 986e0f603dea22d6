//! Council tax: a row for each person liable at each property, names in capitals, hardly a birth date anywhere.
//!
//! Shaped on the Academy revenues system: four address lines of 35, 35, 32 and 32 characters.

use super::World;
use crate::address_text::Address;
use crate::calendar::DateForm;
use crate::chance::Shuffle;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::names::{Given, Sex};
use crate::people::person_id;

static EXTRACT: Extract = Extract {
    name: "council_tax",
    purpose: "Liable persons and discounts",
    tenant: "northmere-council",
    entity: Entity::Person,
    file: "council_tax.csv",
    encoding: Encoding::Windows1252,
    delimiter: '|',
    quoting: Quoting::Never,
    line_end: "\r\n",
    nulls: &[],
    capitals: true,
    columns: &[
        Column::key("ACCOUNT_REF"),
        Column::key("LIAB_SEQ"),
        Column::text("TITLE").fills("title").wide(8),
        Column::text("FORENAME").fills("given_name").wide(32),
        Column::text("MIDDLENAME").fills("middle_names").wide(32),
        Column::text("SURNAME").fills("family_name").wide(32),
        Column::text("ADDR1").fills("address_line").wide(35),
        Column::text("ADDR2").fills("address_line").wide(35),
        Column::text("ADDR3").fills("address_line").wide(32),
        Column::text("ADDR4").fills("address_line").wide(32),
        Column::text("POST_CODE").fills("postcode").wide(10),
        Column::text("UPRN").fills("uprn").wide(12),
        Column::codes("BAND", &["A", "B", "C", "D", "E", "F", "G", "H"]),
        Column::date("OCCUPATION_DATE", DateForm::Slashes).fills("valid_from"),
        Column::date("VACATION_DATE", DateForm::Slashes).fills("valid_to"),
        Column::codes("LIVE_IND", &["0", "1"]),
    ],
    breaks: &[(Break::Ragged, 0.001), (Break::BadDate, 0.0005), (Break::MissingKey, 0.0003), (Break::DuplicateKey, 0.0005)],
};

pub(super) struct CouncilTax<'a> {
    pub(super) world: &'a World,
    pub(super) keys: Shuffle,
}

impl System for CouncilTax<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        let population = &self.world.population;
        (0_u32..)
            .zip(&population.residences)
            .filter(|(_, stay)| stay.standing.is_liable() && stay.from <= population.today)
            .map(|(number, stay)| Record {
                order: self.keys.of(u64::from(stay.lead)),
                subject: stay.person,
                detail: number,
                copy: 0,
            })
            .collect()
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let World { town, population, .. } = self.world;
        let stay = population.residence(record.detail);
        let person = population.person(record.subject);
        let site = town.site(stay.site);
        row.cell(&format!("{:08}", 10_000_000 + record.order));
        row.cell(&(stay.seat + 1).to_string());
        row.cell(if person.sex == Sex::Male { "Mr" } else { "Mrs" });
        row.cell(population.lexicon.given(person.given));
        row.cell(if person.middles[0] == Given::NONE { "" } else { population.lexicon.given(person.middles[0]) });
        row.cell(&population.lexicon.family(population.family_on(record.subject, population.today)));
        let address = Address::of(town, stay.site);
        let lines = address.lines();
        row.cells((0..4).map(|line| lines.get(line).map_or("", String::as_str)));
        row.cell(&address.postcode);
        row.cell(&format!("{:012}", address.uprn));
        row.cell(std::str::from_utf8(&[site.band]).unwrap_or_default());
        row.date(Some(stay.from));
        row.date(Some(stay.to));
        row.cell(if stay.to > population.today { "1" } else { "0" });
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}
