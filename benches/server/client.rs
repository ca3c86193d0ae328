//! A small client for the built program.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Nothing takes as long as this.
const PATIENCE: Duration = Duration::from_secs(120);

/// Diagnostics may come before the answer to a question that was asked behind the keystroke.
const PUBLISH: &str = "textDocument/publishDiagnostics";

/// A running server with one open file, and the client's side of the talk.
pub struct Client {
    server: Child,
    input: ChildStdin,
    messages: Receiver<(Instant, Vec<u8>)>,
    next_id: i64,
    uri: String,
    version: i32,
    /// The version of which the last diagnostics were, and when they came.
    diagnosed: Option<(i64, Instant)>,
}

impl Client {
    /// Starts a server on a folder and waits until it has read all that lies there.
    pub fn start(folder: &Path) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_newsmark"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let input = server.stdin.take().expect("it was asked for");
        let output = server.stdout.take().expect("it was asked for");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::with_capacity(1 << 16, output);
            while let Some(message) = frame(&mut output) {
                if sender.send((Instant::now(), message)).is_err() {
                    return;
                }
            }
        });
        let mut client =
            Self { server, input, messages, next_id: 0, uri: String::new(), version: 0, diagnosed: None };
        let capabilities = json!({ "window": { "workDoneProgress": true } });
        let root = format!("file://{}", folder.display());
        client.request(
            "initialize",
            json!({ "processId": null, "rootUri": root, "capabilities": capabilities }),
        );
        client.notify("initialized", json!({}));
        client.wait(|message| message["params"]["value"]["kind"] == "end");
        client
    }

    /// Opens a file and waits for its diagnostics.
    pub fn open(&mut self, path: &Path, text: &str) {
        self.uri = format!("file://{}", path.display());
        let document = json!({ "uri": self.uri, "languageId": "newsmark", "version": 0, "text": text });
        self.version = 0;
        self.diagnosed = None;
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        self.diagnostics();
    }

    /// Replaces what stands between two places of one line.
    pub fn change(&mut self, (line, character): (usize, usize), length: usize, text: &str) {
        self.version += 1;
        let start = json!({ "line": line, "character": character });
        let end = json!({ "line": line, "character": character + length });
        let document = json!({ "uri": self.uri, "version": self.version });
        let change = json!({ "range": { "start": start, "end": end }, "text": text });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change] }),
        );
    }

    /// Waits for the diagnostics of the version that was sent last.
    pub fn diagnostics(&mut self) -> Instant {
        loop {
            match self.diagnosed {
                Some((version, at)) if version == i64::from(self.version) => return at,
                _ => self.wait(|message| message["method"] == PUBLISH),
            };
        }
    }

    /// Asks about a place of the open file; when the answer was there, and the answer.
    pub fn ask_at(
        &mut self,
        method: &str,
        (line, character): (usize, usize),
        more: Value,
    ) -> (Instant, Value) {
        let mut params = json!({
            "textDocument": { "uri": self.uri },
            "position": { "line": line, "character": character },
        });
        if let (Some(params), Value::Object(more)) = (params.as_object_mut(), more) {
            params.extend(more);
        }
        self.request(method, params)
    }

    /// Bytes of memory that the server occupies now, where that can be known.
    pub fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
    }

    fn request(&mut self, method: &str, params: Value) -> (Instant, Value) {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let (at, answer) = self.wait(|message| message["id"] == id && message.get("method").is_none());
        assert!(answer.get("error").is_none(), "{method} failed: {answer}");
        (at, answer["result"].clone())
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        let message = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("the server listens");
        self.input.flush().expect("the server listens");
    }

    /// Reads messages up to the one that is looked for, and answers what the server asks.
    fn wait(&mut self, is_it: impl Fn(&Value) -> bool) -> (Instant, Value) {
        loop {
            let (at, message) = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            let message: Value = serde_json::from_slice(&message).expect("messages are JSON");
            if message.get("method").is_some() && message.get("id").is_some() {
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
            }
            if let Some(version) =
                message["params"]["version"].as_i64().filter(|_| message["method"] == PUBLISH)
            {
                self.diagnosed = Some((version, at));
            }
            if is_it(&message) {
                return (at, message);
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn frame(output: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|&read| read > 0)?;
        match line.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut message = vec![0; length];
    output.read_exact(&mut message).ok()?;
    Some(message)
}
