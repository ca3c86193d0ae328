use serde::Deserialize;
use serde_json::Value;

use crate::ide::InlayHintOptions;

/// What a person sets in the editor, under `newsmark`. What concerns articles is set in `newsmark.toml`,
/// so that it holds for everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Which hints are shown between the letters.
    pub inlay_hints: HintSettings,
}

/// Which hints are shown; all, unless somebody switches one off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct HintSettings {
    speakers: bool,
    sources: bool,
    cues: bool,
    names: bool,
}

impl Default for HintSettings {
    fn default() -> Self {
        Self { speakers: true, sources: true, cues: true, names: true }
    }
}

impl From<HintSettings> for InlayHintOptions {
    fn from(hints: HintSettings) -> Self {
        Self { speakers: hints.speakers, sources: hints.sources, cues: hints.cues, names: hints.names }
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
    }
}
