//! What the invented world is made of. All names are combinations of these syllables.

/// First names of women at even places, of men at odd ones.
pub const FIRST: [&str; 64] = [
    "Ana", "Luca", "Sofia", "Daniel", "Noor", "Henrik", "Marta", "Chidi", "Ingrid", "Kenji", "Olena",
    "Rafael", "Maeve", "Tariq", "Lucía", "Pavel", "Zoë", "Björn", "Anaïs", "Søren", "Yuki", "Dmitri",
    "Leila", "Owen", "Priya", "Femi", "Grace", "Hugo", "Nadia", "Samuel", "Elena", "Ibrahim", "Clara",
    "Viktor", "Mei", "Andrés", "Fatima", "Jonas", "Ruth", "Emeka", "Hana", "Tomasz", "Ines", "Levent",
    "Greta", "Arjun", "Thandi", "Felix", "Signe", "Mateo", "Amina", "Piotr", "Carmen", "Nils", "Rosa",
    "Kwame", "Eva", "Stefan", "Lina", "Marek", "Julia", "Anton", "Wanda", "Karim",
];

pub const SURNAME_STEM: [&str; 32] = [
    "Mar", "Hol", "Brad", "Lind", "Ash", "Kel", "Thorn", "Wes", "Dun", "Far", "Grim", "Hart", "Ing", "Jar",
    "Kirk", "Lang", "Mort", "Nor", "Os", "Pem", "Quar", "Ran", "Sel", "Tor", "Ul", "Var", "Wim", "Yar",
    "Ald", "Ber", "Car", "Høl",
];

pub const SURNAME_END: [&str; 32] = [
    "well", "berg", "rup", "ley", "stad", "qvist", "ova", "ides", "escu", "mann", "ström", "etti", "ez",
    "ian", "tin", "by", "gaard", "ski", "ano", "eau", "oglu", "dottir", "sen", "wala", "amoto", "ishi",
    "uchi", "ola", "ando", "ier", "elli", "kova",
];

pub const TOWN_STEM: [&str; 48] = [
    "Har", "Ell", "Tam", "Bright", "Kes", "Or", "Mill", "Ash", "Mer", "East", "North", "Wolf", "Stone",
    "Glen", "Dar", "Quill", "Raven", "Salt", "Tide", "Under", "Vale", "Wind", "Yar", "Amber", "Birch",
    "Cold", "Drift", "Elm", "Fern", "Gold", "Hazel", "Iron", "Jasper", "King", "Lark", "Moss", "Nettle",
    "Oak", "Pine", "Reed", "Sand", "Thorn", "Ulm", "Vel", "White", "Rook", "Cinder", "Marl",
];

pub const TOWN_END: [&str; 24] = [
    "low", "ery", "water", "gate", "haven", "mouth", "wick", "bury", "ford", "holm", "stead", "minster",
    "dale", "cliff", "brook", "ness", "port", "field", "march", "combe", "sund", "borg", "ton", "worth",
];

pub const TOWN_BEFORE: [&str; 24] = [
    "", "Port ", "Upper ", "Lower ", "New ", "Old ", "Great ", "Little ", "North ", "South ", "East ",
    "West ", "Saint ", "Lake ", "Mount ", "Cape ", "Fort ", "High ", "Long ", "Royal ", "Inner ", "Outer ",
    "Far ", "Nether ",
];

/// What organisations are called after their town, and the word for it in their ids.
pub const ORG: [(&str, &str); 24] = [
    ("Water Board", "water"),
    ("Transit Authority", "transit"),
    ("Energy Group", "energy"),
    ("Health Service", "health"),
    ("Research Institute", "research"),
    ("Rail Union", "rail"),
    ("Teachers' Association", "teachers"),
    ("Shipping Company", "shipping"),
    ("Development Bank", "bank"),
    ("Weather Office", "weather"),
    ("Football Club", "fc"),
    ("Electoral Commission", "electoral"),
    ("Housing Trust", "housing"),
    ("Press Council", "press"),
    ("Fisheries Agency", "fisheries"),
    ("Chamber of Commerce", "chamber"),
    ("Port Authority", "port"),
    ("Historical Society", "history"),
    ("Fire Brigade", "fire"),
    ("Broadcasting House", "radio"),
    ("Growers' League", "growers"),
    ("Court of Appeal", "court"),
    ("Climate Forum", "climate"),
    ("Customs Office", "customs"),
];

pub const ROLE: [&str; 12] = [
    "Mayor",
    "Governor",
    "Harbour Master",
    "Minister",
    "Commissioner",
    "Director",
    "Chief Engineer",
    "Councillor",
    "Secretary",
    "Ombudsman",
    "Treasurer",
    "Prosecutor",
];

pub const AGENCY: [&str; 4] = ["Coastal Wire", "Meridian Press", "Northern Dispatch", "Tideline News"];

#[rustfmt::skip]
pub const NOUN: [&str; 97] = [
    "budget", "report", "agreement", "inquiry", "bridge", "proposal", "strike", "election", "harvest", "ferry",
    "hospital", "market", "pipeline", "verdict", "forecast", "contract", "merger", "curriculum", "grant",
    "storm", "tariff", "vaccine", "stadium", "reservoir", "permit", "subsidy", "appeal", "audit", "survey",
    "tunnel", "festival", "satellite", "airport", "archive", "auction", "ballot", "boycott", "canal", "census",
    "charter", "clinic", "concession", "conference", "consortium", "curfew", "dam", "deficit", "depot",
    "dispute", "drought", "embargo", "estate", "exhibition", "factory", "fleet", "flood", "franchise",
    "gallery", "greenhouse", "harbour", "initiative", "landfill", "laboratory", "lease", "library",
    "lighthouse", "loan", "lottery", "mandate", "memorial", "mine", "monument", "museum", "orchard", "parade",
    "patent", "pension", "pier", "plant", "quarantine", "quarry", "railway", "reform", "refinery", "roadmap",
    "sanction", "settlement", "shipyard", "summit", "tender", "terminal", "theatre", "treaty", "turbine",
    "viaduct", "vineyard", "warehouse",
];

