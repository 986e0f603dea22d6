//! Words that end the name of a street or a building, and their abbreviations.
//!
//! Our own list, from the street types of the National Street Gazetteer's practice and from what systems write. It tells
//! what a word usually ends, not what a place is.

use crate::word::{Word, WordList};

/// What a word usually ends the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// A street: `ROAD`.
    Street,
    /// A street, a locality or a house: `HILL`, `VIEW`.
    Natural,
    /// A building, a terrace of them or a site: `COURT`, `COTTAGES`, `MILLS`.
    Building,
}

/// A word that ends a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    written: &'static str,
    /// The word spelt out: `RD` is `ROAD`.
    pub spelt_out: &'static str,
    pub rank: Rank,
}

const fn kind(written: &'static str, spelt_out: &'static str, rank: Rank) -> Kind {
    Kind { written, spelt_out, rank }
}

/// The words in order.
const KINDS: [Kind; 245] = [
    kind("ACADEMY", "ACADEMY", Rank::Building),
    kind("ALLEY", "ALLEY", Rank::Street),
    kind("ALMSHOUSES", "ALMSHOUSES", Rank::Building),
    kind("ALY", "ALLEY", Rank::Street),
    kind("APARTMENTS", "APARTMENTS", Rank::Building),
    kind("APP", "APPROACH", Rank::Street),
    kind("APPR", "APPROACH", Rank::Street),
    kind("APPROACH", "APPROACH", Rank::Street),
    kind("APTS", "APARTMENTS", Rank::Building),
    kind("ARC", "ARCADE", Rank::Building),
    kind("ARCADE", "ARCADE", Rank::Building),
    kind("AV", "AVENUE", Rank::Street),
    kind("AVE", "AVENUE", Rank::Street),
    kind("AVEN", "AVENUE", Rank::Street),
    kind("AVENUE", "AVENUE", Rank::Street),
    kind("AVN", "AVENUE", Rank::Street),
    kind("BANK", "BANK", Rank::Natural),
    kind("BARN", "BARN", Rank::Building),
    kind("BARNS", "BARNS", Rank::Building),
    kind("BLDG", "BUILDING", Rank::Building),
    kind("BLDGS", "BUILDINGS", Rank::Building),
    kind("BLDINGS", "BUILDINGS", Rank::Building),
    kind("BLVD", "BOULEVARD", Rank::Street),
    kind("BNK", "BANK", Rank::Natural),
    kind("BOTTOM", "BOTTOM", Rank::Natural),
    kind("BOUL", "BOULEVARD", Rank::Street),
    kind("BOULEVARD", "BOULEVARD", Rank::Street),
    kind("BRAE", "BRAE", Rank::Natural),
    kind("BROW", "BROW", Rank::Natural),
    kind("BUILDING", "BUILDING", Rank::Building),
    kind("BUILDINGS", "BUILDINGS", Rank::Building),
    kind("BUNG", "BUNGALOW", Rank::Building),
    kind("BUNGALOW", "BUNGALOW", Rank::Building),
    kind("BUNGALOWS", "BUNGALOWS", Rank::Building),
    kind("BVD", "BOULEVARD", Rank::Street),
    kind("BYPASS", "BYPASS", Rank::Street),
    kind("CAUSEWAY", "CAUSEWAY", Rank::Street),
    kind("CEN", "CENTRE", Rank::Building),
    kind("CENTER", "CENTRE", Rank::Building),
    kind("CENTRE", "CENTRE", Rank::Building),
    kind("CFT", "CROFT", Rank::Natural),
    kind("CHAMBERS", "CHAMBERS", Rank::Building),
    kind("CHASE", "CHASE", Rank::Street),
    kind("CIRCUS", "CIRCUS", Rank::Street),
    kind("CL", "CLOSE", Rank::Street),
    kind("CLIFF", "CLIFF", Rank::Natural),
    kind("CLO", "CLOSE", Rank::Street),
    kind("CLOSE", "CLOSE", Rank::Street),
    kind("CLS", "CLOSE", Rank::Street),
    kind("CLSE", "CLOSE", Rank::Street),
    kind("CLUB", "CLUB", Rank::Building),
    kind("CNR", "CORNER", Rank::Natural),
    kind("CNTR", "CENTRE", Rank::Building),
    kind("COM", "COMMON", Rank::Natural),
    kind("COMMON", "COMMON", Rank::Natural),
    kind("COPSE", "COPSE", Rank::Natural),
    kind("CORNER", "CORNER", Rank::Natural),
    kind("COTT", "COTTAGE", Rank::Building),
    kind("COTTAGE", "COTTAGE", Rank::Building),
    kind("COTTAGES", "COTTAGES", Rank::Building),
    kind("COTTGE", "COTTAGE", Rank::Building),
    kind("COTTS", "COTTAGES", Rank::Building),
    kind("COURT", "COURT", Rank::Building),
    kind("CR", "CRESCENT", Rank::Street),
    kind("CRES", "CRESCENT", Rank::Street),
    kind("CRESC", "CRESCENT", Rank::Street),
    kind("CRESCENT", "CRESCENT", Rank::Street),
    kind("CRESENT", "CRESCENT", Rank::Street),
    kind("CROFT", "CROFT", Rank::Natural),
    kind("CROSS", "CROSS", Rank::Natural),
    kind("CRS", "CRESCENT", Rank::Street),
    kind("CRT", "COURT", Rank::Building),
    kind("CSWY", "CAUSEWAY", Rank::Street),
    kind("CT", "COURT", Rank::Building),
    kind("CTG", "COTTAGE", Rank::Building),
    kind("CTGS", "COTTAGES", Rank::Building),
    kind("CTR", "CENTRE", Rank::Building),
    kind("DALE", "DALE", Rank::Natural),
    kind("DELL", "DELL", Rank::Natural),
    kind("DENE", "DENE", Rank::Natural),
    kind("DR", "DRIVE", Rank::Street),
    kind("DRIFT", "DRIFT", Rank::Natural),
    kind("DRIVE", "DRIVE", Rank::Street),
    kind("DRV", "DRIVE", Rank::Street),
    kind("DVE", "DRIVE", Rank::Street),
    kind("EDGE", "EDGE", Rank::Natural),
    kind("END", "END", Rank::Natural),
    kind("ESP", "ESPLANADE", Rank::Street),
    kind("ESPLANADE", "ESPLANADE", Rank::Street),
    kind("EST", "ESTATE", Rank::Building),
    kind("ESTATE", "ESTATE", Rank::Building),
    kind("EXCHANGE", "EXCHANGE", Rank::Building),
    kind("FARM", "FARM", Rank::Building),
    kind("FARMHOUSE", "FARMHOUSE", Rank::Building),
    kind("FIELD", "FIELD", Rank::Natural),
    kind("FIELDS", "FIELDS", Rank::Natural),
    kind("FLATS", "FLATS", Rank::Building),
    kind("FLD", "FOLD", Rank::Natural),
    kind("FM", "FARM", Rank::Building),
    kind("FOLD", "FOLD", Rank::Natural),
    kind("FOUNDRY", "FOUNDRY", Rank::Building),
    kind("FRM", "FARM", Rank::Building),
    kind("GARAGE", "GARAGE", Rank::Building),
    kind("GARDENS", "GARDENS", Rank::Street),
    kind("GARTH", "GARTH", Rank::Natural),
    kind("GATE", "GATE", Rank::Natural),
    kind("GDN", "GARDENS", Rank::Street),
    kind("GDNS", "GARDENS", Rank::Street),
    kind("GDS", "GARDENS", Rank::Street),
    kind("GINNEL", "GINNEL", Rank::Natural),
    kind("GLADE", "GLADE", Rank::Natural),
    kind("GNS", "GARDENS", Rank::Street),
    kind("GR", "GROVE", Rank::Street),
    kind("GRANGE", "GRANGE", Rank::Natural),
    kind("GRDNS", "GARDENS", Rank::Street),
    kind("GREEN", "GREEN", Rank::Natural),
    kind("GRN", "GREEN", Rank::Natural),
    kind("GRO", "GROVE", Rank::Street),
    kind("GROVE", "GROVE", Rank::Street),
    kind("GRV", "GROVE", Rank::Street),
    kind("GTE", "GATE", Rank::Natural),
    kind("GTH", "GARTH", Rank::Natural),
    kind("GVE", "GROVE", Rank::Street),
    kind("HALL", "HALL", Rank::Building),
    kind("HAVEN", "HAVEN", Rank::Natural),
    kind("HEATH", "HEATH", Rank::Natural),
    kind("HEIGHTS", "HEIGHTS", Rank::Building),
    kind("HIGHWAY", "HIGHWAY", Rank::Street),
    kind("HILL", "HILL", Rank::Natural),
    kind("HL", "HILL", Rank::Natural),
    kind("HOLLOW", "HOLLOW", Rank::Natural),
    kind("HOLT", "HOLT", Rank::Natural),
    kind("HOSPITAL", "HOSPITAL", Rank::Building),
    kind("HOTEL", "HOTEL", Rank::Building),
    kind("HOUSE", "HOUSE", Rank::Building),
    kind("HSE", "HOUSE", Rank::Building),
    kind("HTS", "HEIGHTS", Rank::Building),
    kind("HURST", "HURST", Rank::Natural),
    kind("HWY", "HIGHWAY", Rank::Street),
    kind("INN", "INN", Rank::Building),
    kind("LANE", "LANE", Rank::Street),
    kind("LDG", "LODGE", Rank::Building),
    kind("LEA", "LEA", Rank::Natural),
    kind("LEAS", "LEAS", Rank::Natural),
    kind("LEYS", "LEYS", Rank::Natural),
    kind("LN", "LANE", Rank::Street),
    kind("LNE", "LANE", Rank::Street),
    kind("LOAN", "LOAN", Rank::Natural),
    kind("LODGE", "LODGE", Rank::Building),
    kind("MANOR", "MANOR", Rank::Building),
    kind("MANSIONS", "MANSIONS", Rank::Building),
    kind("MDW", "MEADOW", Rank::Natural),
    kind("MDWS", "MEADOWS", Rank::Natural),
    kind("MEAD", "MEAD", Rank::Natural),
    kind("MEADOW", "MEADOW", Rank::Natural),
    kind("MEADOWS", "MEADOWS", Rank::Natural),
    kind("MEWS", "MEWS", Rank::Street),
    kind("MILL", "MILL", Rank::Building),
    kind("MILLS", "MILLS", Rank::Building),
    kind("MNR", "MANOR", Rank::Building),
    kind("MNT", "MOUNT", Rank::Natural),
    kind("MOOR", "MOOR", Rank::Natural),
    kind("MOUNT", "MOUNT", Rank::Natural),
    kind("MT", "MOUNT", Rank::Natural),
    kind("MWS", "MEWS", Rank::Street),
    kind("NOOK", "NOOK", Rank::Natural),
    kind("ORCH", "ORCHARD", Rank::Natural),
    kind("ORCHARD", "ORCHARD", Rank::Natural),
    kind("OVAL", "OVAL", Rank::Natural),
    kind("PADDOCK", "PADDOCK", Rank::Natural),
    kind("PADDOCKS", "PADDOCKS", Rank::Natural),
    kind("PARADE", "PARADE", Rank::Street),
    kind("PARK", "PARK", Rank::Building),
    kind("PASS", "PASSAGE", Rank::Street),
    kind("PASSAGE", "PASSAGE", Rank::Street),
    kind("PATH", "PATH", Rank::Street),
    kind("PDE", "PARADE", Rank::Street),
    kind("PHARMACY", "PHARMACY", Rank::Building),
    kind("PK", "PARK", Rank::Building),
    kind("PL", "PLACE", Rank::Street),
    kind("PLACE", "PLACE", Rank::Street),
    kind("PLAZA", "PLAZA", Rank::Building),
    kind("PLC", "PLACE", Rank::Street),
    kind("POINT", "POINT", Rank::Building),
    kind("PRECINCT", "PRECINCT", Rank::Building),
    kind("PRK", "PARK", Rank::Building),
    kind("PROM", "PROMENADE", Rank::Street),
    kind("PROMENADE", "PROMENADE", Rank::Street),
    kind("PSGE", "PASSAGE", Rank::Street),
    kind("PT", "POINT", Rank::Building),
    kind("QUAY", "QUAY", Rank::Natural),
    kind("RD", "ROAD", Rank::Street),
    kind("RDG", "RIDGE", Rank::Natural),
    kind("RECTORY", "RECTORY", Rank::Building),
    kind("RIDGE", "RIDGE", Rank::Natural),
    kind("RISE", "RISE", Rank::Natural),
    kind("ROAD", "ROAD", Rank::Street),
    kind("ROW", "ROW", Rank::Street),
    kind("ROYD", "ROYD", Rank::Natural),
    kind("SCHOOL", "SCHOOL", Rank::Building),
    kind("SHAW", "SHAW", Rank::Natural),
    kind("SIDE", "SIDE", Rank::Natural),
    kind("SPINNEY", "SPINNEY", Rank::Natural),
    kind("SQ", "SQUARE", Rank::Street),
    kind("SQR", "SQUARE", Rank::Street),
    kind("SQUARE", "SQUARE", Rank::Street),
    kind("ST", "STREET", Rank::Street),
    kind("STABLES", "STABLES", Rank::Building),
    kind("STR", "STREET", Rank::Street),
    kind("STRAND", "STRAND", Rank::Natural),
    kind("STREET", "STREET", Rank::Street),
    kind("STRET", "STREET", Rank::Street),
    kind("STRT", "STREET", Rank::Street),
    kind("STUDIOS", "STUDIOS", Rank::Building),
    kind("SURGERY", "SURGERY", Rank::Building),
    kind("TCE", "TERRACE", Rank::Street),
    kind("TER", "TERRACE", Rank::Street),
    kind("TERR", "TERRACE", Rank::Street),
    kind("TERRACE", "TERRACE", Rank::Street),
    kind("TOP", "TOP", Rank::Natural),
    kind("TOWER", "TOWER", Rank::Building),
    kind("TOWERS", "TOWERS", Rank::Building),
    kind("TURN", "TURN", Rank::Natural),
    kind("VALE", "VALE", Rank::Natural),
    kind("VENNEL", "VENNEL", Rank::Street),
    kind("VICARAGE", "VICARAGE", Rank::Building),
    kind("VIEW", "VIEW", Rank::Natural),
    kind("VILLA", "VILLA", Rank::Building),
    kind("VILLAS", "VILLAS", Rank::Building),
    kind("VLLS", "VILLAS", Rank::Building),
    kind("VW", "VIEW", Rank::Natural),
    kind("WALK", "WALK", Rank::Street),
    kind("WAREHOUSE", "WAREHOUSE", Rank::Building),
    kind("WAY", "WAY", Rank::Street),
    kind("WHARF", "WHARF", Rank::Building),
    kind("WHF", "WHARF", Rank::Building),
    kind("WK", "WALK", Rank::Street),
    kind("WKS", "WORKS", Rank::Building),
    kind("WLK", "WALK", Rank::Street),
    kind("WOOD", "WOOD", Rank::Natural),
    kind("WORKS", "WORKS", Rank::Building),
    kind("WY", "WAY", Rank::Street),
    kind("WYND", "WYND", Rank::Street),
    kind("YARD", "YARD", Rank::Building),
    kind("YD", "YARD", Rank::Building),
];

