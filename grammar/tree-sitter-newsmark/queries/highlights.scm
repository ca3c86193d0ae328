; The names are those of Neovim and nvim-treesitter. Where several fit, the last counts.

(headline) @markup.heading.1
(crosshead) @markup.heading.2
(headline "#" @punctuation.special)
(crosshead "##" @punctuation.special)

; What is quoted, and what is mentioned as what.

(quote (content) @string)
(mention (content) @type)
(mention (content) @number (tail . (date)))
(mention (content) @attribute (tail . (label) @_role (#eq? @_role ":role")))
(mention (content) @keyword (tail . (label) @_cue (#eq? @_cue ":cue")))

["[" "]" "{" "}"] @punctuation.bracket

(entity) @variable
(unknown) @variable.builtin
(date) @number
(label) @label
(id) @constant
(continued_id) @constant
(suggestion) @punctuation.special

(escape "\\" @string.escape)
(comment) @comment

; Records

(fence "---" @punctuation.special)
(entity_record "|" @punctuation.delimiter)
(key) @property
(metadata ":" @punctuation.delimiter)
(field ":" @punctuation.delimiter)
(value) @string
(entity_record name: (name) @type)
(entity_record alias: (alias) @type)
