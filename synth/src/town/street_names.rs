//! Names of localities, streets, houses and blocks: our own lists, in the manner of a northern English city.
//!
//! No list is copied from a gazetteer; the localities are made up.

/// Localities: name, whether it is a village or an inner area, and which post town it belongs to.
pub(super) const LOCALITIES: [&str; 60] = [
    "Northmere", "Beckside", "Harrow Carr", "Millgarth", "Fellgate", "Askham Moor", "Dunholme", "Ravenscar Hill",
    "Thorpe Edge", "Low Wyke", "Eastbrook", "Kirkstall Green", "Saltersgate", "Oakenshaw Park", "Bramley Fold",
    "Scarfield", "Whinmoor End", "Garsdale", "Hollin Bank", "Cottam Lea", "Swinnow Vale", "Priestley", "Carr Bottom",
    "Hessle Wood", "Wibsey Top", "Langwith", "Marsh Lane End", "Stonebeck", "Ellerby", "Holme Wood End", "Netherfield",
    "Crossgates Hill", "Tranmere Park", "Overthorpe", "Skelder", "Ainderby", "Burnthwaite", "Clough Head", "Denby Royd",
    "Farrowby", "Gildersome Hill", "Heckdale", "Ingleby Cross", "Jagger Green", "Kelbrook Moor", "Lumb Foot", "Mytholm",
    "Norristhorpe", "Ogden Bridge", "Pudsey Dale", "Queensgill", "Rastrick Vale", "Scholes Row", "Tockwith Moor",
    "Upper Denholme", "Wainstalls", "Yeadon Carr", "Birkby Hall", "Cullerne", "Drighton",
];

