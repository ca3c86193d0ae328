//! A story: paragraphs about one cast, written sentence by sentence.

use fastrand::Rng;

use super::calendar::Day;
use super::cast::Cast;
use super::page::Page;
use super::sentences::{PLEDGED, REPORTED, SPOKEN, TOLD};
use super::words::{ADJECTIVE, AGENCY, DO, MANNER, NOUN, PLEDGE, SAID, THINGS, VERB};

/// Writes the story of a cast on a page.
pub struct Story<'a> {
    pub page: &'a mut Page,
    rng: &'a mut Rng,
    cast: &'a Cast,
    /// Numbers of quotations, running through the whole article.
    last_id: &'a mut usize,
    day: Day,
    marks: Marks,
    agency: &'static str,
    /// The last one named, to whom a pronoun would refer.
    named: Option<usize>,
}

/// The quotation marks of an article; some agencies quote without.
#[derive(Clone, Copy, Debug)]
struct Marks {
    open: &'static str,
    close: &'static str,
}

const MARKS: [Marks; 3] =
    [Marks { open: "\"", close: "\"" }, Marks { open: "“", close: "”" }, Marks { open: "", close: "" }];

impl<'a> Story<'a> {
    pub fn new(
        page: &'a mut Page,
        rng: &'a mut Rng,
        cast: &'a Cast,
        day: Day,
        last_id: &'a mut usize,
    ) -> Self {
        let marks = MARKS[rng.usize(..MARKS.len())];
        let agency = AGENCY[rng.usize(..AGENCY.len())];
        Self { page, rng, cast, last_id, day, marks, agency, named: None }
    }

    /// `# [[A @a], [B @b] :source #x] [vow :cue #x] {to safeguard … #x}`
    pub fn headline(&mut self, marker: &str) {
        self.page.head(marker);
        let id = self.next_id();
        let sides = self.both_sides();
        let places = &self.cast.places;
        self.page.square(&format!(":source #{id}"), |page| {
            page.mention(&places[0].name, &format!("@{}", places[0].id));
            page.text(", ");
            page.mention(&places[1].name, &format!("@{}", places[1].id));
        });
        self.page.text(" ");
        self.page.mention("vow", &format!(":cue #{id}"));
        self.page.text(" ");
        self.pledge(&format!("{sides} #{id}"));
    }

    /// Who is to be seen on the picture; introduces everybody whom only this article knows.
    pub fn caption(&mut self) {
        self.page.paragraph();
        let [.., known, introduced] = &*self.cast.people else { unreachable!("there are five people") };
        let day = self.day;
        let (home, org) = (&self.cast.places[0], &self.cast.orgs[0]);
        self.page.square(":role", |page| {
            page.mention(&home.name, &format!("@{}", home.id));
            page.text(&format!(" {}", known.role));
        });
        self.page.text(" ");
        self.page.mention(&known.name, &format!("@{}", known.id));
        self.page.text(" (R) meets ");
        self.page.mention(introduced.role, ":role");
        self.page.text(" ");
        self.page.mention(&introduced.name, &format!("@{} :person", introduced.id));
        self.page.text(" on the sidelines of talks on the ");
        self.page.mention(&self.cast.pact_name, &format!("@{}", self.cast.pact));
        self.page.text(" at the ");
        self.page.mention(&org.name, &format!("@{}", org.id));
        self.page.text(" on ");
        self.page.mention(&format!("{}, {}", day.month_and_day(), day.0.year()), &format!("@{}", day.0));
        self.page.text(&format!(". ({})", self.agency));
    }

    /// `[PORT ELLERY @ellery], [March 5 @2024-03-05] (Coastal Wire) -- [[A @a] and [B @b] :source #x] …`
    pub fn lead(&mut self) {
        self.page.paragraph();
        let day = self.day;
        let home = &self.cast.places[0];
        self.page.mention(&home.name.to_uppercase(), &format!("@{}", home.id));
        self.page.text(", ");
        self.page.mention(&day.month_and_day(), &format!("@{}", day.0));
        self.page.text(&format!(" ({}) -- Visiting ", self.agency));
        let id = self.next_id();
        let two = [&self.cast.people[0], &self.cast.people[1]];
        self.page.square(&format!(":source #{id}"), |page| {
            for (person, joint) in two.into_iter().zip([" and ", ""]) {
                page.mention(person.role, ":role");
                page.text(" ");
                page.mention(&person.name, &format!("@{}", person.id));
                page.text(joint);
            }
        });
        self.page.text(" ");
        let verb = self.one_of(&PLEDGE);
        self.page.mention(verb, &format!(":cue #{id}"));
        self.page.text(" ");
        self.page.mention("here", &format!("@{}", home.id));
        self.page.text(" on ");
        self.page.mention(day.weekday(), &format!("@{}", day.0));
        self.page.text(" ");
        self.pledge(&format!("@{} @{} #{id}", two[0].id, two[1].id));
        self.page.text(".");
    }

