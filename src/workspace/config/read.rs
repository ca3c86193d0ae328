//! Reading `newsmark.toml`: all that is right is taken, all that is wrong is told with its place.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::keys::CONFIG_KEYS;
use super::verbs::{WrittenVerb, is_verb};
use super::{Config, Globs, KnownRule, Level, OptionKind, OptionValue, Override, RuleSettings, TypeSettings};
use crate::syntax::is_name;
use crate::text::{LineIndex, nearest};

/// Something wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// At which byte, if a place can be named.
    pub at: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

type Value<'i> = Spanned<DeValue<'i>>;

/// Reads the file. `rules` are the rules there are.
pub fn config(source: &str, rules: &[KnownRule]) -> (Config, Vec<Mistake>) {
    let mut reader = Reader {
        source,
        lines: LineIndex::new(source),
        rules,
        config: Config::default(),
        mistakes: Vec::new(),
    };
    match DeTable::parse(source) {
        Ok(table) => reader.top(table.get_ref()),
        Err(error) => {
            let at = error.span().map(|span| span.start);
            reader.mistakes.push(Mistake { at, message: error.message().to_string() });
        }
    }
    reader.mistakes.sort_by_key(|mistake| mistake.at);
    (reader.config, reader.mistakes)
}

struct Reader<'a> {
    source: &'a str,
    lines: LineIndex,
    rules: &'a [KnownRule],
    config: Config,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn wrong<T>(&mut self, value: &Spanned<T>, message: impl Into<String>) {
        self.mistakes.push(Mistake { at: Some(value.span().start), message: message.into() });
    }

    /// Remembers where a key stands.
    fn note<T>(&mut self, key: String, written: &Spanned<T>) {
        let at = self.lines.position(self.source, super::floor(self.source, written.span().start));
        self.config.places.insert(key, at);
    }

    fn top(&mut self, table: &DeTable<'_>) {
        // Labels must not be types, so these come first.
        table.get("types").into_iter().for_each(|value| self.types(value));
        for (key, value) in table {
            match &**key.get_ref() {
                "registries" => self.config.registries = self.texts("registries", value),
                "include" => self.config.include = self.globs("include", value),
                "exclude" => self.config.exclude = self.globs("exclude", value).unwrap_or_default(),
                "types" => {}
                "labels" => self.labels(value),
                "rules" => self.rules(value),
                "overrides" => self.overrides(value),
                "verbs" => self.verbs(value),
                unknown => {
                    let message = unknown_key(unknown, CONFIG_KEYS.iter().map(|key| key.name));
                    self.wrong(key, message);
                    continue;
                }
            }
            self.note(key.get_ref().to_string(), key);
        }
    }

    fn types(&mut self, value: &Value<'_>) {
        let Some(table) = self.table("types", value) else { return };
        for (key, value) in table {
            if !self.is_label(key) {
                continue;
            }
            let settings = match value.get_ref() {
                DeValue::String(about) => TypeSettings { about: Some(about.to_string()), speaks: None },
                DeValue::Table(table) => self.type_settings(table),
                _ => {
                    let message = "write what the type means, as in `ship = \"a vessel\"`, or a table, as in \
                                   `ship = { about = \"a vessel\", speaks = false }`";
                    self.wrong(value, message);
                    continue;
                }
            };
            self.note(format!("types.{}", key.get_ref()), key);
            self.config.types.insert(key.get_ref().to_string(), settings);
        }
    }

    fn type_settings(&mut self, table: &DeTable<'_>) -> TypeSettings {
        let mut settings = TypeSettings::default();
        for (key, value) in table {
            match &**key.get_ref() {
                "about" => settings.about = self.text("about", value),
                "speaks" => settings.speaks = self.flag("speaks", value),
                unknown => {
                    let message = unknown_key(unknown, ["about", "speaks"]);
                    self.wrong(key, message);
                }
            }
        }
        settings
    }

    fn labels(&mut self, value: &Value<'_>) {
        let Some(table) = self.table("labels", value) else { return };
        for (key, value) in table {
            if !self.is_label(key) {
                continue;
            }
            let name = key.get_ref().to_string();
            if self.config.types.contains_key(&name) {
                self.wrong(key, format!("`{name}` is in [types] already; a label is a type or it is none"));
                continue;
            }
            if let Some(about) = self.text(&name, value) {
                self.note(format!("labels.{name}"), key);
                self.config.labels.insert(name, about);
            }
        }
    }

    fn is_label<'i>(&mut self, key: &Spanned<std::borrow::Cow<'i, str>>) -> bool {
        let name = key.get_ref();
        if !is_name(name) {
            let message = format!(
                "`{name}` can't be a label; use a letter, then letters, digits, `-` or `_`, without the `:`"
            );
            self.wrong(key, message);
            return false;
        }
        true
    }

    fn rules(&mut self, value: &Value<'_>) {
        let Some(table) = self.table("rules", value) else { return };
        for (key, value) in table {
            let Some(rule) = self.known_rule(key) else { continue };
            let settings = match value.get_ref() {
                DeValue::Table(table) => self.rule_settings(rule, table),
                _ => RuleSettings { level: self.level(value), ..RuleSettings::default() },
            };
            if settings.level.is_some() && !matches!(value.get_ref(), DeValue::Table(_)) {
                self.note(format!("rules.{}.severity", rule.name), key);
            }
            self.config.rules.insert(rule.name.to_string(), settings);
        }
    }

    fn rule_settings(&mut self, rule: KnownRule, table: &DeTable<'_>) -> RuleSettings {
        let mut settings = RuleSettings::default();
        for (key, value) in table {
            let name = &**key.get_ref();
            let option = rule.options.iter().find(|option| option.name == name);
            match (name, option) {
                ("severity", _) => settings.level = self.level(value),
                ("guideline", _) => settings.guideline = self.link(value),
                (_, Some(option)) => {
                    if let Some(value) = self.option(name, option.kind, value) {
                        settings.options.insert(name.to_string(), value);
                    }
                }
                (_, None) => {
                    let options = rule.options.iter().map(|option| option.name);
                    let message = unknown_key(name, options.chain(["severity", "guideline"]));
                    self.wrong(key, message);
                    continue;
                }
            }
            self.note(format!("rules.{}.{name}", rule.name), key);
        }
        settings
    }

    fn option(&mut self, name: &str, kind: OptionKind, value: &Value<'_>) -> Option<OptionValue> {
        let read = match (kind, value.get_ref()) {
            (OptionKind::Flag { .. }, DeValue::Boolean(flag)) => Some(OptionValue::Flag(*flag)),
            (OptionKind::Number { least, most, .. }, DeValue::Integer(number)) => {
                let digits = number.as_str();
                let number = u32::from_str_radix(digits, number.radix()).ok();
                number.filter(|number| (least..=most).contains(number)).map(OptionValue::Number)
            }
            (OptionKind::Choice { choices, .. }, DeValue::String(choice)) => {
                choices.contains(&&**choice).then(|| OptionValue::Choice(choice.to_string()))
            }
            (OptionKind::Texts { .. }, DeValue::Array(_)) => {
                return self.texts(name, value).map(OptionValue::Texts);
            }
            _ => None,
        };
        if read.is_none() {
            self.wrong(value, format!("`{name}` must be {kind}"));
        }
        read
    }

    fn overrides(&mut self, value: &Value<'_>) {
        let DeValue::Array(list) = value.get_ref() else {
            return self.wrong(value, "write `[[overrides]]`, in double brackets");
        };
        for (number, value) in list.iter().enumerate() {
            let Some(table) = self.table("overrides", value) else { continue };
            let mut found = Override::default();
            for (key, value) in table {
                match &**key.get_ref() {
                    "files" => found.files = self.globs("files", value).unwrap_or_default(),
                    "rules" => found.levels = self.levels(number, value),
                    unknown => {
                        let message = unknown_key(unknown, ["files", "rules"]);
                        self.wrong(key, message);
                    }
                }
            }
            if !table.contains_key("files") {
                self.wrong(value, "this override says for no files; write `files = [\"wire/\"]`");
            }
            self.note(format!("overrides.{number}"), value);
            self.config.overrides.push(found);
        }
    }

    fn verbs(&mut self, value: &Value<'_>) {
        let Some(table) = self.table("verbs", value) else { return };
        for (key, value) in table {
            let lemma = &**key.get_ref();
            if !is_verb(lemma) {
                let message =
                    format!("`{lemma}` is no verb; write its bare form in lower case: `say`, `point out`");
                self.wrong(key, message);
                continue;
            }
            let Some(written) = self.verb(value) else { continue };
            match written.verb(lemma) {
                Ok(verb) => {
                    self.note(format!("verbs.{lemma}"), key);
                    self.config.verbs.push(verb);
                }
                Err(message) => self.wrong(value, message),
            }
        }
    }

    fn verb(&mut self, value: &Value<'_>) -> Option<WrittenVerb> {
        let mut written = WrittenVerb::default();
        match value.get_ref() {
            DeValue::String(uses) => written.uses = uses.to_string(),
            DeValue::Table(table) => {
                for (key, value) in table {
                    match &**key.get_ref() {
                        "uses" => written.uses = self.text("uses", value)?,
                        "forms" => written.forms = Some(self.texts("forms", value)?),
                        "language" => written.language = Some(self.text("language", value)?),
                        unknown => {
                            self.wrong(key, unknown_key(unknown, ["uses", "forms", "language"]));
                            return None;
                        }
                    }
                }
            }
            _ => {
                let message = "write how the verb is used, as in `riposte = \"clause quote post\"`, or a table, as \
                               in `riposte = { uses = \"quote post\" }`";
                self.wrong(value, message);
                return None;
            }
        }
        Some(written)
    }

    fn levels(&mut self, number: usize, value: &Value<'_>) -> BTreeMap<String, Level> {
        let mut levels = BTreeMap::new();
        let Some(table) = self.table("rules", value) else { return levels };
        for (key, value) in table {
            let Some(rule) = self.known_rule(key) else { continue };
            if let Some(level) = self.level(value) {
                self.note(format!("overrides.{number}.rules.{}", rule.name), key);
                levels.insert(rule.name.to_string(), level);
            }
        }
        levels
    }

    fn known_rule(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>) -> Option<KnownRule> {
        let name = &**key.get_ref();
        let known = self.rules.iter().find(|rule| rule.name == name).copied();
        if known.is_none() {
            let message = match nearest(name, self.rules.iter().map(|rule| rule.name)) {
                Some(meant) => format!("there is no rule `{name}`; did you mean `{meant}`?"),
                None => format!("there is no rule `{name}`; `newsmark explain` lists the rules"),
            };
            self.wrong(key, message);
        }
        known
    }

    fn level(&mut self, value: &Value<'_>) -> Option<Level> {
        let level = value.get_ref().as_str().and_then(Level::named);
        if level.is_none() {
            let written = value.get_ref().as_str().unwrap_or(value.get_ref().type_str());
            let message = format!("`{written}` is no severity; use error, warning, info, hint or off");
            self.wrong(value, message);
        }
        level
    }

    fn link(&mut self, value: &Value<'_>) -> Option<String> {
        let link = self.text("guideline", value)?;
        if link.starts_with("https://") || link.starts_with("http://") {
            return Some(link);
        }
        self.wrong(value, "`guideline` must be a link that begins with `https://` or `http://`");
        None
    }

    fn globs(&mut self, key: &str, value: &Value<'_>) -> Option<Globs> {
        let patterns = self.texts(key, value)?;
        match Globs::new(patterns) {
            Ok(globs) => Some(globs),
            Err((number, message)) => {
                let place = value.get_ref().as_array().and_then(|list| list.get(number));
                self.wrong(place.unwrap_or(value), message);
                None
            }
        }
    }

    fn texts(&mut self, key: &str, value: &Value<'_>) -> Option<Vec<String>> {
        let Some(list): Option<&DeArray<'_>> = value.get_ref().as_array() else {
            self.wrong(value, format!("`{key}` must be a list of texts, as in `{key} = [\"one\", \"two\"]`"));
            return None;
        };
        let texts = list.iter().enumerate().filter_map(|(number, item)| match item.get_ref().as_str() {
            Some(text) => {
                self.note(format!("{key}.{number}"), item);
                Some(text.to_string())
            }
            None => {
                self.wrong(item, format!("`{key}` must hold texts only, in quotation marks"));
                None
            }
        });
        Some(texts.collect())
    }

    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_string);
        if text.is_none() {
            self.wrong(value, format!("`{key}` must be a text in quotation marks"));
        }
        text
    }

    fn flag(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(value, format!("`{key}` must be true or false"));
        }
        flag
    }

    fn table<'v, 'i>(&mut self, key: &str, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(value, format!("`{key}` must be a table; write `[{key}]` on a line of its own"));
        }
        table
    }
}

