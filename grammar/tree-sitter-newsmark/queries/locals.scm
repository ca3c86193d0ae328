(file) @local.scope

; An entity is defined by its record, or where a label says what it is.
(entity_record id: (entity) @local.definition)
(mention (tail . (entity) @local.definition . (label)))

; An id by the quotation that carries it.
(quote (tail (id) @local.definition))
(id_record id: (id) @local.definition)

(entity) @local.reference
(id) @local.reference
(continued_id) @local.reference
