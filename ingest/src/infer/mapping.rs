//! Which column is which standard field, from its header and its values together.
//!
//! A guess that a person reads and mends, not a decision: where the values speak against the header, no field is given.

use standardise::header::{Header, OTHER_ADDRESS};
use standardise::record::{Entity, Field};

use super::profile::Profile;

/// A header's score from which it counts.
const SCORE_MIN: u32 = 40;

/// A column as far as mapping needs it.
pub(super) struct Candidate<'p> {
    pub(super) header: Header,
    pub(super) profile: &'p Profile,
}

/// Why a column has its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Header,
    Values,
}

/// A field for a column.
pub(super) type Mapped = Option<(Field, Why)>;

/// What a row of the file is about, by its headers and values.
pub(super) fn entity(columns: &[Candidate<'_>]) -> Entity {
    const PERSON: [Field; 6] =
        [Field::FamilyName, Field::GivenName, Field::BirthDate, Field::NhsNumber, Field::Nino, Field::Sex];
    const PREMISES: &[&str] = &[
        "ratepayer",
        "rateable",
        "business",
        "voa",
        "practice",
        "school",
        "licen",
        "liable",
        "hereditament",
        "valuation",
        "establishment",
        "accountholder",
        "propref",
        "propertyref",
    ];
    let is_person = |column: &&Candidate<'_>| {
        let by_header =
            PERSON.iter().any(|field| column.header.score(*field) >= 85 && fits(*field, column.profile));
        by_header || column.profile.share(column.profile.looks.nhs_number, 90)
    };
    let person = columns.iter().filter(is_person).count();
    let named = columns.iter().any(|column| column.header.score(Field::FullName) >= 90);
    let premises = columns.iter().filter(|column| column.header.has_any(PREMISES)).count();
    if person + usize::from(named) >= 2 || (person + usize::from(named) == 1 && premises == 0) {
        Entity::Person
    } else {
        Entity::Premises
    }
}

/// The field of each column.
pub(super) fn map(columns: &[Candidate<'_>], entity: Entity) -> Vec<Mapped> {
    let mut mapped: Vec<Mapped> = vec![None; columns.len()];
    let address = address_lines(columns);
    let whole = best(columns, Field::Address, &mapped);
    match (address, whole) {
        (Some((score, lines)), whole) if whole.is_none_or(|(other, _)| score >= other) => {
            lines.into_iter().for_each(|at| mapped[at] = Some((Field::AddressLine, Why::Header)));
        }
        (_, Some((_, at))) => mapped[at] = Some((Field::Address, Why::Header)),
        _ => {}
    }
    by_header(columns, entity, &mut mapped);
    drop_whole_name(&mut mapped);
    by_values(columns, entity, &mut mapped);
    if !mapped.iter().any(is_address) {
        let parts = address_parts(columns, &mapped);
        parts.into_iter().for_each(|at| mapped[at] = Some((Field::AddressLine, Why::Header)));
    }
    if !mapped.iter().any(is_address)
        && let Some(at) = looks_like_address(columns, &mapped)
    {
        mapped[at] = Some((Field::Address, Why::Values));
    }
    mapped
}

/// A whole name beside its parts says nothing more.
fn drop_whole_name(mapped: &mut [Mapped]) {
    let has = |field: Field| mapped.iter().flatten().any(|(own, _)| *own == field);
    if has(Field::FamilyName) && has(Field::GivenName) {
        mapped.iter_mut().filter(|own| matches!(own, Some((Field::FullName, _)))).for_each(|own| *own = None);
    }
}

fn is_address(mapped: &Mapped) -> bool {
    matches!(mapped, Some((Field::Address | Field::AddressLine, _)))
}

/// The best free column for a field by its header.
fn best(columns: &[Candidate<'_>], field: Field, mapped: &[Mapped]) -> Option<(u32, usize)> {
    let scored = columns
        .iter()
        .enumerate()
        .filter(|(at, column)| mapped[*at].is_none() && fits(field, column.profile));
    let scored = scored.map(|(at, column)| (column.header.score(field), at));
    scored.filter(|(score, _)| *score >= SCORE_MIN).max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)))
}

