//! A small made-up town: people in households, recorded several times with errors. The truth is known.

use link::table::{Table, TableBuilder};
use standardise::record::{Entity, columns};

/// Numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((u128::from(mixed ^ (mixed >> 31)) * limit as u128) >> 64) as usize
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    pub fn pick<'p, T: ?Sized>(&mut self, from: &[&'p T]) -> &'p T {
        from[self.below(from.len())]
    }
}

const FAMILY: [&str; 24] = [
    "SMITH",
    "JONES",
    "KHAN",
    "PATEL",
    "TAYLOR",
    "BROWN",
    "WILSON",
    "BEGUM",
    "AHMED",
    "NOWAK",
    "MURPHY",
    "EVANS",
    "OKAFOR",
    "SINGH",
    "KAUR",
    "WALKER",
    "ROBERTS",
    "CLARKE",
    "HUSSAIN",
    "GREEN",
    "ADEYEMI",
    "LI",
    "MACDONALD",
    "DE SOUZA",
];
const GIVEN: [&str; 30] = [
    "WILLIAM",
    "MOHAMMED",
    "ELIZABETH",
    "KATHERINE",
    "JOHN",
    "SARAH",
    "THOMAS",
    "FATIMA",
    "DAVID",
    "SUSAN",
    "JAMES",
    "AISHA",
    "PETER",
    "MARGARET",
    "ROBERT",
    "HELEN",
    "OMAR",
    "GRACE",
    "MICHAEL",
    "ANNE",
    "JOSEPH",
    "EMMA",
    "DANIEL",
    "ZAINAB",
    "ADAM",
    "ROSE",
    "IAN",
    "JACK",
    "OLIVIA",
    "LEO",
];
const SHORT: [(&str, &str); 6] = [
    ("WILLIAM", "BILL"),
    ("MOHAMMED", "MUHAMMAD"),
    ("ELIZABETH", "LIZ"),
    ("KATHERINE", "KATE"),
    ("MARGARET", "PEGGY"),
    ("ROBERT", "BOB"),
];
/// What family names are made longer by, so that there are enough of them.
const ENDINGS: [&str; 8] = ["", "", "SON", "TON", "LEY", "FORD", "WELL", "BY"];
const STREETS: [&str; 8] = [
    "HIGH STREET",
    "MILL LANE",
    "CHURCH ROAD",
    "STATION ROAD",
    "PARK AVENUE",
    "OAK DRIVE",
    "NORTH STREET",
    "BECK SIDE",
];

