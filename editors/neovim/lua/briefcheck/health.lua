local M = {}

local OLDEST = '0.1.0'

function M.check()
  local health = vim.health
  health.start('briefcheck')
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
  else
    health.error('Neovim is too old', 'install 0.11 or later')
  end

  local command = vim.lsp.config.briefcheck.cmd[1]
  local program = vim.fn.exepath(command)
  if program == '' then
    health.error(command .. ' is not on the path', {
      'in a clone of the project: cargo install --path server/briefcheck',
      "or say where it is: vim.lsp.config('briefcheck', { cmd = { '/path/to/briefcheck', 'lsp' } })",
    })
  else
    local said = vim.trim(vim.system({ program, '--version' }, { text = true }):wait().stdout or '')
    local version = said:match('^briefcheck (%d+%.%d+%.%d+)')
    if not version then
      health.error(program .. ' does not say its version', 'is it briefcheck?')
    elseif vim.version.lt(version, OLDEST) then
      health.error(program .. ' is ' .. version, 'install ' .. OLDEST .. ' or later')
    else
      health.ok(program .. ', version ' .. version)
    end
  end

  if vim.lsp.is_enabled('briefcheck') then
    local attached = #vim.lsp.get_clients({ name = 'briefcheck' })
    health.ok(('the server is enabled, %d running'):format(attached))
  else
    health.warn('the server is not enabled', "put vim.lsp.enable('briefcheck') into init.lua")
  end

  if vim.treesitter.language.add('briefing') then
    health.ok('the tree-sitter parser is installed')
    for _, name in ipairs({ 'highlights', 'folds', 'injections', 'locals', 'textobjects' }) do
      local read, query = pcall(vim.treesitter.query.get, 'briefing', name)
      if not (read and query) then
        health.error('the query ' .. name .. ' can not be read', 'build the parser again: :BriefcheckBuildParser')
      end
    end
  else
    health.warn('the tree-sitter parser is not installed', ':BriefcheckBuildParser')
  end
end

return M
