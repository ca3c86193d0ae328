use serde::Deserialize;
use serde_json::Value;

use crate::annotate::USUAL_CONFIDENCE;
use crate::ide::{InlayHintOptions, ProposalOptions};
use crate::rules::Severity;

/// What a person sets in the editor, under `newsmark`. What concerns articles is set in `newsmark.toml`,
/// so that it holds for everybody.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Which hints are shown between the letters.
    pub inlay_hints: HintSettings,
    /// How proposals are shown.
    pub proposals: ProposalSettings,
    /// Where the pages of the rules are: an address with `{rule}` in it, or one that the rule's name is appended to.
    /// A plugin says it once; people's settings, which come later, need not repeat it.
    pub rule_pages: Option<String>,
}

/// Which hints are shown; all, unless somebody switches one off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HintSettings {
    speakers: bool,
    sources: bool,
    cues: bool,
    names: bool,
    proposals: bool,
}

impl Default for HintSettings {
    fn default() -> Self {
        Self { speakers: true, sources: true, cues: true, names: true, proposals: true }
    }
}

impl From<HintSettings> for InlayHintOptions {
    fn from(hints: HintSettings) -> Self {
        Self {
            speakers: hints.speakers,
            sources: hints.sources,
            cues: hints.cues,
            names: hints.names,
            proposals: hints.proposals,
        }
    }
}

/// How proposals are shown.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ProposalSettings {
    always: bool,
    severity: ProposalSeverity,
    min_confidence: f32,
}

/// The severities that proposals may have: none that would look like a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ProposalSeverity {
    Hint,
    Information,
}

impl Default for ProposalSettings {
    fn default() -> Self {
        Self { always: false, severity: ProposalSeverity::Hint, min_confidence: USUAL_CONFIDENCE }
    }
}

impl From<ProposalSettings> for ProposalOptions {
    fn from(settings: ProposalSettings) -> Self {
        let severity = match settings.severity {
            ProposalSeverity::Hint => Severity::Hint,
            ProposalSeverity::Information => Severity::Info,
        };
        Self { always: settings.always, severity, min_confidence: settings.min_confidence.clamp(0.0, 1.0) }
    }
}

impl Settings {
    /// Reads settings with or without `newsmark` around them. Nothing if there are none.
    ///
    /// # Errors
    /// If they say something that can't be.
    pub fn read(value: &Value) -> Result<Option<Self>, serde_json::Error> {
        let value = value.get("newsmark").unwrap_or(value);
        if !value.is_object() {
            return Ok(None);
        }
        serde_json::from_value(value.clone()).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_come_in_several_shapes() {
        let off = |value: Value| {
            Settings::read(&value).expect("is readable").map(|settings| !settings.inlay_hints.cues)
        };
        assert_eq!(off(json!({ "newsmark": { "inlayHints": { "cues": false } } })), Some(true));
        assert_eq!(off(json!({ "inlayHints": { "cues": false } })), Some(true));
        assert_eq!(off(json!({})), Some(false));
        assert_eq!(off(json!(null)), None);
        assert!(Settings::read(&json!({ "inlayHints": { "cues": "no" } })).is_err());
        assert!(Settings::read(&json!({ "proposals": { "severity": "error" } })).is_err());
        let proposals = json!({ "proposals": { "always": true, "severity": "information" } });
        let settings = Settings::read(&proposals).expect("is readable").expect("there are some");
        let options = ProposalOptions::from(settings.proposals);
        assert!(
            options.always
                && options.severity == Severity::Info
                && options.min_confidence == USUAL_CONFIDENCE
        );
    }
}
