// Lines: what they begin with, and which containers they are in.

#ifndef BRIEFING_LINES_H_
#define BRIEFING_LINES_H_

#include "raw.h"

// ---------------------------------------------------------------- blanks and ends

// The first character of a line from `from` on that is no blank.
static Cursor skip_blanks(Scanner *self, Cursor from) {
    if (from.at < self->blank_from || from.at > self->blank_to.at) {
        uint32_t column = from.column + from.spare;
        uint32_t at = from.at;
        for (int32_t c; c = peek(self, at), is_blank(c); at++) column += c == '\t' ? 4 - column % 4 : 1;
        self->blank_from = from.at;
        self->blank_to = (Cursor){at, column, 0};
    }
    return self->blank_to;
}

static uint32_t indentation(Scanner *self, Cursor from) { return skip_blanks(self, from).column - from.column; }

// Takes as many columns of blanks. There must be so many.
static Cursor take_columns(Scanner *self, Cursor from, uint32_t columns) {
    while (columns > 0) {
        if (from.spare == 0) {
            from.spare = peek(self, from.at) == '\t' ? 4 - from.column % 4 : 1;
            from.at++;
        }
        uint32_t taken = from.spare < columns ? from.spare : columns;
        from.spare -= taken;
        from.column += taken;
        columns -= taken;
    }
    return from;
}

static uint32_t find_line_end(Scanner *self, uint32_t at) {
    while (!is_eol(peek(self, at))) at++;
    return at;
}

static uint32_t skip_line_end(Scanner *self, uint32_t at) {
    return peek(self, at) == '\r' && peek(self, at + 1) == '\n' ? at + 2 : at + 1;
}

// Takes blanks and line ends off the end. Other spaces stay: what is left behind a leaf must be blank to the next plan.
static uint32_t trim_end(Scanner *self, uint32_t start, uint32_t end) {
    for (; end > start; end--) {
        int32_t c = peek(self, end - 1);
        if (!is_blank(c) && !is_eol(c) && c != PREFIX_CHARACTER) break;
    }
    return end;
}

static bool is_blank_from(Scanner *self, uint32_t at) {
    while (is_blank(peek(self, at))) at++;
    return is_eol(peek(self, at));
}

// ---------------------------------------------------------------- beginnings of blocks

static bool is_thematic_break(Scanner *self, uint32_t at) {
    int32_t mark = peek(self, at);
    if (mark != '*' && mark != '-' && mark != '_') return false;
    uint32_t count = 0;
    for (int32_t c; c = peek(self, at), !is_eol(c); at++) {
        if (c == mark) {
            count++;
        } else if (!is_blank(c)) {
            return false;
        }
    }
    return count >= 3;
}

// The level of the heading whose mark stands at `at`, or 0.
static uint32_t heading_level_at(Scanner *self, uint32_t at) {
    uint32_t level = 0;
    while (level < 7 && peek(self, at + level) == '#') level++;
    int32_t c = peek(self, at + level);
    return level >= 1 && level <= 6 && (is_blank(c) || is_eol(c)) ? level : 0;
}

// The length of the code fence at `at`, or 0.
static uint32_t fence_length_at(Scanner *self, uint32_t at) {
    int32_t mark = peek(self, at);
    if (mark != '`' && mark != '~') return 0;
    uint32_t length = 0;
    while (peek(self, at + length) == mark) length++;
    if (length < 3) return 0;
    if (mark == '`') {
        for (uint32_t i = at + length; !is_eol(peek(self, i)); i++) {
            if (peek(self, i) == '`') return 0;
        }
    }
    return length;
}

typedef struct {
    // The character that the list's markers share: `-`, `+`, `*`, `.` or `)`.
    uint8_t kind;
    uint32_t end;
    // Only such a marker may interrupt a paragraph: a bullet or the number 1, with text behind it.
    bool strong;
} Marker;

static bool read_list_marker(Scanner *self, uint32_t at, Marker *marker) {
    int32_t c = peek(self, at);
    uint32_t end = at;
    bool one = true;
    if (is_digit(c)) {
        while (end - at < 10 && is_digit(peek(self, end))) end++;
        one = end - at == 1 && c == '1';
        c = peek(self, end);
        if (end - at > 9 || (c != '.' && c != ')')) return false;
    } else if (c != '-' && c != '+' && c != '*') {
        return false;
    }
    end++;
    if (!is_blank(peek(self, end)) && !is_eol(peek(self, end))) return false;
    *marker = (Marker){(uint8_t)c, end, one && !is_blank_from(self, end)};
    return true;
}

// Whether [at, end) begins with these small letters, in any case.
static bool has_word(Scanner *self, uint32_t at, uint32_t end, const char *word) {
    for (; *word; word++, at++) {
        if (at >= end || ascii_lower(peek(self, at)) != *word) return false;
    }
    return true;
}

