-- `nvim --clean --headless -l test.lua PLUGIN`, in the workspace: drives Neovim as its users do.
local plugin = vim.uv.fs_realpath(arg[1])
local WAIT = 15000
local failed = 0

local function test(name, body)
  local start = vim.uv.hrtime()
  local passed, failure = xpcall(body, debug.traceback)
  io.stdout:write(('%s %s (%.1f s)\n'):format(passed and 'ok' or 'FAILED', name, (vim.uv.hrtime() - start) / 1e9))
  if not passed then
    failed = failed + 1
    io.stdout:write('    ' .. failure:gsub('\n', '\n    ') .. '\n')
  end
end

local function eventually(what, get)
  local last
  local came = vim.wait(WAIT, function()
    last = get()
    return last
  end, 20)
  assert(came, 'never: ' .. what)
  return last
end

local function buffer_text(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer or 0, 0, -1, false), '\n')
end

--- Opens a file and puts the cursor onto these words.
local function open(name, words)
  vim.cmd.edit({ name, bang = true })
  if words then
    vim.api.nvim_win_set_cursor(0, { 1, 0 })
    assert(vim.fn.search('\\V' .. words, 'c') > 0, name .. ' has no ' .. words)
  end
end

local function client()
  return eventually('the server is attached', function()
    local found = vim.lsp.get_clients({ bufnr = 0, name = 'briefcheck' })[1]
    return found and found.initialized and found
  end)
end

local function findings(rule)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.code == rule
  end, vim.diagnostic.get(0))
end

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return buffer_text(vim.api.nvim_win_get_buf(window))
    end
  end
end

-- As an init.lua does. `--clean` has looked for plugins already.
vim.opt.runtimepath:prepend(plugin)
vim.opt.packpath:prepend(plugin)
vim.cmd('filetype plugin on')
vim.cmd.runtime({ 'ftdetect/*.lua', bang = true })
vim.cmd.runtime({ 'plugin/briefcheck.lua', bang = true })
vim.notify = function(message)
  io.stdout:write('    ' .. message .. '\n')
end
vim.lsp.enable('briefcheck')
vim.o.swapfile = false
vim.o.hidden = true

test('the parser is built, and found', function()
  assert(require('briefcheck.parser').build())
  vim.opt.runtimepath:append(vim.fn.stdpath('data') .. '/site')
  assert(vim.treesitter.language.add('briefing'))
end)

test('a briefing has its file type and the server', function()
  open('note.brief')
  assert(vim.bo.filetype == 'briefing', vim.bo.filetype)
  assert(client().offset_encoding == 'utf-8', client().offset_encoding)
end)

test('an altered quotation is found', function()
  open('note.brief')
  local found = eventually('the finding', function()
    return findings('quote-altered')[1]
  end)
  assert(found.message:find('largest') and found.severity == vim.diagnostic.severity.ERROR, found.message)
  assert(vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})[1]:find('biggest'))
end)

test('a Markdown briefing stays Markdown and is checked', function()
  open('weekly.brief.md')
  assert(vim.bo.filetype == 'markdown')
  eventually('the finding', function()
    return findings('quote-altered')[1]
  end)
end)

test('what the configuration includes is checked', function()
  open('memos/included.md')
  eventually('the finding', function()
    return findings('figure-not-found')[1]
  end)
  open('memos/report.qmd', '4.2 million')
  client()
  vim.lsp.buf.hover()
  eventually('the hover in a document of Quarto', function()
    return (float() or ''):find('harbour.txt', 1, true)
  end)
  vim.cmd.fclose({ bang = true })
end)

