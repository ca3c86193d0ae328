; For Neovim a mention, a quote, a paragraph. Helix has a fixed set: a quote goes as a function, a paragraph as a class,
; a mention as an entry.

(mention) @mention.outer @entry.around
(mention (content) @mention.inner @entry.inside)

(quote) @quote.outer @function.around
(quote (content) @quote.inner @function.inside)

(paragraph) @paragraph.outer @paragraph.inner @class.around @class.inside

(comment) @comment.outer @comment.around @comment.inside
