use serde::Deserialize;
use serde::de::{Error as _, IgnoredAny};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::surrogates::mended;

/// What a client sends: a request or notification, or its answer to a request of ours.
#[derive(Debug)]
pub enum Message {
    /// A request; a notification if it has no id.
    Request(Request),
    /// An answer.
    Response(Response),
}

/// All that any message may hold (JSON-RPC 2.0). `"params": null` is the same as none.
#[derive(Deserialize)]
struct Parts {
    method: Option<String>,
    id: Option<Value>,
    params: Option<Value>,
    result: Option<Value>,
    error: Option<Value>,
}

impl Message {
    /// Reads the content of a frame.
    ///
    /// # Errors
    /// What to answer, if it is no JSON or no message.
    pub fn read(content: &[u8]) -> Result<Self, Response> {
        let parts = parts(content).map_err(|error| {
            let wrong = if error.is_data() { Error::invalid_request() } else { Error::parse_error() };
            refusal(wrong, error)
        })?;
        let id = match parts.id {
            None => None,
            Some(Value::String(id)) => Some(Id::String(id)),
            Some(Value::Number(id)) if id.is_i64() => id.as_i64().map(Id::Number),
            Some(_) => return Err(refusal(Error::invalid_request(), "ids are numbers or strings")),
        };
        match (parts.method, id) {
            (Some(method), id) => Ok(Self::Request(request(method, id, parts.params))),
            (None, Some(id)) => Ok(Self::Response(match parts.error {
                Some(error) => Response::from_error(id, client_error(error)),
                // Some clients leave out a result that is null.
                None => Response::from_ok(id, parts.result.unwrap_or_default()),
            })),
            (None, None) => Err(refusal(Error::invalid_request(), "neither method nor id")),
        }
    }
}

/// Puts a request together; `Request` itself can only be taken apart.
pub fn request(method: String, id: Option<Id>, params: Option<Value>) -> Request {
    let mut request = Request::build(method);
    if let Some(id) = id {
        request = request.id(id);
    }
    if let Some(params) = params {
        request = request.params(params);
    }
    request.finish()
}

/// `serde` would take an array for the parts in their order; here it is a batch, which the protocol has not.
fn parts(content: &[u8]) -> serde_json::Result<Parts> {
    if content.trim_ascii_start().starts_with(b"{") {
        return serde_json::from_slice(content).or_else(|error| match mended(content) {
            Some(mended) => serde_json::from_slice(&mended),
            None => Err(error),
        });
    }
    serde_json::from_slice::<IgnoredAny>(content)?;
    Err(serde_json::Error::custom("a message is an object"))
}

fn refusal(mut error: Error, why: impl ToString) -> Response {
    error.data = Some(why.to_string().into());
    Response::from_error(Id::Null, error)
}

/// The error a client answers with, however badly it is put.
fn client_error(error: Value) -> Error {
    let code = error.get("code").and_then(Value::as_i64).map_or(ErrorCode::InternalError, ErrorCode::from);
    let message =
        error.get("message").and_then(Value::as_str).map_or_else(|| error.to_string(), str::to_string);
    Error { code, message: message.into(), data: error.get("data").cloned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request_of(content: &str) -> Request {
        match Message::read(content.as_bytes()) {
            Ok(Message::Request(request)) => request,
            other => panic!("{other:?}"),
        }
    }

    fn code_of(content: &[u8]) -> ErrorCode {
        let refusal = Message::read(content).expect_err("is no message");
        assert_eq!(refusal.id(), &Id::Null);
        refusal.error().expect("is an error").code
    }

    #[test]
    fn requests_and_notifications() {
        let request = request_of(r#"{"jsonrpc":"2.0","id":"a","method":"shutdown","params":null}"#);
        assert_eq!(
            (request.method(), request.id(), request.params()),
            ("shutdown", Some(&Id::String("a".into())), None)
        );
        let notification = request_of(r#"{"method":"exit","id":null}"#);
        assert_eq!((notification.method(), notification.id()), ("exit", None));
    }

    #[test]
    fn answers_are_taken_as_they_come() {
        for (content, ok) in [
            (r#"{"jsonrpc":"2.0","id":1}"#, true),
            (r#"{"jsonrpc":"2.0","id":1,"result":{"a":1}}"#, true),
            (r#"{"jsonrpc":"2.0","id":1,"error":{"code":-32601}}"#, false),
            (r#"{"jsonrpc":"2.0","id":1,"error":"no","result":null}"#, false),
        ] {
            let Ok(Message::Response(response)) = Message::read(content.as_bytes()) else {
                panic!("{content}")
            };
            assert_eq!(response.is_ok(), ok, "{content}");
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        let deep = "[".repeat(100_000);
        for content in [
            "",
            "{",
            "{\"method\":\"x\"",
            "\u{feff}{}",
            "{\"method\":\"a\"}}",
            &format!("{{\"params\":{deep}"),
        ] {
            assert_eq!(code_of(content.as_bytes()), ErrorCode::ParseError, "{content:.20}");
        }
        assert_eq!(code_of(b"{\"method\":\"\xFF\"}"), ErrorCode::ParseError);
        for content in
            ["1", "[]", "{}", r#"{"method":7}"#, r#"{"id":1.5,"method":"x"}"#, r#"{"id":[],"method":"x"}"#]
        {
            assert_eq!(code_of(content.as_bytes()), ErrorCode::InvalidRequest, "{content}");
        }
    }
}
