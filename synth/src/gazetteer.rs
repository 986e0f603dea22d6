//! The gazetteer: every site in the AddressBase Core layout.
//!
//! Source: Ordnance Survey, AddressBase Core technical specification, CSV columns in their order.

use std::fmt::Write as _;
use std::io::Write;

use rayon::prelude::*;

use crate::address_text::Address;
use crate::identifiers::UDPRN_FIRST;
use crate::systems::World;
use crate::town::{NONE, Part, Site, Use, degrees, uprn};

/// The header line.
const HEADER: &str = "UPRN,PARENT_UPRN,UDPRN,USRN,TOID,CLASSIFICATION_CODE,EASTING,NORTHING,LATITUDE,LONGITUDE,RPC,\
    LAST_UPDATE_DATE,SINGLE_LINE_ADDRESS,PO_BOX,ORGANISATION,SUB_BUILDING,BUILDING_NAME,BUILDING_NUMBER,STREET_NAME,\
    LOCALITY,TOWN_NAME,POST_TOWN,ISLAND,POSTCODE,DELIVERY_POINT_SUFFIX,GSS_CODE,CHANGE_CODE\n";

/// Writes the sites standing on the last day.
pub(crate) fn write_gazetteer(world: &World, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let organisations = organisations(world);
    let sites: Vec<u32> = (0..world.town.sites.len() as u32).collect();
    for batch in sites.chunks(65_536) {
        let chunks: Vec<String> = batch
            .par_chunks(4096)
            .map(|sites| {
                let mut text = String::with_capacity(sites.len() * 220);
                for site in sites {
                    line(world, *site, &organisations[*site as usize], &mut text);
                }
                text
            })
            .collect();
        for chunk in chunks {
            out.write_all(chunk.as_bytes())?;
        }
    }
    Ok(())
}

/// The name over the door at each site, empty for homes.
fn organisations(world: &World) -> Vec<String> {
    let mut names = vec![String::new(); world.town.sites.len()];
    for premises in &world.trade.premises {
        if let Some(occupier) = premises.occupier_on(world.population.today) {
            names[premises.site as usize] = occupier.trading_name.to_uppercase();
        }
    }
    names
}

fn line(world: &World, number: u32, organisation: &str, out: &mut String) {
    let site = world.town.site(number);
    let address = Address::of(&world.town, number);
    let (latitude, longitude) = degrees(site.east, site.north);
    let parent = if site.parent == NONE { String::new() } else { uprn(site.parent).to_string() };
    let delivery = site.usage != Use::Shell;
    let udprn = if delivery { (UDPRN_FIRST + number).to_string() } else { String::new() };
    let single = [organisation, &address.single_line(", ", true).to_uppercase()];
    let single = single.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let suffix = if delivery {
        format!("{}{}", number % 9 + 1, char::from(b'A' + (number / 9 % 20) as u8))
    } else {
        String::new()
    };
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{},{parent},{udprn},{},osgb{:016},{},{}.00,{}.00,{latitude:.7},{longitude:.7},{},{},{},,{},{},{},{},{},{},{},{},,{},{suffix},E08990001,I",
        address.uprn,
        world.town.street(number).usrn,
        9_990_000_000_000_000 + u64::from(number),
        class(world, number, site),
        site.east,
        site.north,
        if site.part == Part::Whole { 1 } else { 2 },
        site.built.max(crate::calendar::Day::ymd(2016, 4, 1)).date(),
        cell(&single),
        cell(organisation),
        cell(&address.part.to_uppercase()),
        cell(&address.building.to_uppercase()),
        address.number,
        cell(&address.street.to_uppercase()),
        cell(&address.locality.to_uppercase()),
        cell(&address.town.to_uppercase()),
        cell(&address.town.to_uppercase()),
        address.postcode,
    );
}

/// The classification code. Source: AddressBase classification scheme.
fn class(world: &World, number: u32, site: &Site) -> &'static str {
    match site.usage {
        Use::Detached => "RD02",
        Use::Semi => "RD03",
        Use::Terrace => "RD04",
        Use::Flat => "RD06",
        Use::Students => "RH02",
        Use::CareHome => "RI01",
        Use::Shell => "PP",
        Use::Business => {
            let at = world.trade.premises.binary_search_by_key(&number, |premises| premises.site);
            at.map_or("C", |at| world.trade.premises[at].kind.class)
        }
    }
}

fn cell(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