    /// One to three sentences, many of them quoting somebody.
    pub fn paragraph(&mut self) {
        self.page.paragraph();
        if self.rng.u8(..24) == 0 {
            self.page.comment("the desk wants a second source for this");
        }
        for sentence in 0..self.rng.u8(1..4) {
            if sentence > 0 {
                self.page.text(" ");
            }
            match self.rng.u8(..30) {
                0..3 => self.said_after(),
                3..6 => self.said_before(),
                6 => self.said_between(),
                7 => self.untied(),
                8 => self.unknown_speaker(),
                _ => {
                    let told = self.one_of(&TOLD);
                    self.fill(told);
                }
            }
        }
        self.named = None;
    }

    /// `{"We build now," @duarte #q2} [she @duarte #q2] [added :cue #q2].`
    fn said_after(&mut self) {
        let (speaker, id) = self.speaker_and_id();
        self.quote(",", &self.tied(speaker, id));
        self.page.text(" ");
        self.name(speaker, id, false);
        self.page.text(" ");
        self.cue(id);
        self.page.text(".");
    }

    /// `[He @wei #q3] [noted :cue #q3] that {[the two sides @sides] … @wei #q3}.`
    fn said_before(&mut self) {
        let (speaker, id) = self.speaker_and_id();
        self.name(speaker, id, true);
        self.page.text(" ");
        self.cue(id);
        self.page.text(" that ");
        self.page.open_quote();
        let content = self.one_of(&REPORTED);
        self.fill(content);
        if self.rng.u8(..8) == 0 {
            self.page.text(", as ");
            self.announcement();
        }
        self.page.close_quote(&self.tied(speaker, id));
        self.page.text(".");
    }

    /// A quotation in a quotation: `[the two sides @sides #q4] [announced :cue #q4] {… #q4}`.
    fn announcement(&mut self) {
        let id = self.next_id();
        self.page.mention("the two sides", &format!("@{} #{id}", self.cast.sides));
        self.page.text(" ");
        self.page.mention("announced", &format!(":cue #{id}"));
        self.page.text(" ");
        self.page.open_quote();
        self.page.text("the extension of ");
        self.slot("pact");
        self.page.close_quote(&format!("@{} #{id}", self.cast.sides));
    }

    /// One quotation in two pieces around its source and cue.
    fn said_between(&mut self) {
        let (speaker, id) = self.speaker_and_id();
        let tail = self.tied(speaker, id);
        self.quote(",", &tail);
        self.page.text(" ");
        self.name(speaker, id, false);
        self.page.text(" ");
        self.cue(id);
        self.page.text(" on ");
        self.slot("day");
        self.page.text(". ");
        self.quote(".", &tail);
    }

    /// Source and cue are left for the program to find.
    fn untied(&mut self) {
        let speaker = self.rng.usize(..self.cast.people.len());
        let person = &self.cast.people[speaker];
        self.quote(",", &format!("@{}", person.id));
        self.page.text(" ");
        self.page.mention(&person.short, &format!("@{}", person.id));
        self.page.text(" ");
        self.page.mention("said", ":cue");
        self.page.text(".");
        self.named = Some(speaker);
    }

    /// `[Officials @? #q5] [said :cue #q5] {… @? #q5}.`
    fn unknown_speaker(&mut self) {
        let id = self.next_id();
        self.page.mention("Officials", &format!("@? #{id}"));
        self.page.text(" ");
        self.cue(id);
        self.page.text(" ");
        self.page.open_quote();
        let content = self.one_of(&REPORTED);
        self.fill(content);
        self.page.close_quote(&format!("@? #{id}"));
        self.page.text(".");
        self.named = None;
    }

