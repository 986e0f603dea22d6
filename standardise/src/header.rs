//! What a column's header says that it holds, as a score for each standard field.
//!
//! Words that British public systems use, from the published headers of councils' business rates, electoral exports and
//! care systems. It looks at headers alone; whether the values agree is judged elsewhere.

use crate::record::Field;

/// A header broken into words.
#[derive(Debug, Clone)]
pub struct Header {
    /// All letters and digits, in small letters.
    joined: String,
    /// The words: at spaces, signs, digits and capitals.
    words: Vec<String>,
}

/// A word and what it says about the header that holds it. `=` means the whole header, `~` a word of it, else any part.
type Hint = (&'static str, u32);

impl Header {
    /// Breaks a header into words.
    pub fn of(name: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut before = ' ';
        for c in name.chars() {
            let kind = |c: char| (c.is_alphabetic(), c.is_numeric());
            let is_camel = before.is_lowercase() && c.is_uppercase();
            if c.is_alphanumeric() {
                if words.is_empty() || is_camel || kind(c) != kind(before) {
                    words.push(String::new());
                }
                if let Some(word) = words.last_mut() {
                    word.extend(c.to_lowercase());
                }
            }
            before = c;
        }
        Self { joined: words.concat(), words }
    }

    /// The header of a value in a document, such as `name.given`: what is within another says it first.
    pub fn of_nested(name: &str) -> Self {
        Self::of(&name.rsplit('.').collect::<Vec<_>>().join(" "))
    }

    /// All letters and digits, in small letters.
    pub fn joined(&self) -> &str {
        &self.joined
    }

    /// Whether any of the hints' words is in it: `=` before a word means the whole header, `~` a word of it, else any part.
    pub fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    fn has(&self, hint: &str) -> bool {
        if let Some(whole) = hint.strip_prefix('=') {
            self.joined == whole
        } else if let Some(word) = hint.strip_prefix('~') {
            self.words.iter().any(|own| own == word)
        } else {
            self.joined.contains(hint)
        }
    }

    /// How much it speaks for a field, in hundredths; nothing where it does not.
    pub fn score(&self, field: Field) -> u32 {
        let best = hints(field).iter().filter(|(word, _)| self.has(word)).map(|(_, score)| *score).max();
        match best {
            Some(score) if self.has_any(misleading(field)) => score / 2,
            Some(score) => score,
            None => 0,
        }
    }

    /// The header without the number at its end, and that number: `addr1` is the first of `addr`.
    pub fn stem(&self) -> Option<(&str, u32)> {
        let digits = self.joined.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (stem, number) = self.joined.split_at(self.joined.len() - digits);
        Some((stem, number.parse().ok().filter(|number| (1..10).contains(number) && !stem.is_empty())?))
    }
}

/// Words of another address than the record's own: where the bill goes, where people vote.
pub const OTHER_ADDRESS: &[&str] = &[
    "email",
    "billing",
    "corresp",
    "mailing",
    "contact",
    "polling",
    "station",
    "forward",
    "agent",
    "publisher",
    "previous",
    "former",
    "accountadd",
    "accountpost",
    "venue",
];

/// Words that make a header say something else than its other words do.
fn misleading(field: Field) -> &'static [&'static str] {
    match field {
        Field::Address | Field::AddressLine | Field::Postcode | Field::Uprn | Field::Town => OTHER_ADDRESS,
        Field::FamilyName => &["first", "given", "polling", "street", "organisation", "officer", "worker"],
        Field::OrganisationName => {
            &["type", "publisher", "service", "uri", "code", "polling", "house", "street", "building", "area"]
        }
        Field::GivenName => &["preferred", "known", "alias", "worker", "officer"],
        Field::Phone => &["contact1", "contact2", "emergency", "nextofkin", "surgery", "worker", "officer"],
        Field::FullName => &[
            "polling",
            "street",
            "house",
            "place",
            "building",
            "organisation",
            "user",
            "file",
            "officer",
            "worker",
        ],
        Field::RecordKey => {
            &["polling", "station", "publisher", "organisation", "date", "venue", "prem", "place"]
        }
        Field::BirthDate
        | Field::DeathDate
        | Field::AddressFrom
        | Field::AddressTo
        | Field::ValidFrom
        | Field::ValidTo => &["relief", "exempt", "empty", "flag", "discount"],
        Field::Title => &["job", "page"],
        Field::Category => &["relief", "exempt", "liable", "organisation", "disc", "ratepayer", "polling"],
        _ => &[],
    }
}

