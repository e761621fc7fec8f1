--- What was read out of a source that is no text (a PDF, a web page), in a buffer that "go to" leads to.
local M = {}

local NAMESPACE = vim.api.nvim_create_namespace('briefcheck.reading')
local METHOD = 'briefcheck/reading'
local LONGEST = 10000

--- What leads from a line to the file itself, by buffer.
local shown = {}

--- The page, chapter or sheet that the cursor is on, with the file there.
local function place_of(reading)
  local line = vim.api.nvim_win_get_cursor(0)[1] - 1
  local here = { name = '', file = reading.file }
  for _, place in ipairs(reading.places) do
    if place.line <= line then
      here = place
    end
  end
  return here
end

--- Opens the file that the current buffer has the words of, at the page of the cursor; false if it has those of none.
---@return boolean
function M.open()
  local reading = shown[vim.api.nvim_get_current_buf()]
  if reading then
    vim.ui.open(place_of(reading).file)
  end
  return reading ~= nil
end

--- What stands above the window: where the cursor is, and that the file itself can be opened there.
function M.title()
  local reading = shown[vim.api.nvim_get_current_buf()]
  if not reading then
    return ''
  end
  local name = vim.fs.basename(vim.uri_to_fname(reading.file))
  local place = place_of(reading).name
  local where = place == '' and name or place .. ' of ' .. name
  return (where .. ': <CR> opens the file there'):gsub('%%', '%%%%')
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
    -- Above the first line nothing is drawn; the title has its page.
    vim.api.nvim_buf_set_extmark(buffer, NAMESPACE, math.min(place.line, #lines - 1), 0, {
      virt_lines = { { { place.name, 'Title' } } },
      virt_lines_above = true,
    })
  end
  local function entitle()
    vim.wo[0][0].winbar = "%{%v:lua.require'briefcheck.reading'.title()%}"
  end
  entitle()
  vim.api.nvim_create_autocmd('BufWinEnter', { buffer = buffer, callback = entitle })
  vim.keymap.set('n', '<CR>', M.open, { buffer = buffer, desc = 'Open the file itself at this page' })
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = buffer,
    callback = function()
      shown[buffer] = nil
    end,
  })
end

return M
