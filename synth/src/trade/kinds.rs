//! Kinds of premises: how the valuers and the food inspectors call them, how common they are and where.

use crate::chance::Chance;
use crate::town::Setting;

/// A kind of premises.
#[derive(Debug, PartialEq)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The Valuation Office Agency's primary description code and text.
    pub(crate) voa_code: &'static str,
    pub(crate) voa_text: &'static str,
    /// The Food Standards Agency's business type; none where no food is handled.
    pub(crate) food_type: Option<&'static str>,
    /// The AddressBase classification code.
    pub(crate) class: &'static str,
    /// Units: pounds.
    pub(crate) rateable_value: (u32, u32),
    /// How long an occupier stays on average.
    pub(crate) years_mean: f64,
    /// How common it is on a parade, on an estate, among offices, among homes.
    pub(crate) common: [f64; 4],
}

macro_rules! kinds {
    ($($name:literal $code:literal $text:literal $food:expr, $class:literal $low:literal..$high:literal
       $years:literal [$a:literal $b:literal $c:literal $d:literal];)*) => {
        /// All kinds but care homes, which have buildings of their own.
        pub(super) static KINDS: &[Kind] = &[$(Kind {
            name: $name, voa_code: $code, voa_text: $text, food_type: $food, class: $class,
            rateable_value: ($low, $high), years_mean: $years, common: [$a, $b, $c, $d],
        }),*];
    };
}

const TAKEAWAY: Option<&str> = Some("Takeaway/sandwich shop");
const RESTAURANT: Option<&str> = Some("Restaurant/Cafe/Canteen");
const PUB: Option<&str> = Some("Pub/bar/nightclub");
const RETAILER: Option<&str> = Some("Retailers - other");
const SUPERMARKET: Option<&str> = Some("Retailers - supermarkets/hypermarkets");
const SCHOOL: Option<&str> = Some("School/college/university");
const CARING: Option<&str> = Some("Hospitals/Childcare/Caring Premises");
const HOTEL: Option<&str> = Some("Hotel/bed & breakfast/guest house");
const MAKER: Option<&str> = Some("Manufacturers/packers");
const OTHER: Option<&str> = Some("Other catering premises");

