// Paragraphs, and what begins like one: underlined headings, tables, link definitions.

#ifndef BRIEFING_PARAGRAPHS_H_
#define BRIEFING_PARAGRAPHS_H_

#include "inlines.h"
#include "lines.h"

// ---------------------------------------------------------------- reading

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
    // A box of MkDocs ends with its indentation; other containers hold a paragraph that goes on without their marks.
    bool ended = !aligned && self->context.containers[matched].kind == ADMONITION;
    Prefix prefix = {{start, cursor.at}, {marks, self->marks.size}};
    Cursor text = skip_blanks(self, cursor);
    bool near = text.column - cursor.column < 4;
    uint32_t underline_end;
    uint32_t cells;
    if (ended || is_eol(peek(self, text.at))) {
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

#endif  // BRIEFING_PARAGRAPHS_H_