// The end of a footnote definition's `[^label]:` at `at`, or 0.
static uint32_t footnote_definition_end(Scanner *self, uint32_t at) {
    if (peek(self, at) != '[' || peek(self, at + 1) != '^') return 0;
    uint32_t end = at + 2;
    int32_t c;
    while (c = peek(self, end), c != ']' && c != '[' && !is_space(c)) end++;
    return c == ']' && end > at + 2 && peek(self, end + 1) == ':' ? end + 2 : 0;
}

static bool is_name(int32_t c) { return is_word(c) || c == '-' || c == '_'; }

// The end of the line of marks at `at` that opens a box of MkDocs, without the blanks behind it, or 0: `!!! note`,
// `??? tip "Title"`, `???+ note inline end "Title"`, `=== "Tab"`. Several words without a title are a sentence, but for
// those that say where the box stands.
static uint32_t admonition_end(Scanner *self, uint32_t at) {
    int32_t mark = peek(self, at);
    if ((mark != '!' && mark != '?' && mark != '=') || peek(self, at + 1) != mark || peek(self, at + 2) != mark) return 0;
    uint32_t end = at + 3;
    if (mark != '!' && peek(self, end) == '+') end++;
    if (!is_blank(peek(self, end))) return 0;
    uint32_t it = end;
    uint32_t words = 0;
    bool has_place = false;
    for (;;) {
        while (is_blank(peek(self, it))) it++;
        if (!is_name(peek(self, it))) break;
        words++;
        if (words == 2) has_place = has_word(self, it, NONE, "inline");
        while (is_name(peek(self, it))) it++;
        end = it;
    }
    // A tab has a title and no kind, all others have a kind.
    if ((mark == '=') != (words == 0)) return 0;
    bool has_title = peek(self, it) == '"' && it > end;
    if (has_title) {
        end = it + 1;
        while (peek(self, end) != '"') {
            if (is_eol(peek(self, end))) return 0;
            end++;
        }
        end++;
    }
    return (has_title || words == 1 || has_place) && is_blank_from(self, end) ? end : 0;
}

// The kinds of CommonMark's HTML blocks.
enum {
    NO_HTML,
    HTML_RAW,
    HTML_COMMENT,
    HTML_INSTRUCTION,
    HTML_DECLARATION,
    HTML_CDATA,
    HTML_BLOCK,
    HTML_ANY,
};

// Elements whose tags begin an HTML block that goes to the next blank line.
static const char *const HTML_BLOCK_NAMES[] = {
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend",
    "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
};

// Elements whose contents are raw text up to their closing tags.
static const char *const HTML_RAW_NAMES[] = {"pre", "script", "style", "textarea"};

static bool is_any_of(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *a = name, *b = names[i];
        while (*a && *a == *b) a++, b++;
        if (*a == *b) return true;
    }
    return false;
}

// Whether a whole tag stands alone on the line at `at`.
static bool is_lone_tag(Scanner *self, uint32_t at) {
    self->low = at;
    self->high = find_line_end(self, at);
    uint32_t reached;
    uint32_t end = find_tag_end(self, at, &reached);
    return end && is_blank_from(self, end);
}

// Which kind of HTML block begins at `at`, a `<`.
static int html_kind_at(Scanner *self, uint32_t at) {
    int32_t c = peek(self, at + 1);
    if (c == '?') return HTML_INSTRUCTION;
    if (c == '!') {
        int32_t next = peek(self, at + 2);
        if (next == '-') return peek(self, at + 3) == '-' ? HTML_COMMENT : NO_HTML;
        if (is_ascii_letter(next)) return HTML_DECLARATION;
        static const char *const CDATA = "[CDATA[";
        for (uint32_t i = 0; CDATA[i]; i++) {
            if (peek(self, at + 2 + i) != CDATA[i]) return NO_HTML;
        }
        return HTML_CDATA;
    }
    bool closing = c == '/';
    uint32_t start = at + (closing ? 2 : 1);
    char name[12];
    uint32_t length = 0;
    while (length < sizeof(name) - 1 && is_ascii_alphanumeric(peek(self, start + length))) {
        name[length] = (char)ascii_lower(peek(self, start + length));
        length++;
    }
    name[length] = 0;
    int32_t after = peek(self, start + length);
    bool ends = is_blank(after) || is_eol(after) || after == '>';
    if (ends && !closing && is_any_of(name, HTML_RAW_NAMES, sizeof(HTML_RAW_NAMES) / sizeof(*HTML_RAW_NAMES))) {
        return HTML_RAW;
    }
    ends = ends || (after == '/' && peek(self, start + length + 1) == '>');
    if (ends && is_any_of(name, HTML_BLOCK_NAMES, sizeof(HTML_BLOCK_NAMES) / sizeof(*HTML_BLOCK_NAMES))) {
        return HTML_BLOCK;
    }
    return is_lone_tag(self, at) ? HTML_ANY : NO_HTML;
}

