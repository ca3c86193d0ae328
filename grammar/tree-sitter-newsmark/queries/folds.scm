[
  (fence)
  (entity_record)
  (id_record)
] @fold
