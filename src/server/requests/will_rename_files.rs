use std::path::PathBuf;

use tower_lsp::lsp_types::{RenameFilesParams, Url, WorkspaceEdit};

use crate::ide;
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::{to_proto, uri};

pub fn will_rename_files(view: &View, client: &Client, params: &RenameFilesParams) -> Option<WorkspaceEdit> {
    let path = |uri: &str| uri::path(&uri.parse::<Url>().ok()?);
    let moves: Vec<(PathBuf, PathBuf)> =
        params.files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect();
    let files = ide::will_rename_files(&view.snapshot, &moves);
    if files.is_empty() {
        return None;
    }
    to_proto::workspace_edit(view, client, ide::WorkspaceEdit { new_files: Vec::new(), files })
}
