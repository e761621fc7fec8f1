// Gaps: what lies between two leaves.
//
// A gap's plan closes the containers that the next line is not in, passes the blank lines and the containers' marks,
// and opens new containers and sections.

#ifndef BRIEFING_GAPS_H_
#define BRIEFING_GAPS_H_

#include "leaves.h"

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

static Cursor open_admonition(Scanner *self, Cursor start, uint32_t end) {
    put_gap(self, start.at);
    put(self, ADMONITION_OPEN, start.at);
    put(self, ADMONITION_MARK, end);
    push_container(self, ADMONITION, 4);
    return (Cursor){end, start.column + (end - start.at), 0};
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
        uint32_t end;
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
        } else if (has_room(self) && (end = footnote_definition_end(self, it.at)) > 0) {
            *cursor = open_footnote(self, it, end);
        } else if (has_room(self) && (end = admonition_end(self, it.at)) > 0) {
            *cursor = open_admonition(self, it, end);
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

#endif  // BRIEFING_GAPS_H_
