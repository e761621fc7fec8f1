--- Builds the tree-sitter parser out of the grammar that comes with the plugin.
local M = {}

--- The grammar's sources: in the plugin's own folder where it stands alone, else in the repository around it.
local function sources()
  local here = vim.uv.fs_realpath(debug.getinfo(1, 'S').source:sub(2))
  local plugin = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(here)))
  local own = vim.fs.joinpath(plugin, 'grammar', 'src')
  if vim.uv.fs_stat(own) then
    return own
  end
  return vim.fs.joinpath(vim.fs.dirname(vim.fs.dirname(plugin)), 'grammar', 'src')
end

--- Where the parser is put: a folder that Neovim looks into by itself.
function M.path()
  return vim.fs.joinpath(vim.fn.stdpath('data'), 'site', 'parser', 'briefing.so')
end

--- Builds the parser with a C compiler, out of `CC` or on the path.
---@return boolean done
function M.build()
  local source = sources()
  local path = M.path()
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  local command = { vim.env.CC or 'cc', '-O2', '-fPIC', '-shared', '-std=c11', '-I', source, '-o', path }
  vim.list_extend(command, { vim.fs.joinpath(source, 'parser.c'), vim.fs.joinpath(source, 'scanner.c') })
  local started, run = pcall(vim.system, command, { text = true })
  local result = started and run:wait() or { code = 1, stderr = tostring(run) }
  if result.code ~= 0 then
    vim.notify('briefcheck: the parser could not be built:\n' .. result.stderr, vim.log.levels.ERROR)
    return false
  end
  vim.notify('briefcheck: the parser is at ' .. path)
  return true
end

return M
