//! Moves a definition between a record in the article, the registry, and the mention that introduces the
//! entity.

use super::introduce::{introduction, uses};
use super::place_record::{append_record, line_end, remove_record};
use super::record_text::{RecordText, head_line};
use super::registry_file::registry_file;
use super::{Action, CodeActionKind, Offer, Site, scope, tails};
use crate::article::{Article, Record};
use crate::ide::definition::{DefinitionKind, entity_definition};
use crate::ide::edit::{FileEdit, TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::{TokenKind, parse};

pub static ACTION: Action = Action { name: "move-definition", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some(id) = site.entity() else { return Vec::new() };
    let Some(definition) = entity_definition(site.snapshot, site.open, id) else { return Vec::new() };
    let is_registry = site.workspace().registry.holds(&site.open.path);
    let alone = site.snapshot.root_of(site.open).index.is_some() && !scope::is_elsewhere(site, id);
    let has_mention = site.open.document.total(id).mentions > 0;
    let from = match definition.kind {
        DefinitionKind::Record if !is_registry => Place::Article,
        DefinitionKind::InPlace => Place::Mention,
        DefinitionKind::Registry if alone => Place::Registry,
        _ => return Vec::new(),
    };
    let registry = registry_file(site).map(|file| format!("to the registry ({})", file.name));
    let targets = [
        (Place::Article, Some("into a record in this article".to_string())),
        (Place::Registry, registry),
        (Place::Mention, has_mention.then(|| "to where it is introduced".to_string())),
    ];
    let targets = targets.into_iter().filter(|(place, _)| *place != from);
    targets
        .filter_map(|(place, shown)| {
            let title = format!("Move the definition of `@{id}` {}", shown?);
            Some(Offer::new(CodeActionKind::RefactorMove, title, [from.name(), place.name(), id]))
        })
        .collect()
}

/// What the registry is called that takes the definition of an entity of the open article, and the choice that moves
/// it there; nothing if it can't be moved.
pub fn to_registry(site: &Site<'_, '_>, id: &str) -> Option<(String, Vec<String>)> {
    let from = match entity_definition(site.snapshot, site.open, id)?.kind {
        DefinitionKind::Record if !site.workspace().registry.holds(&site.open.path) => Place::Article,
        DefinitionKind::InPlace => Place::Mention,
        _ => return None,
    };
    let registry = registry_file(site)?;
    let choice = [from.name(), Place::Registry.name(), id].map(str::to_string);
    Some((format!("the registry ({})", registry.name), choice.into()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Article,
    Registry,
    Mention,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Registry => "registry",
            Self::Mention => "mention",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Article, Self::Registry, Self::Mention].into_iter().find(|place| place.name() == name)
    }
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [from, to, id] = choice else { return Ok(None) };
    let (Some(from), Some(to)) = (Place::named(from), Place::named(to)) else { return Ok(None) };
    let source = site.open.document.text();
    let article = Article::new(&source, site.open.document.tree(), site.open.document.vocabulary());
    let mover = Mover { site, article: &article, id };
    Ok(mover.take(from).and_then(|taken| mover.put(taken, to)))
}

/// What was taken, and what is left to do where it was.
struct Taken {
    record: RecordText,
    /// Changes to the open article.
    here: Vec<TextEdit>,
    /// Changes to registries.
    registries: Vec<FileEdit>,
    /// The record of the article that was taken, which may stay as a completion.
    own: Option<TextEdit>,
}

struct Mover<'a, 'v, 's> {
    site: &'a Site<'a, 'v>,
    article: &'a Article<'s>,
    id: &'a str,
}

