---@brief
---
--- https://github.com/briefcheck/briefcheck
---
--- Holds the quotations, figures, names and claims of briefings (Markdown with pandoc citations) against the sources that
--- they cite. `uv tool install briefcheck`, `npm install -g briefcheck` or an archive of a release puts it on the path.

---@type vim.lsp.Config
return {
  cmd = { 'briefcheck', 'lsp' },
  filetypes = { 'briefing', 'markdown' },
  root_markers = { 'briefcheck.toml', '.git' },
}