/// Gives fields to columns by their headers, the best match first.
fn by_header(columns: &[Candidate<'_>], entity: Entity, mapped: &mut [Mapped]) {
    let open = |field: &Field| {
        field.applies_to(entity) && !matches!(field, Field::RecordKey | Field::Address | Field::AddressLine)
    };
    let mut fields: Vec<Field> = Field::all().iter().copied().filter(open).collect();
    loop {
        let next = fields
            .iter()
            .enumerate()
            .filter_map(|(nth, field)| best(columns, *field, mapped).map(|(score, at)| (score, nth, at)))
            .max_by_key(|(score, nth, _)| (*score, std::cmp::Reverse(*nth)));
        let Some((_, nth, at)) = next else { return };
        let field = fields[nth];
        mapped[at] = Some((field, Why::Header));
        if !matches!(field, Field::Phone | Field::Email) {
            fields.remove(nth);
        }
    }
}

/// Gives the fields that values alone show to columns whose header says nothing.
fn by_values(columns: &[Candidate<'_>], entity: Entity, mapped: &mut [Mapped]) {
    const SHARE: u64 = 90;
    for field in [Field::Postcode, Field::Email, Field::NhsNumber, Field::Nino, Field::Phone] {
        let taken = mapped.iter().flatten().any(|(other, _)| *other == field);
        if taken || !field.applies_to(entity) {
            continue;
        }
        let shows = |column: &Candidate<'_>| {
            let looks = &column.profile.looks;
            let count = match field {
                Field::Postcode => looks.postcode,
                Field::Email => looks.email,
                Field::NhsNumber => looks.nhs_number,
                Field::Nino => looks.nino,
                _ => looks.phone,
            };
            column.profile.looked_at >= 5 && column.profile.share(count, SHARE)
        };
        let found = (0..columns.len()).find(|at| mapped[*at].is_none() && shows(&columns[*at]));
        if let Some(at) = found {
            mapped[at] = Some((field, Why::Values));
        }
    }
}

/// The best set of numbered address columns, with its score.
fn address_lines(columns: &[Candidate<'_>]) -> Option<(u32, Vec<usize>)> {
    let mut best: Option<(u32, Vec<usize>)> = None;
    for (at, column) in columns.iter().enumerate() {
        let Some((stem, _)) = column.header.stem() else { continue };
        let is_address = stem.contains("addr") || stem.ends_with("add");
        if !is_address || column.header.has_any(OTHER_ADDRESS) {
            continue;
        }
        let mut numbers = Vec::new();
        let mut lines = Vec::new();
        for (other, column) in columns.iter().enumerate() {
            if let Some((own, number)) = column.header.stem()
                && own == stem
                && !numbers.contains(&number)
            {
                numbers.push(number);
                lines.push(other);
            }
        }
        if lines.len() < 2 || lines[0] != at {
            continue;
        }
        let score = 80 + if stem.contains("prop") { 15 } else { 0 };
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, with_property_names(columns, lines, stem)));
        }
    }
    best
}

