--- What was read out of a source that is no text (a PDF, a web page), in a buffer that "go to" leads to.
local M = {}

local NAMESPACE = vim.api.nvim_create_namespace('briefcheck.reading')
local METHOD = 'briefcheck/reading'
local LONGEST = 10000

--- What leads from a line to the file itself, by buffer.
local shown = {}

--- Opens the file at the page that the cursor is on.
local function open_file(buffer)
  local reading = shown[buffer]
  local line = vim.api.nvim_win_get_cursor(0)[1] - 1
  local file = reading.file
  for _, place in ipairs(reading.places) do
    if place.line <= line then
      file = place.file
    end
  end
  vim.ui.open(file)
end

--- Fills the buffer of a `briefcheck:` address.
---@param buffer integer
function M.read(buffer)
  local client = vim.lsp.get_clients({ name = 'briefcheck' })[1]
  local params = { textDocument = { uri = vim.api.nvim_buf_get_name(buffer) } }
  local answer = client and client:request_sync(METHOD, params, LONGEST, buffer)
  local reading = answer and answer.result
  local is_some = reading and reading ~= vim.NIL
  local lines = is_some and vim.split(reading.text, '\n', { plain = true }) or { 'Nothing was read out of this file.' }
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].swapfile = false
  if not is_some then
    return
  end
  shown[buffer] = reading
  for _, place in ipairs(reading.places) do
    vim.api.nvim_buf_set_extmark(buffer, NAMESPACE, math.min(place.line, #lines - 1), 0, {
      virt_lines = { { { place.name, 'Title' } } },
      virt_lines_above = true,
    })
  end
  vim.keymap.set('n', '<CR>', function()
    open_file(buffer)
  end, { buffer = buffer, desc = 'Open the file itself at this page' })
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = buffer,
    callback = function()
      shown[buffer] = nil
    end,
  })
end

return M
