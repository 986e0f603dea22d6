//! Names of organisations: over the door and in law.
//!
//! The chains are made up; where one looks like a real company's that is chance.

use super::Premises;
use crate::chance::Chance;
use crate::names::{Background, Lexicon, Sex};
use crate::town::Town;

/// Chains with branches: kind, name over the door, name in law.
const CHAINS: &[(&str, &str, &str)] = &[
    ("shop", "Pennyworths", "Pennyworths Stores Ltd"), ("shop", "Card & Kite", "Card And Kite Retail Ltd"),
    ("shop", "Threadneedle & Co", "Threadneedle Clothing (UK) Ltd"), ("shop", "Phonebarn", "Phonebarn Retail Ltd"),
    ("shop", "Northern Hospice Shops", "Northern Hospice Trading Ltd"), ("shop", "Speclens Opticians", "Speclens Ltd"),
    ("convenience", "Oakmart", "Oakmart Stores Ltd"), ("convenience", "Handy Corner", "Handy Corner Retail Ltd"),
    ("convenience", "Dales Co-operative", "Dales Co-operative Society Ltd"),
    ("supermarket", "Hallowfield", "Hallowfield Supermarkets PLC"), ("supermarket", "Brightsides", "Brightside Stores PLC"),
    ("supermarket", "Nordkauf", "Nordkauf UK GmbH"), ("salon", "Kutz & Kurlz", "Kutz And Kurlz Ltd"),
    ("takeaway", "Crumb & Crust", "Crumb & Crust Bakers Ltd"), ("takeaway", "Peri Coop", "Peri Coop Franchising Ltd"),
    ("takeaway", "Slice Republic Pizza", "Slice Republic (UK) Ltd"), ("cafe", "Bean Row", "Bean Row Coffee Ltd"),
    ("cafe", "Copperpot Coffee", "Copperpot Holdings Ltd"), ("restaurant", "Casa Limone", "Limone Restaurants Ltd"),
    ("pharmacy", "Wellbridge Pharmacy", "Wellbridge Chemists Ltd"), ("pharmacy", "Hartwell Chemist", "L H Hartwell Ltd"),
    ("bookmaker", "Furlong Sports", "Furlong Bookmakers Ltd"), ("bookmaker", "Evens & Sons", "Evens And Sons Racing Ltd"),
    ("bank", "Pennine Bank", "Pennine Bank PLC"), ("bank", "Holbeck Building Society", "Holbeck Building Society"),
    ("gym", "IronWorks Fitness", "Ironworks Leisure Ltd"), ("garage", "TyreTrack", "Tyretrack Fast Fit Ltd"),
    ("nursery", "Little Acorns Day Nursery", "Little Acorns Nurseries Ltd"), ("mobile mast", "Telecommunications Mast", "Skyreach Towers Ltd"),
    ("parking", "Parkwell", "Parkwell Parking Ltd"), ("warehouse", "Parcelway", "Parcelway Logistics Ltd"),
];

/// Legal and trading name of whoever comes next.
pub(super) fn names(premises: &Premises, town: &Town, lexicon: &Lexicon, chance: &mut Chance) -> (String, String) {
    let kind = premises.kind.name;
    let chains: Vec<_> = CHAINS.iter().filter(|chain| chain.0 == kind).collect();
    let chained = match kind {
        "supermarket" | "bank" | "bookmaker" | "mobile mast" => 1.0,
        "pharmacy" | "parking" => 0.6,
        "convenience" | "shop" | "cafe" => 0.14,
        _ => 0.07,
    };
    if !chains.is_empty() && chance.happens(chained) {
        let (_, trading, legal) = chance.pick(&chains);
        return ((*legal).to_owned(), (*trading).to_owned());
    }
    let owner = Owner::draw(kind, lexicon, chance);
    let trading = trading_name(kind, &owner, town, premises.site, chance);
    let legal = legal_name(kind, &trading, &owner, chance);
    (legal, trading)
}

/// The person behind a small business.
struct Owner {
    background: Background,
    title: &'static str,
    given: &'static str,
    family: String,
}

impl Owner {
    fn draw(kind: &str, lexicon: &Lexicon, chance: &mut Chance) -> Self {
        let shares = Background::ALL.map(|background| {
            let share = background.shares().0;
            // Food and corner shops are kept by newcomers' families more than by others.
            let food = matches!(kind, "takeaway" | "convenience" | "restaurant");
            if food && !background.is_british() { share * 4.0 } else { share }
        });
        let background = Background::ALL[chance.weighed(&shares)];
        let sex = if chance.happens(0.35) { Sex::Female } else { Sex::Male };
        let given = lexicon.given(lexicon.draw_given(background, sex, 1975, chance));
        let family = lexicon.family(lexicon.gendered(lexicon.draw_family(background, chance), sex));
        Self { background, title: if sex == Sex::Male { "Mr" } else { "Mrs" }, given, family }
    }
}

