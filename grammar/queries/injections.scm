((front_matter_text) @injection.content
  (#set! injection.language "yaml"))

(fenced_code_block
  (info_string (language) @injection.language)
  (code_text) @injection.content)

((html_block) @injection.content
  (#set! injection.language "html")
  (#set! injection.include-children))

((html_tag) @injection.content
  (#set! injection.language "html")
  (#set! injection.combined))
