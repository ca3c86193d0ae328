//! Mentions: names of known entities, and names that the text itself introduces.

mod classify;
mod introduce;
mod known;
mod runs;

pub use classify::is_dateline_place;

use smallvec::SmallVec;

use super::analysis::Analysis;
use super::entity::{Gender, Known};
use super::gazetteer::Gazetteer;
use crate::text::Span;

/// An entity that the text mentions.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The id, without `@`.
    pub id: String,
    /// Its type.
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What its title or record says of it.
    pub gender: Option<Gender>,
    /// Words for what it does, in lower case: "minister".
    pub roles: Vec<String>,
    /// True if a record or a confirmed mention defines it; otherwise its first proposal has to.
    pub defined: bool,
}

/// A place that names an entity, or may.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Span,
    /// Whom it names: indices into [`Mentions::entities`].
    pub entities: SmallVec<[u32; 1]>,
    /// How likely it does: 0 to 1.
    pub confidence: f32,
}

/// A name that several may be called by.
#[derive(Clone, Debug)]
pub struct Ambiguous {
    /// Bytes of the text.
    pub span: Span,
    /// Whom it may name: indices into [`Mentions::entities`].
    pub candidates: SmallVec<[u32; 2]>,
}

/// What a text says by names.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Who is mentioned.
    pub entities: Vec<Entity>,
    /// Where, in order; nested ones behind those around them.
    pub mentions: Vec<Mention>,
    /// Names that nobody is proposed for, in order.
    pub ambiguous: Vec<Ambiguous>,
    /// Titles and offices before names, in order, with whose they are: "Defense Minister".
    pub roles: Vec<(Span, u32)>,
}

/// All mentions of a text: of the entities in `gazetteers`, and new ones.
pub fn find(analysis: &Analysis<'_>, gazetteers: &[&Gazetteer]) -> Mentions {
    let mut found = Mentions::default();
    known::find(analysis, gazetteers, &mut found);
    introduce::find(analysis, gazetteers, &mut found);
    found.mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    found.ambiguous.sort_by_key(|name| name.span);
    found.roles.sort_by_key(|(role, _)| role.start);
    found
}

impl Mentions {
    fn add_known(&mut self, known: &Known) -> u32 {
        self.entities.push(Entity {
            id: known.id.clone(),
            kind: known.kind.clone().unwrap_or_default(),
            name: known.names.first().cloned().unwrap_or_default(),
            gender: known.gender,
            roles: known
                .roles
                .iter()
                .flat_map(|role| role.split_whitespace())
                .map(str::to_lowercase)
                .collect(),
            defined: true,
        });
        self.entities.len() as u32 - 1
    }

    /// The last title or office that begins before byte `at`, with whose it is.
    pub fn role_before(&self, at: u32) -> Option<(Span, u32)> {
        let behind = self.roles.partition_point(|(role, _)| role.start < at);
        behind.checked_sub(1).map(|last| self.roles[last])
    }

    /// The mentions that lie in `span`, in order.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        self.mentions[first..]
            .iter()
            .take_while(move |mention| mention.span.start < span.end)
            .filter(move |mention| mention.span.end <= span.end)
    }
}
