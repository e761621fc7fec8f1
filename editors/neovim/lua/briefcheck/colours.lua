--- The colours of what the server tells of each item: by what came of it, and by how grave it is.
local M = {}

--- A token's type, by itself.
local TYPES = { quotation = 'String', figure = 'Number', key = 'Label', locator = 'Constant', directive = 'Comment' }

--- What came of it. Of a whole claim only what is wrong is coloured: else every sentence would be.
local ITEMS = { 'quotation', 'figure', 'name' }
local GRAVE = { error = 'DiagnosticError', warning = 'DiagnosticWarn', information = 'DiagnosticInfo' }

--- Links the groups, unless somebody has set them otherwise.
function M.link()
  for _, filetype in ipairs({ 'briefing', 'markdown' }) do
    local function link(name, group)
      vim.api.nvim_set_hl(0, ('@lsp.%s.%s'):format(name, filetype), { link = group, default = true })
    end
    for kind, group in pairs(TYPES) do
      link('type.' .. kind, group)
    end
    for _, kind in ipairs(ITEMS) do
      link(('typemod.%s.verified'):format(kind), 'DiagnosticOk')
      for modifier, group in pairs(GRAVE) do
        link(('typemod.%s.%s'):format(kind, modifier), group)
      end
    end
    for modifier, group in pairs({ error = 'DiagnosticError', warning = 'DiagnosticWarn' }) do
      link(('typemod.claim.%s'):format(modifier), group)
    end
  end
end

return M