typedef enum { IN_PARAGRAPH, NOT_IN_PARAGRAPH } Place;

// Whether a block begins at `from` that ends the leaf before it without a blank line.
static bool interrupts(Scanner *self, Cursor from, Place place) {
    Cursor it = skip_blanks(self, from);
    if (it.column - from.column >= 4) return false;
    Marker marker;
    switch (peek(self, it.at)) {
        case '>': return true;
        case '#': return heading_level_at(self, it.at) > 0;
        case '`':
        case '~': return fence_length_at(self, it.at) > 0;
        case '<': {
            int kind = html_kind_at(self, it.at);
            return kind != NO_HTML && kind != HTML_ANY;
        }
        case '[': return footnote_definition_end(self, it.at) > 0;
        case '!':
        case '?':
        case '=': return admonition_end(self, it.at) > 0;
        default: break;
    }
    if (is_thematic_break(self, it.at)) return true;
    return read_list_marker(self, it.at, &marker) && (marker.strong || place == NOT_IN_PARAGRAPH);
}

// ---------------------------------------------------------------- containers

// Goes over the prefixes of the first `depth` containers on a line, as many as are there, and gives their number.
// Lists are always there: only their items have prefixes. Marks are added, and `marked_depth` is set behind the last.
static uint32_t match_containers(Scanner *self, uint32_t depth, Cursor *cursor, uint32_t *marked_depth) {
    *marked_depth = 0;
    for (uint32_t i = 0; i < depth; i++) {
        Container it = self->context.containers[i];
        if (it.kind == LIST) continue;
        Cursor next = skip_blanks(self, *cursor);
        uint32_t indent = next.column - cursor->column;
        int32_t c = peek(self, next.at);
        if (it.kind == BLOCK_QUOTATION) {
            if (c != '>' || indent >= 4) return i;
            uint32_t start = next.at;
            next = (Cursor){next.at + 1, next.column + 1, 0};
            if (is_blank(peek(self, next.at))) next = take_columns(self, next, 1);
            *cursor = next;
            Range mark = {start, next.at};
            array_push(&self->marks, mark);
            *marked_depth = i + 1;
        } else if (is_eol(c)) {
            if (it.data & STILL_EMPTY) return i;
        } else {
            uint32_t needed = it.data & ~STILL_EMPTY;
            if (indent < needed) return i;
            *cursor = take_columns(self, *cursor, needed);
        }
    }
    return depth;
}

// Something has come in all open items.
static void fill_items(Scanner *self) {
    for (uint32_t i = 0; i < self->context.depth; i++) {
        if (self->context.containers[i].kind == LIST_ITEM) self->context.containers[i].data &= (uint8_t)~STILL_EMPTY;
    }
}

static void push_container(Scanner *self, ContainerKind kind, uint32_t data) {
    Context *context = &self->context;
    fill_items(self);
    context->first = true;
    context->containers[context->depth++] = (Container){(uint8_t)kind, (uint8_t)data};
}

static bool has_room(const Scanner *self) { return self->context.depth + 2 <= MAX_CONTAINERS; }

// A leaf's line that is in all its containers.
typedef struct {
    Cursor cursor;
    Prefix prefix;
} LeafLine;

// Goes from a line's end to the next line, if that exists and is in all containers.
static bool next_leaf_line(Scanner *self, uint32_t line_end, LeafLine *line) {
    if (peek(self, line_end) == END) return false;
    uint32_t start = skip_line_end(self, line_end);
    if (peek(self, start) == END) return false;
    uint32_t marks = self->marks.size;
    uint32_t ignored;
    line->cursor = (Cursor){start, 0, 0};
    if (match_containers(self, self->context.depth, &line->cursor, &ignored) < self->context.depth) {
        self->marks.size = marks;
        return false;
    }
    line->prefix = (Prefix){{start, line->cursor.at}, {marks, self->marks.size}};
    return true;
}

static void add_prefix(Scanner *self, Prefix prefix) {
    if (!is_empty(prefix.range)) array_push(&self->prefixes, prefix);
}

// Makes prefixes blank to whatever reads the leaf's text.
static void blank_prefixes(Scanner *self, uint32_t first) {
    for (uint32_t i = first; i < self->prefixes.size; i++) {
        Range range = self->prefixes.contents[i].range;
        for (uint32_t at = range.start; at < range.end; at++) self->text.contents[at] = PREFIX_CHARACTER;
    }
}

#endif  // BRIEFING_LINES_H_
