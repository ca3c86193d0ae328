//! A small newsroom on the disk, and an editor that has some of its files open. Places are written as text
//! with the cursor in it (`@du|arte`), and results are shown as text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::client::Client;
use crate::place::{offset, position};

/// Longer than anything takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder with articles, an editor, and its server.
pub struct Newsroom {
    pub client: Client,
    /// What the server said of itself.
    pub reply: Value,
    folder: TempDir,
    /// Versions and texts of open files.
    open: BTreeMap<String, (i64, String)>,
}

/// What an editor of today says that it can do.
pub fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "window": { "workDoneProgress": false },
        "workspace": {
            "applyEdit": true,
            "diagnostics": { "refreshSupport": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create", "rename", "delete"] },
        },
        "textDocument": {
            "codeAction": { "resolveSupport": { "properties": ["edit"] }, "dataSupport": true },
            "completion": { "completionItem": { "snippetSupport": true } },
            "definition": { "linkSupport": true },
            "diagnostic": {},
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "publishDiagnostics": {
                "relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true,
                "tagSupport": { "valueSet": [1, 2] },
            },
            "rename": { "prepareSupport": true },
        },
    })
}

/// Writes files: each begins with a line `==> name`.
pub fn write(folder: &Path, files: &str) {
    for file in files.split("==> ").skip(1) {
        let (name, text) = file.split_once('\n').expect("a name, and a text below");
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
}

/// A folder with these files.
pub fn folder(files: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("can be made");
    write(folder.path(), files);
    folder
}

/// The URI of a folder or a file.
pub fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

impl Newsroom {
    /// These files, of which the server has read all, and an editor that can do everything.
    pub fn new(files: &str) -> Self {
        let mut room = Self::with(files, capabilities());
        room.refreshed();
        room
    }

    /// These files, of which the server may still be reading, and an editor that can do this.
    pub fn with(files: &str, capabilities: Value) -> Self {
        Self::on(folder(files), json!({ "capabilities": capabilities }))
    }

    /// A folder, and an editor that introduces itself so; it opens the folder unless it says otherwise.
    pub fn on(folder: TempDir, mut introduction: Value) -> Self {
        if introduction.get("workspaceFolders").is_none() {
            introduction["workspaceFolders"] = json!([{ "uri": uri_of(folder.path()), "name": "news" }]);
        }
        let mut client = Client::start(&[]);
        let reply = client.initialize(introduction);
        Self { client, reply, folder, open: BTreeMap::new() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn uri(&self, name: &str) -> String {
        if name.starts_with("untitled:") {
            return name.to_string();
        }
        uri_of(&self.path().join(name))
    }

    /// The name of the file that a URI means.
    pub fn name(&self, uri: &Value) -> String {
        let uri = uri.as_str().expect("a URI");
        uri.strip_prefix(&format!("{}/", uri_of(self.path()))).unwrap_or(uri).to_string()
    }

    /// Waits until the server asks to be asked again.
    pub fn refreshed(&mut self) {
        let refresh = self.client.hear("workspace/diagnostic/refresh");
        self.client.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
    }

    /// Asks until the answer is this one.
    #[track_caller]
    pub fn becomes(&mut self, expected: &str, mut ask: impl FnMut(&mut Self) -> String) {
        let begun = Instant::now();
        while ask(self).trim() != expected.trim() && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
        shows(&ask(self), expected);
    }

    /// Asks until this is so.
    #[track_caller]
    pub fn until(&mut self, mut ask: impl FnMut(&mut Self) -> bool) {
        self.becomes("true", |room| ask(room).to_string());
    }

    /// Opens a file as it is on the disk.
    pub fn open(&mut self, name: &str) {
        let text = fs::read_to_string(self.path().join(name)).expect("is there");
        self.open_as(name, &text);
    }

    /// Opens a file with another text than on the disk. A name like `untitled:story` is that of no file.
    pub fn open_as(&mut self, name: &str, text: &str) {
        self.client.open(&self.uri(name), text);
        self.open.insert(name.into(), (1, text.into()));
    }

    pub fn close(&mut self, name: &str) {
        self.open.remove(name);
        let document = json!({ "uri": self.uri(name) });
        self.client.notify("textDocument/didClose", json!({ "textDocument": document }));
    }

    /// Replaces a stretch of an open file.
    pub fn replace(&mut self, name: &str, old: &str, new: &str) {
        let uri = self.uri(name);
        let (version, text) = self.open.get_mut(name).expect("is open");
        let start = text.find(old).unwrap_or_else(|| panic!("`{old}` is not in {text}"));
        let (from, to) = (position(text, start), position(text, start + old.len()));
        *version += 1;
        text.replace_range(start..start + old.len(), new);
        self.client.change(&uri, *version, from, to, new);
    }

    /// A file as the editor shows it, or as it is on the disk.
    pub fn text(&self, name: &str) -> String {
        match self.open.get(name) {
            Some((_, text)) => text.clone(),
            None => fs::read_to_string(self.path().join(name)).unwrap_or_default(),
        }
    }

    /// The position of `|` in a stretch of a file.
    pub fn cursor(&self, name: &str, marked: &str) -> Value {
        let (before, after) = marked.split_once('|').expect("a cursor in it");
        let text = self.text(name);
        let at = text.find(&[before, after].concat()).unwrap_or_else(|| panic!("{marked} is not in {text}"));
        let [line, character] = position(&text, at + before.len());
        json!({ "line": line, "character": character })
    }

    /// The range of a stretch of a file.
    pub fn range(&self, name: &str, stretch: &str) -> Value {
        json!({
            "start": self.cursor(name, &format!("|{stretch}")),
            "end": self.cursor(name, &format!("{stretch}|")),
        })
    }

    /// The parameters of a request about a place.
    pub fn place(&self, name: &str, marked: &str) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": self.cursor(name, marked) })
    }

    /// Asks about a place.
    pub fn ask(&mut self, method: &str, name: &str, marked: &str) -> Value {
        let place = self.place(name, marked);
        self.client.request(method, place)
    }

    /// Runs a command and makes the change that the server asks for meanwhile, if there is one.
    pub fn run(&mut self, command: &str, arguments: Value) -> Value {
        let params = json!({ "command": command, "arguments": arguments });
        let id = self.client.send_request("workspace/executeCommand", params);
        let is_answer = |message: &Value| message["id"] == id && message.get("method").is_none();
        loop {
            let message = self.client.wait("an answer or a change", |message| {
                is_answer(message) || message["method"] == "workspace/applyEdit"
            });
            if is_answer(&message) {
                assert!(message.get("error").is_none(), "{command}: {message}");
                return message["result"].clone();
            }
            self.apply(&message["params"]["edit"]);
            let applied = json!({ "applied": true });
            self.client.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": applied }));
        }
    }

    /// Asks about a file.
    pub fn ask_file(&mut self, method: &str, name: &str) -> Value {
        let document = json!({ "textDocument": { "uri": self.uri(name) } });
        self.client.request(method, document)
    }

    /// The rules of a file's findings, and where.
    pub fn findings(&mut self, name: &str) -> String {
        let uri = self.uri(name);
        let found = self.client.pull(&uri);
        found.iter().map(|one| format!("{}\n", self.finding(name, one))).collect()
    }

    /// One finding: place, rule, and the first line of its message.
    pub fn finding(&self, name: &str, diagnostic: &Value) -> String {
        let message = diagnostic["message"].as_str().expect("a message").lines().next().unwrap_or_default();
        let code = diagnostic["code"].as_str().expect("a rule");
        format!("{} [{code}] {message}", self.stretch(name, &diagnostic["range"]))
    }

    /// `2:5 text` for a range of a file, from line 1 and column 1.
    pub fn stretch(&self, name: &str, range: &Value) -> String {
        let (text, [start, end]) = (self.text(name), [&range["start"], &range["end"]]);
        let stretch = &text[offset(&text, start)..offset(&text, end)];
        let number = |value: &Value| value.as_u64().expect("a number") + 1;
        format!("{}:{} {}", number(&start["line"]), number(&start["character"]), stretch.replace('\n', "⏎"))
    }

    /// One line for each location.
    pub fn locations(&self, found: &Value) -> String {
        let one = |location: &Value| {
            let name = self.name(&location["uri"]);
            format!("{name}:{}\n", self.stretch(&name, &location["range"]))
        };
        found.as_array().expect("locations").iter().map(one).collect()
    }

    /// Runs `newsmark check` on the files as they would be: open ones as the editor shows them.
    pub fn check_all(&self) -> String {
        for (name, (_, text)) in &self.open {
            fs::write(self.path().join(name), text).expect("can be written");
        }
        let mut check = std::process::Command::new(env!("CARGO_BIN_EXE_newsmark"));
        let output = check.args(["check", "--format", "concise", "."]).current_dir(self.path()).output();
        String::from_utf8(output.expect("it runs").stdout).expect("UTF-8")
    }

    /// Takes in a workspace edit as an editor does: open files are changed, others on the disk. Returns
    /// `name (version)` of each, in the order of the edit.
    pub fn apply(&mut self, edit: &Value) -> String {
        let mut touched = String::new();
        let plain: Vec<Value> = match edit["documentChanges"].as_array() {
            Some(changes) => changes.clone(),
            None => edit["changes"]
                .as_object()
                .unwrap_or_else(|| panic!("{edit}"))
                .iter()
                .map(|(uri, edits)| json!({ "textDocument": { "uri": uri }, "edits": edits }))
                .collect(),
        };
        for change in plain {
            if change["kind"] == "create" {
                let name = self.name(&change["uri"]);
                write(self.path(), &format!("==> {name}\n"));
                touched += &format!("{name} (new)\n");
                continue;
            }
            let document = &change["textDocument"];
            let name = self.name(&document["uri"]);
            touched += &match document.get("version") {
                Some(version) => format!("{name} ({version})\n"),
                None => format!("{name}\n"),
            };
            self.take(&name, &change["edits"]);
        }
        touched
    }

    /// Takes in the edits of a file.
    pub fn take(&mut self, name: &str, edits: &Value) {
        let new = edited(&self.text(name), edits);
        let uri = self.uri(name);
        match self.open.get_mut(name) {
            Some((version, text)) => {
                *version += 1;
                self.client.change_raw(&uri, *version, &json!([{ "text": new }]));
                *text = new;
            }
            None => fs::write(self.path().join(name), new).expect("can be written"),
        }
    }
}

/// A text after edits that were all made for the text as it is.
pub fn edited(text: &str, edits: &Value) -> String {
    let edits = edits.as_array().unwrap_or_else(|| panic!("{edits} are no edits"));
    let place = |edit: &Value| {
        let range = &edit["range"];
        (offset(text, &range["start"]), offset(text, &range["end"]))
    };
    let mut edits: Vec<_> =
        edits.iter().map(|edit| (place(edit), edit["newText"].as_str().expect("a text"))).collect();
    edits.sort_by_key(|(place, _)| *place);
    assert!(edits.windows(2).all(|pair| pair[0].0.1 <= pair[1].0.0), "edits overlap: {edits:?}");
    let mut new = text.to_string();
    for ((start, end), inserted) in edits.into_iter().rev() {
        new.replace_range(start..end, inserted);
    }
    new
}

/// Compares what is shown with what it should be.
#[track_caller]
pub fn shows(shown: &str, expected: &str) {
    assert!(shown.trim() == expected.trim(), "it shows\n{shown}\nbut should\n{expected}");
}
