/// A key at the top of `newsmark.toml`.
#[derive(Clone, Copy, Debug)]
pub struct ConfigKey {
    /// As it is written.
    pub name: &'static str,
    /// What it decides, in a sentence or two.
    pub about: &'static str,
}

/// All keys, in the order in which they are explained.
pub const CONFIG_KEYS: [ConfigKey; 8] = [
    ConfigKey {
        name: "registries",
        about: "Files, folders and globs that hold the entities all articles share. Without it: entities.nmk and \
                entities/.",
    },
    ConfigKey {
        name: "include",
        about: "Which .nmk files in folders are articles, in the patterns of .gitignore. Without it: all.",
    },
    ConfigKey {
        name: "exclude",
        about: "Which files in folders are left out, in the patterns of .gitignore. A file that is named itself is \
                checked all the same, unless `--force-exclude` is given.",
    },
    ConfigKey {
        name: "types",
        about: "Additional entity types and what they mean, and whether they may speak: a finding tells of quotes \
                by speakers that may not.",
    },
    ConfigKey { name: "labels", about: "Additional labels that are no types, and what they mean." },
    ConfigKey {
        name: "rules",
        about: "How much findings matter, rule by rule: error, warning, info, hint or off. A table sets options \
                of the rule as well, and the page of your guidelines that its messages shall name.",
    },
    ConfigKey { name: "overrides", about: "Other severities for some files; later ones win." },
    ConfigKey {
        name: "verbs",
        about: "Verbs of saying for `newsmark annotate` that it does not know, or uses otherwise, and how each is \
                used: clause, that, whether, quote, post, inverted, addressee, to, ask-to, object, naming, noun, mind. \
                A table gives the forms of an irregular verb and its language as well.",
    },
];