fn hints(field: Field) -> &'static [Hint] {
    match field {
        Field::RecordKey => KEY,
        Field::Title => &[("=title", 95), ("~title", 80), ("=salutation", 90), ("=prefix", 60)],
        Field::GivenName => GIVEN_NAME,
        Field::MiddleNames => MIDDLE_NAMES,
        Field::FamilyName => FAMILY_NAME,
        Field::FullName => FULL_NAME,
        Field::NameSuffix => &[("=suffix", 70), ("namesuffix", 90)],
        Field::KnownAs => &[
            ("knownas", 95),
            ("preferredname", 98),
            ("preferredforename", 98),
            ("aliasname", 90),
            ("=alias", 85),
            ("nickname", 85),
        ],
        Field::FormerFamilyName => FORMER_FAMILY_NAME,
        Field::BirthDate => {
            &[("dateofbirth", 98), ("birthdate", 98), ("=dob", 98), ("~dob", 95), ("birthdt", 90)]
        }
        Field::DeathDate => &[("dateofdeath", 98), ("deathdate", 98), ("=dod", 95), ("~dod", 90)],
        Field::Sex => &[("=sex", 95), ("gender", 90), ("~sex", 85)],
        Field::NhsNumber => &[("nhsnumber", 98), ("nhsno", 98), ("nhsid", 95), ("~nhs", 85)],
        Field::Nino => &[("nationalinsurance", 98), ("nino", 95), ("~ni", 70), ("ninumber", 90)],
        Field::HealthAndCareNumber => {
            &[("healthandcarenumber", 98), ("hcnumber", 95), ("hcn", 90), ("=h&c", 90), ("hscnumber", 90)]
        }
        Field::ChiNumber => &[("chinumber", 98), ("chino", 95), ("=chi", 95), ("communityhealthindex", 98)],
        Field::Upn => &[("uniquepupil", 98), ("=upn", 97), ("~upn", 90), ("pupilnumber", 85)],
        Field::Utr => &[("uniquetaxpayer", 98), ("=utr", 97), ("~utr", 90)],
        Field::Usrn => &[("uniquestreet", 98), ("=usrn", 97), ("~usrn", 90)],
        Field::CompanyNumber => &[("companynumber", 98), ("companyno", 95), ("companyregistration", 95)],
        Field::CharityNumber => &[("charitynumber", 98), ("charityno", 95), ("charityregistration", 95)],
        Field::OdsCode => &[("odscode", 98), ("=ods", 95), ("organisationdataservice", 95)],
        Field::Phone => &[("telephone", 95), ("phone", 90), ("mobile", 85), ("~tel", 90), ("telno", 90)],
        Field::Email => &[("email", 95)],
        Field::Address => ADDRESS,
        Field::AddressLine | Field::BornBy => &[],
        Field::Town => &[("=town", 90), ("posttown", 95), ("=city", 85), ("towncity", 90), ("~town", 75)],
        Field::Postcode => POSTCODE,
        Field::Uprn => &[
            ("propertyuprn", 98),
            ("uniquepropertyref", 98),
            ("=uprn", 97),
            ("uprn", 85),
            ("propertyurn", 88),
            ("llpg", 85),
        ],
        Field::AddressFrom => ADDRESS_FROM,
        Field::AddressTo => ADDRESS_TO,
        Field::ValidFrom => VALID_FROM,
        Field::ValidTo => VALID_TO,
        Field::OrganisationName => ORGANISATION_NAME,
        Field::TradingName => &[("tradingname", 95), ("tradingas", 95), ("tradesas", 95)],
        Field::Latitude => &[("latitude", 95), ("=lat", 90), ("~lat", 85), ("y4326", 80)],
        Field::Longitude => &[("longitude", 95), ("=lng", 90), ("=lon", 90), ("=long", 90), ("x4326", 80)],
        Field::Category => CATEGORY,
    }
}

