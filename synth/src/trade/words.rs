//! Words that organisations' names are made of: chains, patterns by kind, and what fills them.
//!
//! The chains are made up; where one looks like a real company's that is chance.

/// Chains with branches: kind, name over the door, name in law.
pub(super) const CHAINS: &[(&str, &str, &str)] = &[
    ("shop", "Pennyworths", "Pennyworths Stores Ltd"),
    ("shop", "Card & Kite", "Card And Kite Retail Ltd"),
    ("shop", "Threadneedle & Co", "Threadneedle Clothing (UK) Ltd"),
    ("shop", "Phonebarn", "Phonebarn Retail Ltd"),
    ("shop", "Northern Hospice Shops", "Northern Hospice Trading Ltd"),
    ("shop", "Speclens Opticians", "Speclens Ltd"),
    ("convenience", "Oakmart", "Oakmart Stores Ltd"),
    ("convenience", "Handy Corner", "Handy Corner Retail Ltd"),
    ("convenience", "Dales Co-operative", "Dales Co-operative Society Ltd"),
    ("supermarket", "Hallowfield", "Hallowfield Supermarkets PLC"),
    ("supermarket", "Brightsides", "Brightside Stores PLC"),
    ("supermarket", "Nordkauf", "Nordkauf UK GmbH"),
    ("salon", "Kutz & Kurlz", "Kutz And Kurlz Ltd"),
    ("takeaway", "Crumb & Crust", "Crumb & Crust Bakers Ltd"),
    ("takeaway", "Peri Coop", "Peri Coop Franchising Ltd"),
    ("takeaway", "Slice Republic Pizza", "Slice Republic (UK) Ltd"),
    ("cafe", "Bean Row", "Bean Row Coffee Ltd"),
    ("cafe", "Copperpot Coffee", "Copperpot Holdings Ltd"),
    ("restaurant", "Casa Limone", "Limone Restaurants Ltd"),
    ("pharmacy", "Wellbridge Pharmacy", "Wellbridge Chemists Ltd"),
    ("pharmacy", "Hartwell Chemist", "L H Hartwell Ltd"),
    ("bookmaker", "Furlong Sports", "Furlong Bookmakers Ltd"),
    ("bookmaker", "Evens & Sons", "Evens And Sons Racing Ltd"),
    ("bank", "Pennine Bank", "Pennine Bank PLC"),
    ("bank", "Holbeck Building Society", "Holbeck Building Society"),
    ("gym", "IronWorks Fitness", "Ironworks Leisure Ltd"),
    ("garage", "TyreTrack", "Tyretrack Fast Fit Ltd"),
    ("nursery", "Little Acorns Day Nursery", "Little Acorns Nurseries Ltd"),
    ("mobile mast", "Telecommunications Mast", "Skyreach Towers Ltd"),
    ("parking", "Parkwell", "Parkwell Parking Ltd"),
    ("warehouse", "Parcelway", "Parcelway Logistics Ltd"),
];

