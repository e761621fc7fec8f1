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
