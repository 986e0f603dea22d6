//! Blue badges: disabled people's parking badges, a record a badge, so that who renews is there twice.
//!
//! Shaped on an export of a national badge service: the full name in one cell with the name at birth beside it, dates with
//! the month in words, column names with stray spaces.

use super::adult_social_care::care_from;
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
use crate::people::person_id;
use crate::recording::{AddressSlips, FactSlips, NameSlips, recorded_address, recorded_facts, recorded_name};

static EXTRACT: Extract = Extract {
    name: "blue_badge",
    purpose: "Blue badges issued, for parking concessions and their enforcement",
    tenant: "northmere-council",
    entity: Entity::Person,
    least_age: None,
    main_home: false,
    file: "blue_badge.csv",
    encoding: Encoding::Windows1252,
    delimiter: ',',
    quoting: Quoting::Always,
    line_end: "\r\n",
    nulls: &["N/A"],
    capitals: false,
    columns: &[
        Column::key("Badge Number"),
        Column::text("Full Name").fills("full_name").wide(100),
        Column::text("Name at Birth ").fills("former_family_name").wide(50),
        Column::date("Date of Birth", DateForm::Words).fills("birth_date"),
        Column::codes("Gender", &["Male", "Female", "Unspecified"]).fills("sex"),
        Column::text("National Insurance No").fills("nino"),
        Column::text("Building and Street").fills("address_line").wide(100),
        Column::text("Line 2").fills("address_line").wide(100),
        Column::text("Town or City").fills("town").wide(100),
        Column::text("Postcode ").fills("postcode").wide(8),
        Column::text("Contact Number").fills("phone"),
        Column::text("Secondary Contact Email").fills("email"),
        Column::codes("Eligibility", &["PIP", "DLA", "WALKD", "BLIND", "TERMILL", "CHILDBULK", "HIDDEN"]),
        Column::codes("Badge Status", &["ISSUED", "EXPIRED", "CANCELLED"]),
        Column::date("Start Date", DateForm::Words).fills("valid_from"),
        Column::date("Expiry Date", DateForm::Words),
    ],
    breaks: &[
        (Break::BadDate, 0.002),
        (Break::Ragged, 0.0015),
        (Break::UnknownCode, 0.0015),
        (Break::MissingKey, 0.001),
    ],
};

const NAME: NameSlips = NameSlips {
    typo: 0.011,
    spelling: 0.04,
    short_form: 0.1,
    initial: 0.002,
    no_middle: 0.6,
    middle_initial: 0.1,
    swapped: 0.003,
    no_marks: 0.4,
    no_punctuation: 0.2,
    half: 0.08,
    no_title: 0.45,
};

const FACTS: FactSlips =
    FactSlips { birth_wrong: 0.006, birth_missing: 0.002, sex_wrong: 0.0015, sex_missing: 0.01 };

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.012,
    short_type: 0.1,
    part_lost: 0.02,
    part_moved: 0.1,
    building_lost: 0.1,
    locality_lost: 0.4,
    postcode_missing: 0.0,
    postcode_wrong: 0.01,
    postcode_untidy: 0.03,
    uprn_missing: 1.0,
    uprn_wrong: 0.0,
};

pub(super) struct BlueBadge<'a> {
    desk: Desk<'a>,
}

/// How long a badge is good for. Units: days.
const BADGE_DAYS: i32 = 1095;