const MIDDLE_NAMES: &[Hint] = &[
    ("middlename", 95),
    ("otherforename", 95),
    ("secondforename", 95),
    ("forename2", 97),
    ("=othernames", 90),
    ("namemiddle", 95),
    ("middleinitial", 90),
    ("=middle", 85),
    ("=mname", 85),
];

const FAMILY_NAME: &[Hint] = &[
    ("surname", 95),
    ("familyname", 95),
    ("lastname", 95),
    ("namelast", 95),
    ("~lname", 85),
    ("=sname", 80),
];

const FORMER_FAMILY_NAME: &[Hint] = &[
    ("maiden", 98),
    ("previoussurname", 98),
    ("formersurname", 98),
    ("birthsurname", 98),
    ("previousname", 90),
    ("nameatbirth", 98),
    ("birthname", 95),
];

const KEY: &[Hint] = &[
    ("propertyreferencenumber", 97),
    ("propertyreference", 95),
    ("propertyref", 95),
    ("propref", 93),
    ("placeref", 90),
    ("accountref", 96),
    ("accountid", 96),
    ("accountno", 94),
    ("casenumber", 94),
    ("caseno", 94),
    ("bareference", 92),
    ("baref", 92),
    ("personid", 94),
    ("clientid", 94),
    ("memberid", 94),
    ("houseid", 85),
    ("electornumber", 85),
    ("propertyurn", 80),
    ("reference", 80),
    ("=id", 95),
    ("~id", 80),
    ("~ref", 85),
    ("=urn", 92),
    ("=code", 80),
    ("=key", 85),
    ("=test", 50),
    ("uprn", 60),
    ("~number", 55),
    ("=column1", 45),
];

const GIVEN_NAME: &[Hint] = &[
    ("firstforename", 97),
    ("forename1", 97),
    ("forename", 95),
    ("firstname", 95),
    ("givenname", 95),
    ("christianname", 95),
    ("namefirst", 95),
    ("~fname", 80),
];

const FULL_NAME: &[Hint] = &[
    ("fullname", 97),
    ("namefull", 95),
    ("electorname", 92),
    ("tenantname", 92),
    ("clientname", 92),
    ("patientname", 92),
    ("personname", 92),
    ("occupiername", 90),
    ("applicantname", 90),
    ("customername", 92),
    ("residentname", 92),
    ("=customer", 90),
    ("=tenant", 90),
    ("=resident", 90),
    ("=occupier", 90),
    ("=applicant", 90),
    ("=patient", 90),
    ("=elector", 90),
    ("liablename", 85),
    ("=name", 85),
    ("~name", 55),
];

const ADDRESS: &[Hint] = &[
    ("fullpropertyaddress", 98),
    ("propertyaddress", 94),
    ("fulladdress", 96),
    ("siteaddress", 92),
    ("=address", 92),
    ("address", 70),
    ("=location", 75),
    ("=addr", 85),
];

const POSTCODE: &[Hint] = &[
    ("propertypostcode", 98),
    ("propertypostalcode", 98),
    ("proppostcode", 98),
    ("=postcode", 96),
    ("postcode", 88),
    ("postalcode", 88),
    ("=pcode", 88),
    ("~pcode", 80),
    ("zipcode", 88),
    ("~zip", 85),
];

