# For ~/.config/kak/autoload: the file type of briefings, and the server.

hook global BufCreate .*\.brief %{ set-option buffer filetype briefing }

hook global WinSetOption filetype=briefing %{
    require-module markdown
    add-highlighter window/briefing ref markdown
    set-option window comment_block_begin '<!--'
    set-option window comment_block_end '-->'
    hook -once -always window WinSetOption filetype=.* %{ remove-highlighter window/briefing }
}

# As kakoune-lsp wants it since version 17; without it there is no such option.
hook -group lsp-filetype-briefing global BufSetOption filetype=(?:briefing|markdown) %{
    try %{
        set-option buffer lsp_servers %{
            [briefcheck]
            root_globs = ["briefcheck.toml", "*.brief"]
            command = "briefcheck"
            args = ["lsp"]
        }
    }
}
