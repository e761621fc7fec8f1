; Front matter and comments

(front_matter) @comment.documentation
(comment) @comment
(directive) @keyword.directive

; Blocks

(heading) @markup.heading
(heading_mark) @punctuation.special
(thematic_break) @punctuation.special
(block_quotation) @markup.quote
(block_quotation_mark) @punctuation.special
(list_marker) @markup.list
(task_marker) @markup.list.checked
(table_header (table_cell) @markup.heading)
(table_delimiter_row) @punctuation.special
[(fenced_code_block) (indented_code_block)] @markup.raw.block
(code_fence) @punctuation.delimiter
(language) @label
(html_block) @markup.raw.block
(admonition_mark) @punctuation.special

; Emphasis

(emphasis) @markup.italic
(strong_emphasis) @markup.strong
(strikethrough) @markup.strikethrough
(emphasis_mark) @punctuation.delimiter

; Quotations and figures

(quotation) @string
(quotation_mark) @punctuation.delimiter
(figure) @number

; Citations

[(citation) (citation_in_text)] @markup.link
(key) @markup.link.label
(citation_prefix) @comment
(citation_suffix) @string.special
(suppress_author) @operator
(malformed_citation) @error

; Footnotes

[(footnote_reference) (inline_note)] @markup.link
(footnote_label) @label

; Links

(link_text) @markup.link.label
(image_description) @markup.link.label
(link_label) @markup.link.label
[(link_target) (autolink) (url)] @markup.link.url
(link_title) @string

; The rest

(code_span) @markup.raw
(html_tag) @tag
(entity) @string.escape
(escape) @string.escape
(hard_break) @string.escape