/// The name over the door.
fn trading_name(kind: &str, owner: &Owner, town: &Town, site: u32, chance: &mut Chance) -> String {
    let street = &town.street(site).name;
    let locality = town.locality(site).name;
    let Owner { given, family, .. } = owner;
        match kind {
        "takeaway" => takeaway_name(owner, chance),
        "restaurant" => format!("{} {}", chance.word(ADJECTIVES), chance.word(&["Kitchen", "Grill", "Spice", "Bistro", "Lounge", "Tandoori", "Garden", "Table"])),
        "cafe" => match chance.below(4) {
            0 => format!("{given}'s Cafe"),
            1 => format!("The {} Tea Room", chance.word(ADJECTIVES)),
            2 => format!("{locality} Cafe"),
            _ => format!("{} Coffee House", chance.word(ADJECTIVES)),
        },
        "pub" | "bar" => format!("The {}", chance.word(PUBS)),
        "salon" => format!("{} {}", chance.word(&["Hair By", "Studio", "Salon", "Curl Up With", "Barber"]), given),
        "primary school" => format!("{} Primary School", school_stem(street, locality, chance)),
        "secondary school" => format!("{} {}", school_stem(street, locality, chance), chance.word(&["Academy", "High School", "School"])),
        "nursery" => format!("{} Nursery", chance.word(&["Rainbow", "Busy Bees Corner", "Little Explorers", "Sunflower", "Tiny Steps", "Ladybird"])),
        "surgery" => format!("{locality} {}", chance.word(&["Medical Centre", "Surgery", "Health Centre", "Medical Practice"])),
        "dentist" => format!("{} Dental {}", if chance.happens(0.5) { locality } else { family }, chance.word(&["Practice", "Surgery", "Care"])),
        "pharmacy" => format!("{locality} Pharmacy"),
        "church hall" => format!("{} {}", chance.word(&["St Mary's", "St Luke's", "All Saints", "Trinity", "Methodist", "St Hilda's"]), chance.word(&["Church Hall", "Community Centre", "Parish Hall"])),
        "club" => format!("{locality} {}", chance.word(&["Working Men's Club", "Cricket Club", "Conservative Club", "Social Club", "Bowling Club"])),
        "guest house" => format!("{} Guest House", chance.word(ADJECTIVES)),
        "garage" => format!("{} {}", if chance.happens(0.5) { family } else { locality }, chance.word(&["Motors", "Garage", "Autos", "MOT Centre", "Tyres", "Car Repairs"])),
        "convenience" => match chance.below(3) {
            0 => format!("{family} {}", chance.word(&["Store", "Mini Market", "News", "Off Licence"])),
            1 => format!("{} {}", street, chance.word(&["Convenience Store", "News", "Express", "Food & Wine"])),
            _ => format!("{locality} {}", chance.word(&["Stores", "Post Office", "Supermarket", "Halal Meat & Grocery"])),
        },
        "shop" => format!("{} {}", if chance.happens(0.4) { family.as_str() } else { given }, chance.word(SHOPS)),
        _ => format!("{} {}", company_stem(owner, locality, chance), chance.word(WORKS)),
    }
}

fn takeaway_name(owner: &Owner, chance: &mut Chance) -> String {
    let words: &[&'static str] = match owner.background {
        Background::Chinese => &["Golden Dragon", "Lucky House", "Jade Garden", "Oriental Express", "Happy Valley", "Wok This Way"],
        Background::Pakistani | Background::Bangladeshi | Background::IndianHindu | Background::Sikh => {
            &["Mumtaz Express", "Spice Village", "Kashmir Tandoori", "Balti Hut", "Desi Karahi", "Shah Jahan", "Tikka Stop"]
        }
        Background::Arabic | Background::Somali => &["Damascus Grill", "Shawarma House", "Sahara Kebab", "Best Kebab", "Zam Zam"],
        Background::Polish | Background::Romanian => &["Pierogi Place", "Carpati Grill", "Smaczny Kebab", "Pizza Napoli"],
        Background::WestAfrican | Background::Caribbean => &["Jollof Pot", "Island Jerk", "Suya Spot", "Caribbean Kitchen"],
        _ => &["Fisheries", "Fish & Chips", "Sandwich Box", "The Butty Shop", "Pizza Palace", "Chip Inn", "Burger Shack"],
    };
    let word = chance.word(words);
    if word.starts_with("Fish") { format!("{} {word}", owner.family) } else { word.to_owned() }
}

