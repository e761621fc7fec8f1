; The project's highlights under the names that Zed's themes have.

(front_matter) @comment.doc
(comment) @comment
(directive) @keyword

(heading) @title
[(heading_mark) (block_quotation_mark) (thematic_break)] @punctuation.special
(list_marker) @punctuation.list_marker
[(fenced_code_block) (indented_code_block) (code_span)] @text.literal
(emphasis) @emphasis
(strong_emphasis) @emphasis.strong

(quotation) @string
(figure) @number

[(citation) (citation_in_text)] @link_text
(key) @label
(citation_suffix) @string.special
(malformed_citation) @hint

(link_text) @link_text
[(link_target) (autolink) (url)] @link_uri
[(entity) (escape)] @string.escape
