//! AddressBase Plus: a property's address as the local authority and as the Royal Mail have it, in one row.

use super::field::AddressField as F;
use super::layout::Fields;

/// The columns in their order.
///
/// Source: Ordnance Survey, AddressBase Plus technical specification, CSV columns.
pub(super) const COLUMNS: &str = "UPRN,UDPRN,CHANGE_TYPE,STATE,STATE_DATE,CLASS,PARENT_UPRN,X_COORDINATE,Y_COORDINATE,\
    LATITUDE,LONGITUDE,RPC,LOCAL_CUSTODIAN_CODE,COUNTRY,LA_START_DATE,LAST_UPDATE_DATE,ENTRY_DATE,RM_ORGANISATION_NAME,\
    LA_ORGANISATION,DEPARTMENT_NAME,LEGAL_NAME,SUB_BUILDING_NAME,BUILDING_NAME,BUILDING_NUMBER,SAO_START_NUMBER,\
    SAO_START_SUFFIX,SAO_END_NUMBER,SAO_END_SUFFIX,SAO_TEXT,ALT_LANGUAGE_SAO_TEXT,PAO_START_NUMBER,PAO_START_SUFFIX,\
    PAO_END_NUMBER,PAO_END_SUFFIX,PAO_TEXT,ALT_LANGUAGE_PAO_TEXT,USRN,USRN_MATCH_INDICATOR,AREA_NAME,LEVEL,OFFICIAL_FLAG,\
    OS_ADDRESS_TOID,OS_ADDRESS_TOID_VERSION,OS_ROADLINK_TOID,OS_ROADLINK_TOID_VERSION,OS_TOPO_TOID,OS_TOPO_TOID_VERSION,\
    VOA_CT_RECORD,VOA_NDR_RECORD,STREET_DESCRIPTION,ALT_LANGUAGE_STREET_DESCRIPTION,DEPENDENT_THOROUGHFARE,THOROUGHFARE,\
    WELSH_DEPENDENT_THOROUGHFARE,WELSH_THOROUGHFARE,DOUBLE_DEPENDENT_LOCALITY,DEPENDENT_LOCALITY,LOCALITY,\
    WELSH_DEPENDENT_LOCALITY,WELSH_DOUBLE_DEPENDENT_LOCALITY,TOWN_NAME,ADMINISTRATIVE_AREA,POST_TOWN,WELSH_POST_TOWN,\
    POSTCODE,POSTCODE_LOCATOR,POSTCODE_TYPE,DELIVERY_POINT_SUFFIX,ADDRESSBASE_POSTAL,PO_BOX_NUMBER,WARD_CODE,PARISH_CODE,\
    RM_START_DATE,MULTI_OCC_COUNT,VOA_NDR_P_DESC_CODE,VOA_NDR_SCAT_CODE,ALT_LANGUAGE";

/// What both addresses of a row share.
const SHARED: [(&str, F); 8] = [
    ("UPRN", F::Uprn),
    ("PARENT_UPRN", F::ParentUprn),
    ("CHANGE_TYPE", F::Change),
    ("CLASS", F::Classification),
    ("X_COORDINATE", F::Easting),
    ("Y_COORDINATE", F::Northing),
    ("LATITUDE", F::Latitude),
    ("LONGITUDE", F::Longitude),
];

/// The local authority's.
const LOCAL: [(&str, F); 17] = [
    ("USRN", F::Usrn),
    ("LA_ORGANISATION", F::Organisation),
    ("SAO_START_NUMBER", F::SaoStartNumber),
    ("SAO_START_SUFFIX", F::SaoStartSuffix),
    ("SAO_END_NUMBER", F::SaoEndNumber),
    ("SAO_END_SUFFIX", F::SaoEndSuffix),
    ("SAO_TEXT", F::SaoText),
    ("PAO_START_NUMBER", F::PaoStartNumber),
    ("PAO_START_SUFFIX", F::PaoStartSuffix),
    ("PAO_END_NUMBER", F::PaoEndNumber),
    ("PAO_END_SUFFIX", F::PaoEndSuffix),
    ("PAO_TEXT", F::PaoText),
    ("STREET_DESCRIPTION", F::Street),
    ("LOCALITY", F::Locality),
    ("POST_TOWN", F::PostTown),
    ("TOWN_NAME", F::Town),
    ("POSTCODE_LOCATOR", F::Postcode),
];

/// The same in another language, as far as it differs.
const LOCAL_OTHER: [(&str, F); 3] = [
    ("ALT_LANGUAGE_SAO_TEXT", F::SaoText),
    ("ALT_LANGUAGE_PAO_TEXT", F::PaoText),
    ("ALT_LANGUAGE_STREET_DESCRIPTION", F::Street),
];

/// The Royal Mail's.
const MAIL: [(&str, F); 12] = [
    ("RM_ORGANISATION_NAME", F::Organisation),
    ("DEPARTMENT_NAME", F::Department),
    ("PO_BOX_NUMBER", F::PoBox),
    ("SUB_BUILDING_NAME", F::SubBuilding),
    ("BUILDING_NAME", F::BuildingName),
    ("BUILDING_NUMBER", F::BuildingNumber),
    ("DEPENDENT_THOROUGHFARE", F::DependentStreet),
    ("THOROUGHFARE", F::Street),
    ("DOUBLE_DEPENDENT_LOCALITY", F::DependentLocality),
    ("DEPENDENT_LOCALITY", F::Locality),
    ("POST_TOWN", F::Town),
    ("POSTCODE", F::Postcode),
];

/// The same in Welsh, as far as it differs.
const MAIL_WELSH: [(&str, F); 5] = [
    ("WELSH_DEPENDENT_THOROUGHFARE", F::DependentStreet),
    ("WELSH_THOROUGHFARE", F::Street),
    ("WELSH_DOUBLE_DEPENDENT_LOCALITY", F::DependentLocality),
    ("WELSH_DEPENDENT_LOCALITY", F::Locality),
    ("WELSH_POST_TOWN", F::Town),
];

/// Where the addresses of a row are.
pub(super) fn variants() -> Vec<Fields> {
    let place = |(name, field): &(&str, F)| {
        let place = COLUMNS.split(',').position(|column| column.trim() == *name)?;
        Some((place, *field))
    };
    let variant = |parts: &[&[(&str, F)]]| -> Fields {
        SHARED.iter().chain(parts.iter().copied().flatten()).filter_map(place).collect()
    };
    vec![
        variant(&[&LOCAL]),
        variant(&[&LOCAL, &LOCAL_OTHER]),
        variant(&[&MAIL]),
        variant(&[&MAIL, &MAIL_WELSH]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_there() {
        assert_eq!(COLUMNS.split(',').count(), 77);
        let counts: Vec<usize> = variants().iter().map(Vec::len).collect();
        assert_eq!(counts, [25, 28, 20, 25]);
    }
}
