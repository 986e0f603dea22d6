//! What the columns of a table that nobody described hold: a role for each, from its header and its values together.
//!
//! A guess that the model shows and a person can mend by giving a model of their own. It changes no value.

mod profile;

use standardise::header::Header;
use standardise::record::Field;

use crate::table::{Column, NULL};
pub(crate) use profile::Profile;

/// A header's score from which it counts.
const SCORE_MIN: u32 = 60;

/// A header's score from which on it tells another name of an organisation.
const OTHER_NAME_MIN: u32 = 80;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A standard field.
    Field(Field),
    /// The year of a birth date that is spread over columns.
    BirthYear,
    /// The month of such a date.
    BirthMonth,
    /// The day of such a date.
    BirthDay,
    /// A house's number or a street's name, in a column of its own.
    AddressPart,
    /// A suburb, town, county, state or country: an address's part, but not the home's.
    Locality,
    /// Something else to compare.
    Other(Kind),
    /// Nothing to compare: the row's own key, the known truth, a constant.
    Ignored,
}

/// How the values of a column of no standard field are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number given once to one person, or one body, for good.
    OwnNumber,
    /// The number of a paper that one person holds, and that is given anew.
    Document,
    /// A code that few records share.
    Identifier,
    /// One word or a few, many records alike: an occupation, a place of birth, a code.
    Word,
    /// Many words.
    Text,
    /// A part of an address in a column of its own.
    AddressPart,
    /// A number of which the distance says something.
    Number,
    /// A day that is no birth date.
    Date,
}

/// The fields that a header may tell, each held by one column.
const FIELDS: [Field; 19] = [
    Field::Title,
    Field::GivenName,
    Field::MiddleNames,
    Field::FamilyName,
    Field::FullName,
    Field::NameSuffix,
    Field::KnownAs,
    Field::FormerFamilyName,
    Field::BirthDate,
    Field::DeathDate,
    Field::Sex,
    Field::NhsNumber,
    Field::Nino,
    Field::Phone,
    Field::Email,
    Field::Postcode,
    Field::Uprn,
    Field::OrganisationName,
    Field::TradingName,
];

/// Fields of which a record may have several columns: a telephone at home and one at work, a name in two scripts.
const SEVERAL: [Field; 3] = [Field::Phone, Field::Email, Field::FullName];

/// Words of the columns of an address in lines, or in one.
const ADDRESS: &[&str] =
    &["addr", "=flat", "subbuilding", "housename", "buildingname", "propertyname", "saon", "paon"];

/// Words of the columns that hold one part of an address each.
const ADDRESS_PART: &[&str] = &[
    "=house",
    "=building",
    "unitnumber",
    "housenumber",
    "houseno",
    "buildingnumber",
    "propertynumber",
    "streetnumber",
    "streetno",
    "streetname",
    "=street",
    "=road",
];

/// Words of the columns that tell the place.
const LOCALITY: &[&str] = &[
    "suburb",
    "=locality",
    "=village",
    "town",
    "~city",
    "county",
    "~state",
    "region",
    "province",
    "country",
    "district",
];

/// Words that turn an address's header into something else.
const NO_ADDRESS: &[&str] = &["email", "mail", "type", "ipaddr", "birth", "date"];

/// Words of columns that tell of the record and not of whom or what it is about.
const ABOUT_THE_RECORD: &[&str] = &[
    "~type",
    "~status",
    "created",
    "updated",
    "modified",
    "loaded",
    "timestamp",
    "~amount",
    "~row",
    "~batch",
    "=date",
    "=category",
    "~pointer",
    "~anchor",
];

/// Words of numbers that are given once to one person, or one body, for good.
const OWN_NUMBER: &[&str] = &[
    "ssn",
    "socsec",
    "socialsecurity",
    "nationalid",
    "driverslic",
    "driverlic",
    "drivinglic",
    "taxid",
    "taxnumber",
    "uniquetaxpayer",
    "~utr",
    "~vat",
    "~lei",
    "companynumber",
    "charitynumber",
    "uniquepupil",
    "~upn",
    "chinumber",
    "~chi",
    "healthandcare",
];

/// Words of papers that one person holds, and that are given anew.
const DOCUMENT: &[&str] = &["passport", "~visa", "residencepermit", "~brp", "identitycard", "idcard"];

/// Words of columns that tell who gave a number, or of what sort it is.
const OF_A_NUMBER: &[&str] = &["country", "~state", "issue", "~type", "expir"];

