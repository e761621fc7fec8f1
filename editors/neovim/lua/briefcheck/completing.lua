--- What is taken of what is offered, where an editor's own way of taking it falls short.
local M = {}

--- What stands behind the cursor that a proposal replaces: a mark or bracket that was closed as it was opened. Neovim puts in the
--- new text and leaves that behind it.
---@param item lsp.CompletionItem
---@param encoding string
---@return string
function M.behind(item, encoding)
  local range = item.textEdit and item.textEdit.range
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  if not range or range['end'].line ~= row - 1 then
    return ''
  end
  local line = vim.api.nvim_get_current_line()
  return line:sub(column + 1, vim.str_byteindex(line, encoding, range['end'].character, false))
end

--- Takes that away when the proposal is taken.
---@param item table
---@param reason string?
function M.done(item, reason)
  local behind = vim.tbl_get(item, 'user_data', 'briefcheck', 'behind') or ''
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local is_there = vim.startswith(vim.api.nvim_get_current_line():sub(column + 1), behind)
  if behind ~= '' and is_there and (reason == nil or reason == 'accept') then
    vim.api.nvim_buf_set_text(0, row - 1, column, row - 1, column + #behind, { '' })
  end
end

return M
