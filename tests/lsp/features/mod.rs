//! Every feature, as an editor sees it.

mod code_action;
mod code_lens;
mod command;
mod completion;
mod definition;
mod diagnostics;
mod document_link;
mod encoding;
mod folding_range;
mod formatting;
mod hover;
mod inlay_hint;
mod linked_editing_range;
mod progress;
mod proposals;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod symbol;
mod watched_files;
mod will_rename_files;
mod workspace_diagnostic;
mod workspace_folders;

/// Two articles and a registry.
pub const NEWS: &str = r#"==> newsmark.toml
==> story.nmk
---
date: 2024-03-05
source: Coastal Wire
---

# [Harbour cities @cities] sign pact

[Mayor of [Port Ellery @ellery] :role] [Ana Duarte @duarte :person #q1] [said :cue #q1] on
[Tuesday @2024-03-05] {the cities "have run out of time" #q1}.

{"We build now," @duarte #q2} [she @duarte #q2] [added :cue #q2].

---
@duarte | Duarte
  role: Mayor of Port Ellery
  of: @ellery
==> other.nmk
# Work begins in [Port Ellery @ellery]

[The league @cities] met.
==> entities.nmk
---
@ellery :place Port Ellery
  wikidata: Q99999901
@cities :group Harbour Cities League | the league
  member: @ellery
"#;
