use serde_json::{Map, Value};
use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DeclarationCapability, DiagnosticOptions, DiagnosticServerCapabilities, DiagnosticTag,
    DocumentLinkOptions, DocumentOnTypeFormattingOptions, ExecuteCommandOptions, FileOperationFilter,
    FileOperationPattern, FileOperationRegistrationOptions, FoldingRangeProviderCapability,
    HoverProviderCapability, InitializeParams, LinkedEditingRangeServerCapabilities, MarkupKind, OneOf,
    PositionEncodingKind, RenameOptions, ResourceOperationKind, SaveOptions,
    SelectionRangeProviderCapability, SemanticTokenModifier, SemanticTokenType, SemanticTokensFullOptions,
    SemanticTokensLegend, SemanticTokensOptions, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    TypeDefinitionProviderCapability, WorkDoneProgressOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::encoding::Encoding;
use super::requests::execute_command::{ANNOTATIONS, CHECK_WORKSPACE, QUOTE_TABLE, REINDEX, RULE_PAGE};
use super::requests::suggestion::{ACCEPT, ANNOTATE, NEXT, PREVIOUS, PROPOSALS, REJECT};
use crate::ide;

/// What the client can do, as far as it makes a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// How positions count.
    pub encoding: Encoding,
    /// It asks for diagnostics itself, and again when told to; then none are pushed. Neovim up to 0.11 asks but can't
    /// be told. 0.12 can, but asks again for the workspace only, from which it leaves out what is open: either would
    /// never show what depends on other files.
    pub pulls_diagnostics: bool,
    /// It asks again for inlay hints when told to.
    pub refreshes_inlay_hints: bool,
    /// It asks again for semantic tokens when told to.
    pub refreshes_semantic_tokens: bool,
    /// It asks again for code lenses when told to.
    pub refreshes_code_lenses: bool,
    /// Diagnostics may name other places.
    pub related_information: bool,
    /// Diagnostics may link to the page of their rule.
    pub code_description: bool,
    /// Diagnostics may say that something is unused.
    pub greys_unused: bool,
    /// Diagnostics come back in code actions with their data.
    pub diagnostic_data: bool,
    /// It shows progress that the server begins.
    pub work_done_progress: bool,
    /// Hovers may be Markdown.
    pub markdown: bool,
    /// Definitions may be links with an origin.
    pub definition_links: bool,
    /// Edits may name the versions of the texts they are for.
    pub document_changes: bool,
    /// Edits may make files.
    pub creates_files: bool,
    /// Completions may hold placeholders.
    pub snippets: bool,
    /// It asks for what an action changes when somebody chooses it.
    pub resolves_code_actions: bool,
    /// Symbols may have symbols below them.
    pub nested_symbols: bool,
    /// It tells its settings when asked.
    pub tells_settings: bool,
    /// It makes changes that the server asks for.
    pub applies_edits: bool,
    /// It watches files for us.
    pub watches_files: bool,
}

impl Client {
    /// What a client says of itself.
    pub fn new(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let is_neovim = params.client_info.as_ref().is_some_and(|info| info.name == "Neovim");
        let general = capabilities.general.as_ref();
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let published = |has: fn(&_) -> Option<bool>| published.and_then(has).unwrap_or(false);
        let encodings: Option<&[PositionEncodingKind]> =
            general.and_then(|general| general.position_encodings.as_deref());
        Self {
            encoding: Encoding::negotiate(encodings.unwrap_or_default()),
            pulls_diagnostics: !is_neovim
                && text.is_some_and(|text| text.diagnostic.is_some())
                && workspace
                    .and_then(|workspace| workspace.diagnostic.as_ref()?.refresh_support)
                    .unwrap_or(false),
            refreshes_inlay_hints: workspace
                .and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_semantic_tokens: workspace
                .and_then(|workspace| workspace.semantic_tokens.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_code_lenses: workspace
                .and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support)
                .unwrap_or(false),
            related_information: published(
                |published: &tower_lsp::lsp_types::PublishDiagnosticsClientCapabilities| {
                    published.related_information
                },
            ),
            code_description: published(|published| published.code_description_support),
            greys_unused: published(|published| {
                let known = &published.tag_support.as_ref()?.value_set;
                Some(known.contains(&DiagnosticTag::UNNECESSARY))
            }),
            diagnostic_data: published(|published| published.data_support),
            work_done_progress: capabilities
                .window
                .as_ref()
                .and_then(|window| window.work_done_progress)
                .unwrap_or(false),
            markdown: text
                .and_then(|text| text.hover.as_ref()?.content_format.as_deref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            definition_links: text.and_then(|text| text.definition.as_ref()?.link_support).unwrap_or(false),
            document_changes: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or(false),
            creates_files: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.resource_operations.as_deref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            snippets: text
                .and_then(|text| text.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
                .unwrap_or(false),
            resolves_code_actions: text
                .and_then(|text| text.code_action.as_ref()?.resolve_support.as_ref())
                .is_some_and(|resolve| resolve.properties.iter().any(|property| property == "edit")),
            nested_symbols: text
                .and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            tells_settings: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            applies_edits: workspace.and_then(|workspace| workspace.apply_edit).unwrap_or(false),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
        }
    }
}

/// What the server can do for this client. A capability is here exactly if its handler is in
/// `backend.rs`.
pub fn server(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("newsmark".into()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        type_definition_provider: Some(TypeDefinitionProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some(["@", ":", "#", "["].map(String::from).into()),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(
                [
                    "quickfix",
                    "refactor.extract",
                    "refactor.inline",
                    "refactor.rewrite",
                    "refactor.move",
                    "source.fixAll",
                    "source.annotate",
                ]
                .map(CodeActionKind::from)
                .into(),
            ),
            resolve_provider: Some(true),
            ..CodeActionOptions::default()
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        semantic_tokens_provider: Some(semantic_tokens().into()),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(true) }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        document_on_type_formatting_provider: Some(on_type()),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: [
                ANNOTATIONS,
                CHECK_WORKSPACE,
                QUOTE_TABLE,
                RULE_PAGE,
                REINDEX,
                PROPOSALS,
                ANNOTATE,
                NEXT,
                PREVIOUS,
                ACCEPT,
                REJECT,
            ]
            .map(String::from)
            .into(),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(WorkspaceFileOperationsServerCapabilities {
                will_rename: Some(FileOperationRegistrationOptions { filters: vec![any_file()] }),
                ..WorkspaceFileOperationsServerCapabilities::default()
            }),
        }),
        ..ServerCapabilities::default()
    }
}

fn semantic_tokens() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: ide::SEMANTIC_KINDS.map(SemanticTokenType::new).into(),
            token_modifiers: ide::SEMANTIC_MODIFIERS
                .iter()
                .map(|name| SemanticTokenModifier::new(name))
                .collect(),
        },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

fn on_type() -> DocumentOnTypeFormattingOptions {
    let [first, more @ ..] = ide::ON_TYPE.map(String::from);
    DocumentOnTypeFormattingOptions {
        first_trigger_character: first,
        more_trigger_character: Some(more.into()),
    }
}

/// Any file or folder may be a registry or hold one.
fn any_file() -> FileOperationFilter {
    let pattern = FileOperationPattern { glob: "**/*".into(), matches: None, options: None };
    FileOperationFilter { scheme: Some("file".into()), pattern }
}

/// Capabilities of the server for which [`ServerCapabilities`] has no field; they are joined with the
/// others in the reply. There are none so far.
pub fn beyond_the_types() -> Map<String, Value> {
    Map::new()
}
