-- `*.brief.md` stays Markdown, with all that is set up for it.
vim.filetype.add({ extension = { brief = 'briefing' } })
