//! GP registrations: everybody, with birth date and NHS number, at the address they last told the practice.

use super::World;
use crate::address_text::Address;
use crate::calendar::DateForm;
use crate::chance::Shuffle;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::identifiers::nhs_text;
use crate::names::Sex;
use crate::people::person_id;

static EXTRACT: Extract = Extract {
    name: "gp_registrations",
    purpose: "Patients registered with the place's practices",
    tenant: "northmere-icb",
    entity: Entity::Person,
    file: "gp_registrations.csv",
    encoding: Encoding::Utf8Bom,
    delimiter: ',',
    quoting: Quoting::Needed,
    line_end: "\r\n",
    nulls: &[],
    capitals: false,
    columns: &[
        Column::key("REGISTRATION_ID"),
        Column::text("NHS_NUMBER").fills("nhs_number"),
        Column::text("SURNAME").fills("family_name").wide(35),
        Column::text("FORENAMES").fills("given_name").wide(35),
        Column::codes("SEX", &["0", "1", "2", "9"]).fills("sex"),
        Column::date("DATE_OF_BIRTH", DateForm::Compact).fills("birth_date"),
        Column::text("ADDRESS_1").fills("address_line").wide(35),
        Column::text("ADDRESS_2").fills("address_line").wide(35),
        Column::text("ADDRESS_3").fills("address_line").wide(35),
        Column::text("ADDRESS_4").fills("address_line").wide(35),
        Column::text("ADDRESS_5").fills("address_line").wide(35),
        Column::text("POSTCODE").fills("postcode"),
    ],
    breaks: &[(Break::BadDate, 0.0005), (Break::InvalidBytes, 0.0005), (Break::RepeatedHeader, 0.0001)],
};

pub(super) struct GpRegistrations<'a> {
    pub(super) world: &'a World,
    pub(super) keys: Shuffle,
}

impl System for GpRegistrations<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        let population = &self.world.population;
        (0..population.people.len() as u32)
            .map(|person| Record { order: self.keys.of(u64::from(person)), subject: person, detail: 0, copy: 0 })
            .collect()
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let World { town, population, nhs } = self.world;
        let person = population.person(record.subject);
        row.cell(&format!("R{:09}", record.order));
        row.cell(&nhs_text(nhs[record.subject as usize]));
        row.cell(&population.lexicon.family(population.family_on(record.subject, population.today)));
        row.cell(population.lexicon.given(person.given));
        row.cell(if person.sex == Sex::Male { "1" } else { "2" });
        row.date(Some(person.born));
        let stay = population.home_on(record.subject, population.today);
        let address = stay.map(|stay| Address::of(town, stay.site)).unwrap_or_default();
        let lines = address.lines();
        row.cells((0..5).map(|line| lines.get(line).map_or("", String::as_str)));
        row.cell(&address.postcode);
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}
