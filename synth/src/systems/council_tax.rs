//! Council tax: a row for each person liable at each property, names in capitals, no birth dates.
//!
//! Shaped on the Academy revenues system: four address lines of 35, 35, 32 and 32 characters, accounts and properties
//! apart, accounts closed rather than deleted, and `THE OCCUPIER` where nobody has come forward.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::DateForm;
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::knowledge::{Hearing, SystemNumber};
use crate::people::{End, Residence, person_id};
use crate::recording::{AddressSlips, NameSlips, RecordedName, recorded_address, recorded_name};
use crate::town::{NONE, Use};

static EXTRACT: Extract = Extract {
    name: "council_tax",
    purpose: "Liable persons and discounts, for billing and collection",
    tenant: "northmere-council",
    entity: Entity::Person,
    least_age: Some(18),
    main_home: true,
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
        Column::text("LIAB_TITLE").fills("title").wide(8),
        Column::text("LIAB_FORENAME").fills("given_name").wide(32),
        Column::text("LIAB_MIDDLENAME").fills("middle_names").wide(32),
        Column::text("LIAB_SURNAME").fills("family_name").wide(32),
        Column::text("PROPERTY_REF").wide(18),
        Column::text("ADDR1").fills("address_line").wide(35),
        Column::text("ADDR2").fills("address_line").wide(35),
        Column::text("ADDR3").fills("address_line").wide(32),
        Column::text("ADDR4").fills("address_line").wide(32),
        Column::text("POSTCODE").fills("postcode").wide(8),
        Column::text("UPRN").fills("uprn").wide(12),
        Column::codes("BAND", &["A", "B", "C", "D", "E", "F", "G", "H"]),
        Column::date("OCCUPATION_DATE", DateForm::Slashes).fills("address_from"),
        Column::date("VACATION_DATE", DateForm::Slashes).fills("address_to"),
        Column::codes("LIVE_IND", &["0", "1"]).required(),
        Column::codes("DISC_CODE", &["SPD25", "DISREG", "EMPTY", "CTR"]),
        Column::codes("PAYMETH_CODE", &["DD01", "DD15", "CASH", "SO", "CARD"]),
        Column::text("PHONENUM1").fills("phone").wide(20),
        Column::text("EMAIL_ADDR").fills("email").wide(128),
        Column::text("FOR_ADDR1").wide(32),
        Column::text("FOR_ADDR2").wide(32),
        Column::text("FOR_ADDR3").wide(32),
        Column::text("FOR_POSTCODE").wide(8),
    ],
    breaks: &[
        (Break::Ragged, 0.0008),
        (Break::BadDate, 0.0005),
        (Break::MissingKey, 0.0002),
        (Break::DuplicateKey, 0.0004),
        (Break::UnknownCode, 0.0004),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.012,
    spelling: 0.05,
    short_form: 0.12,
    initial: 0.05,
    no_middle: 0.55,
    middle_initial: 0.2,
    swapped: 0.002,
    no_marks: 0.6,
    no_punctuation: 0.25,
    half: 0.12,
    no_title: 0.03,
};

/// Bills go to the property: its address is the gazetteer's, cut to the columns.
const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.004,
    short_type: 0.03,
    part_lost: 0.003,
    part_moved: 0.05,
    building_lost: 0.03,
    locality_lost: 0.1,
    postcode_missing: 0.004,
    postcode_wrong: 0.006,
    postcode_untidy: 0.002,
    uprn_missing: 0.015,
    uprn_wrong: 0.003,
};

pub(super) struct CouncilTax<'a> {
    desk: Desk<'a>,
}

/// How long closed accounts stay in the extract. Units: days.
const CLOSED_DAYS: i32 = 550;

