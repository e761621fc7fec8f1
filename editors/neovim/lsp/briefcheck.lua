-- The configuration of the server, for `vim.lsp.enable('briefcheck')`.
local briefings = require('briefcheck.briefings')

---@type vim.lsp.Config
return {
  cmd = { 'briefcheck', 'lsp' },
  filetypes = { 'briefing', 'markdown', 'quarto', 'rmd', 'text', 'html' },
  -- Only briefings, and what they may cite, are the server's.
  root_dir = function(buffer, attach)
    local root = briefings.root(buffer)
    if root then
      attach(root)
    end
  end,
  init_options = { quiet = 60, reading = true },
  capabilities = {
    workspace = {
      -- Neovim does not watch files on Linux by itself, but does so well.
      didChangeWatchedFiles = { dynamicRegistration = true },
    },
  },
}