fn unknown_key<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let begins_alike = |known: &&str| known.get(..4).is_some_and(|begin| name.starts_with(begin));
    match nearest(name, known.iter().copied()).or_else(|| known.iter().copied().find(begins_alike)) {
        Some(meant) => format!("there is no key `{name}` here; did you mean `{meant}`?"),
        None => format!("there is no key `{name}` here; there are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::RuleOption;
    use super::*;

    const OPTIONS: &[RuleOption] = &[
        RuleOption { name: "loud", kind: OptionKind::Flag { default: false }, about: "" },
        RuleOption { name: "days", kind: OptionKind::Number { default: 7, least: 1, most: 90 }, about: "" },
        RuleOption {
            name: "marks",
            kind: OptionKind::Choice { default: "any", choices: &["any", "double"] },
            about: "",
        },
        RuleOption { name: "words", kind: OptionKind::Texts { default: &[] }, about: "" },
    ];

    const RULES: [KnownRule; 2] = [
        KnownRule { name: "unclosed-bracket", options: &[] },
        KnownRule { name: "unknown-label", options: OPTIONS },
    ];

    #[test]
    fn all_keys() {
        let source = r#"registries = ["people.nmk", "lists/"]
include = ["articles/"]
exclude = ["drafts/"]
[types]
ship = "a vessel"
place = { speaks = false }
[labels]
"лид" = "the lead"
[rules]
unclosed-bracket = "off"
[rules.unknown-label]
severity = "error"
guideline = "https://example.org/labels"
loud = true
days = 0x1F
marks = "double"
words = ["a", "b"]
[[overrides]]
files = ["wire/"]
rules = { unknown-label = "hint" }
[verbs]
"hold forth" = "clause quote"
gainsay = { uses = "that", forms = ["gainsays", "gainsaid", "gainsaid", "gainsaying"] }
"#;
        let (config, mistakes) = config(source, &RULES);
        assert_eq!(mistakes, []);
        assert_eq!(config.registries.as_ref().map(Vec::len), Some(2));
        assert_eq!(config.rules["unclosed-bracket"].level, Some(Level::Off));
        let rule = &config.rules["unknown-label"];
        assert_eq!(rule.level, Some(Level::Error));
        assert_eq!(rule.guideline.as_deref(), Some("https://example.org/labels"));
        assert_eq!(rule.options["loud"], OptionValue::Flag(true));
        assert_eq!(rule.options["days"], OptionValue::Number(31));
        assert_eq!(rule.options["marks"], OptionValue::Choice("double".into()));
        assert_eq!(rule.options["words"], OptionValue::Texts(vec!["a".into(), "b".into()]));
        let vocabulary = config.vocabulary();
        assert!(vocabulary.defines("ship") && !vocabulary.defines("лид"));
        assert!(vocabulary.may_speak("ship") && !vocabulary.may_speak("place"));
        assert_eq!(config.places["rules.unknown-label.days"].line, 15);
        assert_eq!(config.places["rules.unclosed-bracket.severity"].line, 10);
        assert_eq!(config.places["overrides.0.rules.unknown-label"].line, 20);
        let verbs: Vec<(&str, &str)> =
            config.verbs.iter().map(|verb| (verb.lemma.as_str(), verb.forms[1].as_str())).collect();
        assert_eq!(verbs, [("gainsay", "gainsaid"), ("hold forth", "holded")]);
    }

    #[test]
    fn mistakes_say_where_and_what_to_do() {
        let cases = [
            (
                "[rules]\nunclosed-brackets = \"off\"\n",
                "8: there is no rule `unclosed-brackets`; did you mean `unclosed-bracket`?",
            ),
            (
                "[rules]\nunknown-label = \"fatal\"\n",
                "24: `fatal` is no severity; use error, warning, info, hint or off",
            ),
            (
                "[rules]\nunknown-label = 3\n",
                "24: `integer` is no severity; use error, warning, info, hint or off",
            ),
            ("\nregistry = []\n", "1: there is no key `registry` here; did you mean `registries`?"),
            (
                "colour = 1\n",
                "0: there is no key `colour` here; there are registries, include, exclude, types, labels, rules, overrides, verbs",
            ),
            (
                "[types]\n\":ship\" = \"a vessel\"\n",
                "8: `:ship` can't be a label; use a letter, then letters, digits, `-` or `_`, without the `:`",
            ),
            ("[types]\nship = { abuot = \"\" }\n", "17: there is no key `abuot` here; did you mean `about`?"),
            ("[types]\nship = { speaks = \"no\" }\n", "26: `speaks` must be true or false"),
            (
                "registries = \"people.nmk\"\n",
                "13: `registries` must be a list of texts, as in `registries = [\"one\", \"two\"]`",
            ),
            ("exclude = [1]\n", "11: `exclude` must hold texts only, in quotation marks"),
            ("exclude = [\"a\", \"b[\"]\n", "16: `b[` is no pattern: unclosed character class; missing ']'"),
            ("[rules.unknown-label]\ndayz = 3\n", "22: there is no key `dayz` here; did you mean `days`?"),
            ("[rules.unknown-label]\ndays = 300\n", "29: `days` must be a whole number from 1 to 90"),
            ("[rules.unknown-label]\nmarks = \"one\"\n", "30: `marks` must be \"any\" or \"double\""),
            (
                "[rules.unknown-label]\nguideline = \"page 3\"\n",
                "34: `guideline` must be a link that begins with `https://` or `http://`",
            ),
            ("[overrides]\nfiles = []\n", "0: write `[[overrides]]`, in double brackets"),
            (
                "[[overrides]]\nrules = {}\n",
                "0: this override says for no files; write `files = [\"wire/\"]`",
            ),
            (
                "[verbs]\nriposte = \"clauses\"\n",
                "18: a verb can't be used as `clauses`; did you mean `clause`?",
            ),
            (
                "[verbs]\nRiposte = \"quote\"\n",
                "8: `Riposte` is no verb; write its bare form in lower case: `say`, `point out`",
            ),
            (
                "[verbs]\nriposte = { uses = \"\" }\n",
                "18: say how `riposte` is used, such as \"clause quote post\"",
            ),
            (
                "[verbs]\nriposte = { uses = \"quote\", language = \"xx\" }\n",
                "18: no words are known of the language `xx`; there are en and de",
            ),
            (
                "[verbs]\nraunen = { uses = \"quote\", language = \"de\" }\n",
                "17: `raunen` needs four forms, such as `forms = [\"says\", \"said\", \"said\", \"saying\"]`",
            ),
            (
                "[verbs]\nriposte = { use = \"quote\" }\n",
                "20: there is no key `use` here; did you mean `uses`?",
            ),
            ("types = 1\n", "8: `types` must be a table; write `[types]` on a line of its own"),
            (
                "[labels]\nx = \"\"\n[types]\nx = \"\"\n",
                "9: `x` is in [types] already; a label is a type or it is none",
            ),
        ];
        for (source, expected) in cases {
            let (_, mistakes) = config(source, &RULES);
            let shown: Vec<String> = mistakes
                .iter()
                .map(|mistake| format!("{}: {}", mistake.at.unwrap_or(99), mistake.message))
                .collect();
            assert_eq!(shown, [expected], "{source}");
        }
        assert_eq!(config("[rules", &RULES).1.len(), 1, "no TOML");
    }

    #[test]
    fn what_is_right_holds_beside_what_is_wrong() {
        let (config, mistakes) = config("exclude = [\"drafts/\"]\nincluded = []\nregistries = 3\n", &RULES);
        assert_eq!((mistakes.len(), config.exclude.patterns.len()), (2, 1));
    }
}
