--- Which buffers the server is for.
local M = {}

--- What makes a folder a workspace.
local SIGNS = { 'briefcheck.toml', '.git' }

--- Whether the front matter of a buffer declares sources.
local function declares_sources(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, 200, false)
  if not (lines[1] or ''):match('^%-%-%-%s*$') then
    return false
  end
  for at = 2, #lines do
    if lines[at]:match('^%-%-%-%s*$') or lines[at]:match('^%.%.%.%s*$') then
      return false
    elseif lines[at]:match('^sources%s*:') then
      return true
    end
  end
  return false
end

--- Whether a buffer is a briefing by its name or its front matter.
---@param buffer integer
---@return boolean
function M.is(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  return name:match('%.brief$') ~= nil
    or name:match('%.brief%.md$') ~= nil
    or (vim.bo[buffer].filetype == 'markdown' and declares_sources(buffer))
end

--- The workspace of a buffer; nil if the server has nothing to do with it.
---@param buffer integer
---@return string?
function M.root(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  if name == '' or vim.bo[buffer].buftype ~= '' then
    return nil
  end
  -- With a configuration, the server knows which Markdown it includes, and which texts are sources.
  local configured = vim.fs.root(buffer, 'briefcheck.toml')
  if configured then
    return configured
  elseif M.is(buffer) then
    return vim.fs.root(buffer, SIGNS) or vim.fs.dirname(name)
  end
  -- A source of a briefing that is open.
  for _, client in ipairs(vim.lsp.get_clients({ name = 'briefcheck' })) do
    local root = client.config.root_dir
    if root and vim.fs.relpath(root, name) then
      return root
    end
  end
  return nil
end

return M