    /// A sentence somebody spoke, with the `end` that it has in the middle of the article's.
    fn quote(&mut self, end: &str, tail: &str) {
        let Marks { open, close } = self.marks;
        let content = self.one_of(&SPOKEN);
        self.page.open_quote();
        self.page.text(open);
        self.fill(content);
        // American usage: the comma stands inside the marks, where there are any.
        let (inside, outside) = if close.is_empty() { ("", end) } else { (end, "") };
        self.page.text(inside);
        self.page.text(close);
        self.page.close_quote(tail);
        self.page.text(outside);
    }

    fn pledge(&mut self, tail: &str) {
        self.page.open_quote();
        let content = self.one_of(&PLEDGED);
        self.fill(content);
        self.page.close_quote(tail);
    }

    fn cue(&mut self, id: Id) {
        let verb = self.one_of(&SAID);
        self.page.mention(verb, &format!(":cue #{id}"));
    }

    /// The speaker as a source: a pronoun if they were named last, else by surname.
    fn name(&mut self, speaker: usize, id: Id, at_start: bool) {
        let person = &self.cast.people[speaker];
        let pronoun = match (person.is_woman, at_start) {
            (true, true) => "She",
            (true, false) => "she",
            (false, true) => "He",
            (false, false) => "he",
        };
        let words = if self.named == Some(speaker) { pronoun } else { &person.short };
        self.page.mention(words, &format!("@{} #{id}", person.id));
        self.named = Some(speaker);
    }

    /// Somebody, and more often than not the one who spoke last.
    fn speaker_and_id(&mut self) -> (usize, Id) {
        let same = self.named.filter(|_| self.rng.u8(..10) < 6);
        (same.unwrap_or_else(|| self.rng.usize(..self.cast.people.len())), self.next_id())
    }

    fn tied(&self, speaker: usize, id: Id) -> String {
        format!("@{} #{id}", self.cast.people[speaker].id)
    }

    fn next_id(&mut self) -> Id {
        *self.last_id += 1;
        Id(*self.last_id)
    }

    fn both_sides(&self) -> String {
        format!("@{} @{}", self.cast.places[0].id, self.cast.places[1].id)
    }

    /// Writes a pattern: its words, and in place of `<slots>` mentions and random words.
    fn fill(&mut self, pattern: &str) {
        for (at, part) in pattern.split(['<', '>']).enumerate() {
            if at % 2 == 0 { self.page.text(part) } else { self.slot(part) }
        }
    }

    fn slot(&mut self, name: &str) {
        let cast = self.cast;
        let year = self.day.0.year();
        match name {
            "who" => self.mention_person(0),
            "other" => self.mention_person(1),
            "place" => self.page.mention(&cast.places[0].name, &format!("@{}", cast.places[0].id)),
            "town" => self.page.mention(&cast.places[1].name, &format!("@{}", cast.places[1].id)),
            "org" => {
                let org = &cast.orgs[self.rng.usize(..cast.orgs.len())];
                let words = if self.rng.bool() { &org.name } else { &org.short };
                self.page.mention(words, &format!("@{}", org.id));
            }
            "sides" => self.page.mention("the two sides", &self.both_sides()),
            "pact" => self.page.mention(&cast.pact_short, &format!("@{}", cast.pact)),
            "day" => {
                let day = self.day.shortly_before(self.rng);
                self.page.mention(day.weekday(), &format!("@{}", day.0));
            }
            "month" => self.page.mention(self.day.month(), &format!("@{year}-{:02}", self.day.0.month())),
            "year" => self.page.mention(&(year + 1).to_string(), &format!("@{}", year + 1)),
            "noun" => self.word(&NOUN),
            "things" => self.word(&THINGS),
            "adjective" => self.word(&ADJECTIVE),
            "verb" => self.word(&VERB),
            "do" => self.word(&DO),
            "manner" => self.word(&MANNER),
            "count" => self.page.text(&self.rng.u32(2..100_000).to_string()),
            other => unreachable!("no slot is called {other}"),
        }
    }

    /// One of the first or one of the second half of the cast, so that nobody meets themselves.
    fn mention_person(&mut self, half: usize) {
        let people = &self.cast.people;
        let person = &people[self.rng.usize(..people.len() / 2) * 2 + half];
        let words = if self.rng.bool() { &person.name } else { &person.short };
        self.page.mention(words, &format!("@{}", person.id));
    }

    fn word(&mut self, words: &[&'static str]) {
        let word = self.one_of(words);
        self.page.text(word);
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.rng.usize(..words.len())]
    }
}

/// The id of a quotation: `q1`, `q2` …
#[derive(Clone, Copy, Debug)]
struct Id(usize);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "q{}", self.0)
    }
}
