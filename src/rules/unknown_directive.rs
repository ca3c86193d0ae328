use super::{Context, Family, Finding, Rule, Scope, Severity, nearest_rule, rule};
use crate::article::{DIRECTIVE_WORDS, Directive};
use crate::text::{Span, TextEdit, nearest};

/// a comment for the program that means nothing to it
pub static RULE: Rule = Rule {
    name: "unknown-directive",
    family: Family::Comments,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a comment for the program that means nothing to it",
    docs: r##"## What it does
Finds comments that begin with `// newsmark:` and go on with an unknown word, name no rule to allow, or one that does
not exist.

`// newsmark: allow RULE -- reason` silences a rule for the next block, `// newsmark: allow-file RULE -- reason` for
the whole article. Several rules are separated by commas. `// newsmark: reject WORDS` keeps these words from being proposed again.

## Why it matters
It was meant to do something and does nothing.

## Example
```newsmark
// newsmark: allow stray-closr -- a misprint in the original
The port is closed.
```

## Instead
```newsmark
// newsmark: allow stray-closer -- a misprint in the original
The form says: your name @home] here.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for directive in context.article.directives() {
        let word = directive.word;
        match word.text {
            "" => findings.push(
                Finding::new(&RULE, directive.span, "this comment says nothing to the program".to_string())
                    .help(format!("write {} behind the colon", known_words())),
            ),
            "allow" | "allow-file" => rules(&directive, findings),
            "reject" if directive.arguments.text.is_empty() => findings.push(
                Finding::new(
                    &RULE,
                    directive.span,
                    "`reject` says of nothing that it is rejected".to_string(),
                )
                .help("write the words, an `@entity`, or `all`"),
            ),
            known if DIRECTIVE_WORDS.iter().any(|(word, _)| *word == known) => {}
            unknown => {
                let message = format!("`newsmark: {unknown}` is unknown");
                let meant = nearest(unknown, DIRECTIVE_WORDS.iter().map(|(word, _)| *word));
                let other = format!("write {}", known_words());
                findings.push(did_you_mean(word.span, message, meant, other));
            }
        }
    }
}

fn rules(directive: &Directive<'_>, findings: &mut Vec<Finding>) {
    if directive.arguments.text.is_empty() {
        let message = format!("`{}` names no rule", directive.word.text);
        let finding = Finding::new(&RULE, directive.span, message)
            .help("name the rule that is to be silent; it stands in brackets in its findings");
        findings.push(finding);
    }
    for name in directive.arguments.list().filter(|name| rule(name.text).is_none()) {
        let message = format!("there is no rule `{}`", name.text);
        let other = "`newsmark explain` lists the rules".to_string();
        findings.push(did_you_mean(name.span, message, nearest_rule(name.text), other));
    }
}

fn did_you_mean(span: Span, message: String, meant: Option<&str>, other: String) -> Finding {
    let finding = Finding::new(&RULE, span, message);
    match meant {
        Some(meant) => {
            let edit = TextEdit::replace(span, meant);
            finding.help(format!("did you mean `{meant}`?")).fix(format!("Change it to `{meant}`"), [edit])
        }
        None => finding.help(other),
    }
}

fn known_words() -> String {
    let quoted: Vec<String> = DIRECTIVE_WORDS.iter().map(|(word, _)| format!("`{word}`")).collect();
    quoted.join(" or ")
}