/// [`KINDS`] as written.
const WRITTEN: WordList<245> = {
    let mut written = [""; 245];
    let mut at = 0;
    while at < KINDS.len() {
        written[at] = KINDS[at].written;
        at += 1;
    }
    WordList::new(&written)
};

/// What a folded word ends, if anything.
pub(super) fn kind_of(word: Word) -> Option<&'static Kind> {
    KINDS.get(WRITTEN.position(word)?)
}

/// The word for an ordinal written with a digit, as street names have them: `1ST AVENUE`.
pub(super) fn ordinal(word: &str) -> Option<&'static str> {
    Some(match word {
        "1ST" => "FIRST",
        "2ND" => "SECOND",
        "3RD" => "THIRD",
        "4TH" => "FOURTH",
        "5TH" => "FIFTH",
        "6TH" => "SIXTH",
        "7TH" => "SEVENTH",
        "8TH" => "EIGHTH",
        "9TH" => "NINTH",
        "10TH" => "TENTH",
        "11TH" => "ELEVENTH",
        "12TH" => "TWELFTH",
        _ => return None,
    })
}

/// Whether a word may follow the kind of a street and belong to it: `FRONT STREET WEST`.
pub(super) fn is_direction(word: &str) -> bool {
    matches!(word, "NORTH" | "SOUTH" | "EAST" | "WEST")
}

/// Kinds of streets long enough to be told inside a word.
const FUSED: [&str; 11] = [
    "AVENUE", "CLOSE", "CRESCENT", "DRIVE", "GARDENS", "LANE", "PLACE", "ROAD", "SQUARE", "STREET", "TERRACE",
];

/// Where a word is a street's name and kind with the space between them lost (`CHURCHLANE`), where the kind begins.
pub(super) fn fused_at(word: &str) -> Option<usize> {
    if word.len() < 7 || !matches!(word.as_bytes().last(), Some(b'D' | b'E' | b'S' | b'T')) {
        return None;
    }
    let kind = FUSED.iter().find(|kind| word.ends_with(**kind))?;
    word.len().checked_sub(kind.len()).filter(|start| *start >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_order() {
        assert!(WRITTEN.is_ordered());
    }

    #[test]
    fn words_spelt_out_are_spelt_out_already() {
        for kind in KINDS {
            let whole = Word::folded(kind.spelt_out).and_then(kind_of);
            assert_eq!(whole.map(|whole| whole.spelt_out), Some(kind.spelt_out));
        }
    }
}
