//! What a contract may map a source's column to.
//!
//! Names only: how each field is standardised is told in [`crate::record`] and the module of its kind.

use std::fmt;
use std::str::FromStr;

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entity {
    /// A person, as one system knows them.
    Person,
    /// A place of business or service and the organisation in it.
    Premises,
}

impl Entity {
    /// Every entity, in order.
    pub const fn all() -> &'static [Entity] {
        &[Entity::Person, Entity::Premises]
    }

    /// The name used in contracts and models.
    pub const fn name(self) -> &'static str {
        match self {
            Entity::Person => "person",
            Entity::Premises => "premises",
        }
    }
}

impl fmt::Display for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Entity {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Entity::all().iter().copied().find(|entity| entity.name() == text).ok_or(UnknownName)
    }
}

/// A standard field: what a contract may map a source's column to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The source's own key of the record; carried by the loader, not standardised.
    RecordKey,
    /// A title before the name.
    Title,
    /// The first given name, or all of them.
    GivenName,
    /// Given names after the first.
    MiddleNames,
    /// The family name.
    FamilyName,
    /// A whole name in one cell, in either order.
    FullName,
    /// What follows the name: `OBE`, `Jr`.
    NameSuffix,
    /// The name the person goes by.
    KnownAs,
    /// A family name used before, such as a maiden name.
    FormerFamilyName,
    /// The date of birth, whole or partial.
    BirthDate,
    /// A date by which the person was born at the latest: all that a register of adults says of a birth date.
    BornBy,
    /// The date of death, whole or partial.
    DeathDate,
    /// Sex as a code or a word.
    Sex,
    /// The NHS number of England, Wales and the Isle of Man.
    NhsNumber,
    /// The National Insurance number.
    Nino,
    /// The Community Health Index number of Scotland.
    ChiNumber,
    /// The Health and Care number of Northern Ireland.
    HealthAndCareNumber,
    /// The Unique Pupil Number.
    Upn,
    /// The Unique Taxpayer Reference.
    Utr,
    /// Telephone numbers, one or several in a cell.
    Phone,
    /// An e-mail address.
    Email,
    /// A whole address in one cell.
    Address,
    /// One of several columns of an address, in the file's order.
    AddressLine,
    /// The post town, where it has a column of its own.
    Town,
    /// The postcode.
    Postcode,
    /// The Unique Property Reference Number.
    Uprn,
    /// The Unique Street Reference Number.
    Usrn,
    /// The day from which the person has lived at the address.
    AddressFrom,
    /// The day on which the person ceased to live at the address.
    AddressTo,
    /// The day from which the record holds.
    ValidFrom,
    /// The day until which the record holds.
    ValidTo,
    /// The name of the organisation in the premises.
    OrganisationName,
    /// The name it trades under.
    TradingName,
    /// The organisation's number on the register of companies.
    CompanyNumber,
    /// The organisation's number on a register of charities.
    CharityNumber,
    /// The organisation's or site's code in the NHS.
    OdsCode,
    /// Degrees north (WGS 84).
    Latitude,
    /// Degrees east (WGS 84).
    Longitude,
    /// The source's own kind of premises.
    Category,
}

impl Field {
    /// The fields that hold dates.
    pub const DATES: [Self; 7] = [
        Self::BirthDate,
        Self::BornBy,
        Self::DeathDate,
        Self::AddressFrom,
        Self::AddressTo,
        Self::ValidFrom,
        Self::ValidTo,
    ];

