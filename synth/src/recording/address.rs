//! Addresses as a system has them: parts lost or moved, streets abbreviated, postcodes wrong, UPRNs not matched.

use crate::address_text::Address;
use crate::chance::Chance;
use crate::damage::slip;

/// How often a system departs from the gazetteer's address. Units: share of the records it can happen to.
///
/// Source: shaped on council tax records with known UPRNs: about one record in thirty to one in eight differs, flats most
/// of all, mostly by one edit; postcodes are wrong in one to two in a hundred.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AddressSlips {
    pub(crate) typo: f64,
    /// `Road` written `Rd`.
    pub(crate) short_type: f64,
    /// The flat's number left out, of the homes that are flats.
    pub(crate) part_lost: f64,
    /// `14A Flat 2` or `2/14A` for `Flat 2, 14A`.
    pub(crate) part_moved: f64,
    pub(crate) building_lost: f64,
    pub(crate) locality_lost: f64,
    pub(crate) postcode_missing: f64,
    pub(crate) postcode_wrong: f64,
    /// Without its space, in small letters, or O for 0.
    pub(crate) postcode_untidy: f64,
    pub(crate) uprn_missing: f64,
    pub(crate) uprn_wrong: f64,
}

/// The address as the system wrote it.
pub(crate) fn recorded_address(mut address: Address, rates: &AddressSlips, chance: &mut Chance) -> Address {
    if !address.part.is_empty() {
        part(&mut address, rates, chance);
    }
    if !address.building.is_empty() && !address.number.is_empty() && chance.happens(rates.building_lost) {
        address.building.clear();
    }
    if let Some((first, _)) = address.number.split_once('-') {
        match chance.below(10) {
            0 => address.number = first.to_owned(),
            1 => address.number = address.number.replace('-', "/"),
            _ => {}
        }
    }
    if chance.happens(rates.short_type) {
        shorten(&mut address.street);
    }
    if chance.happens(rates.typo) {
        let text = match chance.below(10) {
            0 if !address.building.is_empty() => &mut address.building,
            1 => &mut address.town,
            2 if !address.locality.is_empty() => &mut address.locality,
            _ => &mut address.street,
        };
        *text = slip(text, chance);
    }
    if address.street.contains('\'') && chance.happens(0.5) {
        address.street = address.street.replace('\'', "");
    }
    if chance.happens(rates.locality_lost) {
        address.locality.clear();
    }
    postcode(&mut address.postcode, rates, chance);
    let point = chance.unit();
    if point < rates.uprn_missing {
        address.uprn = 0;
    } else if point < rates.uprn_missing + rates.uprn_wrong {
        // The neighbour's: most wrong matches are next door or the building for the flat.
        address.uprn = if address.uprn & 15 > 1 { address.uprn - 1 } else { address.uprn + 1 };
    }
    address
}

fn part(address: &mut Address, rates: &AddressSlips, chance: &mut Chance) {
    if chance.happens(rates.part_lost) {
        address.part.clear();
        return;
    }
    if !chance.happens(rates.part_moved) {
        return;
    }
    let number: String = address.part.chars().filter(char::is_ascii_digit).collect();
    match chance.below(4) {
        0 if !number.is_empty() && !address.number.is_empty() => {
            address.number = format!("{number}/{}", address.number);
            address.part.clear();
        }
        1 if !address.number.is_empty() && address.building.is_empty() => {
            address.number = format!("{} {}", address.number, address.part);
            address.part.clear();
        }
        2 => address.part = address.part.replace("Flat", "Apt").replace("Apartment", "Flat"),
        _ => address.part = address.part.replace("Floor Flat", "Floor").replace("Flat ", "Flt "),
    }
}

/// `Park Road` to `Park Rd`.
fn shorten(street: &mut String) {
    const SHORT: [(&str, &str); 12] = [
        (" Road", " Rd"),
        (" Street", " St"),
        (" Avenue", " Ave"),
        (" Lane", " Ln"),
        (" Drive", " Dr"),
        (" Crescent", " Cres"),
        (" Close", " Cl"),
        (" Terrace", " Terr"),
        (" Gardens", " Gdns"),
        (" Grove", " Gr"),
        (" Square", " Sq"),
        (" Court", " Ct"),
    ];
    for (long, short) in SHORT {
        if let Some(stem) = street.strip_suffix(long) {
            *street = format!("{stem}{short}");
            return;
        }
    }
}

fn postcode(postcode: &mut String, rates: &AddressSlips, chance: &mut Chance) {
    let point = chance.unit();
    if point < rates.postcode_missing {
        postcode.clear();
    } else if point < rates.postcode_missing + rates.postcode_wrong && postcode.len() > 5 {
        let tail = postcode.len() - 1 - chance.below(3) as usize;
        let wrong = if postcode.as_bytes()[tail].is_ascii_digit() {
            char::from(b'0' + chance.below(10) as u8)
        } else {
            char::from(*chance.pick(b"ABDEFGHJLNPQRSTUWXYZ"))
        };
        postcode.replace_range(tail..=tail, wrong.encode_utf8(&mut [0; 4]));
    }
    if !postcode.is_empty() && chance.happens(rates.postcode_untidy) {
        match chance.below(4) {
            0 | 1 => *postcode = postcode.replace(' ', ""),
            2 => *postcode = postcode.to_ascii_lowercase(),
            _ => *postcode = postcode.replace('0', "O"),
        }
    }
}
