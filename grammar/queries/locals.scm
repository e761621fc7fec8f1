(document) @local.scope

(footnote_definition (footnote_label) @local.definition)
(footnote_reference (footnote_label) @local.reference)

(link_definition (link_label) @local.definition)
(link (link_label) @local.reference)
(image (link_label) @local.reference)