/// Words of codes that tell one entity from another even where hardly two records share one.
const IDENTIFIER: &[&str] = &[
    "ssn",
    "socsec",
    "socialsecurity",
    "passport",
    "licence",
    "license",
    "insurance",
    "national",
    "tax",
    "vat",
    "~no",
    "number",
    "~id",
    "ident",
    "isbn",
    "issn",
    "sku",
    "upc",
    "ean",
    "lei",
];

/// The roles of a table's columns, in their order.
///
/// Shape: `ignored` are the positions of columns that are not to be compared, such as the key and the known truth.
pub fn infer(columns: &[Column], ignored: &[usize]) -> Vec<Role> {
    let candidates: Vec<Candidate> = columns.iter().map(Candidate::of).collect();
    let mut roles: Vec<Option<Role>> = vec![None; columns.len()];
    for position in ignored {
        roles[*position] = Some(Role::Ignored);
    }
    for field in FIELDS {
        let free = (0..candidates.len()).filter(|at| roles[*at].is_none());
        let scored = free.map(|at| (candidates[at].score(field), at));
        // Of equal scores the first column.
        let best = scored
            .filter(|(score, _)| *score >= SCORE_MIN)
            .max_by_key(|(score, at)| (*score, usize::MAX - at));
        if let Some((_, at)) = best {
            roles[at] = Some(Role::Field(field));
        }
        if SEVERAL.contains(&field) {
            let first = best.map(|(_, at)| &columns[at]);
            // Two names in one row are of two people, or say something of each other.
            let is_further = |column: &Column| {
                field != Field::FullName || first.is_some_and(|first| takes_turns(first, column))
            };
            let more = candidates.iter().zip(columns).zip(&mut roles).filter(|(_, role)| role.is_none());
            more.filter(|((candidate, column), _)| candidate.score(field) >= SCORE_MIN && is_further(column))
                .for_each(|(_, role)| *role = Some(Role::Field(field)));
        }
    }
    settle_other_organisation(&candidates, &mut roles);
    for (role, candidate) in roles.iter_mut().zip(&candidates) {
        if role.is_none() {
            *role = Some(candidate.other());
        }
    }
    let mut roles: Vec<Role> = roles.into_iter().flatten().collect();
    settle_birth_parts(&mut roles);
    roles
}

/// The column that is the rows' own key, where there is one: headed as a key is, filled and distinct throughout.
pub fn key_column(columns: &[Column]) -> Option<usize> {
    let score = |column: &Column| {
        let row_count = column.ids().len();
        // Hardly a column has a value of its own in every row: only such a one is looked at closely.
        if row_count == 0 || column.dictionary().id_count() - 1 != row_count {
            return 0;
        }
        let score = Header::of(column.name()).score(Field::RecordKey);
        score.max(u32::from(Profile::of(column).numbers_rows()) * SCORE_MIN)
    };
    let scored = columns.iter().enumerate().map(|(at, column)| (score(column), at));
    scored
        .filter(|(score, _)| *score >= SCORE_MIN)
        .max_by_key(|(score, at)| (*score, usize::MAX - at))
        .map(|(_, at)| at)
}

/// A second column of an organisation's name holds another of its names.
fn settle_other_organisation(candidates: &[Candidate], roles: &mut [Option<Role>]) {
    let [name, other] = [Field::OrganisationName, Field::TradingName].map(Role::Field);
    if !roles.contains(&Some(name)) || roles.contains(&Some(other)) {
        return;
    }
    let further = candidates.iter().zip(roles).find(|(candidate, role)| {
        role.is_none() && candidate.score(Field::OrganisationName) >= OTHER_NAME_MIN
    });
    if let Some((_, role)) = further {
        *role = Some(other);
    }
}

/// Whether hardly a row that has one of two columns has the other too.
fn takes_turns(one: &Column, other: &Column) -> bool {
    let filled = |column: &Column| column.ids().iter().filter(|id| **id != NULL).count();
    let both = one.ids().iter().zip(other.ids()).filter(|(one, other)| **one != NULL && **other != NULL);
    both.count() * 10 <= filled(one).min(filled(other))
}