/// First words of street names: people, trees, places, and what stood there.
pub(super) const STEMS: &[&str] = &[
    "Victoria", "Albert", "Church", "Station", "Park", "Queen", "King", "Mill", "Green", "George", "Ashfield", "Oak",
    "Elm", "Beech", "Cedar", "Chestnut", "Sycamore", "Hawthorn", "Holly", "Laburnum", "Lime", "Maple", "Poplar",
    "Rowan", "Willow", "Birch", "Hazel", "Ivy", "Rose", "Lavender", "Primrose", "Bluebell", "Heather", "Moorland",
    "Highfield", "Westfield", "Eastfield", "Southfield", "Northfield", "Springfield", "Fairfield", "Greenfield",
    "Whitefield", "Woodlands", "Woodside", "Hillside", "Hillcrest", "Hill Top", "Moor", "Manor", "Hall", "Grange",
    "Abbey", "Priory", "Chapel", "Vicarage", "Rectory", "School", "College", "Market", "Bridge", "River", "Canal",
    "Wharf", "Dock", "Quarry", "Colliery", "Foundry", "Forge", "Tannery", "Brewery", "Brickfield", "Clay", "Lister",
    "Wellington", "Nelson", "Waterloo", "Trafalgar", "Alma", "Inkerman", "Balmoral", "Windsor", "Sandringham",
    "Buckingham", "Osborne", "Clarence", "Cambridge", "Oxford", "Lincoln", "Durham", "York", "Lancaster", "Norfolk",
    "Suffolk", "Surrey", "Sussex", "Devon", "Dorset", "Kent", "Essex", "Cornwall", "Rutland", "Bedford", "Stafford",
    "Warwick", "Gloucester", "Worcester", "Hereford", "Carlisle", "Chester", "Salisbury", "Wells", "Exeter", "Truro",
    "Gladstone", "Disraeli", "Peel", "Palmerston", "Salisbury", "Asquith", "Baldwin", "Attlee", "Bevan", "Churchill",
    "Cromwell", "Fairfax", "Hampden", "Milton", "Shakespeare", "Byron", "Shelley", "Keats", "Wordsworth", "Tennyson",
    "Burns", "Scott", "Dickens", "Bronte", "Kipling", "Chaucer", "Dryden", "Cowper", "Coleridge", "Browning",
    "Darwin", "Newton", "Faraday", "Stephenson", "Brunel", "Arkwright", "Crompton", "Hargreaves", "Watt", "Telford",
    "Airedale", "Wharfedale", "Swaledale", "Wensleydale", "Nidderdale", "Ribblesdale", "Teesdale", "Eskdale",
    "Borrowdale", "Langdale", "Grasmere", "Windermere", "Coniston", "Ullswater", "Thirlmere", "Derwent", "Buttermere",
    "Ennerdale", "Kentmere", "Ambleside", "Keswick", "Kendal", "Penrith", "Skipton", "Settle", "Malham", "Ingleton",
    "Grassington", "Bolton", "Ripon", "Thirsk", "Helmsley", "Pickering", "Whitby", "Scarborough", "Filey", "Hornsea",
    "Selby", "Beverley", "Cottingham", "Driffield", "Malton", "Otley", "Ilkley", "Burley", "Leeds", "Bradford",
    "Halifax", "Huddersfield", "Wakefield", "Barnsley", "Sheffield", "Manchester", "Carlton", "Clifton", "Newlands",
    "Broomfield", "Cliffe", "Thornhill", "Thornton", "Horton", "Norton", "Sutton", "Aston", "Weston", "Easton",
    "Milford", "Ashgrove", "Oakfield", "Oakwood", "Elmwood", "Beechwood", "Cherry", "Apple", "Orchard", "Meadow",
    "Field", "Farm", "Barn", "Croft", "Garth", "Fold", "Royd", "Ing", "Carr", "Holme", "Beck", "Spring", "Well",
    "Fountain", "Reservoir", "Lake", "Pond", "Swan", "Heron", "Kingfisher", "Lapwing", "Curlew", "Plover", "Kestrel",
    "Falcon", "Eagle", "Raven", "Rook", "Robin", "Nightingale", "Lark", "Fox", "Badger", "Otter", "Deer", "Stag",
    "St Andrew's", "St John's", "St Mary's", "St Paul's", "St Peter's", "St James's", "St Luke's", "St Mark's",
    "All Saints", "Trinity", "St Anne's", "St George's", "St Stephen's", "St Margaret's", "St Hilda's", "St Oswald's",
    "Harrison", "Jowett", "Ackroyd", "Hirst", "Sugden", "Priestman", "Rhodes", "Sykes", "Fielden", "Whitaker",
    "Longbottom", "Sutcliffe", "Barraclough", "Ramsden", "Armitage", "Dyson", "Haigh", "Lockwood", "Firth", "Beaumont",
    "Mandela", "Garnett", "Pankhurst", "Fry", "Rowntree", "Salt", "Forster", "Cartwright", "Bierley", "Heaton",
    "Undercliffe", "Greystone", "Whinney", "Bracken", "Fern", "Gorse", "Thistle", "Clover", "Barley", "Harvest",
    "Sunny", "Bright", "Fair", "Long", "Broad", "Cross", "Low", "High", "Back", "Upper", "Lower", "North", "South",
    "East", "West", "New", "Old", "Union", "Commercial", "Industrial", "Railway", "Tramway", "Crown", "Mitre", "Regent",
    "Prince", "Princess", "Duke", "Earl", "Bishop", "Canon", "Dean", "Abbot", "Friar", "Monk", "Pilgrim", "Saxon",
    "Roman", "Norman", "Viking", "Dane", "Celtic", "Tudor", "Stuart", "Hanover", "Coronation", "Jubilee", "Festival",
    "Silver", "Golden", "Copper", "Iron", "Steel", "Wool", "Silk", "Cotton", "Linen", "Shuttle", "Loom", "Spindle",
];

