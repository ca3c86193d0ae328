; Names that Neovim, Helix and tree-sitter's own command line know. No node gets two of them, since editors differ in
; which one counts.

(headline) @markup.heading.1
(crosshead) @markup.heading.2
(headline "#" @punctuation.special)
(crosshead "##" @punctuation.special)

; What is quoted, and what is mentioned as what.

(quote (content) @string)

(mention (content) @type (tail . [(entity) (unknown) (id) (continued_id)]))
(mention (content) @constant.numeric (tail . (date)))
(mention (content) @keyword (tail . (label) @_label (#eq? @_label ":cue")))
(mention (content) @attribute (tail . (label) @_label (#eq? @_label ":role")))
(mention (content) @type (tail . (label) @_label (#not-eq? @_label ":cue") (#not-eq? @_label ":role")))

["[" "]" "{" "}"] @punctuation.bracket

(entity) @variable
(unknown) @variable.builtin
(date) @constant.numeric
(label) @label
(id) @constant
(continued_id) @constant
(suggestion) @punctuation.special

(escape "\\" @constant.character.escape)
(comment) @comment

; Records

(fence "---" @punctuation.special)
(entity_record "|" @punctuation.delimiter)
(metadata ":" @punctuation.delimiter)
(field ":" @punctuation.delimiter)
(key) @attribute
(value) @string
(name) @type
(alias) @type
