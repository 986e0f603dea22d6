//! The columns of the standard tables and their order.
//!
//! The names are what other crates see; the enums are the same list as positions, so that filling a record costs no
//! search. It holds no values.

use super::Entity;

/// The standard table's text columns for an entity, in order.
pub fn columns(entity: Entity) -> &'static [&'static str] {
    match entity {
        Entity::Person => PersonColumn::NAMES,
        Entity::Premises => PremisesColumn::NAMES,
    }
}

/// Declares an enum of columns whose position is its order and whose text is its name.
macro_rules! columns {
    ($(#[$meta:meta])* $name:ident { $($variant:ident => $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $name { $($variant,)+ }

        impl $name {
            /// The columns' names, in order.
            pub(crate) const NAMES: &'static [&'static str] = &[$($text,)+];
        }

        impl From<$name> for usize {
            fn from(column: $name) -> usize {
                column as usize
            }
        }
    };
}

columns! {
    /// A column of the standard table of people.
    PersonColumn {
        Title => "title",
        GivenName => "given_name",
        MiddleNames => "middle_names",
        FamilyName => "family_name",
        NameSuffix => "name_suffix",
        KnownAs => "known_as",
        FormerFamilyName => "former_family_name",
        GivenNameKey => "given_name_key",
        MiddleNamesKey => "middle_names_key",
        FamilyNameKey => "family_name_key",
        KnownAsKey => "known_as_key",
        FormerFamilyNameKey => "former_family_name_key",
        BirthDate => "birth_date",
        BornBy => "born_by",
        DeathDate => "death_date",
        Sex => "sex",
        NhsNumber => "nhs_number",
        Nino => "nino",
        ChiNumber => "chi_number",
        HealthAndCareNumber => "health_and_care_number",
        Upn => "upn",
        Utr => "utr",
        Phone => "phone",
        Email => "email",
        Address => "address",
        BuildingKey => "building_key",
        StreetKey => "street_key",
        AddressKey => "address_key",
        Postcode => "postcode",
        Uprn => "uprn",
        AddressFrom => "address_from",
        AddressTo => "address_to",
        ValidFrom => "valid_from",
        ValidTo => "valid_to",
    }
}

columns! {
    /// A column of the standard table of premises.
    PremisesColumn {
        OrganisationName => "organisation_name",
        TradingName => "trading_name",
        OrganisationNameKey => "organisation_name_key",
        TradingNameKey => "trading_name_key",
        PlaceNameKey => "place_name_key",
        NamesKey => "names_key",
        CompanyNumber => "company_number",
        CharityNumber => "charity_number",
        OdsCode => "ods_code",
        Address => "address",
        BuildingKey => "building_key",
        StreetKey => "street_key",
        AddressKey => "address_key",
        Postcode => "postcode",
        Uprn => "uprn",
        Usrn => "usrn",
        Latitude => "latitude",
        Longitude => "longitude",
        GridCell => "grid_cell",
        GridCellShifted => "grid_cell_shifted",
        Category => "category",
        Kind => "kind",
    }
}
