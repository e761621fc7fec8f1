// Leaves: the blocks that hold no blocks.

#ifndef BRIEFING_LEAVES_H_
#define BRIEFING_LEAVES_H_

#include "paragraphs.h"

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

// ---------------------------------------------------------------- any leaf

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

#endif  // BRIEFING_LEAVES_H_
