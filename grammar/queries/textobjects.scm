; Under the names of Neovim's text objects, and under those of Helix where it has them.

(quotation) @quotation.outer
(quotation (quotation_text) @quotation.inner)
