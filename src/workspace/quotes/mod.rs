//! What is remembered of quotations, so that the same words are found again among those of all articles.

mod fact;
mod table;
mod words;

pub use fact::{FEWEST_WORDS, QuoteFact, may_conflict};
pub use table::{QuotePlace, QuoteTable};
pub use words::{are_alike, quoted_words, word_pairs};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Vocabulary};
    use crate::syntax::parse;

    fn facts(text: &str) -> Vec<QuoteFact> {
        let tree = parse(text);
        QuoteFact::of_article(&Article::new(text, &tree, &Vocabulary::default()))
    }

    #[test]
    fn the_same_words_resemble_whatever_is_marked_in_them() {
        let one =
            facts("{“The walls will be built before the winter comes, and the sea will stay out.” @ana}");
        let same =
            facts("{the [walls @w] will be built before the Winter comes and the sea will stay out @bo}");
        let near = facts("{The walls will be built before the winter comes, so the sea will stay out @bo}");
        let far = facts("{Nobody knows what the walls will cost, and nobody wants to say it @bo}");
        assert!(one[0].resembles(&same[0]) && one[0].resembles(&near[0]) && !one[0].resembles(&far[0]));
        assert_ne!(one[0].speakers, same[0].speakers);
    }

    #[test]
    fn short_ones_and_those_of_nobody_are_not_kept() {
        assert_eq!(
            facts("{No comment, he will not comment @ana} {what one two three four five six seven eight @?}"),
            []
        );
        assert_eq!(size_of::<QuoteFact>(), 104);
    }

    #[test]
    fn candidates_are_those_of_others() {
        let words = "we will not pay for the walls of other towns";
        let articles: Vec<_> =
            ["ana", "ana", "bo", "ana"].map(|who| facts(&format!("{{{words} @{who}}}"))).into();
        let table = QuoteTable::new(articles.iter().map(Vec::as_slice));
        assert!((0..4).all(|article| table.is_contested(article)));
        let found = |article: u32| {
            let place = QuotePlace { article, quote: 0 };
            let others = table.candidates(place, Some(article)).into_iter();
            others.map(|other| other.article).collect::<Vec<_>>()
        };
        assert_eq!((found(0), found(2)), (vec![2], vec![0]));
        let one = QuoteTable::new(articles[..2].iter().map(Vec::as_slice));
        assert!(!one.is_contested(0));
    }

    #[test]
    fn what_many_say_after_a_template_hides_nobody() {
        let said = |number: usize, who: &str| {
            let words =
                format!("lot {number} of the old harbour will be sold for {} crowns and soon", 7 * number);
            facts(&format!("{{{words} @{who}-{number}}}"))
        };
        let articles: Vec<_> =
            (0..200).map(|article| said(article / 2, ["ana", "bo"][article % 2])).collect();
        let table = QuoteTable::new(articles.iter().map(Vec::as_slice));
        for article in 0..200 {
            let others = table.candidates(QuotePlace { article, quote: 0 }, Some(article));
            assert!(others.iter().any(|other| other.article == article ^ 1), "{article}: {others:?}");
        }
    }
    #[test]
    fn a_part_of_what_many_say_is_found() {
        let begins = "we learned of the pact from the mayor";
        let mut articles: Vec<_> = (0..100)
            .map(|number| {
                facts(&format!("{{{begins} {number} days ago and told {number} others of it @who-{number}}}"))
            })
            .collect();
        articles.insert(50, facts(&format!("{{{begins} @ana}}")));
        let table = QuoteTable::new(articles.iter().map(Vec::as_slice));
        assert!(table.is_contested(50));
    }
}
