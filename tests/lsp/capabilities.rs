//! A capability is advertised exactly if there is a handler for it.

use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;

/// Where the server says that it can do something, and the request for it.
const REQUESTS: [(&str, &str); 39] = [
    ("/callHierarchyProvider", "textDocument/prepareCallHierarchy"),
    ("/codeActionProvider", "textDocument/codeAction"),
    ("/codeActionProvider/resolveProvider", "codeAction/resolve"),
    ("/codeLensProvider", "textDocument/codeLens"),
    ("/codeLensProvider/resolveProvider", "codeLens/resolve"),
    ("/colorProvider", "textDocument/documentColor"),
    ("/completionProvider", "textDocument/completion"),
    ("/completionProvider/resolveProvider", "completionItem/resolve"),
    ("/declarationProvider", "textDocument/declaration"),
    ("/definitionProvider", "textDocument/definition"),
    ("/diagnosticProvider", "textDocument/diagnostic"),
    ("/diagnosticProvider/workspaceDiagnostics", "workspace/diagnostic"),
    ("/documentFormattingProvider", "textDocument/formatting"),
    ("/documentHighlightProvider", "textDocument/documentHighlight"),
    ("/documentLinkProvider", "textDocument/documentLink"),
    ("/documentLinkProvider/resolveProvider", "documentLink/resolve"),
    ("/documentOnTypeFormattingProvider", "textDocument/onTypeFormatting"),
    ("/documentRangeFormattingProvider", "textDocument/rangeFormatting"),
    ("/documentSymbolProvider", "textDocument/documentSymbol"),
    ("/executeCommandProvider", "workspace/executeCommand"),
    ("/foldingRangeProvider", "textDocument/foldingRange"),
    ("/hoverProvider", "textDocument/hover"),
    ("/implementationProvider", "textDocument/implementation"),
    ("/inlayHintProvider", "textDocument/inlayHint"),
    ("/inlineValueProvider", "textDocument/inlineValue"),
    ("/linkedEditingRangeProvider", "textDocument/linkedEditingRange"),
    ("/monikerProvider", "textDocument/moniker"),
    ("/referencesProvider", "textDocument/references"),
    ("/renameProvider", "textDocument/rename"),
    ("/renameProvider/prepareProvider", "textDocument/prepareRename"),
    ("/selectionRangeProvider", "textDocument/selectionRange"),
    ("/semanticTokensProvider/full", "textDocument/semanticTokens/full"),
    ("/semanticTokensProvider/full/delta", "textDocument/semanticTokens/full/delta"),
    ("/semanticTokensProvider/range", "textDocument/semanticTokens/range"),
    ("/signatureHelpProvider", "textDocument/signatureHelp"),
    ("/typeDefinitionProvider", "textDocument/typeDefinition"),
    ("/typeHierarchyProvider", "textDocument/prepareTypeHierarchy"),
    ("/workspace/fileOperations/willRename", "workspace/willRenameFiles"),
    ("/workspaceSymbolProvider", "workspace/symbol"),
];

/// Something of everything, so that each request finds the parameters it needs.
fn parameters() -> Value {
    let start = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": start, "end": start });
    json!({
        "textDocument": { "uri": URI },
        "position": start,
        "positions": [start],
        "range": range,
        "context": {
            "includeDeclaration": true, "diagnostics": [], "triggerKind": 1, "isRetrigger": false,
            "frameId": 1, "stoppedLocation": range,
        },
        "options": { "tabSize": 2, "insertSpaces": true },
        "ch": "]",
        "query": "",
        "newName": "name",
        "files": [],
        "previousResultId": "",
        "previousResultIds": [],
        "label": "",
        "title": "",
    })
}

#[test]
fn a_capability_is_a_handler() {
    let mut client = Client::start(&[]);
    let capabilities = json!({
        "textDocument": { "diagnostic": {}, "rename": { "prepareSupport": true } },
    });
    let reply = client.initialize(json!({ "capabilities": capabilities }));
    client.open(URI, "text\n");
    let mut wrong = Vec::new();
    for (pointer, method) in REQUESTS {
        let said =
            reply["capabilities"].pointer(pointer).is_some_and(|said| !said.is_null() && said != false);
        let mut params = parameters();
        if method == "workspace/executeCommand" {
            params["command"] = json!("newsmark.none");
        }
        let id = client.send_request(method, params);
        let answer = client.answer(id);
        let code = &answer["error"]["code"];
        let needs_more = code == -32602 && method != "workspace/executeCommand";
        assert!(!needs_more, "{method} needs more parameters: {answer}");
        if said != (code != -32601) {
            wrong.push(format!("{method}: advertised: {said}, {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
