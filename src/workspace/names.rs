//! The names of a registry file, made ready to be searched.

use std::collections::HashSet;

use memchr::memmem;

use crate::syntax::unescape;

/// Ids and names of all records of a file in one text, folded, one a line: a search among 100,000
/// entities is one pass over a few megabytes.
#[derive(Debug, Default)]
pub struct Names {
    /// Each line begins with its line feed, so that a needle can say "at the start".
    text: String,
    lines: Vec<Line>,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    start: u32,
    record: u32,
    /// 0 for the id, from 1 on for names in the order of the record.
    name: u32,
}

/// A record one of whose names was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMatch {
    /// The number of the record in its file.
    pub record: u32,
    /// Which name: 0 for the id, from 1 on for names in the order of the record, the main name first.
    pub name: u32,
}

/// How a name is looked for, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It begins with what is looked for.
    Start,
    /// One of its words does.
    Word,
    /// It holds it somewhere; for scripts that put no spaces between words.
    Inside,
}

impl Fit {
    /// All, best first.
    pub const ALL: [Self; 3] = [Self::Start, Self::Word, Self::Inside];
}

/// A name as it is compared: in lower case, everything between words as one kind of space.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_whitespace() || character.is_ascii_punctuation() || matches!(character, '’' | '–')
        {
            folded.push(' ');
        } else {
            folded.extend(character.to_lowercase());
        }
    }
    folded
}

impl Names {
    /// Adds the id and the names (as written, escapes included) of the next record.
    pub fn add<'n>(&mut self, record: u32, id: &str, names: impl Iterator<Item = &'n str>) {
        self.add_line(record, 0, id);
        for (number, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
            self.add_line(record, number as u32 + 1, &unescape(name));
        }
    }

    fn add_line(&mut self, record: u32, name: u32, text: &str) {
        self.lines.push(Line { start: self.text.len() as u32, record, name });
        self.text.push('\n');
        self.text.push_str(&fold(text));
    }

    /// The records with a name that `folded` fits, each once, in order.
    pub fn find(&self, folded: &str, fit: Fit) -> impl Iterator<Item = NameMatch> {
        let needle = match fit {
            Fit::Start => format!("\n{folded}"),
            Fit::Word => format!(" {folded}"),
            Fit::Inside => folded.to_string(),
        };
        let finder = memmem::Finder::new(&needle).into_owned();
        let mut from = 0;
        let mut seen = HashSet::new();
        std::iter::from_fn(move || {
            loop {
                let at = from + finder.find(&self.text.as_bytes()[from..])?;
                from = at + 1;
                let line = self.lines[self.lines.partition_point(|line| line.start as usize <= at) - 1];
                if seen.insert(line.record) {
                    return Some(NameMatch { record: line.record, name: line.name });
                }
            }
        })
    }

    /// The names, folded, with their records, in order.
    pub fn iter(&self) -> impl Iterator<Item = (NameMatch, &str)> {
        let ends = self.lines.iter().skip(1).map(|line| line.start).chain([self.text.len() as u32]);
        self.lines.iter().zip(ends).map(|(line, end)| {
            let text = &self.text[line.start as usize + 1..end as usize];
            (NameMatch { record: line.record, name: line.name }, text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        names.add(0, "duarte", ["Ana Duarte", "", "Mayor Duarte"].into_iter());
        names.add(1, "port-ellery", ["Port Ellery"].into_iter());
        names.add(2, "wangyi", ["王毅"].into_iter());
        names
    }

    fn found(query: &str, fit: Fit) -> Vec<(u32, u32)> {
        names().find(&fold(query), fit).map(|found| (found.record, found.name)).collect()
    }

    #[test]
    fn names_are_found_by_their_words() {
        assert_eq!(found("DUA", Fit::Start), [(0, 0)]);
        assert_eq!(found("ana-dua", Fit::Start), [(0, 1)]);
        assert_eq!(found("dua", Fit::Word), [(0, 1)]);
        assert_eq!(found("ellery", Fit::Word), [(1, 0)]);
        assert_eq!(found("毅", Fit::Inside), [(2, 1)]);
        assert_eq!(found("uarte", Fit::Word), []);
        assert_eq!(found("zz", Fit::Inside), []);
    }

    #[test]
    fn all_names_with_their_records() {
        let shown: Vec<_> = names().iter().map(|(at, name)| (at.record, at.name, name.to_string())).collect();
        assert_eq!(shown[2], (0, 3, "mayor duarte".to_string()));
        assert_eq!(shown.len(), 7);
    }
}
