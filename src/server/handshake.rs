use serde_json::{Map, Value, json};
use serde_path_to_error::{Path, Segment};
use tower_lsp::lsp_types::InitializeParams;
use tracing::{error, info};

/// More things wrong than this, and there is no point in looking for the good.
const MAX_REPAIRS: usize = 500;

/// The parameters of `initialize` without what the protocol's types can't hold: values of a later
/// protocol, empty URIs, VS Code's `trace: "compact"`. Each is dropped alone, so that the client gets
/// all that it can have.
pub fn readable(params: Option<Value>) -> Value {
    let mut params = params.filter(Value::is_object).unwrap_or_else(|| json!({}));
    if !params["capabilities"].is_object() {
        params["capabilities"] = json!({});
    }
    rename_diagnostics(&mut params["capabilities"]);
    for _ in 0..MAX_REPAIRS {
        let wrong = match serde_path_to_error::deserialize::<_, InitializeParams>(&params) {
            Ok(_) => return params,
            Err(wrong) => wrong,
        };
        info!("initialize: ignoring {}: {}", wrong.path(), wrong.inner());
        if !remove(&mut params, wrong.path()) {
            error!("initialize can't be read: {wrong}");
            break;
        }
    }
    json!({ "capabilities": {}, "processId": params["processId"].as_u64() })
}

/// `workspace.diagnostics` is what the protocol calls it, `diagnostic` the protocol's types.
fn rename_diagnostics(capabilities: &mut Value) {
    if let Some(workspace) = capabilities.get_mut("workspace").and_then(Value::as_object_mut)
        && let Some(diagnostics) = workspace.remove("diagnostics")
    {
        workspace.insert("diagnostic".into(), diagnostics);
    }
}

/// Removes the value at a path, or the innermost one around it that can be reached.
fn remove(value: &mut Value, path: &Path) -> bool {
    let segments: Vec<&Segment> = path.iter().collect();
    (1..=segments.len()).rev().any(|depth| remove_at(value, &segments[..depth]))
}

fn remove_at(value: &mut Value, segments: &[&Segment]) -> bool {
    let Some((last, parents)) = segments.split_last() else { return false };
    let holder = parents.iter().try_fold(value, |value, segment| match segment {
        Segment::Map { key } => value.get_mut(key),
        Segment::Seq { index } => value.get_mut(*index),
        _ => None,
    });
    match (holder, last) {
        (Some(Value::Object(object)), Segment::Map { key }) => object.remove(key).is_some(),
        (Some(Value::Array(array)), Segment::Seq { index }) if *index < array.len() => {
            array.remove(*index);
            true
        }
        _ => false,
    }
}

/// Adds to `capabilities` in the reply to `initialize` what the protocol's types have no field for.
pub fn complete(reply: &mut Value, extra: Map<String, Value>) {
    if let Some(capabilities) = reply.get_mut("capabilities").and_then(Value::as_object_mut) {
        for (name, capability) in extra {
            merge(capabilities.entry(name).or_insert(Value::Null), capability);
        }
    }
}

/// Objects are joined, all else is replaced. As deep as our own capabilities are.
fn merge(old: &mut Value, new: Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in new {
                merge(old.entry(name).or_insert(Value::Null), value);
            }
        }
        (old, new) => *old = new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_readable_stays() {
        let params = json!({ "processId": 7, "rootUri": "file:///a", "capabilities": { "textDocument": { "hover": {} } } });
        assert_eq!(readable(Some(params.clone())), params);
    }

    #[test]
    fn only_what_is_wrong_goes() {
        let read = readable(Some(json!({
            "processId": "seven",
            "rootUri": "",
            "trace": "compact",
            "locale": "de",
            "workspaceFolders": [{ "uri": "", "name": "none" }, { "uri": "file:///a", "name": "a" }],
            "capabilities": {
                "general": { "positionEncodings": ["utf-8"], "markdown": 7 },
                "workspace": { "workspaceEdit": { "resourceOperations": ["create", "explode"], "failureHandling": "panic" } },
                "textDocument": {
                    "hover": { "contentFormat": ["asciidoc", "markdown"] },
                    "foldingRange": { "foldingRangeKind": { "valueSet": ["comment", "quote"] } },
                    "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": 1 } }, "dataSupport": true },
                    "diagnostic": { "dynamicRegistration": "maybe" }
                }
            }
        })));
        assert_eq!(
            read,
            json!({
                "locale": "de",
                "workspaceFolders": [{ "uri": "file:///a", "name": "a" }],
                "capabilities": {
                    "general": { "positionEncodings": ["utf-8"] },
                    "workspace": { "workspaceEdit": { "resourceOperations": ["create"] } },
                    "textDocument": {
                        "hover": { "contentFormat": ["markdown"] },
                        "foldingRange": { "foldingRangeKind": { "valueSet": ["comment"] } },
                        "codeAction": { "dataSupport": true },
                        "diagnostic": {}
                    }
                }
            })
        );
    }

    #[test]
    fn anything_can_be_initialized() {
        for params in [None, Some(json!(null)), Some(json!([])), Some(json!({ "capabilities": 3 }))] {
            let read = readable(params);
            serde_json::from_value::<InitializeParams>(read).expect("is readable");
        }
    }

    #[test]
    fn capabilities_are_added_to_those_that_are_there() {
        let mut reply = json!({ "capabilities": { "workspace": { "a": 1 }, "hoverProvider": true } });
        let Value::Object(extra) = json!({ "workspace": { "b": 2 }, "typeHierarchyProvider": true }) else {
            panic!()
        };
        complete(&mut reply, extra);
        assert_eq!(
            reply["capabilities"],
            json!({ "workspace": { "a": 1, "b": 2 }, "hoverProvider": true, "typeHierarchyProvider": true })
        );
    }
}