fn school_stem(street: &str, locality: &str, chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => format!("{} C of E", chance.word(&["St John's", "St Peter's", "Christ Church", "Holy Trinity"])),
        1 => format!("{} Catholic", chance.word(&["St Joseph's", "Our Lady's", "St Patrick's", "Sacred Heart"])),
        2 => street.rsplit_once(' ').map_or(street, |(stem, _)| stem).to_owned(),
        _ => locality.to_owned(),
    }
}

fn company_stem(owner: &Owner, locality: &str, chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => owner.family.clone(),
        1 => locality.to_owned(),
        2 => format!("{}{}", chance.word(&["Nor", "Mer", "Pen", "Tek", "Aqua", "Omni", "Pro", "Vol"]), chance.word(&["tech", "tex", "fab", "line", "dale", "mark", "pak", "form"])),
        _ => initials(owner),
    }
}

fn first(text: &str) -> String {
    text.chars().next().map(String::from).unwrap_or_default()
}

fn initials(owner: &Owner) -> String {
    format!("{} {}", first(owner.given), owner.family)
}

/// The name in law: a company of the same name, of another, or the owner.
fn legal_name(kind: &str, trading: &str, owner: &Owner, chance: &mut Chance) -> String {
    match kind {
        "primary school" | "secondary school" if chance.happens(0.5) => {
            return chance.word(&["Northmere City Council", "Meridian Learning Trust", "Aspire North Academies Trust"]).to_owned();
        }
        "pub" if chance.happens(0.5) => {
            return chance.word(&["Hammerton Taverns Ltd", "Old Mill Pub Company Ltd", "Cask & Key Inns PLC"]).to_owned();
        }
        "church hall" | "surgery" | "club" => return trading.to_owned(),
        _ => {}
    }
    let plain = trading.replace('\'', "");
    match chance.weighed(&[40.0, 26.0, 10.0, 14.0, 10.0]) {
        0 => format!("{plain} Ltd"),
        1 => format!("{} {} {}", owner.title, owner.given, owner.family),
        2 => format!("{} & {}", initials(owner), if chance.happens(0.5) { "Sons" } else { "Partners" }),
        3 => format!("{plain} (UK) Limited"),
        _ => format!("{}{} Holdings Ltd", first(owner.given), first(&owner.family)),
    }
}

const ADJECTIVES: &[&str] = &[
    "Royal", "Golden", "Riverside", "Old", "Red", "Blue", "Copper", "Olive", "Saffron", "Bombay", "Lahore", "Venezia",
    "Corner", "Station", "Market", "Park", "Hidden", "Little", "Grand", "Silver", "Rose", "Orchard", "Mulberry", "Willow",
];

const PUBS: &[&str] = &[
    "Red Lion", "Crown", "White Hart", "King's Arms", "Fleece", "Shoulder of Mutton", "Black Bull", "Fox & Hounds",
    "New Inn", "Woolpack", "Railway", "Junction", "Station Hotel", "Queen's Head", "Rose & Crown", "Plough", "Ship",
    "Bay Horse", "Old Bell", "Weaver's Rest", "Commercial", "Travellers Rest", "Hare & Hounds", "Cross Keys", "Albion",
    "Prince of Wales", "Malt Shovel", "Swing Gate", "Packhorse", "Star", "Golden Fleece", "Craven Heifer", "Boot & Shoe",
];

const SHOPS: &[&str] = &[
    "Flowers", "Fashions", "Fabrics", "Furniture", "Carpets", "Jewellers", "Phones", "Vapes", "Bakery", "Butchers",
    "Greengrocers", "Pets", "Books", "Cycles", "Electrical", "Interiors", "Bridal", "Toys", "Gifts", "Hardware", "Shoes",
    "Travel", "Lettings", "Dry Cleaners", "Launderette", "Opticians", "Tattoo Studio", "Nails", "Sarees", "Barbers",
];

const WORKS: &[&str] = &[
    "Engineering", "Joinery", "Textiles", "Solutions", "Logistics", "Services", "Electrical", "Plumbing & Heating",
    "Print", "Packaging", "Plastics", "Fabrications", "Consulting", "Accountants", "Solicitors", "Recruitment", "Design",
    "Transport", "Storage", "Kitchens", "Windows", "Roofing", "Catering Supplies", "Foods", "Metals", "Tools", "Systems",
    "Property Management", "Insurance Brokers", "Architects", "Media", "Training", "Cleaning", "Upholstery", "Signs",
];
