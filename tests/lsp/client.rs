//! A client of the built server: real pipes, real processes.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than anything takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server and what it said.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    kept: Vec<Value>,
    next_id: i64,
}

impl Client {
    /// Starts a server that nobody has introduced themselves to.
    pub fn start(environment: &[(&str, &str)]) -> Self {
        let mut command = server();
        command.envs(environment.iter().copied());
        Self::of(command)
    }

    /// Starts a server by this command.
    pub fn of(command: Command) -> Self {
        let mut client = Self::without_reader(command);
        let output = client.child.stdout.take().expect("is piped");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        client.messages = messages;
        client
    }

    /// Starts a server whose output nobody reads.
    pub fn without_reader(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the server starts");
        let input = child.stdin.take();
        Self { child, input, messages: channel().1, kept: Vec::new(), next_id: 0 }
    }

    /// A server and a client with these capabilities that have met.
    pub fn with(capabilities: Value) -> Self {
        let mut client = Self::start(&[]);
        client.initialize(json!({ "processId": null, "rootUri": null, "capabilities": capabilities }));
        client
    }

    /// A server and a client that asks for diagnostics itself.
    pub fn pulling() -> Self {
        Self::with(json!({
            "workspace": { "diagnostics": { "refreshSupport": true } },
            "textDocument": { "diagnostic": {} },
        }))
    }

    /// Introduces the client; the reply.
    pub fn initialize(&mut self, params: Value) -> Value {
        let reply = self.request("initialize", params);
        self.notify("initialized", json!({}));
        reply
    }

    /// Sends a request; its id.
    pub fn send_request(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params }));
        self.next_id
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Sends a request and waits for the code of its error.
    pub fn refused(&mut self, method: &str, params: Value) -> i64 {
        let id = self.send_request(method, params);
        error_code(&self.answer(id))
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    pub fn send(&mut self, message: &Value) {
        self.send_frame(&message.to_string());
    }

    pub fn send_frame(&mut self, content: &str) {
        self.send_raw(format!("Content-Length: {}\r\n\r\n{content}", content.len()).as_bytes());
    }

    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("is open");
        input.write_all(bytes).and_then(|()| input.flush()).expect("the server reads");
    }

    /// Waits for the answer to a request of ours.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait("an answer", |message| message["id"] == id && message.get("method").is_none())
    }

    /// Waits for a request or notification of the server.
    pub fn hear(&mut self, method: &str) -> Value {
        self.wait(method, |message| message["method"] == method)
    }

    /// Waits for the answer to something that had no id.
    pub fn refusal(&mut self) -> i64 {
        error_code(
            &self.wait("a refusal", |message| message.get("error").is_some() && message["id"].is_null()),
        )
    }

    /// Takes the first message that fits; others are kept.
    pub fn wait(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&fits) {
            return self.kept.remove(at);
        }
        let begun = Instant::now();
        loop {
            match self.messages.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
                Ok(message) if fits(&message) => return message,
                Ok(message) => self.kept.push(message),
                Err(RecvTimeoutError::Timeout) => panic!("{what} did not come; but: {:?}", self.kept),
                Err(RecvTimeoutError::Disconnected) => panic!("the server has ended; {what} did not come"),
            }
        }
    }

    /// Messages with this method that came so far and were not taken.
    pub fn heard(&mut self, method: &str) -> Vec<Value> {
        self.kept.extend(self.messages.try_iter());
        let (taken, kept) = self.kept.drain(..).partition(|message| message["method"] == method);
        self.kept = kept;
        taken
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "newsmark", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Replaces what lies between two places, each `[line, character]`.
    pub fn change(&mut self, uri: &str, version: i64, from: [u64; 2], to: [u64; 2], text: &str) {
        let place = |[line, character]: [u64; 2]| json!({ "line": line, "character": character });
        let change = json!({ "range": { "start": place(from), "end": place(to) }, "text": text });
        self.change_raw(uri, version, &json!([change]));
    }

    pub fn change_raw(&mut self, uri: &str, version: i64, changes: &Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Asks for the diagnostics of a document; the id of the request.
    pub fn send_pull(&mut self, uri: &str) -> i64 {
        self.send_request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }))
    }

    /// The diagnostics of a document.
    pub fn pull(&mut self, uri: &str) -> Vec<Value> {
        let id = self.send_pull(uri);
        items(&self.answer(id))
    }

    /// Bytes of memory that the server occupies besides its own program, where that can be known.
    pub fn occupied(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let anonymous = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
        Some(anonymous.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
    }

    /// `shutdown`, `exit`, and the status it ends with, while the input stays open.
    pub fn leave(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.status()
    }

    /// Closes the server's output, which nobody reads.
    pub fn close_output(&mut self) {
        drop(self.child.stdout.take());
    }

    /// What the server writes to standard error.
    pub fn take_errors(&mut self) -> ChildStderr {
        self.child.stderr.take().expect("is piped")
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Waits for the process to end.
    pub fn status(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("can be asked") {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "the server does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// True while the process runs.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("can be asked").is_none()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `newsmark lsp`
pub fn server() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command.args(["lsp", "--log-level", "debug"]);
    command
}

/// The diagnostics in an answer.
pub fn items(answer: &Value) -> Vec<Value> {
    answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

/// The rules of diagnostics.
pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|diagnostic| diagnostic["code"].as_str()).collect()
}

fn error_code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("{answer}"))
}

/// One message; nothing but protocol may come.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut header = String::new();
    output.read_line(&mut header).ok().filter(|&len| len > 0)?;
    let length = header.strip_prefix("Content-Length: ").and_then(|value| value.trim_end().parse().ok());
    let length = length.unwrap_or_else(|| panic!("{header:?} is no protocol"));
    header.clear();
    output.read_line(&mut header).ok()?;
    assert_eq!(header, "\r\n");
    let mut content = vec![0; length];
    output.read_exact(&mut content).ok()?;
    Some(serde_json::from_slice(&content).expect("is JSON"))
}