#[rustfmt::skip]
pub const ADJECTIVE: [&str; 78] = [
    "new", "delayed", "controversial", "regional", "public", "final", "disputed", "revised", "unexpected",
    "annual", "temporary", "long-awaited", "joint", "independent", "costly", "preliminary", "local",
    "historic", "narrow", "unanimous", "confidential", "early", "partial", "so-called", "ambitious", "bitter",
    "careful", "cheap", "clumsy", "coastal", "collective", "crucial", "curious", "daring", "decisive",
    "distant", "domestic", "doubtful", "elaborate", "expensive", "fair", "faulty", "flawed", "fragile",
    "generous", "honest", "hasty", "hollow", "lasting", "legal", "lengthy", "lucrative", "marginal", "modest",
    "mutual", "necessary", "noisy", "orderly", "outdated", "painful", "peculiar", "popular", "prudent",
    "radical", "reckless", "remote", "rural", "shaky", "sober", "solid", "stubborn", "sudden", "tangible",
    "timely", "tiresome", "urgent", "vague", "voluntary",
];

/// What is done to a [`NOUN`].
#[rustfmt::skip]
pub const VERB: [&str; 48] = [
    "approved", "rejected", "delayed", "announced", "reviewed", "published", "defended", "criticised",
    "welcomed", "suspended", "expanded", "funded", "cancelled", "questioned", "confirmed", "inspected",
    "abandoned", "amended", "blocked", "doubled", "drafted", "endorsed", "enlarged", "examined", "financed",
    "halved", "ignored", "insured", "launched", "leased", "measured", "merged", "monitored", "neglected",
    "postponed", "privatised", "promoted", "repaired", "replaced", "restored", "revised", "scrapped",
    "simplified", "sold", "split", "subsidised", "tested", "upgraded",
];

/// What somebody does, after "to" and "will".
#[rustfmt::skip]
pub const DO: [&str; 68] = [
    "absorb", "accept", "adapt", "assess", "avoid", "balance", "build", "calm", "carry", "challenge",
    "complete", "consider", "correct", "cover", "create", "cut", "deliver", "design", "double", "draft",
    "drop", "enforce", "examine", "exhaust", "explain", "extend", "finance", "follow", "forget", "guarantee",
    "honour", "improve", "inspect", "justify", "lower", "manage", "measure", "move", "open", "outlast",
    "overcome", "own", "pay", "plan", "prevent", "promote", "protect", "rebuild", "reduce", "reform", "refuse",
    "repair", "replace", "rescue", "restore", "revive", "salvage", "settle", "share", "simplify", "strengthen",
    "support", "survive", "test", "transform", "unite", "use", "weaken",
];

#[rustfmt::skip]
pub const THINGS: [&str; 106] = [
    "accountants", "apprentices", "archives", "bakers", "barges", "benches", "boats", "bills", "buses",
    "cables", "carpenters", "cellars", "children", "citizens", "classrooms", "clerks", "commuters",
    "contracts", "cranes", "dairies", "dentists", "deposits", "docks", "drivers", "elders", "engines",
    "engineers", "families", "farms", "fences", "fields", "firms", "fishermen", "gardens", "gates", "growers",
    "guests", "homes", "hotels", "households", "islands", "jobs", "judges", "jurors", "kitchens", "ladders",
    "lamps", "lawyers", "lessons", "letters", "lorries", "machines", "mills", "members", "miners", "musicians",
    "neighbours", "nurses", "offices", "orders", "owners", "painters", "parents", "parks", "partners",
    "patients", "pilots", "planks", "plumbers", "pumps", "pupils", "rafts", "readers", "roads", "roofs",
    "sailors", "schools", "sheds", "shops", "signatures", "stalls", "stations", "streets", "students",
    "tailors", "teachers", "tenants", "tools", "towers", "trains", "travellers", "trees", "vans", "villages",
    "visitors", "volunteers", "wages", "walls", "wards", "weavers", "wells", "windows", "witnesses", "workers",
    "workshops", "yards",
];

#[rustfmt::skip]
pub const MANNER: [&str; 40] = [
    "openly", "quietly", "slowly", "quickly", "patiently", "reluctantly", "gladly", "carefully", "wisely",
    "firmly", "jointly", "gradually", "steadily", "bravely", "cheaply", "fairly", "generously", "honestly",
    "hastily", "loudly", "modestly", "neatly", "obediently", "politely", "promptly", "rarely", "seriously",
    "silently", "skilfully", "smoothly", "soberly", "strictly", "suddenly", "swiftly", "thoroughly",
    "tirelessly", "unwillingly", "vigorously", "visibly", "warmly",
];

pub const SAID: [&str; 10] = [
    "said",
    "added",
    "noted",
    "stressed",
    "warned",
    "argued",
    "told reporters",
    "wrote",
    "explained",
    "insisted",
];

pub const PLEDGE: [&str; 5] = ["pledged", "vowed", "promised", "agreed", "swore"];
