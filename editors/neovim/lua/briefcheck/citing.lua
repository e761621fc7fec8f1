--- Citations that are put in at the cursor, and the report.
local M = {}

local function client_of(buffer)
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'briefcheck' })[1]
  if not client then
    vim.notify('briefcheck: no server is attached to this buffer; see :checkhealth briefcheck', vim.log.levels.WARN)
  end
  return client
end

local function put(text)
  vim.api.nvim_put({ text }, 'c', vim.fn.mode() ~= 'i', true)
end

--- Lets somebody choose a source by its key, title or author, and cites it.
function M.cite()
  local client = client_of(0)
  if not client then
    return
  end
  client:request('briefcheck/sources', { textDocument = vim.lsp.util.make_text_document_params(0) }, function(_, found)
    if not found or found == vim.NIL then
      return
    end
    local sources = vim.list_extend(vim.deepcopy(found.sources), found.others or {})
    vim.ui.select(sources, {
      prompt = 'Cite a source',
      format_item = function(source)
        local about = vim.tbl_filter(function(words)
          return words ~= '' and words ~= source.key
        end, { source.title, source.author or '', source.detail })
        return table.concat(vim.list_extend({ source.key }, about), ' – ')
      end,
    }, function(source)
      if source then
        put('[@' .. source.key .. ']')
      end
    end)
  end, 0)
end

--- Puts what a register holds as a quotation with its citation; what no source has, as it is.
function M.paste(register)
  local client = client_of(0)
  if not client then
    return
  end
  local text = vim.fn.getreg(register)
  local params = { textDocument = vim.lsp.util.make_text_document_params(0), text = text }
  client:request('briefcheck/quote', params, function(_, found)
    local is_known = found and found ~= vim.NIL
    if not is_known then
      vim.notify('briefcheck: no source has what was copied; it is put as it is', vim.log.levels.INFO)
    end
    put(is_known and found.text or (text:gsub('%s+$', '')))
  end, 0)
end

--- Opens what the claim under the cursor rests on: a text at its words, anything else in its own program, at its page.
function M.open()
  if require('briefcheck.reading').open() then
    return
  end
  local client = client_of(0)
  if not client then
    return
  end
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client:request('briefcheck/evidence', place, function(_, found)
    for _, item in ipairs(found and found ~= vim.NIL and found.items or {}) do
      local passage = item.passages[1]
      if passage and passage.file and passage.file ~= vim.NIL then
        vim.ui.open(passage.file)
        return
      elseif passage then
        vim.lsp.util.show_document(passage.location, client.offset_encoding, { focus = true })
        return
      end
    end
    vim.notify('briefcheck: no source has a passage for this', vim.log.levels.INFO)
  end, 0)
end

--- Makes the evidence report and opens it in the browser, at the item under the cursor.
function M.report()
  local client = client_of(0)
  if not client then
    return
  end
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local arguments = { { uri = place.textDocument.uri, position = place.position } }
  local params = { command = 'briefcheck.report', arguments = arguments }
  client:request('workspace/executeCommand', params, function(failure, made)
    if failure then
      vim.notify('briefcheck: ' .. failure.message, vim.log.levels.ERROR)
      return
    end
    local item = made.item and made.item ~= vim.NIL and '#' .. made.item or ''
    vim.ui.open(made.uri .. item)
  end, 0)
end

--- Selects a range, for the next key to replace it.
function M.select(range, encoding)
  local function column(place)
    local line = vim.api.nvim_buf_get_lines(0, place.line, place.line + 1, false)[1] or ''
    return vim.str_byteindex(line, encoding, place.character, false)
  end
  vim.api.nvim_win_set_cursor(0, { range.start.line + 1, column(range.start) })
  vim.cmd('normal! v')
  vim.api.nvim_win_set_cursor(0, { range['end'].line + 1, math.max(column(range['end']) - 1, 0) })
  vim.api.nvim_feedkeys(vim.keycode('<C-G>'), 'n', false)
end

return M
