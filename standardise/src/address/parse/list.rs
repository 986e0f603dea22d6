//! Words that tell what a part of an address is: our own lists, from general knowledge of British addresses.

use super::word::sign;
use crate::word::{Filter, Word, WordList};

/// Words of organisations' names that buildings' and streets' don't have.
const ORGANISATIONS: WordList<74> = WordList::new(&[
    "ACCOUNTANTS",
    "AGENCY",
    "ASSOCIATES",
    "ASSOCIATION",
    "AUTOS",
    "BAKERY",
    "BAR",
    "BARBERS",
    "BETTING",
    "BOOKMAKERS",
    "BROS",
    "BROTHERS",
    "BUTCHERS",
    "CAFE",
    "CARE",
    "CARPETS",
    "CHARITY",
    "CHEMIST",
    "CHEMISTS",
    "CHIPS",
    "CIC",
    "CO",
    "COFFEE",
    "COMPANY",
    "CONSTRUCTION",
    "CONSULTANTS",
    "COUNCIL",
    "CURRY",
    "DAY",
    "DENTAL",
    "DESIGN",
    "DRY",
    "ELECTRICAL",
    "ENGINEERING",
    "ENTERPRISES",
    "FASHIONS",
    "FISH",
    "FLORIST",
    "FLORISTS",
    "FOOD",
    "FOODS",
    "FURNITURE",
    "GROUP",
    "HAIR",
    "HAIRDRESSERS",
    "HOLDINGS",
    "INTERNATIONAL",
    "KEBAB",
    "LAUNDERETTE",
    "LIMITED",
    "LLP",
    "LTD",
    "MOTORS",
    "NAILS",
    "NEWS",
    "NEWSAGENTS",
    "NURSERY",
    "OFFICE",
    "OPTICIANS",
    "PARTNERSHIP",
    "PIZZA",
    "PLC",
    "PRODUCTS",
    "PROPERTIES",
    "RESTAURANT",
    "SALON",
    "SERVICES",
    "SOLICITORS",
    "STORES",
    "SUPERMARKET",
    "TAKEAWAY",
    "TRADING",
    "TRUST",
    "WINE",
]);

/// Words that begin the name of a street and say its kind.
const STREET_LEADS: WordList<32> = WordList::new(&[
    "ALLT", "BRYN", "CAE", "CLOS", "COED", "CWM", "CWRT", "DOL", "FFORDD", "GELLI", "GERDDI", "GLAN", "GLYN",
    "HEN", "HEOL", "LLWYN", "LLYS", "LON", "MAES", "PANT", "PARC", "PEN", "RHES", "RHIW", "RHIWIAU",
    "RHODFA", "RHYD", "RUE", "STRYD", "TAN", "TRE", "TREM",
]);

/// Words that qualify the name of a settlement.
const PLACE_LEADS: WordList<22> = WordList::new(&[
    "ABBOTS", "BISHOPS", "CHIPPING", "EARLS", "EAST", "GREAT", "GT", "HIGHER", "KINGS", "LITTLE", "LOWER",
    "LT", "MARKET", "MIDDLE", "MUCH", "NETHER", "NEW", "NORTH", "OLD", "SOUTH", "UPPER", "WEST",
]);

/// Endings of settlements' names.
pub(super) const PLACE_ENDINGS: [&str; 26] = [
    "TON", "HAM", "LEY", "BY", "FORD", "WORTH", "FIELD", "BURY", "BOROUGH", "WICK", "THORPE", "DALE", "DEN",
    "STEAD", "COMBE", "MINSTER", "BRIDGE", "CASTER", "CHESTER", "MOUTH", "WELL", "HURST", "SEA", "INGS",
    "SHAM", "POOL",
];

/// Words that say where a place is by another.
const BESIDES: WordList<9> =
    WordList::new(&["ADJ", "ADJACENT", "ADJOINING", "BACK", "LAND", "NEXT", "OPP", "OPPOSITE", "REAR"]);

/// Kinds of streets that are no kind where addresses are compared, since they are a name as often.
const STREETS_HERE: WordList<14> = WordList::new(&[
    "BOULEVARDE",
    "BRIDLEWAY",
    "CIRCLE",
    "DRIVEWAY",
    "DROVE",
    "GREENWAY",
    "LOKE",
    "PARKWAY",
    "QUADRANT",
    "SNICKET",
    "STEPS",
    "TWITCHELL",
    "TWITTEN",
    "WALKWAY",
]);

