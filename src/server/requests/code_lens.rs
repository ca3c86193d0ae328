use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{CodeLens, CodeLensParams, Command, Url};

use crate::ide::{self, LensSubject};
use crate::server::capabilities::Client;
use crate::server::state::View;

/// What a lens counts: the client gives it back when it shows the lens.
#[derive(Serialize, Deserialize)]
struct About {
    uri: Url,
    /// Nothing for the article.
    entity: Option<String>,
}

pub fn code_lens(view: &View, client: &Client, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let uri = &params.text_document.uri;
    let open = view.document(uri)?;
    let lenses = ide::code_lenses(&view.snapshot, &open.path)?.into_iter().map(|lens| {
        let entity = match lens.subject {
            LensSubject::Entity(id) => Some(id),
            LensSubject::Article => None,
        };
        CodeLens {
            range: client.encoding.range(open.document.rope(), lens.span),
            command: None,
            data: serde_json::to_value(About { uri: uri.clone(), entity }).ok(),
        }
    });
    Some(lenses.collect())
}

pub fn resolve(view: &View, mut lens: CodeLens) -> CodeLens {
    let about = lens.data.as_ref().and_then(|data| serde_json::from_value::<About>(data.clone()).ok());
    let title = about.and_then(|about| {
        let open = view.document(&about.uri)?;
        let subject = about.entity.map_or(LensSubject::Article, LensSubject::Entity);
        ide::code_lens_title(&view.snapshot, &open.path, &subject)
    });
    // Without a command of its own, so that no editor needs to know one of ours.
    let title = title.unwrap_or_else(|| "?".to_string());
    lens.command = Some(Command { title, command: String::new(), arguments: None });
    lens
}