/// Adds the columns of a building's name that stand before the lines of the same address: `Property Name 1`.
fn with_property_names(columns: &[Candidate<'_>], lines: Vec<usize>, stem: &str) -> Vec<usize> {
    if !stem.starts_with("prop") {
        return lines;
    }
    let is_name = |at: &usize| columns[*at].header.stem().is_some_and(|(own, _)| own == "propertyname");
    let mut all: Vec<usize> = (0..columns.len()).filter(is_name).collect();
    all.extend(lines);
    all.sort_unstable();
    all
}

/// The columns of an address in named parts: house, street, locality.
fn address_parts(columns: &[Candidate<'_>], mapped: &[Mapped]) -> Vec<usize> {
    const PARTS: &[&str] = &[
        "=flat",
        "subbuilding",
        "housename",
        "housenumber",
        "houseno",
        "buildingname",
        "buildingnumber",
        "propertynumber",
        "propertyname",
        "streetnumber",
        "substreet",
        "streetname",
        "=street",
        "=road",
        "=locality",
        "=village",
        "saon",
        "paon",
        "=building",
        "buildingandstreet",
        "=line2",
        "=line3",
    ];
    let is_part = |at: &usize| {
        let header = &columns[*at].header;
        mapped[*at].is_none() && header.has_any(PARTS) && !header.has_any(OTHER_ADDRESS)
    };
    let parts: Vec<usize> = (0..columns.len()).filter(is_part).collect();
    if parts.len() < 2 { Vec::new() } else { parts }
}

/// The free column whose values look most like addresses.
fn looks_like_address(columns: &[Candidate<'_>], mapped: &[Mapped]) -> Option<usize> {
    let free = columns.iter().enumerate().filter(|(at, _)| mapped[*at].is_none());
    let likely = free.filter(|(_, column)| {
        column.profile.share(column.profile.looks.street, 30) && column.profile.length_max >= 20
    });
    let share = |column: &Candidate<'_>| column.profile.looks.street * 100 / column.profile.looked_at.max(1);
    let likely: Vec<(usize, u64)> = likely.map(|(at, column)| (at, share(column))).collect();
    let most = likely.iter().map(|(_, share)| *share).max()?;
    // Of columns that are nearly alike the first is the record's own.
    likely.into_iter().find(|(_, share)| share + 10 >= most).map(|(at, _)| at)
}

/// Whether a column's values may be a field's; yes where there are none to judge by.
fn fits(field: Field, profile: &Profile) -> bool {
    if profile.looked_at == 0 {
        return true;
    }
    let looks = &profile.looks;
    let varied = profile.distinct() > 1 || profile.filled < 5;
    let date_count = profile.moments.best().map_or(0, |found| found.count);
    match field {
        Field::Postcode => profile.share(looks.postcode, 50),
        Field::Uprn => profile.share(looks.uprn, 90),
        Field::Latitude => profile.share(looks.latitude, 80),
        Field::Longitude => profile.share(looks.longitude, 80),
        Field::BirthDate
        | Field::DeathDate
        | Field::AddressFrom
        | Field::AddressTo
        | Field::ValidFrom
        | Field::ValidTo => profile.share(date_count, 50),
        Field::Sex => profile.codes.as_ref().is_some_and(|codes| codes.len() <= 8),
        Field::Title | Field::NameSuffix => profile.share(looks.words, 70) && profile.length_max <= 30,
        Field::Email => profile.share(looks.email, 50),
        Field::Phone => profile.share(looks.phone, 40),
        Field::NhsNumber | Field::HealthAndCareNumber => profile.share(looks.nhs_number, 40),
        Field::Nino => profile.share(looks.nino, 40),
        Field::Address => varied && profile.share(looks.words, 30) && profile.length_max >= 12,
        Field::OrganisationName
        | Field::FullName
        | Field::FamilyName
        | Field::GivenName
        | Field::TradingName => varied && profile.share(looks.words, 60),
        Field::Category => profile.share(looks.words, 60),
        Field::Town | Field::KnownAs | Field::MiddleNames | Field::FormerFamilyName => {
            profile.share(looks.words, 60)
        }
        // Short codes; that a value is one of them is told when it is read.
        Field::ChiNumber
        | Field::Upn
        | Field::Utr
        | Field::Usrn
        | Field::CompanyNumber
        | Field::CharityNumber
        | Field::OdsCode => profile.length_max <= 16,
        // Said of a whole source and not found in a column.
        Field::BornBy => false,
        Field::RecordKey | Field::AddressLine => true,
    }
}
