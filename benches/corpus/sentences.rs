//! The sentences of a story, with `<slots>` that `story.rs` fills.

/// What somebody says, as sentences of their own. Two people hardly ever say the same: the words that a pattern has of its
/// own stand in short runs, between words out of long lists.
pub const SPOKEN: [&str; 16] = [
    "We have looked at <count> <things> of <org> and at the <adjective> <noun>, and the <things> do not <do> any <noun>",
    "Nobody in <place> expected the <adjective> <noun> of <count> crowns to <do> our <things> so <manner>",
    "The <adjective> <noun> is a matter for <org> and its <things>, <manner>, not for <sides> or <adjective> <things>",
    "I will not apologise to <other> for <count> <adjective> questions about the <noun>, its <things> and <adjective> <things>",
    "This is <noun> number <count> in <place>, <things> are <adjective>, and people are <verb> and tired",
    "If <org> goes ahead with the <noun>, <sides> will <do> the <adjective> <things> with <count> <adjective> <things>",
    "It is a <adjective> day for the <things> of <place>, and for all <count> who <manner> worked on <pact>",
    "You cannot <do> <org> with <count> <things> on <adjective> promises and <manner> <verb> <things>",
    "Our <things> in <place> and <count> <adjective> <things> in <town> voted, and the <noun> was <manner> <verb>",
    "There is no <noun> – none – in <count> pages that the <adjective> <noun> of <org> could <do> <adjective> <things>",
    "In the face of the <adjective> <noun>, relations between <place> and <town> have <verb> <count> <things>",
    "We learned of <pact> from <other> <manner>, like <count> <adjective> <things> in <place> and their <things>",
    "Every hour we wait makes the <adjective> <noun> in <town> <count> crowns more <adjective> for <things> and <things>",
    "The <noun> will <do> <place> for €<count>, <manner>, and <org> has <verb> neither <things> nor a <noun>",
    "Our <adjective> harbours have [run] out of <things>, and <other> with <count> <adjective> votes will <do> them",
    "What <org> <manner> calls a <noun> is a <adjective> debt that <count> <things> will <do> in <year>",
];

/// What somebody says, after "said that".
pub const REPORTED: [&str; 12] = [
    "<sides> should <manner> <do> their <adjective> <noun> for <count> <things> and <things>, in the spirit of <pact>",
    "the <adjective> <noun> of <place> and its <things> is number <count> on the <noun> of <org>",
    "<org> is <manner> willing to <do> <count> <adjective> <things> of the <noun> with <town>",
    "cooperation between <adjective> <things> in <place> and <count> <things> in <town> sets an <adjective> <noun> for <sides>",
    "<other> pays <adjective> attention to <things> and <count> <adjective> <things> in <place>, and will <do> the <noun>",
    "neither the <things> of <org> nor <other> had been <manner> <verb> before the <adjective> <noun>",
    "work on the <adjective> <noun> in <town> would <manner> <do> in <month> with <count> <things> and <things>",
    "<place> is ready to <do> <adjective> <things> with <town> to safeguard the <noun> and <count> <things>",
    "the <adjective> <noun> would be <manner> <verb> by <count> <adjective> <things> before the end of <year>",
    "<sides> had <verb> <count> crowns for the <adjective> <noun> in <manner> <verb> talks with <org> in <month>",
    "a <adjective> <noun> would <do> <count> <things> and <manner> <verb> <things>, whatever <org> promised",
    "<other> had “never once” <verb> <org> about the <things> and the <adjective> <noun> of <count> <things>",
];

/// What people promise, after a verb of promising.
pub const PLEDGED: [&str; 5] = [
    "to safeguard the <adjective> <noun>, <count> <things> and <manner> <verb> <things> of <place>",
    "to <do> the <adjective> <noun> of <town> with <count> <adjective> <things> until <year>",
    "to put <pact> and <count> <adjective> <things> <manner> into force with <adjective> <things> by <month>",
    "to keep <count> <things> of the <noun> <manner> out of the <adjective> hands of <org>",
    "to <do> the <adjective> <noun> between <place> and <town> for <count> <adjective> <things>",
];

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
