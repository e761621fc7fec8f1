// Blocks. A leaf is a block that holds no blocks; between two leaves lies a gap. Each has a plan of its own.
//
// A gap's plan closes the containers that the next line is not in, passes the blank lines and the containers' marks,
// and opens new containers. A leaf's plan decides which leaf begins there, and writes its tokens, an empty one first.

#ifndef BRIEFING_BLOCKS_H_
#define BRIEFING_BLOCKS_H_

#include "inlines.h"

// ---------------------------------------------------------------- lines

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

// ---------------------------------------------------------------- what lines begin with

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

// The end of a footnote definition's `[^label]:` at `at`, or 0.
static uint32_t footnote_definition_end(Scanner *self, uint32_t at) {
    if (peek(self, at) != '[' || peek(self, at + 1) != '^') return 0;
    uint32_t end = at + 2;
    int32_t c;
    while (c = peek(self, end), c != ']' && c != '[' && !is_space(c)) end++;
    return c == ']' && end > at + 2 && peek(self, end + 1) == ':' ? end + 2 : 0;
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
    "address", "article",  "aside",  "base",    "basefont", "blockquote", "body",     "caption", "center", "col",
    "colgroup", "dd",      "details", "dialog", "dir",      "div",        "dl",       "dt",      "fieldset", "figcaption",
    "figure",  "footer",   "form",   "frame",   "frameset", "h1",         "h2",       "h3",      "h4",     "h5",
    "h6",      "head",     "header", "hr",      "html",     "iframe",     "legend",   "li",      "link",   "main",
    "menu",    "menuitem", "nav",    "noframes", "ol",      "optgroup",   "option",   "p",       "param",  "search",
    "section", "summary",  "table",  "tbody",   "td",       "tfoot",      "th",       "thead",   "title",  "tr",
    "track",   "ul",
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

// ---------------------------------------------------------------- paragraphs, headings, tables

typedef enum { PARAGRAPH, HEADING, TABLE } ParagraphKind;

// The lines of a paragraph, as far as they are read.
typedef struct {
    uint32_t start;
    // The end of the last line that was read.
    uint32_t end;
    uint32_t previous_end;
    uint32_t last_start;
    uint32_t line_count;
    // The last line is in all its containers.
    bool aligned;
    bool complete;
    ParagraphKind kind;
    uint32_t level;
    // The underline, or the table's delimiter row.
    Range underline;
} Paragraph;

static uint32_t underline_level(Scanner *self, uint32_t at, uint32_t *end) {
    int32_t mark = peek(self, at);
    if (mark != '=' && mark != '-') return 0;
    *end = at;
    while (peek(self, *end) == mark) (*end)++;
    if (!is_blank_from(self, *end)) return 0;
    return mark == '=' ? 1 : 2;
}

// The number of cells of a table's delimiter row, or 0.
static uint32_t delimiter_row_cells(Scanner *self, uint32_t at) {
    uint32_t pipes = 0, cells = 0;
    if (peek(self, at) == '|') at++, pipes++;
    for (;;) {
        while (is_blank(peek(self, at))) at++;
        if (is_eol(peek(self, at))) break;
        if (peek(self, at) == ':') at++;
        if (peek(self, at) != '-') return 0;
        while (peek(self, at) == '-') at++;
        if (peek(self, at) == ':') at++;
        cells++;
        while (is_blank(peek(self, at))) at++;
        if (peek(self, at) != '|') break;
        at++, pipes++;
    }
    return is_eol(peek(self, at)) && pipes > 0 ? cells : 0;
}

// The next pipe of a row that is not escaped, or `end`.
static uint32_t find_pipe(Scanner *self, uint32_t at, uint32_t end) {
    for (; at < end && peek(self, at) != '|'; at++) {
        if (peek(self, at) == '\\' && at + 1 < end) at++;
    }
    return at < end ? at : end;
}

static uint32_t count_cells(Scanner *self, uint32_t start, uint32_t end) {
    end = trim_end(self, start, end);
    while (start < end && is_blank(peek(self, start))) start++;
    if (start < end && peek(self, start) == '|') start++;
    uint32_t cells = 0;
    while (start < end) {
        cells++;
        start = find_pipe(self, start, end) + 1;
    }
    return cells;
}

// Reads a paragraph's next line, or finds that there is none.
static bool extend_paragraph(Scanner *self, Paragraph *it) {
    if (it->complete) return false;
    it->complete = true;
    if (peek(self, it->end) == END) return false;
    uint32_t start = skip_line_end(self, it->end);
    if (peek(self, start) == END) return false;
    Cursor cursor = {start, 0, 0};
    uint32_t marks = self->marks.size;
    uint32_t ignored;
    uint32_t matched = match_containers(self, self->context.depth, &cursor, &ignored);
    bool aligned = matched == self->context.depth;
    Prefix prefix = {{start, cursor.at}, {marks, self->marks.size}};
    Cursor text = skip_blanks(self, cursor);
    bool near = text.column - cursor.column < 4;
    uint32_t underline_end;
    uint32_t cells;
    if (is_eol(peek(self, text.at))) {
        // The paragraph ends before this line.
    } else if (aligned && near && (it->level = underline_level(self, text.at, &underline_end)) > 0) {
        add_prefix(self, prefix);
        it->kind = HEADING;
        it->underline = (Range){text.at, underline_end};
        return false;
    } else if (aligned && it->aligned && near && (cells = delimiter_row_cells(self, text.at)) > 0 &&
               cells == count_cells(self, it->last_start, it->end)) {
        if (it->line_count == 1) {
            add_prefix(self, prefix);
            it->kind = TABLE;
            uint32_t end = find_line_end(self, text.at);
            it->underline = (Range){text.at, trim_end(self, text.at, end)};
            it->previous_end = end;
            return false;
        }
        // The table's head is the last line; the paragraph ends before that.
        it->end = it->previous_end;
        while (self->prefixes.size > 0 && array_back(&self->prefixes)->range.start >= it->end) {
            self->prefixes.size--;
        }
    } else if (!interrupts(self, cursor, aligned ? IN_PARAGRAPH : NOT_IN_PARAGRAPH)) {
        add_prefix(self, prefix);
        it->previous_end = it->end;
        it->last_start = cursor.at;
        it->end = find_line_end(self, text.at);
        it->line_count++;
        it->aligned = aligned;
        it->complete = false;
        return true;
    }
    self->marks.size = marks;
    return false;
}

static Paragraph begin_paragraph(Scanner *self, uint32_t start) {
    return (Paragraph){
        .start = start,
        .end = find_line_end(self, start),
        .last_start = start,
        .line_count = 1,
        .aligned = true,
    };
}

static void put_row(Scanner *self, uint32_t start, uint32_t end) {
    put(self, ROW_OPEN, self->written);
    if (peek(self, start) == '|') start++;
    while (start < end) {
        uint32_t pipe = find_pipe(self, start, end);
        while (start < pipe && is_blank(peek(self, start))) start++;
        uint32_t cell_end = trim_end(self, start, pipe);
        put_gap(self, start);
        put(self, CELL_OPEN, start);
        put_inlines(self, start, cell_end);
        put(self, CLOSE, cell_end);
        start = pipe + 1;
    }
    put_gap(self, end);
    put(self, CLOSE, end);
}

static void put_table(Scanner *self, const Paragraph *head) {
    put(self, TABLE_OPEN, head->start);
    put_row(self, head->start, trim_end(self, head->start, head->end));
    put_gap(self, head->underline.start);
    put(self, TABLE_DELIMITER_ROW, head->underline.end);
    uint32_t line_end = head->previous_end;
    LeafLine line;
    while (next_leaf_line(self, line_end, &line)) {
        uint32_t start = skip_blanks(self, line.cursor).at;
        if (is_eol(peek(self, start)) || interrupts(self, line.cursor, NOT_IN_PARAGRAPH)) break;
        add_prefix(self, line.prefix);
        line_end = find_line_end(self, start);
        put_gap(self, start);
        put_row(self, start, trim_end(self, start, line_end));
    }
    put(self, CLOSE, self->written);
}

// ---------------------------------------------------------------- link definitions

// The character of a paragraph at `at`, reading lines on as far as that.
static int32_t paragraph_character(Scanner *self, Paragraph *it, uint32_t at) {
    while (at >= it->end) {
        uint32_t first = self->prefixes.size;
        if (!extend_paragraph(self, it)) return END;
        blank_prefixes(self, first);
    }
    return self->text.contents[at];
}

static uint32_t skip_paragraph_spaces(Scanner *self, Paragraph *it, uint32_t at) {
    for (int32_t c; c = paragraph_character(self, it, at), c != END && is_space(c);) at++;
    return at;
}

// Whether only blanks follow in the line of a paragraph.
static bool ends_line(Scanner *self, Paragraph *it, uint32_t at) {
    while (at < it->end && is_blank(self->text.contents[at])) at++;
    return at >= it->end || is_eol(self->text.contents[at]);
}

// Reads a label from behind its bracket. Gives where its closing bracket stands, or NONE.
static uint32_t read_definition_label(Scanner *self, Paragraph *it, uint32_t start) {
    bool blank = true;
    for (uint32_t at = start; at - start < 1000; at++) {
        int32_t c = paragraph_character(self, it, at);
        if (c == END || c == '[') return NONE;
        if (c == ']') return blank ? NONE : at;
        if (c == '\\') at++;
        blank = blank && is_space(c);
    }
    return NONE;
}

// Reads a title from its mark. Gives where it ends, or NONE.
static uint32_t read_definition_title(Scanner *self, Paragraph *it, uint32_t start) {
    int32_t open = paragraph_character(self, it, start);
    if (open != '"' && open != '\'' && open != '(') return NONE;
    int32_t close = open == '(' ? ')' : open;
    for (uint32_t at = start + 1;; at++) {
        int32_t c = paragraph_character(self, it, at);
        if (c == close) return ends_line(self, it, at + 1) ? at + 1 : NONE;
        if (c == END || (c == '(' && open == '(')) return NONE;
        if (c == '\\' && is_ascii_punctuation(paragraph_character(self, it, at + 1))) at++;
    }
}

// Reads a link definition at a paragraph's start, if one is there. A title's range holds its marks.
static bool read_link_definition(Scanner *self, Paragraph *it, Link *link) {
    int32_t first = peek(self, it->start + 1);
    if (first == '^' || first == '@') return false;
    uint32_t bracket = read_definition_label(self, it, it->start + 1);
    if (bracket == NONE || paragraph_character(self, it, bracket + 1) != ':') return false;
    uint32_t target_start = skip_paragraph_spaces(self, it, bracket + 2);
    if (target_start >= it->end) return false;
    self->low = it->start;
    self->high = it->end;
    *link = (Link){0};
    uint32_t target_end = read_target(self, target_start, &link->target);
    if (target_end == NONE || target_end == target_start) return false;

    uint32_t title_start = skip_paragraph_spaces(self, it, target_end);
    uint32_t title_end = title_start > target_end ? read_definition_title(self, it, title_start) : NONE;
    if (title_end == NONE && !ends_line(self, it, target_end)) return false;

    link->end = title_end == NONE ? target_end : title_end;
    if (title_end != NONE) link->title = (Range){title_start, title_end};
    self->low = it->start;
    self->high = link->end;
    link->label = trim(self, it->start + 1, bracket);
    return true;
}

static void put_link_definition(Scanner *self, const Link *link) {
    put(self, LINK_DEFINITION_OPEN, self->written);
    put_gap(self, link->label.start);
    put_split(self, LABEL_TEXT, link->label.end);
    if (!is_empty(link->target)) {
        put_gap(self, link->target.start);
        put(self, LINK_TARGET, link->target.end);
    }
    if (link->title.end > link->title.start + 2) {
        put_gap(self, link->title.start + 1);
        put_split(self, TITLE_TEXT, link->title.end - 1);
    }
    put_gap(self, link->end);
    put(self, CLOSE, link->end);
}

// A paragraph, or what begins like one: a link definition, an underlined heading, a table.
static void put_paragraph(Scanner *self, uint32_t start) {
    Paragraph it = begin_paragraph(self, start);
    Link definition;
    if (peek(self, start) == '[' && read_link_definition(self, &it, &definition)) {
        put_link_definition(self, &definition);
        return;
    }
    while (extend_paragraph(self, &it)) {
    }
    if (it.kind == TABLE) {
        put_table(self, &it);
        return;
    }
    blank_prefixes(self, 0);
    uint32_t end = trim_end(self, start, it.end);
    if (it.kind == HEADING) {
        put(self, HEADING_OPEN, start);
        put_inlines(self, start, end);
        put_gap(self, it.underline.start);
        put(self, HEADING_MARK, it.underline.end);
    } else {
        put(self, PARAGRAPH_OPEN, start);
        put_inlines(self, start, end);
    }
    put(self, CLOSE, self->written);
}

static void put_atx_heading(Scanner *self, uint32_t start, uint32_t level) {
    uint32_t line_end = trim_end(self, start, find_line_end(self, start));
    uint32_t text = start + level;
    put(self, HEADING_OPEN, start);
    put(self, HEADING_MARK, text);
    while (text < line_end && is_blank(peek(self, text))) text++;
    uint32_t text_end = line_end;
    while (text_end > text && peek(self, text_end - 1) == '#') text_end--;
    if (text_end > text && !is_blank(peek(self, text_end - 1))) text_end = line_end;
    uint32_t mark = text_end;
    text_end = trim_end(self, text, text_end);
    put_gap(self, text);
    put_inlines(self, text, text_end);
    if (mark < line_end) {
        put_gap(self, mark);
        put(self, HEADING_MARK, line_end);
    }
    put(self, CLOSE, self->written);
}

// ---------------------------------------------------------------- code, HTML, comments

static void put_fenced_code(Scanner *self, uint32_t start, uint32_t length) {
    int32_t mark = peek(self, start);
    uint32_t line_end = find_line_end(self, start);
    uint32_t info = start + length;
    uint32_t info_end = trim_end(self, info, line_end);
    put(self, FENCED_CODE_OPEN, start);
    put(self, CODE_FENCE, start + length);
    while (info < info_end && is_blank(peek(self, info))) info++;
    put_gap(self, info);
    // The first word names the language, unless it is one of pandoc's attributes.
    uint32_t word = info;
    while (word < info_end && !is_space(peek(self, word)) && peek(self, word) != '{' && peek(self, word) != ',') word++;
    put_to(self, LANGUAGE, word);
    put_to(self, INFO_TEXT, info_end);

    Range code = {NONE, NONE};
    Range fence = {0, 0};
    LeafLine line;
    while (next_leaf_line(self, line_end, &line)) {
        add_prefix(self, line.prefix);
        Cursor text = skip_blanks(self, line.cursor);
        uint32_t run = text.at;
        while (peek(self, run) == mark) run++;
        if (run - text.at >= length && text.column - line.cursor.column < 4 && is_blank_from(self, run)) {
            fence = (Range){text.at, run};
            break;
        }
        line_end = find_line_end(self, text.at);
        if (code.start == NONE) code.start = line.cursor.at;
        code.end = line_end;
    }
    if (code.start != NONE && !is_empty(code)) {
        put_gap(self, code.start);
        put_text(self, code.end);
    }
    if (!is_empty(fence)) {
        put_gap(self, fence.start);
        put(self, CODE_FENCE, fence.end);
    } else {
        put_gap(self, line_end);
    }
    put(self, CLOSE, self->written);
}

// Indented code from behind the indentation of its first line.
static void put_indented_code(Scanner *self, uint32_t start) {
    uint32_t line_end = find_line_end(self, start);
    uint32_t end = line_end;
    uint32_t prefixes = self->prefixes.size;
    LeafLine line;
    while (next_leaf_line(self, line_end, &line)) {
        uint32_t text = skip_blanks(self, line.cursor).at;
        bool blank = is_eol(peek(self, text));
        if (!blank && indentation(self, line.cursor) < 4) break;
        add_prefix(self, line.prefix);
        line_end = find_line_end(self, text);
        if (!blank) {
            end = line_end;
            prefixes = self->prefixes.size;
        }
    }
    self->prefixes.size = prefixes;
    put(self, INDENTED_CODE_OPEN, start);
    put_text(self, trim_end(self, start, end));
    put(self, CLOSE, self->written);
}

static bool has_word(Scanner *self, uint32_t at, uint32_t end, const char *word) {
    for (; *word; word++, at++) {
        if (at >= end || ascii_lower(peek(self, at)) != *word) return false;
    }
    return true;
}

// Whether the line [at, end) holds what ends an HTML block of this kind.
static bool ends_html(Scanner *self, uint32_t at, uint32_t end, int kind) {
    for (; at < end; at++) {
        int32_t c = peek(self, at);
        if (kind == HTML_DECLARATION && c == '>') return true;
        if (kind == HTML_INSTRUCTION && c == '?' && peek(self, at + 1) == '>') return true;
        if (kind == HTML_CDATA && c == ']' && has_word(self, at, end, "]]>")) return true;
        if (kind == HTML_COMMENT && c == '-' && has_word(self, at, end, "-->")) return true;
        if (kind == HTML_RAW && c == '<' &&
            (has_word(self, at, end, "</pre>") || has_word(self, at, end, "</script>") ||
             has_word(self, at, end, "</style>") || has_word(self, at, end, "</textarea>"))) {
            return true;
        }
    }
    return false;
}

static void put_html(Scanner *self, uint32_t start, int kind) {
    bool to_blank = kind == HTML_BLOCK || kind == HTML_ANY;
    uint32_t end = find_line_end(self, start);
    LeafLine line;
    bool ended = !to_blank && ends_html(self, start, end, kind);
    while (!ended && next_leaf_line(self, end, &line)) {
        if (to_blank && is_eol(peek(self, skip_blanks(self, line.cursor).at))) break;
        add_prefix(self, line.prefix);
        end = find_line_end(self, line.cursor.at);
        ended = !to_blank && ends_html(self, line.cursor.at, end, kind);
    }
    blank_prefixes(self, 0);
    put(self, HTML_BLOCK_OPEN, start);
    end = trim_end(self, start, end);
    self->low = start;
    self->high = end;
    self->missing = 0;
    for (uint32_t at = start; at < end;) {
        uint32_t comment_end = looks_like(self, at, "<!--") ? find_comment_end(self, at) : 0;
        if (comment_end) put_comment(self, at, comment_end);
        at = comment_end ? comment_end : at + 1;
    }
    put_text(self, end);
    put(self, CLOSE, end);
}

// A comment that begins a line. Alone on its lines it is a block; where text follows it, it begins a paragraph, so that
// the text is read, as pandoc does. One that is never closed is text at the top level, and hides no more than its
// container elsewhere.
static void put_comment_block(Scanner *self, uint32_t start) {
    if (self->context.no_comment_end) {
        put_paragraph(self, start);
        return;
    }
    uint32_t at = start + 4;
    uint32_t end = 0;
    bool blank_line = false;
    if (peek(self, at) == '>') end = at + 1;
    if (peek(self, at) == '-' && peek(self, at + 1) == '>') end = at + 2;
    while (end == 0) {
        int32_t c = peek(self, at);
        if (c == '-' && peek(self, at + 1) == '-' && peek(self, at + 2) == '>') {
            end = at + 3;
        } else if (!is_eol(c)) {
            at++;
        } else {
            LeafLine line;
            if (!next_leaf_line(self, at, &line)) break;
            add_prefix(self, line.prefix);
            at = line.cursor.at;
            blank_line = blank_line || is_eol(peek(self, skip_blanks(self, line.cursor).at));
        }
    }
    if (end > 0) {
        uint32_t rest = end;
        while (is_blank(peek(self, rest))) rest++;
        bool alone = is_eol(peek(self, rest)) || (peek(self, rest) == '<' && html_kind_at(self, rest) == HTML_COMMENT);
        if (alone || blank_line) {
            blank_prefixes(self, 0);
            put(self, COMMENT_BLOCK_OPEN, start);
            put_comment(self, start, end);
            return;
        }
    } else if (self->context.depth > 0) {
        self->prefixes.size = 0;
        put_html(self, start, HTML_COMMENT);
        return;
    } else {
        self->context.no_comment_end = true;
    }
    self->prefixes.size = 0;
    put_paragraph(self, start);
}

// ---------------------------------------------------------------- leaves

// Front matter, if the document begins with it.
static bool put_front_matter(Scanner *self) {
    uint32_t line_end = find_line_end(self, 0);
    if (peek(self, line_end) == END) return false;
    uint32_t text = skip_line_end(self, line_end);
    // As in pandoc: with a blank line behind it, it is a thematic break.
    if (is_blank_from(self, text)) return false;
    for (uint32_t at = text;;) {
        int32_t c = peek(self, at);
        if (c == END) return false;
        bool mark = (c == '-' || c == '.') && peek(self, at + 1) == c && peek(self, at + 2) == c;
        if (mark && is_blank_from(self, at + 3)) {
            put(self, FRONT_MATTER_OPEN, 0);
            put_gap(self, text);
            put_to(self, FRONT_MATTER_TEXT, at);
            put(self, CLOSE, at + 3);
            return true;
        }
        at = find_line_end(self, at);
        if (peek(self, at) == END) return false;
        at = skip_line_end(self, at);
    }
}

typedef struct {
    enum { LEAF_PARAGRAPH, LEAF_HEADING, LEAF_FENCED_CODE, LEAF_BREAK, LEAF_HTML, LEAF_COMMENT } kind;
    // The heading's level, the fence's length or the kind of the HTML block.
    uint32_t measure;
} Leaf;

// Which leaf begins at `at`. An underlined heading begins like a paragraph.
static Leaf leaf_at(Scanner *self, uint32_t at) {
    uint32_t measure;
    switch (peek(self, at)) {
        case '#':
            measure = heading_level_at(self, at);
            return (Leaf){measure ? LEAF_HEADING : LEAF_PARAGRAPH, measure};
        case '`':
        case '~':
            measure = fence_length_at(self, at);
            return (Leaf){measure ? LEAF_FENCED_CODE : LEAF_PARAGRAPH, measure};
        case '*':
        case '-':
        case '_': return (Leaf){is_thematic_break(self, at) ? LEAF_BREAK : LEAF_PARAGRAPH, 0};
        case '<':
            measure = (uint32_t)html_kind_at(self, at);
            if (measure == NO_HTML) break;
            return (Leaf){measure == HTML_COMMENT ? LEAF_COMMENT : LEAF_HTML, measure};
        default: break;
    }
    return (Leaf){LEAF_PARAGRAPH, 0};
}

static void put_leaf(Scanner *self) {
    Leaf leaf = leaf_at(self, 0);
    switch (leaf.kind) {
        case LEAF_PARAGRAPH: put_paragraph(self, 0); break;
        case LEAF_HEADING: put_atx_heading(self, 0, leaf.measure); break;
        case LEAF_FENCED_CODE: put_fenced_code(self, 0, leaf.measure); break;
        case LEAF_HTML: put_html(self, 0, (int)leaf.measure); break;
        case LEAF_COMMENT: put_comment_block(self, 0); break;
        case LEAF_BREAK:
            put(self, THEMATIC_BREAK_OPEN, 0);
            put_text(self, trim_end(self, 0, find_line_end(self, 0)));
            break;
    }
}

// Plans the leaf that begins here. Its first token is empty.
static void plan_leaf(Scanner *self) {
    Position position = self->context.position;
    self->context.position = AT_GAP;
    self->context.first = false;
    switch (position) {
        case AT_FRONT_MATTER:
            self->context.first = put_front_matter(self);
            if (!self->context.first) put_leaf(self);
            break;
        case AT_INDENTED_CODE: put_indented_code(self, 0); break;
        case AT_TASK: put_paragraph(self, 0); break;
        case AT_REST_OF_LINE:
            if (leaf_at(self, 0).kind == LEAF_COMMENT) {
                put_comment_block(self, 0);
            } else {
                put_paragraph(self, 0);
            }
            break;
        default: put_leaf(self); break;
    }
}

// ---------------------------------------------------------------- gaps

// Whether a new item of the list on top begins at `from`.
static bool begins_item(Scanner *self, Cursor from, uint8_t kind) {
    Cursor it = skip_blanks(self, from);
    Marker marker;
    return it.column - from.column < 4 && !is_thematic_break(self, it.at) && read_list_marker(self, it.at, &marker) &&
           marker.kind == kind;
}

static void close_containers(Scanner *self, uint32_t depth) {
    while (self->context.depth > depth) {
        self->context.depth--;
        self->context.first = false;
        put(self, CLOSE, self->written);
    }
}

// Writes the ends of containers, the blank lines and the marks between two leaves. `alive` containers go on.
static void put_lines(Scanner *self, uint32_t alive) {
    // A container is closed before the first line without a mark in it or behind it.
    uint32_t keep = alive;
    for (uint32_t i = self->lines.size; i-- > 0;) {
        Line *line = &self->lines.contents[i];
        if (line->marked_depth > keep) keep = line->marked_depth;
        line->marked_depth = keep;
    }
    for (uint32_t i = 0; i < self->lines.size; i++) {
        const Line *line = &self->lines.contents[i];
        close_containers(self, line->marked_depth);
        put_marks(self, GAP, line->marks);
    }
    close_containers(self, alive);
}

// Goes from a line's end to the next line that is not blank, and over its containers' prefixes. False at the document's
// end.
static bool cross_lines(Scanner *self, Cursor *cursor, bool first_line) {
    uint32_t alive = self->context.depth;
    uint32_t at = cursor->at;
    bool found = false;
    self->lines.size = 0;
    for (bool on_line = first_line; !found; on_line = false) {
        if (!on_line) {
            if (peek(self, at) == END) break;
            at = skip_line_end(self, at);
        }
        if (peek(self, at) == END) break;
        *cursor = (Cursor){at, 0, 0};
        Line line = {{self->marks.size, 0}, 0};
        alive = match_containers(self, alive, cursor, &line.marked_depth);
        line.marks.end = self->marks.size;
        array_push(&self->lines, line);
        at = skip_blanks(self, *cursor).at;
        found = !is_eol(peek(self, at));
    }
    if (!found) {
        alive = 0;
    } else if (alive > 0 && self->context.containers[alive - 1].kind == LIST &&
               !begins_item(self, *cursor, self->context.containers[alive - 1].data)) {
        alive--;
    }
    put_lines(self, alive);
    if (!found) {
        put_to(self, GAP, at);
        put(self, CLOSE, at);
        self->context.position = AT_END;
    }
    return found;
}

// Opens a list item at its marker. Gives the cursor behind the marker and its blanks.
static Cursor open_item(Scanner *self, Cursor start, uint32_t indent, Marker marker) {
    Context *context = &self->context;
    put_gap(self, start.at);
    if (context->depth == 0 || context->containers[context->depth - 1].kind != LIST) {
        put(self, LIST_OPEN, start.at);
        push_container(self, LIST, marker.kind);
    }
    put(self, LIST_MARKER, marker.end);
    uint32_t width = marker.end - start.at;
    Cursor behind = {marker.end, start.column + width, 0};
    Cursor text = skip_blanks(self, behind);
    uint32_t blanks = text.column - behind.column;
    if (is_eol(peek(self, text.at))) {
        push_container(self, LIST_ITEM, (indent + width + 1) | STILL_EMPTY);
        return text;
    }
    // Five blanks or more are one and indented code.
    if (blanks > 4) blanks = 1;
    push_container(self, LIST_ITEM, indent + width + blanks);
    return take_columns(self, behind, blanks);
}

// Writes a task's marker at the cursor, if it is one.
static bool put_task_marker(Scanner *self, Cursor *cursor) {
    uint32_t at = cursor->at;
    int32_t c = peek(self, at + 1);
    if (peek(self, at) != '[' || (c != ' ' && c != 'x' && c != 'X') || peek(self, at + 2) != ']') return false;
    if (!is_blank(peek(self, at + 3)) || is_blank_from(self, at + 3)) return false;
    put_gap(self, at);
    put(self, TASK_MARKER, at + 3);
    *cursor = (Cursor){at + 3, cursor->column + 3, 0};
    return true;
}

static Cursor open_footnote(Scanner *self, Cursor start, uint32_t end) {
    put_gap(self, start.at);
    put(self, FOOTNOTE_DEFINITION_OPEN, start.at + 2);
    put(self, FOOTNOTE_LABEL, end - 2);
    put_gap(self, end);
    push_container(self, FOOTNOTE_DEFINITION, 4);
    return skip_blanks(self, (Cursor){end, start.column + (end - start.at), 0});
}

static Cursor open_block_quotation(Scanner *self, Cursor start) {
    put_gap(self, start.at);
    put(self, BLOCK_QUOTATION_OPEN, start.at);
    push_container(self, BLOCK_QUOTATION, 0);
    Cursor behind = {start.at + 1, start.column + 1, 0};
    if (is_blank(peek(self, behind.at))) behind = take_columns(self, behind, 1);
    put(self, BLOCK_QUOTATION_MARK, behind.at);
    return behind;
}

// Opens the containers that begin at the cursor. Gives what comes then: a gap goes on where the line ends.
static Position open_containers(Scanner *self, Cursor *cursor) {
    for (;;) {
        Cursor it = skip_blanks(self, *cursor);
        int32_t c = peek(self, it.at);
        uint32_t indent = it.column - cursor->column;
        uint32_t footnote;
        Marker marker;
        if (is_eol(c)) {
            *cursor = it;
            return AT_GAP;
        }
        if (indent >= 4) {
            *cursor = take_columns(self, *cursor, 4);
            return AT_INDENTED_CODE;
        }
        if (has_room(self) && c == '>') {
            *cursor = open_block_quotation(self, it);
        } else if (has_room(self) && !is_thematic_break(self, it.at) && read_list_marker(self, it.at, &marker)) {
            *cursor = open_item(self, it, indent, marker);
            if (put_task_marker(self, cursor)) {
                *cursor = skip_blanks(self, *cursor);
                return AT_TASK;
            }
        } else if (has_room(self) && (footnote = footnote_definition_end(self, it.at)) > 0) {
            *cursor = open_footnote(self, it, footnote);
        } else {
            *cursor = it;
            return AT_LEAF;
        }
    }
}

// The level of the heading that begins at `at`, or 0. Whether a paragraph is an underlined heading is known at its end.
static uint32_t find_heading_level(Scanner *self, uint32_t at) {
    Leaf leaf = leaf_at(self, at);
    if (leaf.kind == LEAF_HEADING) return leaf.measure;
    if (leaf.kind != LEAF_PARAGRAPH) return 0;
    Paragraph it = begin_paragraph(self, at);
    Link definition;
    if (peek(self, at) == '[' && read_link_definition(self, &it, &definition)) return 0;
    while (extend_paragraph(self, &it)) {
    }
    return it.kind == HEADING ? it.level : 0;
}

// Opens a section where a heading begins outside of all containers. Deeper ones end there.
static void open_section(Scanner *self) {
    if (self->context.depth > 0 || self->context.position != AT_LEAF) return;
    uint32_t level = find_heading_level(self, self->written);
    if (level == 0) return;
    uint32_t bit = 1u << (level - 1);
    self->context.sections = (uint8_t)((self->context.sections & (bit - 1)) | bit);
    self->context.first = true;
    put(self, SECTION_OPEN_1 + level - 1, self->written);
}

// Plans the gap up to the next leaf, or to the document's end.
static void plan_gap(Scanner *self) {
    Context *context = &self->context;
    Cursor cursor = {0, 0, 0};
    bool first_line = !context->started;
    context->started = true;
    if (first_line) {
        context->first = true;
        bool mark = peek(self, 0) == '-' && peek(self, 1) == '-' && peek(self, 2) == '-';
        if (mark && is_blank_from(self, 3)) {
            context->position = AT_FRONT_MATTER;
            return;
        }
    } else {
        cursor = skip_blanks(self, cursor);
        if (!is_eol(peek(self, cursor.at))) {
            context->position = AT_REST_OF_LINE;
            put_gap(self, cursor.at);
            return;
        }
    }
    while (cross_lines(self, &cursor, first_line)) {
        first_line = false;
        context->position = (uint8_t)open_containers(self, &cursor);
        if (context->position == AT_GAP) continue;
        put_gap(self, cursor.at);
        fill_items(self);
        open_section(self);
        return;
    }
}

#endif  // BRIEFING_BLOCKS_H_
