(mention) @mention.outer
(mention (content) @mention.inner)

(quote) @quote.outer
(quote (content) @quote.inner)

(paragraph) @paragraph.inner
(paragraph) @paragraph.outer

(comment) @comment.outer
