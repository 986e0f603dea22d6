//! Adult social care: people with care needs now or lately, with NHS number where somebody looked it up.
//!
//! Shaped on the Mosaic case system: one 464-character address, dates as Oracle prints them, `NULL` in words, a full name
//! beside its parts, deaths noted late, and here and there one person under two numbers.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::{DateForm, Day};
use crate::chance::{Chance, Purpose};
use crate::contact;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::identifiers::nhs_text;
use crate::knowledge::{Hearing, SystemNumber};
use crate::names::{Background, Sex};
use crate::people::person_id;
use crate::recording::{
    AddressSlips, FactSlips, NameSlips, recorded_address, recorded_facts, recorded_name, short_form,
};
use crate::town::{NONE, Use};

static EXTRACT: Extract = Extract {
    name: "adult_social_care",
    purpose: "Adults known to social care, for assessment and support under the Care Act 2014",
    tenant: "northmere-council",
    entity: Entity::Person,
    least_age: Some(18),
    main_home: false,
    file: "adult_social_care.csv",
    encoding: Encoding::Utf8,
    delimiter: ',',
    quoting: Quoting::Needed,
    line_end: "\n",
    nulls: &["NULL"],
    capitals: false,
    columns: &[
        Column::key("PERSON_ID"),
        Column::text("NHS_ID").fills("nhs_number"),
        Column::text("FULL_NAME").wide(62),
        Column::text("TITLE").fills("title").wide(8),
        Column::text("FIRST_NAME").fills("given_name").wide(30),
        Column::text("LAST_NAME").fills("family_name").wide(30),
        Column::text("ALIAS_NAME").fills("known_as").wide(30),
        Column::date("DATE_OF_BIRTH", DateForm::Oracle).fills("birth_date"),
        Column::date("DATE_OF_DEATH", DateForm::Oracle).fills("death_date"),
        Column::codes("GENDER", &["M", "F", "U"]).fills("sex"),
        Column::text("FULL_ETHNICITY_CODE"),
        Column::codes("RESTRICTED", &["Y", "N"]),
        Column::text("ADDRESS").fills("address").wide(464),
        Column::text("POST_CODE").fills("postcode").wide(16),
        Column::text("UNIQUE_ID").fills("uprn"),
        Column::date("ADDRESS_START_DATE", DateForm::Oracle).fills("address_from"),
        Column::codes("ADDRESS_TYPE", &["HOME", "CARE", "TEMP"]),
        Column::text("TELEPHONE_NUMBER").fills("phone").wide(32),
        Column::text("EMAIL_ADDRESS").fills("email"),
        Column::codes("PRIMARY_SUPPORT_REASON", &["PHYS", "SENS", "MEMC", "LDIS", "MHLT", "SOCI"]),
        Column::date("REFERRED_ON", DateForm::Oracle),
    ],
    breaks: &[
        (Break::BadDate, 0.002),
        (Break::Ragged, 0.001),
        (Break::MissingKey, 0.0008),
        (Break::UnknownCode, 0.0015),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.016,
    spelling: 0.06,
    short_form: 0.3,
    initial: 0.004,
    no_middle: 1.0,
    middle_initial: 0.0,
    swapped: 0.004,
    no_marks: 0.6,
    no_punctuation: 0.2,
    half: 0.1,
    no_title: 0.12,
};

const FACTS: FactSlips =
    FactSlips { birth_wrong: 0.008, birth_missing: 0.01, sex_wrong: 0.0015, sex_missing: 0.01 };

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.012,
    short_type: 0.05,
    part_lost: 0.02,
    part_moved: 0.15,
    building_lost: 0.1,
    locality_lost: 0.3,
    postcode_missing: 0.012,
    postcode_wrong: 0.01,
    postcode_untidy: 0.01,
    uprn_missing: 0.35,
    uprn_wrong: 0.005,
};

/// NHS numbers are missing where the person came by another door than the hospital's. Units: share of records.
const NHS_MISSING: f64 = 0.18;

/// Wife's and husband's numbers mixed up. Units: share of records of people with a partner.
const NHS_PARTNERS: f64 = 0.004;

/// Share of people who are on the system a second time.
const TWICE: f64 = 0.012;

pub(super) struct AdultSocialCare<'a> {
    desk: Desk<'a>,
}

/// When a person first needs care, if ever before that day: true of the person, not of the system.
pub(super) fn care_from(world: &World, number: u32, today: Day) -> Option<Day> {
    let person = world.population.person(number);
    let mut chance = Chance::of(world.population.seed, Purpose::Care, u64::from(number), 0);
    // One in fifty is disabled young; the rest become frail at an age of their own.
    let age = if chance.happens(0.022) { 18.0 + chance.unit() * 30.0 } else { chance.around(90.0, 9.0) };
    let from = person.born.plus_years(age);
    (from <= today && from < person.died && person.age_on(today) >= 18).then_some(from)
}

