//! Housing association tenancies: every member of every tenant household, with birth dates and NI numbers.
//!
//! Shaped on the Universal Housing system: fixed texts padded in places, `1900-01-01` for "no date", the address in one cell
//! that now and then holds a line end, every cell in quotation marks, UTF-8 with a byte order mark.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::{DateForm, Day};
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::identifiers::nino;
use crate::knowledge::{Hearing, SystemNumber};
use crate::names::Sex;
use crate::people::{Residence, Standing, person_id};
use crate::recording::{AddressSlips, FactSlips, NameSlips, recorded_address, recorded_facts, recorded_name};
use crate::town::Tenure;

static EXTRACT: Extract = Extract {
    name: "housing_tenancies",
    purpose: "Tenants and members of their households, for letting and rent",
    tenant: "fellside-homes",
    entity: Entity::Person,
    least_age: None,
    main_home: true,
    file: "housing_tenancies.csv",
    encoding: Encoding::Utf8Bom,
    delimiter: ',',
    quoting: Quoting::Always,
    line_end: "\r\n",
    nulls: &["", "1900-01-01 00:00:00"],
    capitals: false,
    columns: &[
        Column::key("tag_ref"),
        Column::key("person_no"),
        Column::text("house_ref").wide(10),
        Column::text("title").fills("title").wide(10),
        Column::text("forename").fills("given_name").wide(24),
        Column::text("middle_name").fills("middle_names").wide(24),
        Column::text("surname").fills("family_name").wide(20),
        Column::date("dob", DateForm::Timestamp).fills("birth_date"),
        Column::codes("gender", &["M", "F", "U"]).fills("sex"),
        Column::text("ni_no").fills("nino").wide(12),
        Column::codes("relationship", &["TEN", "JNT", "SPO", "CHI", "OTH"]),
        Column::codes("responsible", &["True", "False"]),
        Column::text("con_phone1").fills("phone").wide(21),
        Column::text("email_address").fills("email").wide(50),
        Column::text("prop_ref").wide(12),
        Column::text("con_address").fills("address").wide(200),
        Column::text("con_postcode").fills("postcode").wide(10),
        Column::text("u_llpg_ref").fills("uprn").wide(16),
        Column::codes("tenure", &["SEC", "INT", "ASY", "TAF"]),
        Column::date("cot", DateForm::Timestamp).fills("address_from"),
        Column::date("eot", DateForm::Timestamp).fills("address_to"),
    ],
    breaks: &[
        (Break::BadDate, 0.0012),
        (Break::Ragged, 0.0006),
        (Break::DuplicateKey, 0.0008),
        (Break::UnknownCode, 0.0006),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.014,
    spelling: 0.05,
    short_form: 0.16,
    initial: 0.012,
    no_middle: 0.6,
    middle_initial: 0.15,
    swapped: 0.003,
    no_marks: 0.7,
    no_punctuation: 0.3,
    half: 0.12,
    no_title: 0.05,
};

const FACTS: FactSlips =
    FactSlips { birth_wrong: 0.009, birth_missing: 0.03, sex_wrong: 0.002, sex_missing: 0.02 };

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.006,
    short_type: 0.06,
    part_lost: 0.006,
    part_moved: 0.12,
    building_lost: 0.06,
    locality_lost: 0.3,
    postcode_missing: 0.006,
    postcode_wrong: 0.008,
    postcode_untidy: 0.004,
    uprn_missing: 0.12,
    uprn_wrong: 0.004,
};

pub(super) struct HousingTenancies<'a> {
    desk: Desk<'a>,
}

impl<'a> HousingTenancies<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 20.0, never: 0.01 };
        Self { desk: Desk::new(world, SystemNumber::HousingTenancies, hearing) }
    }

    fn is_kept(&self, number: u32, stay: &Residence) -> bool {
        let world = self.desk.world;
        if world.town.site(stay.site).tenure != Tenure::Association || stay.from > self.desk.today() {
            return false;
        }
        // Half of the former tenancies of these years are still in the extract.
        let former = stay.to <= self.desk.today();
        let kept = self.desk.slips(stay.lead, 0, Facet::Case, 0).happens(0.5);
        self.desk.knowledge().knows_of(number) && (!former || kept && stay.to >= world.population.first)
    }

    fn contact(&self, record: &Record, row: &mut Row<'_>) {
        let population = &self.desk.world.population;
        let mut chance = self.desk.slips(record.subject, 0, Facet::Contact, 0);
        row.cell(&contact::told_phone(0.75, &mut chance, || contact::mobile_of(population, record.subject)));
        row.cell(&contact::told_email(population, record.subject, 0.45, &mut chance));
    }
}

impl System for HousingTenancies<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        let residences = &self.desk.world.population.residences;
        let record = |detail: u32| {
            let stay = &residences[detail as usize];
            Record { order: self.desk.keys.of(u64::from(stay.lead)), subject: stay.person, detail, copy: 0 }
        };
        self.desk.stays(|number, stay| self.is_kept(number, stay)).into_iter().map(record).collect()
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, .. }) = (self.desk, self.desk.world);
        let stay = population.residence(record.detail);
        let person = population.person(record.subject);
        row.cell(&format!("{:07}/01", record.order));
        row.cell(&(stay.seat + 1).to_string());
        row.cell(&format!("H{:07}", stay.site));
        let (family, _) = desk.knowledge().family(record.subject, stay.from);
        let mut chance = desk.slips(record.subject, 0, Facet::Name, stay.lead);
        let name = recorded_name(population, record.subject, family, &NAME, &mut chance);
        row.cells([name.title, &name.given, &name.middle, &name.family]);
        let mut chance = desk.slips(record.subject, 0, Facet::Facts, stay.lead);
        let (born, sex) = recorded_facts(population, record.subject, FACTS, &mut chance);
        row.date(Some(born.unwrap_or(Day::ymd(1900, 1, 1))));
        row.cell(match sex {
            Some(Sex::Male) => "M",
            Some(Sex::Female) => "F",
            None => "U",
        });
        let mut numbers = desk.slips(record.subject, 0, Facet::Numbers, 0);
        let adult = person.age_on(desk.today()) >= 17;
        let known = adult && numbers.happens(if stay.seat < 2 { 0.86 } else { 0.3 });
        row.cell(&if known { nino(record.subject, population.seed) } else { String::new() });
        row.cell(match stay.standing {
            Standing::Head => "TEN",
            Standing::Partner if numbers.happens(0.6) => "JNT",
            Standing::Partner => "SPO",
            Standing::Child => "CHI",
            _ => "OTH",
        });
        row.cell(if stay.standing.is_liable() { "True" } else { "False" });
        self.contact(record, row);
        row.cell(&format!("{:08}", 10_000_000 + stay.site));
        let mut chance = desk.slips(stay.site, 1, Facet::Address, 0);
        let address = recorded_address(Address::of(town, stay.site), &ADDRESS, &mut chance);
        row.cell(&address.single_line(if chance.happens(0.03) { "\r\n" } else { ", " }, false));
        row.cell(&address.postcode);
        row.cell(&if address.uprn == 0 { String::new() } else { address.uprn.to_string() });
        row.cell(["SEC", "ASY", "ASY", "INT"][chance.below(4) as usize]);
        row.date(Some(stay.from));
        let end = desk.knowledge().end_of(record.detail);
        row.date(Some(end.unwrap_or(Day::ymd(1900, 1, 1))));
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}