kinds! {
    "shop" "CS" "SHOP AND PREMISES" None, "CR08" 2_500..28_000 6.0 [30.0 1.0 0.0 5.0];
    "convenience" "CS" "SHOP AND PREMISES" RETAILER, "CR08" 4_000..26_000 7.0 [11.0 0.0 0.0 7.0];
    "supermarket" "CS3" "SUPERSTORE AND PREMISES" SUPERMARKET, "CR08" 60_000..900_000 20.0 [1.0 0.6 0.0 0.6];
    "salon" "CS" "HAIRDRESSING SALON AND PREMISES" None, "CR08" 2_000..12_000 5.0 [12.0 0.0 0.0 2.0];
    "takeaway" "CS10" "HOT FOOD TAKE AWAY AND PREMISES" TAKEAWAY, "CR10" 3_000..16_000 4.0 [13.0 0.5 0.0 2.5];
    "cafe" "CR1" "CAFE AND PREMISES" RESTAURANT, "CR07" 3_000..22_000 4.0 [9.0 0.8 0.5 1.0];
    "restaurant" "CR" "RESTAURANT AND PREMISES" RESTAURANT, "CR07" 6_000..60_000 5.0 [6.0 0.0 0.0 0.8];
    "pub" "CL" "PUBLIC HOUSE AND PREMISES" PUB, "CR06" 5_000..60_000 9.0 [3.0 0.0 0.0 6.0];
    "bar" "CL2" "WINE BAR AND PREMISES" PUB, "CR06" 8_000..70_000 4.0 [2.0 0.0 0.0 0.0];
    "pharmacy" "CS" "PHARMACY AND PREMISES" None, "CR08" 6_000..30_000 12.0 [2.0 0.0 0.0 1.0];
    "bookmaker" "CS7" "BETTING SHOP AND PREMISES" None, "CR02" 7_000..35_000 8.0 [2.0 0.0 0.0 0.0];
    "bank" "CS2" "BANK AND PREMISES" None, "CR01" 15_000..90_000 12.0 [1.2 0.0 0.0 0.0];
    "office" "CO" "OFFICES AND PREMISES" None, "CO01" 1_500..60_000 5.0 [4.0 9.0 92.0 4.0];
    "workshop" "IF3" "WORKSHOP AND PREMISES" None, "CI01" 2_000..30_000 6.0 [0.0 40.0 0.0 6.0];
    "warehouse" "CW" "WAREHOUSE AND PREMISES" None, "CI04" 4_000..180_000 7.0 [0.0 28.0 0.0 1.0];
    "factory" "IF" "FACTORY AND PREMISES" None, "CI01" 12_000..240_000 12.0 [0.0 9.0 0.0 0.5];
    "food maker" "IF" "FACTORY AND PREMISES" MAKER, "CI01" 6_000..140_000 9.0 [0.0 4.0 0.0 0.2];
    "garage" "CG1" "VEHICLE REPAIR WORKSHOP AND PREMISES" None, "CI01" 3_000..26_000 8.0 [0.5 9.0 0.0 5.0];
    "gym" "LX" "GYMNASIUM AND PREMISES" None, "CL06" 6_000..90_000 6.0 [0.6 2.5 0.0 0.8];
    "primary school" "EL" "SCHOOL AND PREMISES" SCHOOL, "CE03" 18_000..90_000 60.0 [0.0 0.0 0.0 9.0];
    "secondary school" "EL" "SCHOOL AND PREMISES" SCHOOL, "CE04" 90_000..400_000 60.0 [0.0 0.0 0.0 1.6];
    "nursery" "EN1" "DAY NURSERY AND PREMISES" CARING, "CE02" 5_000..40_000 9.0 [0.3 0.3 0.2 5.0];
    "surgery" "MH1" "SURGERY AND PREMISES" None, "CM02" 8_000..90_000 25.0 [0.4 0.0 0.4 4.0];
    "dentist" "MH1" "SURGERY AND PREMISES" None, "CM01" 5_000..30_000 15.0 [1.4 0.0 0.4 1.8];
    "church hall" "LC1" "HALL AND PREMISES" OTHER, "CC03" 2_000..14_000 40.0 [0.0 0.0 0.0 7.0];
    "club" "LC" "CLUB AND PREMISES" PUB, "CL04" 4_000..22_000 25.0 [0.2 0.3 0.0 3.5];
    "guest house" "CH" "GUEST HOUSE AND PREMISES" HOTEL, "CH01" 3_000..30_000 8.0 [0.2 0.0 0.0 2.0];
    "store" "CW3" "STORE AND PREMISES" None, "CI04" 500..6_000 6.0 [2.0 5.0 2.0 6.0];
    "parking" "CP1" "CAR PARKING SPACES" None, "CT01" 200..4_000 6.0 [0.4 2.0 6.0 2.0];
    "mobile mast" "MT1" "COMMUNICATION STATION AND PREMISES" None, "CU11" 3_000..14_000 15.0 [0.4 1.0 2.0 5.0];
}

/// A care home.
pub(super) static CARE_HOME: Kind = Kind {
    name: "care home",
    voa_code: "MN",
    voa_text: "NURSING HOME AND PREMISES",
    food_type: CARING,
    class: "RI01",
    rateable_value: (20_000, 80_000),
    years_mean: 30.0,
    common: [0.0; 4],
};

/// A kind for premises in that setting; the first few premises make sure that a small place has a school and a surgery.
pub(super) fn draw(setting: Setting, number: u32, chance: &mut Chance) -> &'static Kind {
    let column = setting as usize;
    let weights: Vec<f64> = KINDS.iter().map(|kind| kind.common[column]).collect();
    let drawn = &KINDS[chance.weighed(&weights)];
    let needed = ["primary school", "surgery", "pub", "convenience"];
    if setting == Setting::Alone && number < 60 {
        let name = needed[number as usize % needed.len()];
        return KINDS.iter().find(|kind| kind.name == name).unwrap_or(drawn);
    }
    drawn
}