impl Mover<'_, '_, '_> {
    fn take(&self, from: Place) -> Option<Taken> {
        let none =
            Taken { record: RecordText::default(), here: Vec::new(), registries: Vec::new(), own: None };
        match from {
            Place::Article => {
                let record = self.article.entity(self.id)?.defining_record()?;
                let own = remove_record(self.article.source, self.article.tree, record.id.span);
                Some(Taken { record: RecordText::of(record), own: Some(own), ..none })
            }
            Place::Mention => {
                let definition = self.article.entity(self.id)?.in_place.as_ref()?;
                let vocabulary = self.site.open.document.vocabulary();
                let is_type = |kind, name: &str| kind == TokenKind::Label && vocabulary.defines(name);
                let mention = &self.article.mentions[definition.mention as usize];
                let types = definition.types.iter().map(|name| name.to_string());
                let record = RecordText::of_mention(self.article, mention, types.collect());
                let pieces = mention.pieces.iter();
                let here = pieces
                    .flat_map(|&at| tails::remove(self.article, at, |token| is_type(token.kind, token.name)));
                let here = here.collect();
                Some(Taken { record, here, ..none })
            }
            Place::Registry => {
                let (record, registries) = self.registry_records()?;
                Some(Taken { record, registries, ..none })
            }
        }
    }

    /// All that the registries say, and the changes that take it out of them.
    fn registry_records(&self) -> Option<(RecordText, Vec<FileEdit>)> {
        let registry = &self.site.workspace().registry;
        let mut records = registry.records(self.id).into_iter();
        let mut record = RecordText::of(&records.next()?);
        records.for_each(|other| record.join(RecordText::of(&other)));
        let mut files: Vec<FileEdit> = Vec::new();
        for found in registry.lookup(self.id) {
            let (path, source) = registry.file(found.file);
            let edit = remove_record(source, &parse(source), found.id);
            match files.iter_mut().find(|file| *file.path == *path) {
                Some(file) => file.edits.push(edit),
                None => {
                    let version = self.site.snapshot.document(path).map(|open| open.version);
                    let text = self.site.snapshot.text(path)?;
                    files.push(FileEdit::new(path.into(), version, text, vec![edit]));
                }
            }
        }
        Some((record, files))
    }

    fn put(&self, taken: Taken, to: Place) -> Option<WorkspaceEdit> {
        let Taken { mut record, mut here, registries, own } = taken;
        let mut edit = WorkspaceEdit { new_files: Vec::new(), files: registries };
        match to {
            Place::Article => here.push(self.put_in_record(&mut record)),
            Place::Registry => {
                edit = registry_file(self.site)?
                    .with_record(self.site, |line_end| record.lines(self.id, line_end));
                here.extend(own);
            }
            Place::Mention => {
                here.extend(self.put_in_mention(&mut record)?);
                here.extend(self.completion(&record, own));
            }
        }
        if !here.is_empty() {
            edit.files.push(self.site.file_edit(here));
        }
        edit.files.sort_by(|a, b| a.path.cmp(&b.path));
        Some(edit)
    }

    /// A record at the article's end, or in the place of the one that completed the definition.
    fn put_in_record(&self, record: &mut RecordText) -> TextEdit {
        let source = self.article.source;
        let completing = self.article.entity(self.id).and_then(|entity| entity.records.first());
        match completing {
            Some(found) => {
                record.join(RecordText::of(found));
                self.rewritten(found, record)
            }
            None => append_record(source, self.article.tree, |line_end| record.lines(self.id, line_end)),
        }
    }

    /// A record with other content.
    fn rewritten(&self, found: &Record<'_>, record: &RecordText) -> TextEdit {
        let source = self.article.source;
        let head = head_line(source, found);
        let last = found.entry.fields().map(|field| field.value.span.end.max(field.key_span.end + 1)).max();
        let span = crate::text::Span { start: head.start, end: last.unwrap_or(head.end).max(head.end) };
        TextEdit::replace(span, record.lines(self.id, line_end(source)))
    }

    /// Gives the introducing mention the types. Takes what it says out of the record.
    fn put_in_mention(&self, record: &mut RecordText) -> Option<Vec<TextEdit>> {
        let part = uses(self.site, self.id);
        let in_part = part.article(self.site.open.document.vocabulary());
        let at = introduction(&in_part, self.id)?;
        if record.types.is_empty() {
            record.types.push("other".to_string());
        }
        let types: String = record.types.drain(..).map(|label| format!(":{label} ")).collect();
        let edit = tails::add(&in_part, at, TokenKind::Label, types.trim_end());
        let mention = in_part.mentions.iter().find(|mention| mention.pieces.contains(&at))?;
        let said = RecordText::of_mention(&in_part, mention, Vec::new()).name;
        // Another main name stays as an alias: the text of the mention is the name now.
        let name = record.name.take().filter(|name| Some(name) != said.as_ref());
        if let Some(name) = name {
            record.aliases.insert(0, name);
        }
        record.aliases.retain(|alias| Some(alias) != said.as_ref());
        Some(vec![TextEdit { span: part.span_in_document(edit.span), ..edit }])
    }

    /// What a mention can't say stays in a record.
    fn completion(&self, record: &RecordText, own: Option<TextEdit>) -> Option<TextEdit> {
        let found = self.article.entity(self.id).and_then(|entity| entity.defining_record());
        match (own, found) {
            (Some(own), _) if record.is_empty() => Some(own),
            (Some(_), Some(found)) => Some(self.rewritten(found, record)),
            _ if record.is_empty() => None,
            _ => Some(append_record(self.article.source, self.article.tree, |line_end| {
                record.lines(self.id, line_end)
            })),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    fn moves(text: &str) -> Vec<String> {
        let menu = offered(text);
        menu.lines()
            .filter_map(|line| line.strip_prefix("Move the definition of "))
            .map(str::to_string)
            .collect()
    }

    const RECORD: &str =
        "[Ana Duarte @ana$0] left.\n\n---\n@ana :person Ana Duarte | Annie\n  role: Mayor\n@bo :org Bo\n";

    #[test]
    fn the_menu() {
        assert_eq!(
            moves(RECORD),
            ["`@ana` to the registry (entities.nmk)", "`@ana` to where it is introduced"]
        );
        assert_eq!(
            moves("[Ana @ana$0 :person] left."),
            ["`@ana` into a record in this article", "`@ana` to the registry (entities.nmk)"]
        );
        let registry = "==> story.nmk\n[Ana @ana$0]\n==> entities.nmk\n---\n@ana :person Ana\n";
        assert_eq!(
            moves(registry),
            ["`@ana` into a record in this article", "`@ana` to where it is introduced"]
        );
        let shared = format!("{registry}==> other.nmk\n[Ana @ana]\n");
        assert_eq!(moves(&shared), [""; 0]);
        assert_eq!(moves("[Ana @ana$0]"), [""; 0]);
    }

    #[test]
    fn from_a_record() {
        assert_eq!(
            resolved(RECORD, "Move the definition of `@ana` to the registry (entities.nmk)"),
            "==> entities.nmk (new)\n---\n@ana :person Ana Duarte | Annie\n  role: Mayor\n\
             ==> story.nmk\n[Ana Duarte @ana] left.\n\n---\n@bo :org Bo\n"
        );
        assert_eq!(
            resolved(RECORD, "Move the definition of `@ana` to where it is introduced"),
            "==> story.nmk\n[Ana Duarte @ana :person] left.\n\n---\n@ana | Annie\n  role: Mayor\n@bo :org Bo\n"
        );
        assert_eq!(
            resolved(
                "[Ana @ana$0] left.\n\n---\n@ana :person Ana\n",
                "Move the definition of `@ana` to where it is introduced"
            ),
            "==> story.nmk\n[Ana @ana :person] left.\n"
        );
    }

    #[test]
    fn from_a_mention() {
        assert_eq!(
            resolved(
                "[Ana @ana$0 :person #m1] left.\n",
                "Move the definition of `@ana` into a record in this article"
            ),
            "==> story.nmk\n[Ana @ana #m1] left.\n\n---\n@ana :person Ana\n"
        );
        assert_eq!(
            resolved(
                "[Ana @ana$0 :person] left.\n\n---\n@ana | Annie\n  role:  Mayor\n",
                "Move the definition of `@ana` into a record in this article"
            ),
            "==> story.nmk\n[Ana @ana] left.\n\n---\n@ana :person Ana | Annie\n  role: Mayor\n"
        );
    }

    #[test]
    fn from_the_registry() {
        let text =
            "==> story.nmk\n[Ana @ana$0]\n==> entities.nmk\n---\n@ana :person Ana\n  role: Mayor\n@bo Bo\n";
        assert_eq!(
            resolved(text, "Move the definition of `@ana` into a record in this article"),
            "==> entities.nmk\n---\n@bo Bo\n==> story.nmk\n[Ana @ana]\n\n---\n@ana :person Ana\n  role: Mayor\n"
        );
        assert_eq!(
            resolved(text, "Move the definition of `@ana` to where it is introduced"),
            "==> entities.nmk\n---\n@bo Bo\n==> story.nmk\n[Ana @ana :person]\n\n---\n@ana\n  role: Mayor\n"
        );
    }
}
