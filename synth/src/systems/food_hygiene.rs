//! Food hygiene ratings: places that handle food, by the name over the door.
//!
//! Shaped on the Food Standards Agency's open ratings: four address lines without town where the council left it out,
//! coordinates, the council's own reference, a rating in digits or words. A place keeps its old name until the next visit.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::DateForm;
use crate::damage::slip;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::knowledge::{Hearing, SystemNumber};
use crate::recording::{AddressSlips, recorded_address};
use crate::town::degrees;
use crate::trade::{Occupier, Premises, premises_id};

static EXTRACT: Extract = Extract {
    name: "food_hygiene",
    purpose: "Food businesses inspected and their ratings, for publication",
    tenant: "public-protection-north",
    entity: Entity::Premises,
    least_age: None,
    main_home: false,
    file: "food_hygiene.csv",
    encoding: Encoding::Utf8,
    delimiter: ',',
    quoting: Quoting::Needed,
    line_end: "\n",
    nulls: &[],
    capitals: false,
    columns: &[
        Column::key("FHRSID"),
        Column::text("LocalAuthorityBusinessID"),
        Column::text("BusinessName").fills("trading_name").required(),
        Column::text("BusinessType").fills("category"),
        Column::text("AddressLine1").fills("address_line"),
        Column::text("AddressLine2").fills("address_line"),
        Column::text("AddressLine3").fills("address_line"),
        Column::text("AddressLine4").fills("address_line"),
        Column::text("PostCode").fills("postcode"),
        Column::codes("RatingValue", &["0", "1", "2", "3", "4", "5", "Exempt", "AwaitingInspection"]),
        Column::date("RatingDate", DateForm::Iso),
        Column::integer("Hygiene"),
        Column::integer("Structural"),
        Column::integer("ConfidenceInManagement"),
        Column::number("Longitude").fills("longitude"),
        Column::number("Latitude").fills("latitude"),
    ],
    breaks: &[
        (Break::BadDate, 0.003),
        (Break::DuplicateKey, 0.002),
        (Break::UnknownCode, 0.003),
        (Break::Ragged, 0.002),
    ],
};

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.01,
    short_type: 0.03,
    part_lost: 0.06,
    part_moved: 0.0,
    building_lost: 0.12,
    locality_lost: 0.35,
    postcode_missing: 0.01,
    postcode_wrong: 0.012,
    postcode_untidy: 0.004,
    uprn_missing: 1.0,
    uprn_wrong: 0.0,
};

pub(super) struct FoodHygiene<'a> {
    desk: Desk<'a>,
}

impl<'a> FoodHygiene<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 120.0, never: 0.03 };
        Self { desk: Desk::new(world, SystemNumber::FoodHygiene, hearing) }
    }

    /// The occupier the inspectors have; none where the place stands empty and they know.
    fn inspected(&self, premises: &'a Premises) -> Option<&'a Occupier> {
        let today = self.desk.today();
        let known = |occupier: &&Occupier| {
            let mut chance = self.desk.slips(premises.site, 0, Facet::Case, occupier.from.0 as u32);
            occupier.from.plus(chance.wait(120.0) as i32) <= today
        };
        let mut gone = self.desk.slips(premises.site, 1, Facet::Case, 0);
        let wait = gone.wait(200.0) as i32;
        premises
            .occupiers
            .iter()
            .rfind(known)
            .filter(|occupier| occupier.to == crate::calendar::Day::NEVER || occupier.to.plus(wait) > today)
    }

    fn door_name(&self, premises: &Premises, occupier: &Occupier) -> String {
        let mut chance = self.desk.slips(premises.site, 0, Facet::Name, occupier.from.0 as u32);
        let name = &occupier.trading_name;
        match chance.unit() {
            point if point < 0.015 => slip(name, &mut chance),
            point if point < 0.05 => name.replace(" & ", " And "),
            point if point < 0.1 => name.trim_start_matches("The ").to_owned(),
            point if point < 0.13 => format!("{name} (Kitchen)"),
            point if point < 0.17 => name.replace('\'', ""),
            point if point < 0.2 && !occupier.legal_name.starts_with("Mr") => occupier.legal_name.clone(),
            _ => name.clone(),
        }
    }
}

impl System for FoodHygiene<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        (0_u32..)
            .zip(&self.desk.world.trade.premises)
            .filter(|(_, premises)| premises.kind.food_type.is_some() && self.inspected(premises).is_some())
            .map(|(number, premises)| {
                let order = self.desk.keys.of(u64::from(premises.site));
                Record { order, subject: premises.site, detail: number, copy: 0 }
            })
            .collect()
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let world = self.desk.world;
        let premises = &world.trade.premises[record.detail as usize];
        let Some(occupier) = self.inspected(premises) else {
            return;
        };
        row.cell(&(1_000_000 + record.order).to_string());
        row.cell(&format!("PI/{:09}", self.desk.keys.of(u64::from(record.subject) + 40_000_000)));
        row.cell(&self.door_name(premises, occupier));
        row.cell(premises.kind.food_type.unwrap_or_default());
        let mut chance = self.desk.slips(record.subject, 0, Facet::Address, 0);
        let mut address = recorded_address(Address::of(&world.town, premises.site), &ADDRESS, &mut chance);
        if chance.happens(0.1) {
            address.town.clear();
        }
        row.cells(address.packed_lines(4, 60).iter().map(String::as_str));
        row.cell(&address.postcode);
        let mut visit = self.desk.slips(record.subject, 0, Facet::Facts, occupier.from.0 as u32);
        let rating = visit.weighed(&[0.3, 2.5, 2.2, 7.0, 15.0, 66.0, 3.0, 4.0]);
        row.cell(["0", "1", "2", "3", "4", "5", "Exempt", "AwaitingInspection"][rating]);
        // Visits come in a cycle of their own for each place.
        let cycle = visit.between(180, 1000);
        let visited = occupier.from.plus((self.desk.today().0 - occupier.from.0) / cycle * cycle);
        let scored = rating < 6;
        row.date((rating != 7).then_some(visited));
        for _ in 0..3 {
            let score = visit.below(3) * 5 + 5 * (5_u32.saturating_sub(rating as u32) / 2);
            row.cell(&if scored { score.to_string() } else { String::new() });
        }
        let site = world.town.site(premises.site);
        let (latitude, longitude) =
            degrees(site.east + visit.between(-12, 12), site.north + visit.between(-12, 12));
        let located = !visit.happens(0.07);
        row.cell(&if located { format!("{longitude:.6}") } else { String::new() });
        row.cell(&if located { format!("{latitude:.6}") } else { String::new() });
    }

    fn truth(&self, record: &Record) -> String {
        premises_id(record.subject)
    }
}
