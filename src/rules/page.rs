//! The pages of the rules: what `newsmark explain` prints, and what stands in `docs/rules/`.

use std::fmt::Write;

use super::{Family, RULES, Rule};

/// The page of a rule, in Markdown.
pub fn page(rule: &Rule) -> String {
    let severity = severity(rule);
    let family = rule.family.name();
    let name = rule.name;
    format!(
        "# {name}\n\n{family} · {severity}\n\n{}\n## In the project\n\
         `newsmark.toml` sets how much it matters, here not at all:\n\n\
         ```toml\n[rules]\n{name} = \"off\"\n```\n\n\
         `// newsmark: allow {name} -- reason` on a line of its own silences it for the next block, `allow-file` for the \
         article.\n",
        rule.docs
    )
}

/// How much a rule matters by default.
pub fn severity(rule: &Rule) -> String {
    if rule.is_off() { "off".to_string() } else { rule.severity.to_string() }
}

/// The table of all rules, in Markdown, family by family. `fixes` says in a word what fixes a rule offers.
pub fn table(fixes: impl Fn(&Rule) -> String) -> String {
    let mut text = "# Rules\n\n\
        What `newsmark check` and the editor find. Errors make data wrong; warnings are likely mistakes; infos and hints \
        never fail a build. `newsmark explain RULE` prints the page of a rule, and `newsmark.toml` sets how much each \
        matters. A safe fix is right whatever was meant and keeps the text (`check --fix`); the others are for somebody \
        to choose.\n"
        .to_string();
    for family in Family::ALL {
        let _ =
            write!(text, "\n## {}\n\n| rule | severity | finds | fix |\n|---|---|---|---|\n", family.name());
        for rule in RULES.into_iter().filter(|rule| rule.family == family) {
            let (name, severity) = (rule.name, severity(rule));
            let _ = writeln!(
                text,
                "| [{name}](rules/{name}.md) | {severity} | {} | {} |",
                rule.summary,
                fixes(rule)
            );
        }
    }
    text
}
