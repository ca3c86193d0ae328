//! After `// newsmark:`: what can be said to the program, and the rules that can be allowed.

use super::item::{CompletionItem, CompletionKind, Items};
use crate::article::{DIRECTIVE_WORDS, Directive};
use crate::rules::RULES;
use crate::text::Span;

/// What can go at the end of `line`, the part of a comment line before the cursor, which begins at byte `start` of the
/// document. False if the comment is not for the program.
pub fn directive(line: &str, start: u32, items: &mut Items) -> bool {
    let Some(found) = Directive::read(line, start as usize) else { return false };
    let end = start + line.len() as u32;
    let typed = line.rsplit([' ', '\t', ',', ':']).next().unwrap_or_default();
    let span = Span { start: end - typed.len() as u32, end };
    if found.reason.is_some() || line.contains(" --") {
        return true;
    }
    // A word that the cursor still touches is being typed.
    let is_word = found.word.text.is_empty() || found.word.span.end == end;
    if is_word {
        for (word, about) in DIRECTIVE_WORDS {
            items.push(item(CompletionKind::Directive, word, about, span));
        }
    } else if found.word.text.starts_with("allow") {
        let named: Vec<&str> =
            found.arguments.list().map(|name| name.text).filter(|name| *name != typed).collect();
        for rule in RULES.iter().filter(|rule| !named.contains(&rule.name)) {
            items.push(item(CompletionKind::Rule, rule.name, rule.summary, span));
        }
    }
    true
}

fn item(kind: CompletionKind, name: &str, about: &str, span: Span) -> CompletionItem {
    CompletionItem {
        kind,
        label: name.to_string(),
        detail: Some(about.to_string()),
        insert: name.to_string().into(),
        replaced: span,
        filter_text: name.to_string(),
        rank: 0,
        name: name.to_string(),
    }
}