/// One record: its values by column.
pub type Record = Vec<(&'static str, String)>;

/// A home in the town.
#[derive(Clone)]
pub struct Home {
    pub building: String,
    pub street: &'static str,
    pub postcode: String,
    pub uprn: String,
}

/// A person as they are.
#[derive(Clone)]
pub struct Person {
    pub family: String,
    pub given: String,
    pub middle: String,
    pub born: (usize, usize, usize),
    pub sex: &'static str,
    pub nhs: String,
    pub phone: String,
}

/// Records and who each is of.
#[derive(Default)]
pub struct Town {
    pub records: Vec<Record>,
    pub truth: Vec<u64>,
}

impl Town {
    /// A town of so many households, each person recorded one to five times.
    pub fn new(household_count: usize, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut town = Self::default();
        for household in 0..household_count {
            let home = home(household);
            let family = format!("{}{}", dice.pick(&FAMILY), dice.pick(&ENDINGS));
            let phone = format!("+44113{:07}", 1_000_000 + dice.below(8_000_000));
            for _ in 0..1 + dice.below(4) {
                let own = dice.percent(15);
                let person = person(&mut dice, if own { "" } else { &family }, &phone);
                let id = town.truth.last().map_or(0, |last| last + 1);
                for _ in 0..1 + dice.below(5) {
                    let moved = dice.percent(12).then(|| self::home(dice.below(household_count)));
                    town.add(id, damaged(&mut dice, &person, moved.as_ref().unwrap_or(&home)));
                }
            }
        }
        town
    }

    pub fn add(&mut self, person: u64, record: Record) {
        self.records.push(record);
        self.truth.push(person);
    }

    pub fn table(&self) -> Table {
        let names = columns(Entity::Person);
        let mut builder = TableBuilder::new(names);
        for (position, record) in self.records.iter().enumerate() {
            let value = |name: &&str| {
                record.iter().find(|(column, _)| column == name).map(|(_, value)| value.as_str())
            };
            builder.push_row((position % 5) as u16, &names.iter().map(value).collect::<Vec<_>>());
        }
        builder.finish().unwrap()
    }
}

pub fn home(number: usize) -> Home {
    let street = STREETS[number / 20 % STREETS.len()];
    let building = if number.is_multiple_of(9) {
        format!("FLAT {} {}", 1 + number % 3, number % 20)
    } else {
        (number % 20).to_string()
    };
    Home {
        building,
        street,
        postcode: format!(
            "LS{} {}{}{}",
            1 + number / 160,
            number / 20 % 10,
            letter(number / 10),
            letter(number / 200)
        ),
        uprn: (100_000_000 + number * 7).to_string(),
    }
}

fn letter(number: usize) -> char {
    char::from(b"ABDEFGHJLNPQRSTUWXYZ"[number % 20])
}

pub fn person(dice: &mut Dice, family: &str, phone: &str) -> Person {
    let family = if family.is_empty() { dice.pick(&FAMILY) } else { family };
    Person {
        family: family.to_owned(),
        given: dice.pick(&GIVEN).to_owned(),
        middle: if dice.percent(40) { dice.pick(&GIVEN).to_owned() } else { String::new() },
        born: (1930 + dice.below(90), 1 + dice.below(12), 1 + dice.below(28)),
        sex: dice.pick(&["female", "male"]),
        nhs: (4_000_000_000_u64 + dice.below(900_000_000) as u64).to_string(),
        phone: if dice.percent(30) {
            phone.to_owned()
        } else {
            format!("+447{:09}", dice.below(999_999_999))
        },
    }
}

/// A record of a person that says everything rightly.
pub fn exact(person: &Person, home: &Home) -> Record {
    let (year, month, day) = person.born;
    let mut record = vec![
        ("family_name_key", person.family.clone()),
        ("given_name_key", person.given.clone()),
        ("birth_date", format!("{year:04}-{month:02}-{day:02}")),
        ("sex", person.sex.to_owned()),
        ("title", if person.sex == "male" { "Mr" } else { "Ms" }.to_owned()),
        ("nhs_number", person.nhs.clone()),
        ("phone", person.phone.clone()),
        ("building_key", home.building.clone()),
        ("street_key", home.street.to_owned()),
        ("postcode", home.postcode.clone()),
        ("uprn", home.uprn.clone()),
    ];
    if !person.middle.is_empty() {
        record.push(("middle_names_key", person.middle.clone()));
    }
    record
}

/// A record as systems hold it: values missing, mistyped, swapped, shortened.
fn damaged(dice: &mut Dice, person: &Person, home: &Home) -> Record {
    let mut person = person.clone();
    if dice.percent(6) {
        std::mem::swap(&mut person.family, &mut person.given);
    }
    if dice.percent(15)
        && let Some((_, short)) = SHORT.iter().find(|(long, _)| *long == person.given)
    {
        person.given = (*short).to_owned();
    }
    if dice.percent(5) {
        person.given.truncate(1);
    }
    if dice.percent(8) {
        person.family = mistype(dice, &person.family);
    }
    if dice.percent(8) {
        person.given = mistype(dice, &person.given);
    }
    if dice.percent(5) {
        person.born.2 = 1 + (person.born.2 + 9) % 28;
    }
    if dice.percent(4) && person.born.2 <= 12 {
        person.born = (person.born.0, person.born.2, person.born.1);
    }
    let known_as = dice.percent(5).then(|| dice.pick(&GIVEN).to_owned());
    let mut record = exact(&person, home);
    if let Some(name) = known_as {
        record.push(("known_as_key", name));
    }
    // A register of adults, its date now and then kept to the month.
    if person.born.0 < 2008 && dice.percent(25) {
        record.push(("born_by", dice.pick(&["2008", "2008-06", "2008-06-30"]).to_owned()));
    }
    for (column, missing) in [
        ("birth_date", 30),
        ("nhs_number", 60),
        ("phone", 50),
        ("uprn", 60),
        ("sex", 20),
        ("title", 50),
        ("building_key", 4),
        ("postcode", 4),
    ] {
        if dice.percent(missing) {
            record.retain(|(name, _)| *name != column);
        }
    }
    record
}

fn mistype(dice: &mut Dice, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let place = dice.below(letters.len());
    match dice.below(3) {
        0 if letters.len() > 2 => {
            letters.remove(place);
        }
        1 if place + 1 < letters.len() => letters.swap(place, place + 1),
        _ => letters[place] = char::from(b'A' + dice.below(26) as u8),
    }
    letters.into_iter().collect()
}