impl<'a> CouncilTax<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 25.0, never: 0.006 };
        Self { desk: Desk::new(world, SystemNumber::CouncilTax, hearing) }
    }

    fn is_kept(&self, number: u32, stay: &Residence) -> bool {
        if !stay.standing.is_liable()
            || stay.from > self.desk.today()
            || stay.to < self.desk.world.population.first
        {
            return false;
        }
        let knowledge = self.desk.knowledge();
        if !knowledge.knows_of(number) {
            return false;
        }
        // An account that went along to the next home is there once, at the latest home known.
        let next = self.desk.world.population.next_stay(number);
        if next.is_some_and(|(next, after)| after.account == stay.account && knowledge.knows_of(next)) {
            return false;
        }
        let mut chance = self.desk.slips(stay.person, 0, Facet::Case, number);
        let owes = chance.happens(0.1);
        knowledge.end_of(number).is_none_or(|end| owes || end.plus(CLOSED_DAYS) > self.desk.today())
    }

    /// Nobody has come forward for some of the empty homes.
    fn occupiers(&self) -> impl Iterator<Item = Record> + '_ {
        let world = self.desk.world;
        let empty = world.town.homes.iter().filter(|site| world.adults[**site as usize] == 0);
        empty.filter(|site| self.desk.slips(**site, 7, Facet::Case, 0).happens(0.04)).map(|site| Record {
            order: self.desk.keys.of(u64::from(*site) + 70_000_000),
            subject: NONE,
            detail: *site,
            copy: 0,
        })
    }

    fn occupier(&self, record: &Record, row: &mut Row<'_>) {
        let site = record.detail;
        row.cell(&account(record));
        row.cell("1");
        row.cells(["", "", "", "THE OCCUPIER"]);
        self.property(site, &Address::of(&self.desk.world.town, site), row);
        row.date(None);
        row.date(None);
        row.cells(["1", "EMPTY", "", "", "", "", "", "", ""]);
    }

    fn property(&self, site: u32, address: &Address, row: &mut Row<'_>) {
        row.cell(&format!("{:07}{:04}", 9_000_000 + site / 500, site % 500 * 10));
        let lines = address.packed_lines(4, 35);
        row.cells(lines.iter().map(String::as_str));
        row.cell(&address.postcode);
        row.cell(&uprn_text(address.uprn));
        let band = [self.desk.world.town.site(site).band];
        row.cell(std::str::from_utf8(&band).unwrap_or_default());
    }

    fn name(&self, record: &Record, stay: &Residence, closed: bool) -> RecordedName {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let (family, _) = desk.knowledge().family(record.subject, stay.from);
        let mut chance = desk.slips(record.subject, 0, Facet::Name, stay.lead);
        let mut name = recorded_name(population, record.subject, family, &NAME, &mut chance);
        if closed && stay.end == End::Died && chance.happens(0.6) {
            name.title = "EXORS";
        }
        name
    }

    fn contact(&self, record: &Record, stay: &Residence, row: &mut Row<'_>) {
        let population = &self.desk.world.population;
        let mut chance = self.desk.slips(record.subject, 0, Facet::Contact, record.detail);
        let mobile = chance.happens(0.7);
        row.cell(&contact::told_phone(0.42, &mut chance, || match mobile {
            true => contact::mobile_of(population, record.subject),
            false => contact::landline_of(population, stay.site),
        }));
        row.cell(&contact::told_email(population, record.subject, 0.55, &mut chance));
    }

    /// Where a person who has gone can be written to.
    fn forwarding(&self, record: &Record, closed: bool, row: &mut Row<'_>) {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let next = population.next_stay(record.detail);
        let told = closed && desk.slips(record.subject, 0, Facet::Forwarding, record.detail).happens(0.65);
        let Some((_, stay)) = next.filter(|_| told) else {
            return row.cells(["", "", "", ""]);
        };
        let address = Address::of(&desk.world.town, stay.site);
        row.cells(address.packed_lines(3, 32).iter().map(String::as_str));
        row.cell(&address.postcode);
    }
}

impl System for CouncilTax<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        let residences = &self.desk.world.population.residences;
        let record = |detail: u32| {
            let stay = &residences[detail as usize];
            Record {
                order: self.desk.keys.of(u64::from(stay.account)),
                subject: stay.person,
                detail,
                copy: 0,
            }
        };
        self.desk
            .stays(|number, stay| self.is_kept(number, stay))
            .into_iter()
            .map(record)
            .chain(self.occupiers())
            .collect()
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        if record.subject == NONE {
            return self.occupier(record, row);
        }
        let (desk, World { town, population, adults, .. }) = (self.desk, self.desk.world);
        let stay = population.residence(record.detail);
        let end = desk.knowledge().end_of(record.detail);
        row.cell(&account(record));
        row.cell(&(stay.seat + 1).to_string());
        let name = self.name(record, stay, end.is_some());
        row.cells([name.title, &name.given, &name.middle, &name.family]);
        let mut chance = desk.slips(stay.site, 1, Facet::Address, 0);
        let address = recorded_address(Address::of(town, stay.site), &ADDRESS, &mut chance);
        self.property(stay.site, &address, row);
        row.date(Some(stay.from));
        row.date(end);
        row.cell(if end.is_none() { "1" } else { "0" });
        let alone = adults[stay.site as usize] == 1 && town.site(stay.site).usage != Use::CareHome;
        let mut case = desk.slips(record.subject, 0, Facet::Case, stay.lead);
        row.cell(match case.unit() {
            point if alone && end.is_none() && point < 0.93 => "SPD25",
            point if point > 0.985 => "DISREG",
            point if point > 0.93 => "CTR",
            _ => "",
        });
        row.cell(["DD01", "DD15", "DD01", "CASH", "SO", "CARD", "DD15"][case.below(7) as usize]);
        self.contact(record, stay, row);
        self.forwarding(record, end.is_some(), row);
    }

    fn truth(&self, record: &Record) -> String {
        if record.subject == NONE { format!("N{:08}", record.detail) } else { person_id(record.subject) }
    }
}

fn account(record: &Record) -> String {
    format!("{:08}", 10_000_000 + record.order)
}

/// A UPRN as the revenues system stores it: twelve digits, blank where there is none.
fn uprn_text(uprn: u64) -> String {
    if uprn == 0 { String::new() } else { format!("{uprn:012}") }
}
