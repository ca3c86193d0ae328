use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::rules::rule;

/// What stands for the rule's name in an address.
const RULE: &str = "{rule}";

/// Where the pages of the rules are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePages(Option<Arc<str>>);

impl Default for RulePages {
    /// In the project, once it has a place: `homepage` in `Cargo.toml`.
    fn default() -> Self {
        let homepage = env!("CARGO_PKG_HOMEPAGE");
        Self((!homepage.is_empty()).then(|| format!("{homepage}/docs/rules/{RULE}.md").into()))
    }
}

impl RulePages {
    /// At an address with `{rule}` in it, or one that the name is appended to; without an address, in the project.
    pub fn new(address: &str) -> Self {
        if address.is_empty() {
            return Self::default();
        }
        let template = if address.contains(RULE) { address.to_string() } else { format!("{address}{RULE}") };
        if Url::parse(&template.replace(RULE, "rule")).is_err() {
            tracing::warn!("`rulePages` is no address: {address}");
            return Self::default();
        }
        Self(Some(template.into()))
    }

    /// The page of a rule, if it has one.
    pub fn of(&self, name: &str) -> Option<Url> {
        let template = self.0.as_ref().filter(|_| rule(name).is_some())?;
        Url::parse(&template.replace(RULE, name)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_templates_or_prefixes() {
        let page = |address: &str, name: &str| RulePages::new(address).of(name).map(|url| url.to_string());
        assert_eq!(
            page("vscode://a.b/rule/{rule}?x=1", "odd-cue").as_deref(),
            Some("vscode://a.b/rule/odd-cue?x=1")
        );
        assert_eq!(page("https://example.org/", "odd-cue").as_deref(), Some("https://example.org/odd-cue"));
        assert_eq!(page("https://example.org/", "proposal"), None, "it is no rule");
        assert_eq!(RulePages::new("no address"), RulePages::default());
    }
}
