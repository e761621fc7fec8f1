--- Text objects of the parser: quotations, citations, sections.
local M = {}

--- Selects the smallest object under the cursor that `queries/briefing/textobjects.scm` captures as this kind; `inner`
--- leaves out the marks at its ends.
---@param kind 'quotation'|'citation'|'section'
---@param part 'inner'|'outer'
function M.select(kind, part)
  local capture = kind .. '.outer'
  local parser = vim.treesitter.get_parser(0, 'briefing', { error = false })
  local query = vim.treesitter.query.get('briefing', 'textobjects')
  if not (parser and query) then
    return
  end
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  row = row - 1
  local best, best_length
  local root = parser:parse()[1]:root()
  for id, node in query:iter_captures(root, 0, row, row + 1) do
    if query.captures[id] == capture and vim.treesitter.is_in_node_range(node, row, column) then
      local length = node:byte_length()
      if not best or length < best_length then
        best, best_length = node, length
      end
    end
  end
  if not best then
    return
  end
  local from_row, from_column, to_row, to_column = best:range()
  if part == 'inner' and kind == 'quotation' then
    from_row, from_column = best:child(0):end_()
    to_row, to_column = best:child(best:child_count() - 1):start()
  elseif part == 'inner' and kind == 'citation' then
    from_column, to_column = from_column + 1, to_column - 1
  end
  if to_column == 0 then
    to_row = to_row - 1
    to_column = #vim.fn.getline(to_row + 1)
  end
  if vim.api.nvim_get_mode().mode:match('^[vV\22]') then
    vim.cmd('normal! \27')
  end
  vim.api.nvim_win_set_cursor(0, { from_row + 1, from_column })
  vim.cmd('normal! v')
  vim.api.nvim_win_set_cursor(0, { to_row + 1, math.max(to_column - 1, 0) })
end

return M
