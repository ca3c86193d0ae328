//! The numbers on real news, where the corpus is there.

use std::sync::atomic::AtomicBool;

use newsmark::annotate::{Knowledge, USUAL_CONFIDENCE, findings};
use newsmark::article::{Article, Vocabulary};
use newsmark::eval::polnear::{self, Attribution, Scores};
use newsmark::syntax::parse;

use crate::shared;

/// The scores of a split, one for each view; nothing where there is no corpus.
fn scores(split: &str) -> Option<[Scores; 5]> {
    let folder = shared("NEWSMARK_CORPORA", "corpora").join("polnear").join(split);
    let Ok(documents) = polnear::read(&folder) else {
        println!("SKIPPED: no corpus in {}", folder.display());
        return None;
    };
    let (vocabulary, none) = (Vocabulary::default(), Knowledge::default());
    let mut scores = [Scores::default(); 5];
    for document in &documents {
        let tree = parse(&document.text);
        let article = Article::new(&document.text, &tree, &vocabulary);
        let found = findings(&article, &none, USUAL_CONFIDENCE, &AtomicBool::new(false))
            .expect("nobody stops it")
            .quotes;
        let predicted: Vec<Attribution> = found
            .iter()
            .map(|quote| Attribution {
                source: quote.source.into_iter().collect(),
                cue: vec![quote.cue],
                content: quote.content.to_vec(),
            })
            .collect();
        polnear::score(document, &predicted, &mut scores);
    }
    Some(scores)
}

#[test]
fn attributions_of_real_news() {
    for split in ["dev", "train"] {
        let Some([all, speech, direct, ..]) = scores(split) else { return };
        println!("{split}: speech {:?}", speech.attribution);
        assert!(speech.attribution.f1() >= 0.73, "{split}: speech {:.3}", speech.attribution.f1());
        assert!(speech.attribution.precision() >= 0.83, "{split}: {:.3}", speech.attribution.precision());
        assert!(speech.tight.f1() >= 0.66, "{split}: tight {:.3}", speech.tight.f1());
        assert!(direct.attribution.f1() >= 0.82, "{split}: direct {:.3}", direct.attribution.f1());
        assert!(all.attribution.f1() >= 0.52, "{split}: all {:.3}", all.attribution.f1());
    }
}
