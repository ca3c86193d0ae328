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

pub const NOUN: [&str; 32] = [
    "budget",
    "report",
    "agreement",
    "inquiry",
    "bridge",
    "proposal",
    "strike",
    "election",
    "harvest",
    "ferry",
    "hospital",
    "market",
    "pipeline",
    "verdict",
    "forecast",
    "contract",
    "merger",
    "curriculum",
    "grant",
    "storm",
    "tariff",
    "vaccine",
    "stadium",
    "reservoir",
    "permit",
    "subsidy",
    "appeal",
    "audit",
    "survey",
    "tunnel",
    "festival",
    "satellite",
];

pub const ADJECTIVE: [&str; 24] = [
    "new",
    "delayed",
    "controversial",
    "regional",
    "public",
    "final",
    "disputed",
    "revised",
    "unexpected",
    "annual",
    "temporary",
    "long-awaited",
    "joint",
    "independent",
    "costly",
    "preliminary",
    "local",
    "historic",
    "narrow",
    "unanimous",
    "confidential",
    "early",
    "partial",
    "so-called",
];

pub const VERB: [&str; 16] = [
    "approved",
    "rejected",
    "delayed",
    "announced",
    "reviewed",
    "published",
    "defended",
    "criticised",
    "welcomed",
    "suspended",
    "expanded",
    "funded",
    "cancelled",
    "questioned",
    "confirmed",
    "inspected",
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

/// What somebody says, as sentences of their own. `<slots>` are filled by `sentence.rs`.
pub const SPOKEN: [&str; 16] = [
    "We have looked at <count> numbers of <org> in <count> files, and they do not add up",
    "Nobody in <place> expected the <noun> of <count> crowns to last <count> days",
    "The <adjective> <noun> of <count> crowns is a matter for <org> and <count> courts, not for <sides>",
    "I will not apologise to <other> for asking <count> questions about the <noun> and its <count> pages",
    "This is <noun> number <count> in <place> in <count> days, and people are tired",
    "If <org> goes ahead with the <noun> of <count> crowns, <sides> will appeal with <count> others",
    "It is a good day for the <count> people of <place> and for all <count> who worked on <pact>",
    "You cannot run <org> with its <count> members on <count> promises alone",
    "Our <count> members in <place> and <count> in <town> voted, and the answer was clear",
    "There is no evidence – none – in <count> pages that the <noun> of <org> was unsafe for <count> people",
    "In the face of the <noun> of <count> crowns, relations between <place> and <town> have grown in <count> days",
    "We learned of <pact> from <other> <count> days ago, like <count> others in <place>",
    "Every hour we wait makes the <adjective> <noun> in <town> <count> crowns more expensive for <count> people",
    "The <noun> will cost <place> €<count> and <count> hours, and <org> has not set that aside",
    "Our <count> harbours have [run] out of time, and <other> with <count> votes knows it",
    "What <org> calls a <noun> is a debt of <count> crowns that <count> people will be paying off in <year>",
];

/// What somebody says, after "said that".
pub const REPORTED: [&str; 12] = [
    "<sides> should continue to strengthen their <noun> for <count> people and <count> firms in the spirit of <pact>",
    "the <noun> of <place> for <count> crowns is number <count> on the list of <org>",
    "<org> is willing to share <count> of <count> parts of the <adjective> <noun> with <town>",
    "cooperation between <count> offices in <place> and <count> in <town> sets an example for <sides>",
    "<other> pays close attention to <count> of the <count> developments in <place>",
    "neither the <count> of <org> nor <other> had been told of the <adjective> <noun> of <count> crowns",
    "work on the <noun> in <town> would resume in <month> with <count> hands and <count> machines",
    "<place> is ready to coordinate <count> plans with <town> to safeguard the <noun> for <count> people",
    "the <noun> would be <verb> by <count> of <count> members before the end of <year>",
    "<sides> had agreed on <count> crowns for the <noun> in <count> talks with <org> in <month>",
    "a <adjective> <noun> would take <count> days and <count> hands, whatever <org> promised",
    "<other> had “never once” asked <org> about the <count> pages and <count> figures of the <noun>",
];

/// What people promise, after a verb of promising.
pub const PLEDGED: [&str; 5] = [
    "to safeguard the <noun>, <count> jobs and <count> homes of <place>",
    "to fund the <adjective> <noun> of <town> with <count> of <count> crowns until <year>",
    "to put <count> of <count> articles of <pact> into force by <month>",
    "to keep <count> parts of the <noun> out of the hands of <org> for <count> days",
    "to reopen the <noun> between <place> and <town> for <count> of <count> lorries",
];

pub const PLEDGE: [&str; 5] = ["pledged", "vowed", "promised", "agreed", "swore"];

/// What the article itself tells.
pub const TOLD: [&str; 20] = [
    "<who> met <other> in <place> on <day> to discuss the <adjective> <noun>.",
    "<org> <verb> the <noun> on <day>, a week before the meeting in <town>.",
    "The <adjective> <noun>, first <verb> by <org> in <year>, has divided <place>.",
    "Neither <who> nor <other> responded to requests for comment on <day>.",
    "In a letter to <org>, <who> called the <noun> <adjective>.",
    "Residents of <town> have complained about the <adjective> <noun> since it was <verb> in <month>.",
    "<sides> made the remarks on the sidelines of a meeting of <org> in <place>.",
    "Last year <org> <verb> a <noun> that <other> had opposed.",
    "A spokesperson for <org> would neither confirm nor deny that the <noun> had been <verb>.",
    "It remains unclear whether <pact> will be <verb> before the end of <year>.",
    "Prices in <place> rose 3.2% in the quarter, the steepest change since the <noun> was <verb>.",
    "Under <pact>, any <noun> above 2.5 percent must be <verb> by both <place> and <town>.",
    "Copies of the <adjective> <noun> were made available to the press on <day>.",
    "The vote was 7–2, and <who> left the chamber without comment.",
    "Analysts had described the <adjective> <noun> as overdue, though estimates of its cost differ widely.",
    "Few of those who attended had expected the <noun> to be <verb> so quickly, and fewer stayed for the count.",
    "The figures, which were <verb> in a closed session, do not include the <adjective> <noun>.",
    "Similar cases in neighbouring districts were <verb> after a <adjective> <noun>, according to documents.",
    "Outside the hall, several hundred people waited in the rain for news of the <noun>.",
    "A decision on the <noun> is expected within 48 hours; until then all work on it has been suspended.",
];
