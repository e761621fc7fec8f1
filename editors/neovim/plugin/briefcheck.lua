if vim.g.loaded_briefcheck then
  return
end
vim.g.loaded_briefcheck = true

vim.api.nvim_create_user_command('BriefcheckEvidence', function()
  require('briefcheck.evidence').open()
end, { desc = 'Show what the claim under the cursor rests on' })

vim.api.nvim_create_user_command('BriefcheckBuildParser', function()
  require('briefcheck.parser').build()
end, { desc = 'Build the tree-sitter parser of briefings' })

local function command(name, work, options)
  vim.api.nvim_create_user_command(name, work, options)
end

command('BriefcheckCite', function()
  require('briefcheck.citing').cite()
end, { desc = 'Choose a source and cite it' })

command('BriefcheckPaste', function(call)
  require('briefcheck.citing').paste(call.reg ~= '' and call.reg or '"')
end, { register = true, desc = 'Put what was copied from a source as a quotation with its citation' })

command('BriefcheckOpen', function()
  require('briefcheck.citing').open()
end, { desc = 'Open what the claim under the cursor rests on, a PDF at its page' })

command('BriefcheckReport', function()
  require('briefcheck.citing').report()
end, { desc = 'Open the evidence report at the item under the cursor' })

require('briefcheck.colours').link()

-- What is completed is offered as one types, unless another plugin does so or `vim.g.briefcheck_complete` is false.
vim.api.nvim_create_autocmd('LspAttach', {
  group = vim.api.nvim_create_augroup('briefcheck', { clear = true }),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    local is_taken = package.loaded['cmp'] or package.loaded['blink.cmp']
    if client and client.name == 'briefcheck' and vim.g.briefcheck_complete ~= false and not is_taken then
      -- Neovim asks at these characters alone, and names go on with any letter.
      local provider = client.server_capabilities.completionProvider
      if provider and not vim.list_contains(provider.triggerCharacters or {}, 'a') then
        provider.triggerCharacters = vim.list_extend(provider.triggerCharacters or {}, vim.fn.split('abcdefghijklmnopqrstuvwxyz', '\\zs'))
      end
      vim.lsp.completion.enable(true, client.id, event.buf, {
        autotrigger = true,
        -- By itself, Neovim 0.11 takes no more of an edit than its first word.
        convert = function(item)
          local is_snippet = item.insertTextFormat == vim.lsp.protocol.InsertTextFormat.Snippet
          -- Beside a long quotation there must be room for where it stands.
          local is_long = vim.fn.strchars(item.label) > 50
          return {
            abbr = is_long and vim.fn.strcharpart(item.label, 0, 49) .. '…' or item.label,
            word = not is_snippet and item.textEdit and item.textEdit.newText or nil,
            menu = item.labelDetails and item.labelDetails.description or '',
            kind = '',
            user_data = {
              nvim = { lsp = { completion_item = item, client_id = client.id } },
              briefcheck = { behind = require('briefcheck.completing').behind(item, client.offset_encoding) },
            },
          }
        end,
      })
      -- What is offered is looked at before it is taken.
      vim.opt_local.completeopt = { 'menuone', 'noselect', 'popup' }
    end
  end,
})

vim.api.nvim_create_autocmd('CompleteDone', {
  group = vim.api.nvim_create_augroup('briefcheck.completing', { clear = true }),
  callback = function()
    require('briefcheck.completing').done(vim.v.completed_item, vim.v.event.reason)
  end,
})

-- What somebody should write is selected.
vim.lsp.commands['briefcheck.select'] = function(call, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  require('briefcheck.citing').select(call.arguments[2], client.offset_encoding)
end

-- What was read out of a source that is no text.
vim.api.nvim_create_autocmd('BufReadCmd', {
  group = vim.api.nvim_create_augroup('briefcheck.reading', { clear = true }),
  pattern = 'briefcheck://*',
  callback = function(event)
    require('briefcheck.reading').read(event.buf)
  end,
})

-- The title of a lens, "3 claims", leads to its places.
vim.lsp.commands['briefcheck.showReferences'] = function(command, context)
  local locations = command.arguments[3]
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  vim.fn.setqflist({}, ' ', {
    title = command.title,
    items = vim.lsp.util.locations_to_items(locations, client.offset_encoding),
  })
  vim.cmd('botright copen')
end

for _, kind in ipairs({ 'quotation', 'citation', 'section' }) do
  for _, part in ipairs({ 'inner', 'outer' }) do
    vim.keymap.set({ 'o', 'x' }, ('<Plug>(briefcheck-%s-%s)'):format(kind, part), function()
      require('briefcheck.textobjects').select(kind, part)
    end, { desc = ('%s %s'):format(part, kind) })
  end
end
