--- The evidence of the claim under the cursor, in a split that follows it.
local M = {}

local NAMESPACE = vim.api.nvim_create_namespace('briefcheck.evidence')
local METHOD = 'briefcheck/evidence'
local SIGNS = {
  verified = '✓',
  error = '✗',
  warning = '▲',
  info = '■',
  hint = '□',
  unconfirmed = '~',
  unverifiable = '?',
  checked = '●',
  allowed = '○',
  unasked = '–',
}
local GROUPS = {
  verified = 'DiagnosticOk',
  error = 'DiagnosticError',
  warning = 'DiagnosticWarn',
  info = 'DiagnosticInfo',
  hint = 'DiagnosticHint',
}

--- Text with marks: what is drawn into the split.
local Page = {}
Page.__index = Page

function Page.new()
  return setmetatable({ lines = { '' }, marks = {}, places = {} }, Page)
end

--- Adds text, in a highlight group.
function Page:add(text, group)
  for at, part in ipairs(vim.split(text, '\n', { plain = true })) do
    if at > 1 then
      self:line()
    end
    local row = #self.lines
    local from = #self.lines[row]
    self.lines[row] = self.lines[row] .. part
    if group and part ~= '' then
      table.insert(self.marks, { row - 1, from, row - 1, #self.lines[row], group })
    end
  end
end

--- Ends the line; `place` is where <CR> leads from it.
function Page:line(place)
  self.places[#self.lines] = place
  table.insert(self.lines, '')
end

local function draw(evidence)
  local page = Page.new()
  page:add(evidence.text:gsub('%s+', ' '), 'Title')
  page:line()
  for _, item in ipairs(evidence.items) do
    page:line()
    page:add((SIGNS[item.state] or '?') .. ' ', GROUPS[item.state] or 'Comment')
    if item.kind ~= 'claim' then
      page:add(item.text:gsub('%s+', ' ') .. ' ', '@markup.strong')
    end
    page:add(item.kind, 'Comment')
    page:line()
    if item.message ~= '' then
      page:add('  ' .. item.message, 'Comment')
      page:line()
    end
    for _, passage in ipairs(item.passages) do
      page:add('  ' .. passage.title, '@markup.link')
      local detail = vim.tbl_filter(function(part)
        return part ~= ''
      end, { passage.detail, passage.place })
      page:add(', ' .. table.concat(detail, ', '), 'Comment')
      page:line(passage.location)
      page:add('  ')
      for _, piece in ipairs(passage.pieces) do
        page:add(piece.text:gsub('\n', ' '), piece.matched and 'Search' or nil)
      end
      page:line(passage.location)
    end
  end
  return page
end

local function show(buffer, page, encoding)
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, page.lines)
  vim.bo[buffer].modifiable = false
  vim.api.nvim_buf_clear_namespace(buffer, NAMESPACE, 0, -1)
  for _, mark in ipairs(page.marks) do
    local row, from, to_row, to, group = unpack(mark)
    vim.api.nvim_buf_set_extmark(buffer, NAMESPACE, row, from, { end_row = to_row, end_col = to, hl_group = group })
  end
  vim.b[buffer].briefcheck = { places = vim.empty_dict(), encoding = encoding }
  M.places[buffer] = { places = page.places, encoding = encoding }
end

--- Where <CR> leads, by buffer and line.
M.places = {}

local function follow(buffer)
  local shown = M.places[buffer]
  local place = shown and shown.places[vim.api.nvim_win_get_cursor(0)[1]]
  if place then
    vim.cmd('wincmd p')
    vim.lsp.util.show_document(place, shown.encoding, { focus = true })
  end
end

--- The buffer of the evidence, in a window of this tab page.
local function split()
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    local buffer = vim.api.nvim_win_get_buf(window)
    if vim.bo[buffer].filetype == 'briefcheck-evidence' then
      return buffer
    end
  end
  local buffer = vim.api.nvim_create_buf(false, true)
  local window = vim.api.nvim_open_win(buffer, false, { split = 'right', win = 0 })
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].filetype = 'briefcheck-evidence'
  vim.wo[window][0].wrap = true
  vim.wo[window][0].linebreak = true
  vim.wo[window][0].number = false
  vim.keymap.set('n', '<CR>', function()
    follow(buffer)
  end, { buffer = buffer, desc = 'Go to the passage' })
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'Close the evidence' })
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = buffer,
    callback = function()
      M.places[buffer] = nil
    end,
  })
  return buffer
end

local function nothing(words)
  local page = Page.new()
  page:add(words, 'Comment')
  return page
end

--- Asks for the evidence under the cursor and shows it in `buffer`.
local function update(buffer, client)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client:request(METHOD, params, function(failure, evidence)
    if not vim.api.nvim_buf_is_valid(buffer) or failure then
      return
    end
    local is_some = evidence and evidence ~= vim.NIL
    show(buffer, is_some and draw(evidence) or nothing('Nothing here needs a source.'), client.offset_encoding)
  end, 0)
end

--- Opens the split, which then follows the cursor until it is closed.
function M.open()
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'briefcheck' })[1]
  if not client then
    vim.notify('briefcheck: no server is attached to this buffer; see :checkhealth briefcheck', vim.log.levels.WARN)
    return
  end
  local known = vim.tbl_get(client.server_capabilities, 'experimental', 'briefcheck', 'evidence')
  if not known then
    -- An older server still says in its hover what it knows.
    vim.lsp.buf.hover()
    return
  end
  local briefing = vim.api.nvim_get_current_buf()
  local buffer = split()
  update(buffer, client)
  local group = vim.api.nvim_create_augroup('briefcheck.evidence', { clear = true })
  vim.api.nvim_create_autocmd({ 'CursorHold', 'CursorMoved', 'BufEnter' }, {
    group = group,
    buffer = briefing,
    callback = function()
      if not vim.api.nvim_buf_is_valid(buffer) or client:is_stopped() then
        return true
      end
      update(buffer, client)
    end,
  })
end

return M
