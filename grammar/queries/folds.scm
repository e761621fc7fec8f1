[
  (front_matter)
  (section)
  (list)
  (list_item)
  (block_quotation)
  (table)
  (fenced_code_block)
  (indented_code_block)
  (html_block)
  (comment)
  (footnote_definition)
  (admonition)
] @fold