/// Words of nature that end the names of streets, localities and houses.
const NATURAL_HERE: WordList<40> = WordList::new(&[
    "BAY",
    "BECK",
    "BEECHES",
    "BIRCHES",
    "BROOK",
    "BURN",
    "CEDARS",
    "CLOUGH",
    "DYKE",
    "ELMS",
    "FIRS",
    "FOLLY",
    "GATES",
    "GLEBE",
    "GLEN",
    "HAWTHORNS",
    "HOLLIES",
    "KNOLL",
    "LAURELS",
    "LAWN",
    "LAWNS",
    "LEES",
    "LIMES",
    "LINK",
    "LINKS",
    "MARSH",
    "OAKS",
    "ORCHARDS",
    "PINES",
    "PLAIN",
    "POPLARS",
    "REACH",
    "SLADE",
    "SPRING",
    "SPRINGS",
    "VALLEY",
    "VUE",
    "WELLS",
    "WILLOWS",
    "WOODS",
]);

/// Kinds of buildings that are no kind where addresses are compared.
const BUILDINGS_HERE: WordList<30> = WordList::new(&[
    "AERODROME",
    "BARRACKS",
    "CHAPEL",
    "CHURCH",
    "CINEMA",
    "COLLEGE",
    "CONVENIENCES",
    "DEPOT",
    "DWELLING",
    "DWELLINGS",
    "FACTORY",
    "GARAGES",
    "HOMES",
    "HOSTEL",
    "HOUSES",
    "INFIRMARY",
    "LIBRARY",
    "LODGES",
    "MISSION",
    "MOSQUE",
    "PREMISES",
    "PRESBYTERY",
    "PRIORY",
    "RESIDENCES",
    "SHED",
    "STADIUM",
    "STORE",
    "TEMPLE",
    "THEATRE",
    "UNIVERSITY",
]);

/// Levels of tall buildings.
const LEVELS_HERE: WordList<14> = WordList::new(&[
    "10TH", "11TH", "12TH", "6TH", "7TH", "8TH", "9TH", "EIGHTH", "ELEVENTH", "NINTH", "SEVENTH", "SIXTH",
    "TENTH", "TWELFTH",
]);

/// Parts of buildings that [`crate::address`]'s comparing keys does not need.
const UNITS_HERE: WordList<13> = WordList::new(&[
    "ANNEX",
    "ANNEXE",
    "BASEMENT",
    "BLOCKS",
    "FFLAT",
    "FLATLET",
    "LAUNDRY",
    "MAISONETTES",
    "SHOPS",
    "STALLS",
    "STUDIO",
    "SUITES",
    "WORKSHOP",
]);

/// Turns away words that are in none of the lists, as most are.
static LISTED: Filter = Filter::EMPTY
    .with_whole(&UNITS_HERE)
    .with_whole(&LEVELS_HERE)
    .with_whole(&STREETS_HERE)
    .with_whole(&NATURAL_HERE)
    .with_whole(&BUILDINGS_HERE)
    .with_whole(&BESIDES)
    .with_whole(&ORGANISATIONS)
    .with_whole(&STREET_LEADS)
    .with_whole(&PLACE_LEADS);

/// What the lists say of a word.
pub(super) fn signs_of(word: Word) -> u32 {
    if !LISTED.may_hold(word) {
        return 0;
    }
    let listed = [
        (UNITS_HERE.position(word), sign::UNIT),
        (LEVELS_HERE.position(word), sign::LEVEL),
        (STREETS_HERE.position(word), sign::STREET),
        (NATURAL_HERE.position(word), sign::NATURAL),
        (BUILDINGS_HERE.position(word), sign::BUILDING),
        (BESIDES.position(word), sign::BESIDE),
        (ORGANISATIONS.position(word), sign::ORGANISATION),
        (STREET_LEADS.position(word), sign::LEADS_STREET),
        (PLACE_LEADS.position(word), sign::LEADS_PLACE),
    ];
    listed.iter().filter(|(found, _)| found.is_some()).fold(0, |all, (_, sign)| all | sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(ORGANISATIONS.is_ordered());
        assert!(STREET_LEADS.is_ordered());
        assert!(PLACE_LEADS.is_ordered());
        assert!(BESIDES.is_ordered());
        assert!(LEVELS_HERE.is_ordered());
        assert!(UNITS_HERE.is_ordered());
        assert!(STREETS_HERE.is_ordered());
        assert!(NATURAL_HERE.is_ordered());
        assert!(BUILDINGS_HERE.is_ordered());
    }
}
