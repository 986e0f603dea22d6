//! Business rates: the rating list with the ratepayer of each property, as councils publish it.
//!
//! Shaped on the lists of northern councils: headers with stray spaces, `#N/A` where a look-up found nothing, the whole
//! address in one cell with the postcode again beside it, and `Occupied` as Y or N.

use super::{Desk, Facet, World};
use crate::address_text::Address;
use crate::calendar::DateForm;
use crate::extract::row::Row;
use crate::extract::write::{Record, System};
use crate::extract::{Break, Column, Encoding, Entity, Extract, Quoting};
use crate::knowledge::{Hearing, SystemNumber};
use crate::recording::{AddressSlips, recorded_address};
use crate::town::degrees;
use crate::trade::{Occupier, Premises, premises_id};

static EXTRACT: Extract = Extract {
    name: "business_rates",
    purpose: "Rated properties and their ratepayers, for billing and publication",
    tenant: "northmere-council",
    entity: Entity::Premises,
    least_age: None,
    main_home: false,
    file: "business_rates.csv",
    encoding: Encoding::Windows1252,
    delimiter: ',',
    quoting: Quoting::Needed,
    line_end: "\r\n",
    nulls: &["", "#N/A"],
    capitals: false,
    columns: &[
        Column::key("Property reference number"),
        Column::text("BA reference number "),
        Column::text("Ratepayer ").fills("organisation_name"),
        Column::text("Address").fills("address"),
        Column::text("Postcode").fills("postcode"),
        Column::text("UPRN").fills("uprn"),
        Column::number("Latitude").fills("latitude"),
        Column::number("Longitude").fills("longitude"),
        Column::codes("Occupied", &["Y", "N"]).required(),
        Column::date("Liability start date", DateForm::Iso),
        Column::date("Empty from", DateForm::Iso),
        Column::integer("Rateable value"),
        Column::text("VOA code").fills("category"),
        Column::text("VOA description"),
        Column::text("Relief type"),
        Column::text("Relief total (£)"),
    ],
    breaks: &[
        (Break::Ragged, 0.002),
        (Break::BadDate, 0.001),
        (Break::RepeatedHeader, 0.0004),
        (Break::UnknownCode, 0.001),
    ],
};

const ADDRESS: AddressSlips = AddressSlips {
    typo: 0.008,
    short_type: 0.08,
    part_lost: 0.03,
    part_moved: 0.0,
    building_lost: 0.05,
    locality_lost: 0.3,
    postcode_missing: 0.008,
    postcode_wrong: 0.01,
    postcode_untidy: 0.002,
    uprn_missing: 0.3,
    uprn_wrong: 0.004,
};

pub(super) struct BusinessRates<'a> {
    desk: Desk<'a>,
}

impl<'a> BusinessRates<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let hearing = Hearing { days_mean: 60.0, never: 0.02 };
        Self { desk: Desk::new(world, SystemNumber::BusinessRates, hearing) }
    }

    /// The occupier the list has: the present one, or the last until news of the change arrives.
    fn ratepayer(&self, premises: &'a Premises) -> Option<&'a Occupier> {
        let today = self.desk.today();
        let known = |occupier: &&Occupier| {
            let mut chance = self.desk.slips(premises.site, 0, Facet::Case, occupier.from.0 as u32);
            occupier.from.plus(chance.wait(70.0) as i32) <= today
        };
        premises
            .occupiers
            .iter()
            .rfind(known)
            .or(premises.occupiers.first())
            .filter(|payer| payer.from <= today)
    }

    fn payer_name(&self, premises: &Premises, payer: &Occupier) -> String {
        let mut chance = self.desk.slips(premises.site, 0, Facet::Name, payer.from.0 as u32);
        match chance.unit() {
            // Councils leave out the names of sole traders: they are personal data.
            _ if payer.legal_name.starts_with("Mr") => {
                if chance.happens(0.5) {
                    "THE ACCOUNT HOLDER".to_owned()
                } else {
                    String::new()
                }
            }
            point if point < 0.08 => format!("{} T/A {}", payer.legal_name, payer.trading_name),
            point if point < 0.3 => payer.legal_name.to_uppercase(),
            point if point < 0.4 => payer.legal_name.replace("Ltd", "Limited").replace('&', "And"),
            _ => payer.legal_name.clone(),
        }
    }
}

impl System for BusinessRates<'_> {
    fn extract(&self) -> &'static Extract {
        &EXTRACT
    }

    fn records(&self) -> Vec<Record> {
        (0_u32..)
            .zip(&self.desk.world.trade.premises)
            .map(|(number, premises)| Record {
                // The list runs by street and site, as property references do.
                order: u64::from(premises.site),
                subject: premises.site,
                detail: number,
                copy: 0,
            })
            .collect()
    }

    fn write(&self, record: &Record, row: &mut Row<'_>) {
        let world = self.desk.world;
        let premises = &world.trade.premises[record.detail as usize];
        let payer = self.ratepayer(premises);
        let today = self.desk.today();
        let empty_from = payer.map(|payer| payer.to).filter(|to| *to <= today);
        let mut chance = self.desk.slips(record.subject, 0, Facet::Address, 0);
        row.cell(&format!("N{:011}", 10_000_000 + u64::from(record.subject) * 1000));
        row.cell(&format!("{:010}", self.desk.keys.of(u64::from(record.subject))));
        row.cell(&payer.map(|payer| self.payer_name(premises, payer)).unwrap_or_default());
        let address = recorded_address(Address::of(&world.town, premises.site), &ADDRESS, &mut chance);
        row.cell(&address.single_line(", ", true));
        row.cell(&address.postcode);
        row.cell(&if address.uprn == 0 { String::new() } else { address.uprn.to_string() });
        let site = world.town.site(premises.site);
        let (latitude, longitude) = degrees(site.east, site.north);
        let located = !chance.happens(0.04);
        row.cell(&if located { format!("{latitude:.5}") } else { String::new() });
        row.cell(&if located { format!("{longitude:.5}") } else { String::new() });
        row.cell(if empty_from.is_some() || payer.is_none() { "N" } else { "Y" });
        row.date(payer.map(|payer| payer.from));
        match empty_from {
            Some(day) => row.date(Some(day)),
            None => row.cell("#N/A"),
        }
        row.cell(&premises.rateable_value.to_string());
        row.cell(premises.kind.voa_code);
        row.cell(premises.kind.voa_text);
        let small = premises.rateable_value < 12_000;
        row.cell(if small && chance.happens(0.75) { "Small Business Rate Relief" } else { "#N/A" });
        row.cell(&if small {
            format!("-{}.{:02}", premises.rateable_value * 499 / 1000, chance.below(100))
        } else {
            String::new()
        });
    }

    fn truth(&self, record: &Record) -> String {
        premises_id(record.subject)
    }
}
