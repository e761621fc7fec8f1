-- `nvim --clean --headless -l writing.lua PLUGIN`, in the folder of the memo: writes it in another Neovim, key by key, with what
-- is offered there. `memo.keys` has what is typed; in `{{typed=>label}}` the label is what the proposal that is taken begins
-- with. The memo must end without findings.
local plugin = vim.uv.fs_realpath(arg[1])
local WAIT = 15000
-- How many keys it may take: without what is offered, its text alone has some 4,000 characters.
local MOST = 2400
local count = 0

local neovim = vim.fn.jobstart({ vim.v.progpath, '--clean', '--embed', '--headless' }, { rpc = true })
local function lua(code, ...)
  return vim.rpcrequest(neovim, 'nvim_exec_lua', code, { ... })
end

local function eventually(what, get)
  local last
  local came = vim.wait(WAIT, function()
    last = get()
    return last
  end, 10)
  assert(came, 'never: ' .. what .. '; the text is ' .. lua('return vim.api.nvim_get_current_line()'))
  return last
end

local function press(keys, times)
  count = count + (times or 1)
  vim.rpcrequest(neovim, 'nvim_input', keys)
end

local function type_text(text)
  for _, character in ipairs(vim.fn.split(text, '\\zs')) do
    press(character == '\n' and '<CR>' or character == '<' and '<lt>' or character)
  end
  -- What was typed has arrived.
  lua('return 1')
end

local function offered()
  return lua([[
    local info = vim.fn.complete_info({ 'pum_visible', 'items' })
    return info.pum_visible == 1 and vim.tbl_map(function(item) return item.abbr ~= '' and item.abbr or item.word end, info.items) or {}
  ]])
end

--- Takes the proposal whose label begins so: down to it, and Ctrl-Y.
local function take(label)
  local last = {}
  local at = vim.wait(WAIT, function()
    last = offered()
    for _, name in ipairs(last) do
      if vim.startswith(name, label) then
        return true
      end
    end
    return false
  end, 10)
  assert(at, ('“%s” is not offered, but %s'):format(label, vim.inspect(last)))
  for down, name in ipairs(last) do
    press('<Down>')
    if vim.startswith(name, label) then
      eventually('the choice', function()
        return lua([[return vim.fn.complete_info({ 'selected' }).selected]]) == down - 1
      end)
      break
    end
  end
  press('<C-Y>')
  eventually('the menu is closed', function()
    return #offered() == 0
  end)
end

lua(
  [[
  local plugin = ...
  vim.opt.runtimepath:prepend(plugin)
  vim.opt.packpath:prepend(plugin)
  vim.cmd('filetype plugin on')
  vim.cmd.runtime({ 'ftdetect/*.lua', bang = true })
  vim.cmd.runtime({ 'plugin/briefcheck.lua', bang = true })
  vim.lsp.enable('briefcheck')
  vim.o.swapfile = false
  vim.cmd.edit('memo.brief')
]],
  plugin
)
eventually('the server is attached', function()
  return lua([[
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'briefcheck' })[1]
    return client ~= nil and client.initialized == true
  ]])
end)

-- A plugin that closes marks as they are opened leaves the cursor between them.
press('i')
type_text('Petra Quill said: ""')
press('<Left>')
type_text('Nob')
take('Nobody at this table')
local closed = lua('return vim.api.nvim_get_current_line()')
local is_closed_once = closed:find('^Petra Quill said: "Nobody at this table[^"]*" %[@[^"]*%]$') ~= nil
io.stdout:write((is_closed_once and 'ok' or 'FAILED') .. ' a mark that was closed as it was opened is closed once\n')
if not is_closed_once then
  io.stdout:write('    ' .. closed .. '\n')
end
press('<Esc>')
lua('vim.api.nvim_buf_set_lines(0, 0, -1, false, {})')

count = 0
press('i')
local keys = vim.trim(table.concat(vim.fn.readfile('memo.keys'), '\n'))
local from = 1
while from <= #keys do
  local open, close, typed, label = keys:find('{{(.-)=>(.-)}}', from)
  type_text(keys:sub(from, (open or #keys + 1) - 1))
  if not open then
    break
  end
  type_text(typed)
  take(label)
  from = close + 1
end
press('<Esc>')
press(':w<CR>', 3)

local text = lua('return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\\n")')
local words = #vim.split(vim.trim((text:gsub(' %[@[^%]]*%]', ''))), '%s+')
-- A last finding would come with the last check, which the diagnostics of a sentence that is wrong show to be over.
vim.wait(1000)
local findings = lua([[return vim.tbl_map(function(found) return found.code .. ': ' .. found.message end, vim.diagnostic.get(0))]])
io.stdout:write(('    %d keystrokes for %d words without the citations\n'):format(count, words))
local passed = is_closed_once and #findings == 0 and count <= MOST
io.stdout:write((passed and 'ok' or 'FAILED') .. ' a memo is written with what is offered, and ends without findings\n')
if not passed then
  io.stdout:write('    ' .. table.concat(findings, '\n    ') .. '\n')
end
vim.rpcnotify(neovim, 'nvim_command', 'qall!')
vim.fn.jobwait({ neovim }, 2000)
os.exit(passed and 0 or 1)
