//! The electoral register: adults by address, six address lines, a birth date only for those about to turn 18.
//!
//! Shaped on the export of an electoral management system: tab-separated UTF-16 with a byte order mark, elector numbers in
//! three parts. Households register late and are taken off later still.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::DateForm;
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::knowledge::{Hearing, SystemNumber};
use crate::names::Background;
use crate::people::{Residence, Standing, person_id};
use crate::recording::{AddressSlips, NameSlips, recorded_address, recorded_name};

static EXTRACT: Extract = Extract {
    name: "electoral_register",
    purpose: "Register of electors, for the conduct of elections",
    tenant: "northmere-council",
    entity: Entity::Person,
    least_age: Some(16),
    main_home: true,
    file: "electoral_register.tsv",
    encoding: Encoding::Utf16Le,
    delimiter: '\t',
    quoting: Quoting::Never,
    line_end: "\r\n",
    nulls: &[],
    capitals: false,
    columns: &[
        Column::key("Elector Number Prefix"),
        Column::key("Elector Number"),
        Column::key("Elector Number Suffix"),
        Column::text("Elector Markers"),
        Column::date("Elector DOB", DateForm::Slashes).fills("birth_date"),
        Column::text("Elector Surname").fills("family_name").wide(50),
        Column::text("Elector Forename").fills("given_name").wide(50),
        Column::text("PostCode").fills("postcode"),
        Column::text("Address1").fills("address_line").wide(50),
        Column::text("Address2").fills("address_line").wide(50),
        Column::text("Address3").fills("address_line").wide(50),
        Column::text("Address4").fills("address_line").wide(50),
        Column::text("Address5").fills("address_line").wide(50),
        Column::text("Address6").fills("address_line").wide(50),
        Column::text("UPRN").fills("uprn"),
        Column::codes("Absent Vote", &["Postal", "Proxy"]),
        Column::text("Elector Email").fills("email").wide(255),
        Column::text("Elector Telephone").fills("phone").wide(30),
    ],
    breaks: &[(Break::Ragged, 0.0006), (Break::RepeatedHeader, 0.0001), (Break::DuplicateKey, 0.0004)],
};

const NAME: NameSlips = NameSlips {
    typo: 0.009,
    spelling: 0.03,
    short_form: 0.06,
    initial: 0.0,
    no_middle: 0.38,
    middle_initial: 0.14,
    swapped: 0.0015,
    no_marks: 0.4,
    no_punctuation: 0.12,
    half: 0.06,
    no_title: 1.0,
};

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.004,
    short_type: 0.01,
    part_lost: 0.002,
    part_moved: 0.08,
    building_lost: 0.05,
    locality_lost: 0.15,
    postcode_missing: 0.002,
    postcode_wrong: 0.005,
    postcode_untidy: 0.001,
    uprn_missing: 0.03,
    uprn_wrong: 0.004,
};

pub(super) struct ElectoralRegister<'a> {
    desk: Desk<'a>,
}

impl<'a> ElectoralRegister<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 70.0, never: 0.02 };
        Self { desk: Desk::new(world, SystemNumber::ElectoralRegister, hearing) }
    }

    fn is_registered(&self, number: u32, stay: &Residence) -> bool {
        let today = self.desk.today();
        if stay.from > today || stay.to < self.desk.world.population.first {
            return false;
        }
        let person = self.desk.world.population.person(stay.person);
        let age = person.age_on(today);
        let mut chance = self.desk.enrolling(stay.person);
        let entitled = match person.background {
            Background::Chinese => 0.4,
            Background::Arabic | Background::Somali => 0.55,
            Background::Romanian | Background::Polish => 0.7,
            Background::IndianHindu | Background::WestAfrican => 0.85,
            _ => 1.0,
        };
        // Source: The Electoral Commission's accuracy and completeness studies: from two thirds of the young to 96 %.
        let complete = match age {
            ..17 => 0.0,
            17..20 => 0.62,
            20..35 => 0.86,
            35..55 => 0.94,
            _ => 0.98,
        };
        let complete = if stay.standing == Standing::Student { complete * 0.5 } else { complete };
        let knowledge = self.desk.knowledge();
        // Who registers at a new address is taken off at the old.
        let next = self.desk.world.population.next_stay(number);
        chance.happens(entitled * complete)
            && !next.is_some_and(|(next, _)| knowledge.knows_of(next))
            && knowledge.knows_of(number)
            && knowledge.end_of(number).is_none()
    }

    fn markers(&self, person: u32) -> &'static str {
        match self.desk.world.population.person(person).background {
            Background::Polish | Background::Romanian => "G",
            _ if self.desk.slips(person, 0, Facet::Case, 0).happens(0.05) => "K",
            _ => "",
        }
    }
}

impl System for ElectoralRegister<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    /// Numbers run through each polling district in the order people came; who goes leaves a gap.
    fn records(&self) -> Vec<Record> {
        let world = self.desk.world;
        let registered = self.desk.stays(|number, stay| self.is_registered(number, stay));
        let mut registered = registered.into_iter().peekable();
        let mut issued = vec![0_u32; world.town.localities.len() * 4];
        let mut records = Vec::new();
        for (number, stay) in (0_u32..).zip(&world.population.residences) {
            let district = world.town.street(stay.site).polling_district;
            let last = &mut issued[usize::from(district)];
            *last += 1;
            if registered.next_if_eq(&number).is_some() {
                let order = u64::from(district) << 32 | u64::from(*last);
                records.push(Record { order, subject: stay.person, detail: number, copy: 0 });
            }
        }
        records
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, .. }) = (self.desk, self.desk.world);
        let stay = population.residence(record.detail);
        let person = population.person(record.subject);
        row.cell(&district_code((record.order >> 32) as u32));
        row.cell(&(record.order & u64::from(u32::MAX)).to_string());
        row.cell("0");
        row.cell(self.markers(record.subject));
        let attainer = person.age_on(desk.today()) < 18;
        row.date(attainer.then_some(person.born));
        let (family, _) = desk.knowledge().family(record.subject, stay.from);
        let mut chance = desk.slips(record.subject, 0, Facet::Name, record.detail);
        let name = recorded_name(population, record.subject, family, &NAME, &mut chance);
        row.cell(&name.family);
        row.cell(format!("{} {}", name.given, name.middle).trim_end());
        let mut chance = desk.slips(stay.site, 1, Facet::Address, 0);
        let address = recorded_address(Address::of(town, stay.site), &ADDRESS, &mut chance);
        row.cell(&address.postcode);
        row.cells(address.packed_lines(6, 50).iter().map(String::as_str));
        row.cell(&if address.uprn == 0 { String::new() } else { address.uprn.to_string() });
        let vote = desk.slips(record.subject, 0, Facet::Case, 1).unit();
        row.cell(if vote < 0.21 {
            "Postal"
        } else if vote < 0.213 {
            "Proxy"
        } else {
            ""
        });
        // Registering online asks for an address to confirm to.
        let mut chance = desk.slips(record.subject, 0, Facet::Contact, 0);
        row.cell(&contact::told_email(population, record.subject, 0.52, &mut chance));
        row.cell(&contact::told_phone(0.3, &mut chance, || contact::mobile_of(population, record.subject)));
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}

/// A polling district's letters: `AA` to `ZZ`.
fn district_code(district: u32) -> String {
    let letter = |number: u32| char::from(b'A' + (number % 26) as u8);
    format!("{}{}{}", letter(district / 26), letter(district), letter(district / 4))
}