impl<'a> BlueBadge<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 200.0, never: 0.25 };
        Self { desk: Desk::new(world, SystemNumber::BlueBadge, hearing) }
    }

    /// The day a person's first badge began, where they have had one.
    fn first_badge(&self, person: u32) -> Option<Day> {
        let (desk, population) = (self.desk, &self.desk.world.population);
        let mut chance = desk.enrolling(person);
        let facts = population.person(person);
        let arrived = population.residences_of(person).last()?.1.from;
        let (asks, early) = (chance.happens(0.55), chance.wait(700.0) as i32);
        // Hidden and passing disabilities at any age.
        let (hidden, age) = (chance.happens(0.016), 6.0 + chance.unit() * 70.0);
        let frail =
            care_from(desk.world, person, desk.today()).filter(|_| asks).map(|from| from.plus(-early));
        let needs = match (hidden, frail) {
            (true, _) => facts.born.plus_years(age),
            (false, Some(day)) => day,
            (false, None) => return None,
        };
        let begin = needs.max(arrived.plus(60)).max(population.first.plus(-700 + chance.between(0, 500)));
        (begin <= desk.today() && begin < facts.died).then_some(begin)
    }

    /// A person's badges not long run out: each renewed before it ends, until they go, die or need it no more.
    fn badges(&self, person: u32) -> Vec<(u8, Day)> {
        let desk = self.desk;
        let Some(first) = self.first_badge(person) else {
            return Vec::new();
        };
        let died = desk.world.population.person(person).died;
        let last = desk.knowledge().departure(person).unwrap_or(Day::NEVER).min(died).min(desk.today());
        (0_u8..9)
            .map(|copy| (copy, first.plus(i32::from(copy) * (BADGE_DAYS - 20))))
            .take_while(|(copy, begin)| {
                let renews = *copy == 0 || desk.slips(person, *copy, Facet::Case, 0).happens(0.85);
                *begin <= last && renews
            })
            .filter(|(_, begin)| begin.plus(BADGE_DAYS + 400) > desk.today())
            .collect()
    }
}

impl System for BlueBadge<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        self.desk.records_of_people(|person| self.badges(person))
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let (desk, World { town, population, .. }) = (self.desk, self.desk.world);
        let (person, begin) = (record.subject, Day(record.detail as i32));
        row.cell(&badge_number(record.order));
        let (family, former) = desk.knowledge().family(person, begin);
        let mut chance = desk.slips(person, record.copy, Facet::Name, 0);
        let name = recorded_name(population, person, family, &NAME, &mut chance);
        let full = [name.title, &name.given, &name.middle, &name.family];
        row.cell(&full.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" "));
        let former = former.filter(|_| chance.happens(0.8));
        row.cell(&former.map(|family| population.lexicon.family(family)).unwrap_or_default());
        // The application copies birth date and NI number from the last one.
        let mut chance = desk.slips(person, 0, Facet::Facts, 0);
        let (born, sex) = recorded_facts(population, person, FACTS, &mut chance);
        row.date(born);
        row.cell(match sex {
            Some(Sex::Male) => "Male",
            Some(Sex::Female) => "Female",
            None => "Unspecified",
        });
        let adult = population.person(person).age_on(desk.today()) >= 17;
        row.cell(&if adult && chance.happens(0.8) { nino(person, population.seed) } else { String::new() });
        let stay = desk.knowledge().stay(person, begin);
        let site = stay.map_or(0, |stay| population.residence(stay).site);
        let mut chance = desk.slips(person, record.copy, Facet::Address, stay.unwrap_or(0));
        let mut address = recorded_address(Address::of(town, site), &ADDRESS, &mut chance);
        let (post_town, postcode) =
            (std::mem::take(&mut address.town), std::mem::take(&mut address.postcode));
        let locality = std::mem::take(&mut address.locality);
        row.cell(&address.single_line(", ", false));
        row.cells([&locality, &post_town, &postcode].map(String::as_str));
        let mut chance = desk.slips(person, 0, Facet::Contact, u32::from(record.copy));
        let landline = chance.happens(0.5);
        row.cell(&contact::told_phone(1.0, &mut chance, || match landline {
            true => contact::landline_of(population, site),
            false => contact::mobile_of(population, person),
        }));
        row.cell(&contact::told_email(population, person, 0.5, &mut chance));
        row.cell(
            chance.word(&["PIP", "PIP", "DLA", "WALKD", "WALKD", "WALKD", "BLIND", "HIDDEN", "TERMILL"]),
        );
        let expires = begin.plus(BADGE_DAYS);
        let cancelled = desk.knowledge().death(person).is_some();
        row.cell(if cancelled {
            "CANCELLED"
        } else if expires <= desk.today() {
            "EXPIRED"
        } else {
            "ISSUED"
        });
        row.date(Some(begin));
        row.date(Some(expires));
    }

    fn truth(&self, record: &Record) -> String {
        person_id(record.subject)
    }
}

/// Six characters without vowels or look-alikes, as the badge service makes them.
fn badge_number(order: u64) -> String {
    const LETTERS: &[u8; 24] = b"23456789BCDFGHJKLMNPQRTV";
    let mut rest = order;
    let mut number = [0_u8; 6];
    for place in number.iter_mut().rev() {
        *place = LETTERS[(rest % 24) as usize];
        rest /= 24;
    }
    String::from_utf8_lossy(&number).into_owned()
}