impl<'a> AdultSocialCare<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 90.0, never: 0.06 };
        Self { desk: Desk::new(world, SystemNumber::AdultSocialCare, hearing) }
    }

    /// The day a person was referred, where they were.
    fn referred(&self, person: u32) -> Option<Day> {
        let desk = self.desk;
        let from = care_from(desk.world, person, desk.today())?;
        let arrived = desk.world.population.residences_of(person).last()?.1.from;
        let mut chance = desk.enrolling(person);
        let known = chance.happens(0.8);
        let referred = from.max(arrived).plus(chance.wait(150.0) as i32);
        let recent = desk.world.population.first.plus(-300 - chance.between(0, 2500));
        // Cases closed by death go to the archive after two years.
        let archived = desk.world.population.person(person).died.plus(730) < desk.today();
        let left = desk.knowledge().departure(person).is_some_and(|day| day.plus(200) < desk.today());
        (known && referred <= desk.today() && !archived && !left).then_some(referred.max(recent))
    }

    fn nhs_cell(&self, person: u32, copy: u8) -> String {
        let World { population, nhs, .. } = self.desk.world;
        let mut chance = self.desk.slips(person, copy, Facet::Numbers, 0);
        if chance.happens(NHS_MISSING) {
            return String::new();
        }
        let partner = population.person(person).partner;
        let whose = if partner != NONE && chance.happens(NHS_PARTNERS) { partner } else { person };
        nhs_text(nhs[whose as usize])
    }

    fn enrolled(&self, record: &Record) -> Day {
        Day(record.detail as i32)
    }
}

impl System for AdultSocialCare<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        self.desk.records_of_people(|person| {
            let Some(referred) = self.referred(person) else {
                return Vec::new();
            };
            let twice = self.desk.slips(person, 0, Facet::Case, 0).happens(TWICE);
            (0..=u8::from(twice)).map(|copy| (copy, referred.plus(i32::from(copy) * 40))).collect()
        })
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, .. }) = (self.desk, self.desk.world);
        let (person, copy, enrolled) = (record.subject, record.copy, self.enrolled(record));
        row.cell(&(1_000_000 + record.order).to_string());
        row.cell(&self.nhs_cell(person, copy));
        let (family, _) = desk.knowledge().family(person, enrolled);
        let mut chance = desk.slips(person, copy, Facet::Name, population.person(person).rename);
        let name = recorded_name(population, person, family, &NAME, &mut chance);
        row.cell(format!("{}, {}", name.family, name.given).trim_matches([',', ' ']));
        row.cells([name.title, &name.given, &name.family]);
        let short = short_form(population, person);
        row.cell(short.filter(|short| *short != name.given && chance.happens(0.3)).unwrap_or_default());
        let mut chance = desk.slips(person, copy, Facet::Facts, 0);
        let (born, sex) = recorded_facts(population, person, FACTS, &mut chance);
        row.date(born);
        row.date(desk.knowledge().death(person));
        row.cell(match sex {
            Some(Sex::Male) => "M",
            Some(Sex::Female) => "F",
            None => "U",
        });
        row.cell(ethnicity(population.person(person).background, &mut chance));
        row.cell(if chance.happens(0.01) { "Y" } else { "N" });
        let stay = desk.knowledge().stay(person, enrolled);
        let (site, from) = stay.map_or((0, enrolled), |stay| {
            let stay = population.residence(stay);
            (stay.site, stay.from)
        });
        let mut chance = desk.slips(person, copy, Facet::Address, stay.unwrap_or(0));
        let address = recorded_address(Address::of(town, site), &ADDRESS, &mut chance);
        row.cell(&address.single_line(", ", chance.happens(0.35)));
        row.cell(&address.postcode);
        row.cell(&if address.uprn == 0 { String::new() } else { address.uprn.to_string() });
        row.date(Some(from));
        let care = town.site(site).usage == Use::CareHome;
        row.cell(if care { "CARE" } else { "HOME" });
        let mut chance = desk.slips(person, copy, Facet::Contact, 0);
        row.cell(&contact::told_phone(0.7, &mut chance, || {
            contact::landline_of(population, site).or_else(|| contact::mobile_of(population, person))
        }));
        row.cell(&contact::told_email(population, person, 0.12, &mut chance));
        let reason = ["PHYS", "PHYS", "PHYS", "MEMC", "MEMC", "SENS", "LDIS", "MHLT", "SOCI"];
        row.cell(chance.word(&reason));
        row.date(Some(enrolled));
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}

/// The case system's ethnicity code for a background; often not asked.
fn ethnicity(background: Background, chance: &mut Chance) -> &'static str {
    if chance.happens(0.14) {
        return "NOBT";
    }
    match background {
        Background::English | Background::Welsh | Background::Scottish => "WBRI",
        Background::Irish => "WIRI",
        Background::Polish | Background::Romanian => "WOTH",
        Background::Pakistani => "APKN",
        Background::Bangladeshi => "ABAN",
        Background::IndianHindu | Background::Sikh => "AIND",
        Background::WestAfrican | Background::Somali => "BAFR",
        Background::Caribbean => "BCRB",
        Background::Chinese => "CHNE",
        Background::Arabic => "OOTH",
    }
}
