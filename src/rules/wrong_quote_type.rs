use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::{Article, Quotation, QuotationType};
use crate::syntax::TokenKind;
use crate::text::TextEdit;

/// a quotation whose label and quotation marks disagree
pub static RULE: Rule = Rule {
    name: "wrong-quote-type",
    family: Family::Quotes,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a quotation whose label and quotation marks disagree",
    docs: r##"## What it does
Finds a quotation labelled `:direct` or `:mixed` without quotation marks, and one labelled `:indirect` all of which
stands in quotation marks. A dash at the beginning is as good as a mark.

## Why it matters
Whoever counts direct quotations gets a wrong number.

## Example
```newsmark
{the cities had run out of time @duarte :direct}, [Ana Duarte @duarte :person] said.
```

## Instead
```newsmark
{the cities had run out of time @duarte :indirect}, [Ana Duarte @duarte :person] said.
```

Without a label the type follows from the quotation marks.
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for quotation in &article.quotations {
        let labels = article.tails(&quotation.pieces).filter(|token| token.kind == TokenKind::Label);
        let given = labels.filter_map(|token| Some((token, QuotationType::from_label(token.name)?))).next();
        let Some((token, given)) = given else { continue };
        let marks = quotation.inferred_type(article);
        let message = match (given, marks) {
            (QuotationType::Direct | QuotationType::Mixed, QuotationType::Indirect)
                if !has_dash(article, quotation) =>
            {
                format!("this quotation is labelled `:{}`, but has no quotation marks", token.name)
            }
            (QuotationType::Indirect, QuotationType::Direct) => {
                "this quotation is labelled `:indirect`, but all of it stands in quotation marks".to_string()
            }
            _ => continue,
        };
        let right = token.renamed(marks.label());
        let finding = Finding::new(&RULE, token.span, message).help("correct the label, or move the braces");
        findings
            .push(finding.fix(format!("Change it to `{right}`"), [TextEdit::replace(token.span, &*right)]));
    }
}

/// True for speech as novels and some newspapers print it: “— We leave.”
fn has_dash(article: &Article<'_>, quotation: &Quotation<'_>) -> bool {
    let content = article.content(quotation.pieces[0]);
    let text = content.of(article.source).trim_start();
    let before = article.source[..content.start as usize - 1].trim_end();
    text.starts_with(['–', '—', '-']) || before.ends_with(['–', '—'])
}