/// Patterns of the name over the door, by kind of premises; the kinds not listed take [`WORKS`].
///
/// Shape: `{given}`, `{family}`, `{locality}`, `{street}`, `{stem}` (the street without its last word), `{adjective}`,
/// `{pub}` and `{shop}` are filled in.
pub(super) const PATTERNS: &[(&str, &str)] = &[
    (
        "restaurant",
        "{adjective} Kitchen|{adjective} Grill|{adjective} Spice|{adjective} Bistro|{adjective} Lounge",
    ),
    ("restaurant", "{adjective} Tandoori|{adjective} Garden|The {adjective} Table|{given}'s Restaurant"),
    (
        "cafe",
        "{given}'s Cafe|The {adjective} Tea Room|{locality} Cafe|{adjective} Coffee House|{stem} Street Cafe",
    ),
    ("pub", "The {pub}"),
    ("bar", "The {pub}|Bar {adjective}|{adjective} Bar"),
    (
        "salon",
        "Hair By {given}|Studio {given}|{given}'s Salon|Curl Up With {given}|{given}'s Barbers|{locality} Beauty",
    ),
    (
        "primary school",
        "St John's C of E Primary School|Christ Church C of E Primary School|{stem} Primary School",
    ),
    (
        "primary school",
        "St Joseph's Catholic Primary School|Our Lady's Catholic Primary School|{locality} Primary School",
    ),
    (
        "secondary school",
        "{locality} Academy|{stem} High School|Holy Trinity C of E Academy|{locality} School",
    ),
    (
        "nursery",
        "Rainbow Nursery|Busy Corner Nursery|Little Explorers Nursery|Sunflower Nursery|Tiny Steps {locality}",
    ),
    ("surgery", "{locality} Medical Centre|{locality} Surgery|{stem} Health Centre|{stem} Medical Practice"),
    (
        "dentist",
        "{locality} Dental Practice|{family} Dental Surgery|{family} & Associates Dental Care|{stem} Dental",
    ),
    ("pharmacy", "{locality} Pharmacy|{family} Chemist|{stem} Pharmacy"),
    (
        "church hall",
        "St Mary's Church Hall|St Luke's Parish Hall|Trinity Community Centre|{locality} Methodist Hall",
    ),
    ("church hall", "{locality} Community Centre|St Hilda's Church Hall|{stem} Village Hall"),
    (
        "club",
        "{locality} Working Men's Club|{locality} Cricket Club|{locality} Social Club|{stem} Bowling Club",
    ),
    ("guest house", "{adjective} Guest House|{stem} Guest House|The {adjective} Lodge"),
    (
        "garage",
        "{family} Motors|{locality} Garage|{family} Autos|{locality} MOT Centre|{family} Tyres|{given}'s Car Repairs",
    ),
    (
        "convenience",
        "{family} Store|{family} Mini Market|{family} News|{street} Convenience Store|{street} News",
    ),
    (
        "convenience",
        "{locality} Stores|{locality} Post Office|{street} Food & Wine|{locality} Halal Meat & Grocery",
    ),
    (
        "food maker",
        "{family} Foods|{locality} Bakery|{family} Meats|{stem} Dairy|{adjective} Spices|{given}'s Sweets",
    ),
    ("shop", "{family} {shop}|{given} {shop}|{locality} {shop}|{adjective} {shop}"),
    (
        "british takeaway",
        "{family} Fisheries|{family} Fish & Chips|{locality} Fisheries|Sandwich Box|The Butty Shop",
    ),
    ("british takeaway", "Pizza Palace|Chip Inn|Burger Shack|{stem} Road Fisheries|{given}'s Sandwich Bar"),
    (
        "asian takeaway",
        "Mumtaz Express|Spice Village|Kashmir Tandoori|Balti Hut|Desi Karahi|Shah Jahan|Tikka Stop",
    ),
    ("asian takeaway", "{family} Takeaway|{locality} Spice|{locality} Tandoori|{given}'s Grill"),
    (
        "chinese takeaway",
        "Golden Dragon|Lucky House|Jade Garden|Oriental Express|Happy Valley|{family} Kitchen",
    ),
    (
        "arabic takeaway",
        "Damascus Grill|Shawarma House|Sahara Kebab|Best Kebab|Zam Zam|{locality} Kebab House",
    ),
    ("eastern takeaway", "Pierogi Place|Carpati Grill|Smaczny Kebab|Pizza Napoli|{given}'s Pizza"),
    ("african takeaway", "Jollof Pot|Island Jerk|Suya Spot|Caribbean Kitchen|{given}'s Kitchen"),
];

/// First words of the names of places to eat and sleep.
pub(super) const ADJECTIVES: &str = "Royal|Golden|Riverside|Old|Red|Blue|Copper|Olive|Saffron|Bombay|Lahore|Venezia|Corner|Station|Market|\
    Park|Hidden|Little|Grand|Silver|Rose|Orchard|Mulberry|Willow";

/// Names of pubs.
pub(super) const PUBS: &str = "Red Lion|Crown|White Hart|King's Arms|Fleece|Shoulder of Mutton|Black Bull|Fox & Hounds|New Inn|\
    Woolpack|Railway|Junction|Station Hotel|Queen's Head|Rose & Crown|Plough|Ship|Bay Horse|Old Bell|\
    Weaver's Rest|Commercial|Travellers Rest|Hare & Hounds|Cross Keys|Albion|Prince of Wales|Malt Shovel|\
    Swing Gate|Packhorse|Star|Golden Fleece|Craven Heifer|Boot & Shoe";

/// What a shop sells.
pub(super) const SHOPS: &str = "Flowers|Fashions|Fabrics|Furniture|Carpets|Jewellers|Phones|Vapes|Bakery|Butchers|Greengrocers|Pets|\
    Books|Cycles|Electrical|Interiors|Bridal|Toys|Gifts|Hardware|Shoes|Travel|Lettings|Dry Cleaners|\
    Launderette|Opticians|Tattoo Studio|Nails|Sarees|Barbers";

/// What a firm in a workshop or a warehouse does.
pub(super) const WORKS: &str = "Engineering|Joinery|Textiles|Logistics|Electrical|Plumbing & Heating|Print|Packaging|\
    Plastics|Fabrications|Transport|Storage|Kitchens|Windows|Roofing|Catering Supplies|Metals|Tools|Upholstery|Signs|\
    Cleaning|Castings|Timber|Fasteners|Coatings|Bearings|Pallets|Scaffolding|Flooring|Doors|Hydraulics|Wools|Yarns|\
    Vehicle Hire|Body Repairs|Removals|Recycling|Building Supplies|Waste Services|Lighting";

/// What a firm in an office does.
pub(super) const OFFICES: &str = "Solutions|Services|Consulting|Accountants|Solicitors|Recruitment|Design|Systems|Media|\
    Property Management|Insurance Brokers|Architects|Training|Mortgages|Financial Planning|Surveyors|Software|\
    Home Care|Tutors|Marketing|Payroll|Estates|Translations|Legal|Events|Housing|Research|Communications";
