// Links and images, inline notes, and closing brackets.

#ifndef BRIEFING_LINKS_H_
#define BRIEFING_LINKS_H_

#include "delimiters.h"

static uint32_t skip_label(const Scanner *self, uint32_t at) {
    for (; at < self->high; at++) {
        int32_t c = look(self, at);
        if (c == ']') return at;
        if (c == '[') return NONE;
        if (c == '\\') at++;
    }
    return NONE;
}

// Reads a link's target from `at`. Gives where it ends with its angle brackets, or NONE.
static uint32_t read_target(const Scanner *self, uint32_t at, Range *target) {
    target->start = at;
    if (look(self, at) == '<') {
        target->start++;
        for (at++; at < self->high; at++) {
            int32_t c = look(self, at);
            if (c == '>') {
                target->end = at;
                return at + 1;
            }
            if (c == '<' || is_eol(c)) return NONE;
            if (c == '\\' && is_ascii_punctuation(look(self, at + 1))) at++;
        }
        return NONE;
    }
    int depth = 0;
    for (; at < self->high; at++) {
        int32_t c = look(self, at);
        if (c == '\\' && is_ascii_punctuation(look(self, at + 1))) {
            at++;
        } else if (c == '(') {
            if (++depth > 32) return NONE;
        } else if (c == ')') {
            if (depth-- == 0) break;
        } else if (c < 0x80 && (c <= ' ' || c == 0x7f) && c != -1) {
            break;
        }
    }
    target->end = at;
    return depth > 0 ? NONE : at;
}

// Reads a link's title, which begins with its quotation mark or parenthesis. Gives where it ends, or NONE.
static uint32_t read_title(const Scanner *self, uint32_t at, Range *title) {
    int32_t open = look(self, at);
    int32_t close = open == '(' ? ')' : open;
    title->start = ++at;
    for (; at < self->high; at++) {
        int32_t c = look(self, at);
        if (c == close) {
            title->end = at;
            return at + 1;
        }
        if (c == '(' && open == '(') return NONE;
        if (c == '\\' && is_ascii_punctuation(look(self, at + 1))) at++;
    }
    return NONE;
}

// Reads `(target "title")` from its parenthesis. Gives where it ends, or 0.
static uint32_t read_parentheses(Scanner *self, uint32_t start, Link *link) {
    if (self->budget == 0) return 0;
    *link = (Link){{0, 0}, {0, 0}, {0, 0}, 0};
    uint32_t end = 0;
    uint32_t at = read_target(self, skip_spaces(self, start + 1), &link->target);
    if (at != NONE) {
        uint32_t next = skip_spaces(self, at);
        int32_t c = look(self, next);
        if (next > at && (c == '"' || c == '\'' || c == '(')) {
            at = read_title(self, next, &link->title);
            next = at == NONE ? self->high : skip_spaces(self, at);
        }
        if (look(self, next) == ')') end = next + 1;
        at = next;
    }
    if (end == 0) spend(self, at == NONE ? 64 : at - start);
    link->end = end;
    return end;
}

// Reads `[label]` or `[]` from its bracket. Gives where it ends, or 0.
static uint32_t read_label(const Scanner *self, uint32_t start, Link *link) {
    *link = (Link){{0, 0}, {0, 0}, {0, 0}, 0};
    int32_t c = look(self, start + 1);
    if (c == '^' || c == '@' || (c == '-' && look(self, start + 2) == '@')) return 0;
    uint32_t end = skip_label(self, start + 1);
    if (end == NONE || end - start > 1000) return 0;
    link->label = trim(self, start + 1, end);
    if (is_empty(link->label) && end > start + 1) return 0;
    for (uint32_t i = start + 1; i < end; i++) {
        if (look(self, i) == '@' && !is_word(look(self, i - 1))) return 0;
    }
    link->end = end + 1;
    return end + 1;
}

// Links don't hold links: no bracket around this one can be one.
static void forbid_links_around(Scanner *self) {
    uint32_t bracket = self->last_bracket;
    while (bracket != NONE) {
        Element *element = &self->elements.contents[bracket];
        if (!(element->flags & (OF_IMAGE | OF_NOTE))) {
            if (element->flags & NO_LINK) break;
            element->flags |= NO_LINK;
        }
        bracket = element->previous;
    }
}

static uint32_t finish_link(Scanner *self, uint32_t bracket, uint32_t at, Link link) {
    match_delimiters(self, self->elements.contents[bracket].first);
    uint32_t partner = self->elements.size;
    Element *end = add_element(self, LINK_END, at, link.end);
    end->first = self->links.size;
    end->second = bracket;
    array_push(&self->links, link);
    Element *start = &self->elements.contents[bracket];
    start->kind = LINK_START;
    start->second = partner;
    self->last_bracket = start->previous;
    if (!(start->flags & OF_IMAGE)) forbid_links_around(self);
    return link.end;
}

static uint32_t finish_note(Scanner *self, uint32_t bracket, uint32_t at) {
    match_delimiters(self, self->elements.contents[bracket].first);
    add_element(self, NOTE_END, at, at + 1)->second = bracket;
    Element *start = &self->elements.contents[bracket];
    start->kind = NOTE_START;
    self->last_bracket = start->previous;
    return at + 1;
}

static uint32_t read_closing_bracket(Scanner *self, uint32_t at) {
    uint32_t bracket = self->last_bracket;
    if (bracket == NONE) return at + 1;
    Element *element = &self->elements.contents[bracket];
    if (element->flags & OF_NOTE) return finish_note(self, bracket, at);
    if (!(element->flags & NO_LINK)) {
        Link link;
        bool found = false;
        if (look(self, at + 1) == '(') {
            found = read_parentheses(self, at + 1, &link) != 0;
        } else if (look(self, at + 1) == '[' && at > element->range.end) {
            found = read_label(self, at + 1, &link) != 0;
        }
        if (found) return finish_link(self, bracket, at, link);
    }
    if ((element->flags & BARE_AT) && !(element->flags & OF_IMAGE)) {
        close_bracket_as(self, bracket, MALFORMED, at + 1);
        return at + 1;
    }
    self->last_bracket = element->previous;
    return at + 1;
}

#endif  // BRIEFING_LINKS_H_