/// A year, month or day of birth counts where there is a year.
fn settle_birth_parts(roles: &mut [Role]) {
    let whole = roles.contains(&Role::Field(Field::BirthDate));
    let year = roles.contains(&Role::BirthYear);
    for role in roles.iter_mut() {
        if matches!(role, Role::BirthYear | Role::BirthMonth | Role::BirthDay) && (whole || !year) {
            *role = Role::Other(Kind::Word);
        }
    }
}

/// A column as far as its role depends on it.
struct Candidate {
    header: Header,
    profile: Profile,
}

impl Candidate {
    fn of(column: &Column) -> Self {
        Self { header: Header::of(column.name()), profile: Profile::of(column) }
    }

    /// How much speaks for a field, in hundredths; 0 where the values speak against it.
    fn score(&self, field: Field) -> u32 {
        let profile = &self.profile;
        if profile.distinct == 0 {
            return 0;
        }
        let header = self.header.score(field);
        let (fits, by_values) = match field {
            Field::Email => (profile.emails() >= 0.5, profile.emails() >= 0.8),
            Field::Postcode => {
                (profile.postcodes() >= 0.5 || profile.digits() >= 0.8, profile.postcodes() >= 0.8)
            }
            // Misspelt digits make dates that are none.
            Field::BirthDate | Field::DeathDate => (profile.whole_dates() >= 0.5, false),
            Field::Sex => (profile.distinct <= 12, profile.sexes() >= 0.9 && profile.wordy() >= 0.9),
            Field::NhsNumber | Field::Nino | Field::Uprn => {
                (profile.codes() >= 0.5 || profile.digits() >= 0.5, false)
            }
            Field::Phone => (profile.bytes() >= 6.0 && profile.wordy() < 0.5, false),
            Field::Title | Field::NameSuffix => (profile.distinct <= 200 && profile.tokens() < 2.5, false),
            _ => (profile.wordy() >= 0.5, false),
        };
        match (fits, by_values) {
            (false, _) => 0,
            (true, true) => header.max(SCORE_MIN),
            (true, false) => header,
        }
    }

    /// The role of a column of no field.
    fn other(&self) -> Role {
        let (header, profile) = (&self.header, &self.profile);
        if let Some(part) = self.birth_part() {
            return part;
        }
        let tells_of_a_number =
            header.has_any(OF_A_NUMBER) && (header.has_any(OWN_NUMBER) || header.has_any(DOCUMENT));
        if profile.distinct <= 1
            || profile.numbers_rows()
            || header.has_any(ABOUT_THE_RECORD)
            || tells_of_a_number
        {
            return Role::Ignored;
        }
        let is_address = !header.has_any(NO_ADDRESS);
        if is_address && header.has_any(LOCALITY) && !header.has_any(&["addr"]) {
            return Role::Locality;
        }
        if is_address && header.has_any(ADDRESS_PART) {
            return Role::AddressPart;
        }
        if is_address && header.has_any(ADDRESS) {
            return Role::Field(Field::AddressLine);
        }
        Role::Other(self.kind())
    }

    fn birth_part(&self) -> Option<Role> {
        let profile = &self.profile;
        let told = |words: &[&str]| self.header.has_any(words);
        if told(&["=by", "yearofbirth", "birthyear", "=yob", "~yob"]) && profile.years() >= 0.8 {
            Some(Role::BirthYear)
        } else if told(&["=bm", "monthofbirth", "birthmonth", "=mob"]) && profile.months() >= 0.8 {
            Some(Role::BirthMonth)
        } else if told(&["=bd", "dayofbirth", "birthday"]) && profile.days() >= 0.8 {
            Some(Role::BirthDay)
        } else {
            None
        }
    }

    fn kind(&self) -> Kind {
        let profile = &self.profile;
        let variety = profile.distinct as f64 / profile.filled.max(1) as f64;
        let is_code = profile.codes() >= 0.5 && profile.bytes() >= 4.0;
        if profile.whole_dates() >= 0.9 {
            Kind::Date
        } else if is_code && self.header.has_any(OWN_NUMBER) {
            Kind::OwnNumber
        } else if is_code && self.header.has_any(DOCUMENT) {
            Kind::Document
        } else if is_code && (variety >= 0.3 || self.header.has_any(IDENTIFIER)) {
            Kind::Identifier
        } else if profile.numbers() >= 0.95 && profile.distinct > 50 {
            Kind::Number
        } else if profile.tokens() >= 2.5 || profile.bytes() > 30.0 {
            Kind::Text
        } else {
            Kind::Word
        }
    }
}