    /// Every field, in the order in which they are documented.
    pub const fn all() -> &'static [Field] {
        &[
            Field::RecordKey,
            Field::Title,
            Field::GivenName,
            Field::MiddleNames,
            Field::FamilyName,
            Field::FullName,
            Field::NameSuffix,
            Field::KnownAs,
            Field::FormerFamilyName,
            Field::BirthDate,
            Field::BornBy,
            Field::DeathDate,
            Field::Sex,
            Field::NhsNumber,
            Field::Nino,
            Field::ChiNumber,
            Field::HealthAndCareNumber,
            Field::Upn,
            Field::Utr,
            Field::Phone,
            Field::Email,
            Field::Address,
            Field::AddressLine,
            Field::Town,
            Field::Postcode,
            Field::Uprn,
            Field::Usrn,
            Field::AddressFrom,
            Field::AddressTo,
            Field::ValidFrom,
            Field::ValidTo,
            Field::OrganisationName,
            Field::TradingName,
            Field::CompanyNumber,
            Field::CharityNumber,
            Field::OdsCode,
            Field::Latitude,
            Field::Longitude,
            Field::Category,
        ]
    }

    /// The name used in contracts, in snake case.
    pub const fn name(self) -> &'static str {
        match self {
            Field::RecordKey => "record_key",
            Field::Title => "title",
            Field::GivenName => "given_name",
            Field::MiddleNames => "middle_names",
            Field::FamilyName => "family_name",
            Field::FullName => "full_name",
            Field::NameSuffix => "name_suffix",
            Field::KnownAs => "known_as",
            Field::FormerFamilyName => "former_family_name",
            Field::BirthDate => "birth_date",
            Field::BornBy => "born_by",
            Field::DeathDate => "death_date",
            Field::Sex => "sex",
            Field::NhsNumber => "nhs_number",
            Field::Nino => "nino",
            Field::ChiNumber => "chi_number",
            Field::HealthAndCareNumber => "health_and_care_number",
            Field::Upn => "upn",
            Field::Utr => "utr",
            Field::Phone => "phone",
            Field::Email => "email",
            Field::Address => "address",
            Field::AddressLine => "address_line",
            Field::Town => "town",
            Field::Postcode => "postcode",
            Field::Uprn => "uprn",
            Field::Usrn => "usrn",
            Field::AddressFrom => "address_from",
            Field::AddressTo => "address_to",
            Field::ValidFrom => "valid_from",
            Field::ValidTo => "valid_to",
            Field::OrganisationName => "organisation_name",
            Field::TradingName => "trading_name",
            Field::CompanyNumber => "company_number",
            Field::CharityNumber => "charity_number",
            Field::OdsCode => "ods_code",
            Field::Latitude => "latitude",
            Field::Longitude => "longitude",
            Field::Category => "category",
        }
    }

    /// Whether records of this entity have such a field; a value of another is ignored.
    pub const fn applies_to(self, entity: Entity) -> bool {
        match self {
            Field::RecordKey
            | Field::Address
            | Field::AddressLine
            | Field::Town
            | Field::Postcode
            | Field::Uprn => true,
            Field::OrganisationName
            | Field::TradingName
            | Field::CompanyNumber
            | Field::CharityNumber
            | Field::OdsCode
            | Field::Usrn
            | Field::Latitude
            | Field::Longitude
            | Field::Category => matches!(entity, Entity::Premises),
            Field::Title
            | Field::GivenName
            | Field::MiddleNames
            | Field::FamilyName
            | Field::FullName
            | Field::NameSuffix
            | Field::KnownAs
            | Field::FormerFamilyName
            | Field::BirthDate
            | Field::BornBy
            | Field::DeathDate
            | Field::Sex
            | Field::NhsNumber
            | Field::Nino
            | Field::ChiNumber
            | Field::HealthAndCareNumber
            | Field::Upn
            | Field::Utr
            | Field::Phone
            | Field::Email
            | Field::AddressFrom
            | Field::AddressTo
            | Field::ValidFrom
            | Field::ValidTo => matches!(entity, Entity::Person),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Field {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Field::all().iter().copied().find(|field| field.name() == text).ok_or(UnknownName)
    }
}

/// A text is no entity's or field's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownName;

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a name of a standard entity or field")
    }
}

impl std::error::Error for UnknownName {}