test('a file of no workspace has no server', function()
  local path = vim.fn.tempname() .. '.md'
  vim.fn.writefile({ '# Notes', 'See [@key].' }, path)
  open(path)
  vim.wait(300)
  assert(#vim.lsp.get_clients({ bufnr = 0 }) == 0)
end)

test('the hover shows the words of the source', function()
  open('note.brief', 'biggest')
  client()
  vim.lsp.buf.hover()
  eventually('the hover', function()
    return (float() or ''):find('largest')
  end)
  vim.cmd.fclose({ bang = true })
end)

test('the definition is the passage of the source', function()
  open('note.brief', 'biggest')
  client()
  vim.lsp.buf.definition()
  eventually('the source', function()
    return vim.api.nvim_buf_get_name(0):match('sources/harbour%.txt$')
  end)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local rest = vim.api.nvim_get_current_line():sub(column + 1)
  assert(row == 1 and rest:find('largest volume in its history'), row .. ': ' .. rest)
end)

test('the definition in a page is the passage of what was read out of it', function()
  open('page.brief', 'never built')
  client()
  vim.lsp.buf.definition()
  eventually('the reading', function()
    return vim.api.nvim_buf_get_name(0):match('^briefcheck:.*sources/page%.html$')
  end)
  local column = vim.api.nvim_win_get_cursor(0)[2]
  local rest = vim.api.nvim_get_current_line():sub(column + 1)
  assert(rest:find('^never built to carry trains'), rest)
  assert(not vim.bo.modifiable)
end)

--- What was opened outside of the editor last.
local function opened()
  local file = io.open(vim.env.OPENED)
  local lines = file and vim.split(vim.trim(file:read('a')), '\n') or {}
  return lines[#lines]
end

test('the definition in a PDF is the passage on its page, and the file opens there', function()
  open('paper.brief', 'third crane')
  client()
  vim.lsp.buf.definition()
  eventually('the reading', function()
    return vim.api.nvim_buf_get_name(0):match('^briefcheck:.*sources/paper%.pdf$')
  end)
  local column = vim.api.nvim_win_get_cursor(0)[2]
  local line = vim.api.nvim_get_current_line()
  assert(line:sub(column + 1):find('^A third crane, which is older'), line)
  local function title()
    return vim.api.nvim_eval_statusline(vim.wo.winbar, { winid = 0, use_winbar = true }).str
  end
  assert(title() == 'p. 2 of paper.pdf: <CR> opens the file there', title())
  vim.api.nvim_feedkeys(vim.keycode('<CR>'), 'xm', false)
  eventually('the file at its page', function()
    return (opened() or ''):match('^file:///.*/sources/paper%.pdf#page=2$')
  end)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(title() == 'p. 1 of paper.pdf: <CR> opens the file there', title())
  vim.cmd.BriefcheckOpen()
  eventually('the file at the page of the cursor', function()
    return (opened() or ''):match('/sources/paper%.pdf#page=1$')
  end)
end)

test('a locator leads to its heading, its cell and its time', function()
  for _, place in ipairs({ { 'page', '.html', 'The cranes' }, { 'costs', '.csv', '830' }, { 'talk', '.srt', 'The ferry leaves' } }) do
    local key, ending, words = unpack(place)
    open('places.brief', key .. ',')
    client()
    vim.lsp.buf.definition()
    eventually('the reading of ' .. key, function()
      return vim.endswith(vim.api.nvim_buf_get_name(0), key .. ending)
    end)
    local rest = vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
    assert(vim.startswith(rest, words), rest)
  end
end)

test('the file that a claim rests on is opened at its page', function()
  open('paper.brief', 'third crane')
  client()
  vim.fn.writefile({}, vim.env.OPENED)
  vim.cmd.BriefcheckOpen()
  eventually('the file at its page', function()
    return (opened() or ''):match('/sources/paper%.pdf#page=2$')
  end)
end)

test('a passage of a source has its references', function()
  open('sources/harbour.txt', 'largest volume')
  client()
  local listed
  vim.lsp.buf.references(nil, {
    on_list = function(list)
      listed = list.items
    end,
  })
  eventually('the references', function()
    return listed
  end)
  assert(vim.iter(listed):any(function(item)
    return item.filename:match('note%.brief$')
  end), vim.inspect(listed))
end)

test('the evidence follows the cursor in a split', function()
  open('note.brief', 'biggest')
  client()
  vim.cmd('BriefcheckEvidence')
  local function shown()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      local buffer = vim.api.nvim_win_get_buf(window)
      if vim.bo[buffer].filetype == 'briefcheck-evidence' then
        return buffer, buffer_text(buffer)
      end
    end
  end
  eventually('the passage', function()
    local _, text = shown()
    return text and text:find('the largest volume in its history', 1, true)
  end)
  local buffer = shown()
  local namespace = vim.api.nvim_get_namespaces()['briefcheck.evidence']
  local marked = vim.iter(vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, { details = true })):filter(function(mark)
    return mark[4].hl_group == 'Search'
  end)
  local first = marked:next()
  local words = vim.api.nvim_buf_get_text(buffer, first[2], first[3], first[4].end_row, first[4].end_col, {})[1]
  assert(words:find('volume in its history'), words)
  vim.fn.search('never built')
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = 0 })
  eventually('the other quotation', function()
    local _, text = shown()
    return text:find('never built to carry trains', 1, true)
  end)
  vim.api.nvim_win_close(vim.fn.win_findbuf(buffer)[1], true)
end)

