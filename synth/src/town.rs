//! The town as bricks: localities, streets, postcodes, homes and the buildings that businesses sit in.
//!
//! Who lives or trades in them is not here: see `people` and `trade`.

pub(crate) mod build;
mod houses;
mod premises;
mod street_names;

use crate::calendar::Day;
use crate::identifiers::{POSTCODE_AREA, UPRN_FIRST};

/// "No such thing", for numbers of streets, sites, people and so on.
pub(crate) const NONE: u32 = u32::MAX;

/// Everything built, up to the last day asked for.
#[derive(Debug)]
pub(crate) struct Town {
    pub(crate) localities: Vec<Locality>,
    pub(crate) streets: Vec<Street>,
    pub(crate) sites: Vec<Site>,
    /// House and building names that sites refer to.
    pub(crate) names: Vec<String>,
    /// Sites people live in as households, in the order built.
    pub(crate) homes: Vec<u32>,
    /// Care homes.
    pub(crate) care_homes: Vec<u32>,
    /// Houses and halls let to students.
    pub(crate) student_homes: Vec<u32>,
    /// Sites that organisations use, and where they lie.
    pub(crate) premises: Vec<(u32, Setting)>,
}

/// Where premises lie, which says much about what is done in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Among shops.
    Parade,
    /// On an industrial estate or in a mill.
    Estate,
    /// In a building of offices.
    Office,
    /// Among homes.
    Alone,
}

/// A part of the town.
#[derive(Debug)]
pub(crate) struct Locality {
    pub(crate) name: &'static str,
    /// The post town its letters go to.
    pub(crate) post_town: &'static str,
    /// The number in its outward code, as in `NX7`.
    pub(crate) district: u16,
    pub(crate) zone: Zone,
    pub(crate) east: i32,
    pub(crate) north: i32,
}

/// What a locality looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    Centre,
    Inner,
    Suburb,
    Estate,
    Village,
}

#[derive(Debug)]
pub(crate) struct Street {
    pub(crate) name: String,
    pub(crate) locality: u16,
    pub(crate) usrn: u32,
    /// The polling district its homes vote in.
    pub(crate) polling_district: u16,
}

/// How a flat or unit within a building is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    Flat,
    Apartment,
    Unit,
    /// The flat over a shop, without a number.
    FlatAbove,
    /// The basement flat, ground floor flat, first floor flat …, by number.
    Floor,
    Suite,
    /// The ground floor, first floor … of offices, by number.
    OfficeFloor,
}

/// What a site is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Detached,
    Semi,
    Terrace,
    Flat,
    CareHome,
    Students,
    /// A building of flats: the parent of the flats in it, with nobody in it itself.
    Shell,
    Business,
}

/// Who lets or owns a home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tenure {
    Owned,
    PrivateRent,
    /// The housing association whose tenancies are in the extract.
    Association,
    /// Another social landlord.
    OtherSocial,
}

/// An addressable place: a home, a building of flats, or premises.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    pub(crate) street: u32,
    pub(crate) postcode: u32,
    /// The building's number, 0 where it has none.
    pub(crate) number: u16,
    /// The end of a range such as 10-12, 0 where there is none.
    pub(crate) number_to: u16,
    /// The letter after the number, 0 where there is none.
    pub(crate) suffix: u8,
    pub(crate) part: Part,
    pub(crate) part_number: u16,
    /// An index into the town's names, [`NONE`] where it has none.
    pub(crate) name: u32,
    /// The building it is a part of.
    pub(crate) parent: u32,
    pub(crate) usage: Use,
    pub(crate) tenure: Tenure,
    /// Council tax band.
    pub(crate) band: u8,
    pub(crate) built: Day,
    pub(crate) east: i32,
    pub(crate) north: i32,
}

impl Town {
    pub(crate) fn street(&self, site: u32) -> &Street {
        &self.streets[self.sites[site as usize].street as usize]
    }

    pub(crate) fn locality(&self, site: u32) -> &Locality {
        &self.localities[usize::from(self.street(site).locality)]
    }

    pub(crate) fn site(&self, site: u32) -> &Site {
        &self.sites[site as usize]
    }
}

/// A site's Unique Property Reference Number: spread over the block so that neighbours are not always consecutive.
pub(crate) fn uprn(site: u32) -> u64 {
    // Authorities number streets in batches: runs of sixteen neighbours stay together, the runs are scattered.
    let (run, within) = (u64::from(site) >> 4, u64::from(site) & 15);
    UPRN_FIRST + (((run * 40_507) % 60_000_000) << 4) + within + 1
}

/// A postcode's text from its number: `NX7 4QT`.
pub(crate) fn postcode_text(postcode: u32) -> String {
    const LETTERS: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";
    let (district, rest) = (postcode / 4000, postcode % 4000);
    let (sector, unit) = (rest / 400, (rest % 400) as usize);
    let (first, second) = (LETTERS[unit / 20] as char, LETTERS[unit % 20] as char);
    format!("{POSTCODE_AREA}{district} {sector}{first}{second}")
}

/// Latitude and longitude of a grid position, on a plane that touches the globe at the town's middle.
///
/// Units: metres to degrees (WGS 84). Good to a few metres over the town, which lies in the North Sea.
pub(crate) fn degrees(east: i32, north: i32) -> (f64, f64) {
    let latitude = 54.62 + f64::from(north - TOWN_NORTH) / 111_320.0;
    let longitude = 1.86 + f64::from(east - TOWN_EAST) / (111_320.0 * 54.62_f64.to_radians().cos());
    (latitude, longitude)
}

/// The town's middle on the National Grid. Units: metres.
pub(crate) const TOWN_EAST: i32 = 649_000;
/// The town's middle on the National Grid. Units: metres.
pub(crate) const TOWN_NORTH: i32 = 536_000;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn postcodes_are_right_in_form() {
        assert_eq!(postcode_text(7 * 4000 + 4 * 400 + 11 * 20 + 15), "NX7 4QU");
        assert_eq!(postcode_text(12 * 4000), "NX12 0AA");
    }

    #[test]
    fn uprns_are_distinct_and_in_the_synthetic_block() {
        let all: HashSet<u64> = (0..200_000).map(uprn).collect();
        assert_eq!(all.len(), 200_000);
        assert!(all.iter().all(|uprn| (999_000_000_000..=999_999_999_999).contains(uprn)));
    }
}