const ADDRESS_FROM: &[Hint] = &[
    ("addressstart", 97),
    ("addressfrom", 97),
    ("tenancystart", 97),
    ("occupationdate", 95),
    ("occupiedfrom", 95),
    ("movedin", 95),
    ("moveindate", 95),
];

const ADDRESS_TO: &[Hint] = &[
    ("addressend", 97),
    ("addressto", 97),
    ("tenancyend", 97),
    ("vacationdate", 95),
    ("vacated", 92),
    ("movedout", 95),
    ("moveoutdate", 95),
];

const VALID_FROM: &[Hint] = &[
    ("liablefrom", 95),
    ("liabilitystart", 95),
    ("startdate", 90),
    ("datefrom", 88),
    ("validfrom", 95),
    ("effectivefrom", 92),
    ("fromdate", 90),
    ("entrydate", 85),
    ("registrationdate", 85),
    ("dateregistered", 85),
    ("=start", 80),
    ("=from", 80),
    ("=cot", 75),
    ("registered", 70),
    ("opened", 60),
];

const VALID_TO: &[Hint] = &[
    ("liableto", 95),
    ("liabilityend", 95),
    ("enddate", 90),
    ("dateto", 88),
    ("validto", 95),
    ("effectiveto", 92),
    ("todate", 88),
    ("deductiondate", 85),
    ("leavingdate", 85),
    ("=end", 80),
    ("=to", 80),
    ("=eot", 75),
    ("closed", 60),
];

const ORGANISATION_NAME: &[Hint] = &[
    ("liablepartyname", 98),
    ("ratepayer", 97),
    ("accountholder1", 95),
    ("accountholder", 94),
    ("accountname1", 95),
    ("accountname", 94),
    ("liablename1", 95),
    ("liablename", 94),
    ("holdername", 93),
    ("businessname", 95),
    ("companyname", 93),
    ("tradername", 90),
    ("practicename", 92),
    ("schoolname", 92),
    ("establishmentname", 92),
    ("premisesname", 88),
    ("organisationname", 80),
    ("nameorg", 90),
    ("=name", 88),
    ("~name", 50),
];

const CATEGORY: &[Hint] = &[
    ("voadescription", 97),
    ("voapropertydescription", 97),
    ("valuationofficepropertydescription", 97),
    ("vopropdescrip", 96),
    ("valuationdescription", 95),
    ("valdescription", 94),
    ("propertydescription", 94),
    ("propdesc", 92),
    ("analysiscodedesc", 93),
    ("analysisdescription", 93),
    ("businesstype", 94),
    ("establishmenttype", 90),
    ("=description", 82),
    ("=type", 75),
    ("=category", 90),
    ("classification", 70),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_broken_into_words() {
        let header = Header::of("PropAddress12_ofPlace");
        assert_eq!(header.joined, "propaddress12ofplace");
        assert_eq!(header.words, ["prop", "address", "12", "of", "place"]);
        assert_eq!(Header::of("ADDR1").stem(), Some(("addr", 1)));
        assert_eq!(Header::of("Address").stem(), None);
        assert_eq!(Header::of("1").stem(), None);
    }

    #[test]
    fn headers_speak_for_their_fields() {
        for (name, field) in [
            ("Property reference number", Field::RecordKey),
            ("SURNAME", Field::FamilyName),
            ("Forename 1", Field::GivenName),
            ("D.O.B.", Field::BirthDate),
            ("NHS_ID", Field::NhsNumber),
            ("PRIMARYLIABLEPARTYNAME", Field::OrganisationName),
            ("vo_propdescrip", Field::Category),
            ("Telephone No", Field::Phone),
        ] {
            let header = Header::of(name);
            let best = Field::all().iter().copied().max_by_key(|field| header.score(*field));
            assert_eq!(best, Some(field), "{name}");
        }
        let billing = Header::of("Billing Post Code");
        assert!(billing.score(Field::Postcode) < Header::of("Property Post Code").score(Field::Postcode));
    }
}
