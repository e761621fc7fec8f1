; Under the names of the text objects of Neovim's plugins, then under those of Helix.

(quotation) @quotation.outer
[(citation) (citation_in_text)] @citation.outer
(key) @citation.inner
(section) @section.outer

(section) @class.around
[(list_item) (table_row)] @entry.around
[(comment) (directive)] @comment.around
