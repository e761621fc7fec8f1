vim.bo.commentstring = '<!-- %s -->'
vim.wo[0][0].linebreak = true

-- Without the parser, Markdown's own highlighting is near enough.
if vim.treesitter.language.add('briefing') then
  vim.treesitter.start(0, 'briefing')
  vim.wo[0][0].foldexpr = 'v:lua.vim.treesitter.foldexpr()'
else
  vim.bo.syntax = 'markdown'
end

vim.b.undo_ftplugin = (vim.b.undo_ftplugin or '') .. '\n setl commentstring< linebreak< foldexpr< | syntax clear'