test('keys are completed', function()
  open('note.brief')
  local c = client()
  local row = vim.fn.search('@ledger,') - 1
  local column = vim.fn.col('.')
  local params = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = row, character = column } }
  local answer = assert(c:request_sync('textDocument/completion', params, WAIT, 0)).result
  local labels = vim.iter(answer.items or answer):map(function(item)
    return item.label
  end):totable()
  assert(vim.iter(labels):any(function(label)
    return label:find('harbour')
  end), vim.inspect(labels))
end)

test('a key is renamed', function()
  open('note.brief', 'ledger, ')
  client()
  vim.lsp.buf.rename('quarter')
  eventually('the new key', function()
    local text = buffer_text()
    return select(2, text:gsub('@quarter', '')) == 2 and text:find('\n  quarter:')
  end)
end)

test('what came of an item has its colour', function()
  open('note.brief', 'biggest')
  local at = vim.api.nvim_win_get_cursor(0)
  local group = '@lsp.typemod.quotation.error.briefing'
  eventually('the colour', function()
    local tokens = vim.inspect_pos(0, at[1] - 1, at[2], { semantic_tokens = true }).semantic_tokens
    return vim.iter(tokens):any(function(token)
      return token.opts.hl_group == group
    end)
  end)
  assert(vim.api.nvim_get_hl(0, { name = group }).link == 'DiagnosticError')
end)

test('what was copied from a source is put with its citation', function()
  open('note.brief', 'Money')
  client()
  vim.fn.setreg('"', 'never built to\n  carry trains')
  vim.cmd.BriefcheckPaste()
  eventually('the quotation', function()
    return buffer_text():find('"never built to carry trains" [@harbour, ¶ 2]', 1, true)
  end)
  vim.cmd.edit({ bang = true })
end)

test('the reason of an allow is selected', function()
  open('note.brief', 'biggest')
  eventually('the finding', function()
    return findings('quote-altered')[1]
  end)
  local is_allow = function(action)
    return action.title:find('Allow', 1, true)
  end
  vim.lsp.buf.code_action({ apply = true, filter = is_allow })
  eventually('the allow', function()
    return buffer_text():find('allow quote-altered: reason', 1, true)
  end)
  eventually('the selection', function()
    return vim.fn.mode():find('[vs]') and vim.fn.getline('.'):sub(vim.fn.col('v'), vim.fn.col('.')) == 'reason'
  end)
  vim.cmd('normal! \27')
  vim.cmd.edit({ bang = true })
end)

test('a code action mends the quotation', function()
  open('note.brief', 'biggest')
  client()
  eventually('the finding', function()
    return findings('quote-altered')[1]
  end)
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.kind == 'quickfix' and action.title:find('largest') ~= nil or action.isPreferred
    end,
  })
  eventually('the source’s words', function()
    return buffer_text():find('the largest volume in its history', 1, true)
  end)
  eventually('no finding', function()
    return #findings('quote-altered') == 0
  end)
end)

test('the parser’s captures are there', function()
  open('note.brief', '@harbour]')
  vim.treesitter.get_parser(0, 'briefing'):parse(true)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local captures = vim.iter(vim.treesitter.get_captures_at_pos(0, row - 1, column + 1)):map(function(capture)
    return capture.capture
  end):totable()
  assert(vim.list_contains(captures, 'markup.link.label'), vim.inspect(captures))
  assert(vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()], 'no highlighting')
  vim.wo.foldmethod = 'expr'
  vim.cmd('normal! zx')
  assert(vim.fn.foldlevel(12) > 0, 'no fold')
end)

test('a quotation is a text object', function()
  open('note.brief', 'biggest')
  vim.wo.foldenable = false
  require('briefcheck.textobjects').select('quotation', 'inner')
  vim.cmd('normal! "qy')
  assert(vim.fn.getreg('q') == 'the biggest volume in its history', vim.fn.getreg('q'))
  require('briefcheck.textobjects').select('quotation', 'outer')
  vim.cmd('normal! "qy')
  assert(vim.fn.getreg('q') == '“the biggest volume in its history”', vim.fn.getreg('q'))
end)

test('the health check finds nothing wrong', function()
  vim.cmd('checkhealth briefcheck')
  local text = buffer_text()
  assert(text:find('version 0%.1%.0') and text:find('parser is installed'), text)
  assert(not text:find('ERROR') and not text:find('WARNING'), text)
end)

test('the help is found', function()
  vim.cmd('helptags ' .. plugin .. '/doc')
  vim.cmd('help briefcheck')
  vim.fn.delete(plugin .. '/doc/tags')
end)

test('the server ends', function()
  vim.lsp.enable('briefcheck', false)
  eventually('no client', function()
    return #vim.lsp.get_clients() == 0
  end)
end)

os.exit(failed > 0 and 1 or 0)
