// Elements: what the first pass over inline text notes (see inlines.h).

#ifndef BRIEFING_ELEMENTS_H_
#define BRIEFING_ELEMENTS_H_

#include "plan.h"

typedef enum {
    // A symbol of its own, in `mark`.
    LEAF,
    // A run of `*`, `_` or `~`.
    EMPHASIS_RUN,
    // A quotation mark.
    QUOTE,
    // `[`, `![` or `^[`; text unless matched.
    BRACKET,
    LINK_START,
    LINK_END,
    NOTE_START,
    NOTE_END,
    CODE,
    HTML_TAG,
    COMMENT,
    CITATION,
    CITATION_IN_TEXT,
    MALFORMED,
    FOOTNOTE,
} ElementKind;

enum {
    CAN_OPEN = 1,
    CAN_CLOSE = 2,
    // A quotation mark that may well be an apostrophe or an inch mark.
    WEAK = 4,
    // Bracket: of an image, of an inline note.
    OF_IMAGE = 8,
    OF_NOTE = 16,
    // Bracket: a link inside it means that it can't be one.
    NO_LINK = 32,
    // Bracket: it was tried as a citation.
    TRIED = 64,
    // Bracket: an `@` without a key where one should be.
    BARE_AT = 128,
};

// The character at `at`; outside of the inline text, END.
static inline int32_t look(const Scanner *self, uint32_t at) {
    return at >= self->low && at < self->high ? self->text.contents[at] : END;
}

static inline int32_t look_behind(const Scanner *self, uint32_t at) {
    return at > self->low ? self->text.contents[at - 1] : END;
}

// Spends from the budget for look-ahead; false when it is used up.
static bool spend(Scanner *self, uint32_t characters) {
    if (self->budget < characters) {
        self->budget = 0;
        return false;
    }
    self->budget -= characters;
    return true;
}

static uint32_t skip_spaces(const Scanner *self, uint32_t at) {
    while (at < self->high && is_space(look(self, at))) at++;
    return at;
}

static Range trim(const Scanner *self, uint32_t start, uint32_t end) {
    while (start < end && is_space(look(self, start))) start++;
    while (end > start && is_space(look(self, end - 1))) end--;
    return (Range){start, end};
}

static bool looks_like(const Scanner *self, uint32_t at, const char *word) {
    for (; *word; word++, at++) {
        if (look(self, at) != *word) return false;
    }
    return true;
}

static Element *add_element(Scanner *self, ElementKind kind, uint32_t start, uint32_t end) {
    Element element = {
        .range = {start, end},
        .kind = (uint8_t)kind,
        .previous = NONE,
        .next = NONE,
        .first = NONE,
        .second = NONE,
        .last = NONE,
    };
    array_push(&self->elements, element);
    return array_back(&self->elements);
}

static void add_leaf(Scanner *self, Symbol symbol, uint32_t start, uint32_t end) {
    add_element(self, LEAF, start, end)->mark = (uint8_t)symbol;
}

static void add_delimiter(Scanner *self, ElementKind kind, uint8_t mark, uint8_t flags, uint32_t start, uint32_t end) {
    uint32_t index = self->elements.size;
    Element *element = add_element(self, kind, start, end);
    element->mark = mark;
    element->flags = flags;
    element->left = end - start;
    element->previous = self->last_delimiter;
    if (self->last_delimiter == NONE) {
        self->first_delimiter = index;
    } else {
        self->elements.contents[self->last_delimiter].next = index;
    }
    self->last_delimiter = index;
}

static void add_bracket(Scanner *self, uint8_t flags, uint32_t start, uint32_t end) {
    uint32_t index = self->elements.size;
    Element *element = add_element(self, BRACKET, start, end);
    element->flags = flags;
    element->previous = self->last_bracket;
    element->first = self->last_delimiter;
    self->last_bracket = index;
}

// Forgets the delimiters behind `bottom`.
static void cut_delimiters(Scanner *self, uint32_t bottom) {
    self->last_delimiter = bottom;
    if (bottom == NONE) {
        self->first_delimiter = NONE;
    } else {
        self->elements.contents[bottom].next = NONE;
    }
}

// Ends the chains of quotation marks (see `chain_quote`).
static void forget_quotes(Scanner *self) {
    self->last_quote[0] = NONE;
    self->last_quote[1] = NONE;
}

// Makes an open bracket the whole of something that takes in all that was found since.
static Element *close_bracket_as(Scanner *self, uint32_t bracket, ElementKind kind, uint32_t end) {
    Element *element = &self->elements.contents[bracket];
    cut_delimiters(self, element->first);
    forget_quotes(self);
    self->elements.size = bracket + 1;
    self->last_bracket = element->previous;
    element->kind = (uint8_t)kind;
    element->range.end = end;
    return element;
}

#endif  // BRIEFING_ELEMENTS_H_