/// Second words of street names with how common each is, in a terraced quarter and elsewhere.
pub(super) const TYPES: &[(&str, f64, f64)] = &[
    ("Street", 44.0, 3.0), ("Road", 18.0, 19.0), ("Avenue", 6.0, 17.0), ("Close", 1.0, 13.0), ("Drive", 1.0, 13.0),
    ("Lane", 3.0, 7.0), ("Crescent", 2.0, 6.0), ("Grove", 4.0, 5.0), ("Terrace", 8.0, 1.5), ("Place", 5.0, 1.5),
    ("Court", 1.0, 3.0), ("Way", 1.0, 5.0), ("Gardens", 1.0, 3.5), ("Mount", 3.0, 2.0), ("View", 1.5, 1.6),
    ("Walk", 1.0, 1.6), ("Row", 2.0, 0.4), ("Square", 1.5, 0.2), ("Croft", 0.3, 1.4), ("Rise", 0.2, 1.4),
    ("Mews", 0.6, 0.7), ("Bank", 0.6, 0.6), ("Fold", 0.3, 1.0), ("Garth", 0.2, 1.0), ("Hill", 0.6, 0.7),
    ("Gate", 0.6, 0.3), ("Green", 0.2, 0.5), ("Parade", 0.6, 0.1), ("Yard", 0.5, 0.1),
];

/// Streets without a second word.
pub(super) const WHOLE_NAMES: &[&str] = &[
    "The Green", "The Crescent", "The Avenue", "The Grove", "The Mount", "The Drive", "The Close", "The Paddock",
    "The Oval", "The Crofts", "The Mews", "The Spinney", "First Avenue", "Second Avenue", "Third Avenue",
    "Fourth Avenue", "Main Street", "High Street", "Town Street", "Town Gate", "Back Lane", "Westgate", "Kirkgate",
    "Northgate", "Southgate", "Eastgate", "Broadway", "Cheapside", "Briggate", "Ivegate", "Piccadilly", "Headrow",
];

/// Names of single houses.
pub(super) const HOUSE_NAMES: &[&str] = &[
    "Rose Cottage", "Ivy Cottage", "The Cottage", "Holly Cottage", "Orchard House", "The Old Vicarage", "The Vicarage",
    "The Old School House", "The Old Rectory", "Hillcrest", "Hillside", "Woodlands", "The Bungalow", "The Lodge",
    "Fairview", "Moor View", "Beck House", "Mill House", "The Old Mill", "The Barn", "Meadow View", "Sunnyside",
    "The Laurels", "The Hollies", "The Beeches", "The Willows", "The Elms", "The Firs", "The Poplars", "The Croft",
    "Greenacres", "Far Fold", "Spring Bank", "Springfield House", "Highfield House", "Low Farm", "Manor Farm",
    "Home Farm", "Church Farm", "Moorside Farm", "High Royd", "Carr House", "Grange Farm", "The Grange", "Ashlea",
    "Oakdene", "Lyndhurst", "Rosemount", "Thornlea", "Westholme", "Eastholme", "Northcote", "Brookside", "Beechcroft",
    "Holmlea", "Ferndale", "Glenroyd", "Heatherlea", "Whinfield", "Stoneleigh", "Wayside", "Fernbank", "Hawthorn House",
    "Jasmine Cottage", "Honeysuckle Cottage", "Wisteria Cottage", "Keeper's Cottage", "Weaver's Cottage",
    "Shepherd's Rest", "Tŷ Gwyn", "Y Bwthyn", "Dunroamin", "Chez Nous", "St Aubyn's", "The Coach House", "The Stables",
    "Stable Cottage", "The Hayloft", "The Granary", "The Dairy", "The Annexe", "Four Winds", "Windy Ridge", "Long Acre",
];

/// Last words of the names of blocks of flats.
pub(super) const BLOCK_TYPES: &[&str] = &[
    "Court", "House", "Lodge", "Point", "Heights", "Mill", "Apartments", "Works", "Mansions", "Tower", "Wharf", "Place",
];

/// Last words of the names of business parks.
pub(super) const PARK_TYPES: &[&str] = &[
    "Business Park", "Industrial Estate", "Trading Estate", "Enterprise Park", "Mills", "Business Centre", "Works",
    "Retail Park",
];
