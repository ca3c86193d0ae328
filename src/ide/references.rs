//! Where a name is used: `textDocument/references` (LSP 3.17).

use super::everywhere::{everywhere, names_at};
use super::place::{FilePosition, Place};
use super::snapshot::{Cancelled, Snapshot};

/// Where the names under the cursor are written, in the order of paths and places: entities in all
/// articles and registries of the root, open or not; an `#id` in its article. Places are those of the
/// name without its sigil. `with_definition` is `ReferenceContext.includeDeclaration`; without it, all
/// records of an entity are left out, and where an article has none that defines it, the mention that
/// introduces it.
///
/// # Errors
/// If nobody waits for the answer any more.
pub fn find_references(
    snapshot: &Snapshot,
    at: FilePosition<'_>,
    with_definition: bool,
) -> Result<Vec<Place>, Cancelled> {
    let Some(open) = snapshot.document(at.path) else { return Ok(Vec::new()) };
    let Some((_, names)) = names_at(open, at) else { return Ok(Vec::new()) };
    let mut places = Vec::new();
    for name in &names {
        for file in everywhere(snapshot, open, name)? {
            let found = file.found.iter().filter(|found| with_definition || !found.is_definition);
            places.extend(found.map(|found| Place { path: file.path.clone(), span: found.span }));
        }
    }
    places.sort();
    places.dedup();
    Ok(places)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn refers(text: &str, with_definition: bool, expected: &str) {
        let mut fixture = Fixture::new(text);
        let found = find_references(&fixture.snapshot(), fixture.position(), with_definition);
        let shown = fixture.show(&found.expect("nobody cancels"));
        assert_eq!(shown.trim_end(), expected.trim(), "\n{shown}");
    }

    const WORKSPACE: &str = "\
==> b.nmk
---
source: @duarte
---
[Ana Duarte @duarte :person] left. {We go @duarte}.
==> entities.nmk
---
@duarte :person Ana Duarte
  of: @ellery
@ellery :place Port Ellery
  mayor: @duarte
==> a.nmk
[She @du$0arte] said so. [Du @du]
==> other.nmk
Nobody said duarte.
";

    #[test]
    fn in_all_files_by_path_and_place() {
        refers(
            WORKSPACE,
            true,
            "
a.nmk:1
[She @duarte] said so. [Du @du]
      ^^^^^^
b.nmk:2
source: @duarte
         ^^^^^^
b.nmk:4
[Ana Duarte @duarte :person] left. {We go @duarte}.
             ^^^^^^
b.nmk:4
[Ana Duarte @duarte :person] left. {We go @duarte}.
                                           ^^^^^^
entities.nmk:2
@duarte :person Ana Duarte
 ^^^^^^
entities.nmk:5
  mayor: @duarte
          ^^^^^^",
        );
    }

    #[test]
    fn without_what_defines() {
        refers(
            WORKSPACE,
            false,
            "
a.nmk:1
[She @duarte] said so. [Du @du]
      ^^^^^^
b.nmk:2
source: @duarte
         ^^^^^^
b.nmk:4
[Ana Duarte @duarte :person] left. {We go @duarte}.
                                           ^^^^^^
entities.nmk:5
  mayor: @duarte
          ^^^^^^",
        );
    }

    #[test]
    fn an_id_in_its_article_alone() {
        refers(
            "==> a.nmk\n[She @x #q1] [said :cue #q1$0] {go #q1+}.\n\n{on #q1}\n\n---\n#q1\n==> b.nmk\n{y #q1}\n",
            true,
            "
a.nmk:1
[She @x #q1] [said :cue #q1] {go #q1+}.
         ^^
a.nmk:1
[She @x #q1] [said :cue #q1] {go #q1+}.
                         ^^
a.nmk:1
[She @x #q1] [said :cue #q1] {go #q1+}.
                                  ^^
a.nmk:3
{on #q1}
     ^^
a.nmk:6
#q1
 ^^",
        );
    }

    #[test]
    fn the_words_of_a_mention_stand_for_its_entities() {
        refers(
            "[Th$0ey @ana @bo] left. [Bo @bo] came. [Ana @ana] too.",
            false,
            "
story.nmk:1
[They @ana @bo] left. [Bo @bo] came. [Ana @ana] too.
       ^^^
story.nmk:1
[They @ana @bo] left. [Bo @bo] came. [Ana @ana] too.
            ^^
story.nmk:1
[They @ana @bo] left. [Bo @bo] came. [Ana @ana] too.
                           ^^
story.nmk:1
[They @ana @bo] left. [Bo @bo] came. [Ana @ana] too.
                                           ^^^",
        );
    }

    #[test]
    fn registries_outside_of_the_index_count() {
        refers(
            "==> a.nmk\n[She @ana$0] left.\n==> newsmark.toml\nregistries = [\"people.txt\"]\n==> people.txt\n---\n@bo :person Bo\n  knows: @ana\n",
            true,
            "
a.nmk:1
[She @ana] left.
      ^^^
people.txt:3
  knows: @ana
          ^^^",
        );
    }

    #[test]
    fn open_files_count_as_they_are_now() {
        let mut fixture = Fixture::new("==> a.nmk\n[She @ana$0] left.\n==> b.nmk\n[Ana @ana] came.\n");
        let b = fixture.path.with_file_name("b.nmk");
        fixture.host.open(b.clone().into(), 1, "[Ana @ana] came.\n");
        fixture.host.edit(&b, 2, 0..0, "Yes, [she @ana]. ");
        let found = find_references(&fixture.snapshot(), fixture.position(), true);
        let shown = fixture.show(&found.expect("nobody cancels"));
        assert_eq!(shown.matches("b.nmk:1\nYes, [she @ana]. [Ana @ana] came.").count(), 2, "{shown}");
    }

    #[test]
    fn from_nothing_to_nothing() {
        refers("Nobody le$0ft.", true, "");
        refers("[Yesterday @2024-03-0$04]", true, "");
    }

    #[test]
    fn stops_when_nobody_waits() {
        let mut fixture = Fixture::new(WORKSPACE);
        let snapshot = fixture.snapshot().stopped_by(Arc::new(AtomicBool::new(true)));
        assert_eq!(find_references(&snapshot, fixture.position(), true), Err(Cancelled));
    }
}
