// Citations, well-formed and malformed, and footnote references.

#ifndef BRIEFING_CITATIONS_H_
#define BRIEFING_CITATIONS_H_

#include "links.h"

// Reads a key behind its `@`. Gives where it ends with its braces, or 0.
static uint32_t read_key(const Scanner *self, uint32_t at, Range *key) {
    if (look(self, at) == '{') {
        uint32_t end = at + 1;
        while (end < self->high && look(self, end) != '}' && look(self, end) != '{' && !is_eol(look(self, end))) end++;
        if (look(self, end) != '}' || end == at + 1) return 0;
        *key = (Range){at + 1, end};
        return end + 1;
    }
    uint32_t end = at;
    for (;;) {
        int32_t c = look(self, end);
        if (is_word(c) || c == '_') {
            end++;
            continue;
        }
        bool inner = c == ':' || c == '.' || c == '#' || c == '$' || c == '%' || c == '&' || c == '-' || c == '+' ||
                     c == '?' || c == '<' || c == '>' || c == '~' || c == '/';
        if (!inner || end == at) break;
        int32_t next = look(self, end + 1);
        // As pandoc does, so that an address can be a key.
        if ((c == ':' || c == '/') && next == '/') {
            uint32_t slashes = end + 1;
            while (look(self, slashes) == '/') slashes++;
            if (slashes - end > 2 || !is_word(look(self, slashes))) break;
            end = slashes;
            continue;
        }
        if (!is_word(next) && next != '_') break;
        end++;
    }
    if (end == at) return 0;
    *key = (Range){at, end};
    return end;
}

static bool is_at_sign(const Scanner *self, uint32_t at) {
    return look(self, at) == '@' && !is_word(look_behind(self, at));
}

typedef enum { IS_CITATION, IS_MALFORMED, IS_UNCLOSED } CitationOutcome;

typedef enum { HEED_QUOTES, IGNORE_QUOTES } QuoteCare;

// Brackets nested deeper than this are in no citation.
#define MAX_CITATION_BRACKETS 4

// Where the text of a citation from `at` on stops: at a `;`, an `@` with a key, the closing bracket, or the end (NONE).
static uint32_t skip_citation_text(Scanner *self, uint32_t start, QuoteCare care) {
    uint32_t at = start;
    uint32_t depth = 0;
    Range key;
    for (; at < self->high; at++) {
        int32_t c = look(self, at);
        if (c == '\\') {
            at++;
        } else if (c == '[') {
            if (++depth > MAX_CITATION_BRACKETS) break;
        } else if (c == ']') {
            if (depth == 0) return at;
            depth--;
        } else if (depth == 0 && (c == ';' || (is_at_sign(self, at) && read_key(self, at + 1, &key)))) {
            return at;
        } else if (care == HEED_QUOTES && quote_kind(c)) {
            uint32_t end = find_quote_end(self, at);
            if (end != NONE) at = end;
        }
    }
    spend(self, at - start);
    return NONE;
}

static CitationOutcome fail_citation(Scanner *self, uint32_t read) {
    spend(self, read);
    return IS_UNCLOSED;
}

// Reads a citation's items from `start` to its closing bracket. They are added; `end` is set behind the bracket.
static CitationOutcome read_items(Scanner *self, uint32_t start, QuoteCare care, uint32_t *end) {
    uint32_t at = start;
    bool whole = true;
    for (;;) {
        at = skip_spaces(self, at);
        uint32_t sign = skip_citation_text(self, at, IGNORE_QUOTES);
        if (sign == NONE) return fail_citation(self, at - start);
        if (look(self, sign) != '@') {
            whole = false;
        } else {
            Item item = {.at = sign};
            bool minus = sign > at && look(self, sign - 1) == '-' && (sign - 1 == at || is_space(look(self, sign - 2)));
            item.minus = minus ? (Range){sign - 1, sign} : (Range){sign, sign};
            item.prefix = trim(self, at, item.minus.start);
            at = read_key(self, sign + 1, &item.key);
            uint32_t suffix = skip_spaces(self, at);
            if (look(self, suffix) == ',') suffix++;
            sign = skip_citation_text(self, at, care);
            if (sign == NONE) return fail_citation(self, at - start);
            uint32_t suffix_end = sign;
            if (look(self, sign) == '@') {
                // Another key in what would be the suffix: an item of its own, as if a semicolon stood before it.
                if (look(self, sign - 1) == '-') suffix_end = --sign;
                suffix_end = trim(self, at, suffix_end).end;
                if (suffix_end > at && look(self, suffix_end - 1) == ',') suffix_end--;
            }
            item.suffix = trim(self, suffix < suffix_end ? suffix : suffix_end, suffix_end);
            array_push(&self->items, item);
        }
        at = sign;
        if (look(self, at) == ']') break;
        if (look(self, at) == ';') at++;
    }
    *end = at + 1;
    return whole ? IS_CITATION : IS_MALFORMED;
}

static void find_last_bracket_end(Scanner *self) {
    uint32_t at = self->high;
    while (at > self->low && look(self, at - 1) != ']') at--;
    self->last_bracket_end = at;
}

// Tries to read the innermost open bracket, in which a key begins at `sign`, as a citation. Gives where to go on, or 0.
static uint32_t try_citation(Scanner *self, uint32_t sign, uint32_t key_end) {
    uint32_t bracket = self->last_bracket;
    if (bracket == NONE) return 0;
    Element *element = &self->elements.contents[bracket];
    if (element->flags & (OF_IMAGE | OF_NOTE | TRIED)) return 0;
    element->flags |= TRIED;
    uint32_t open = element->range.start;
    if (self->last_bracket_end == NONE) find_last_bracket_end(self);

    uint32_t items = self->items.size;
    uint32_t end = 0;
    CitationOutcome outcome = IS_UNCLOSED;
    if (sign < self->last_bracket_end && self->budget > 0) {
        outcome = read_items(self, open + 1, HEED_QUOTES, &end);
        if (outcome == IS_UNCLOSED) {
            self->items.size = items;
            outcome = read_items(self, open + 1, IGNORE_QUOTES, &end);
        }
    }
    if (outcome == IS_UNCLOSED) {
        self->items.size = items;
        if (sign < self->last_bracket_end) return 0;
        // `[@key` or `[see @key`, never closed.
        bool near = sign - open <= 24;
        for (uint32_t i = open; i < sign; i++) near = near && !is_eol(look(self, i));
        if (!near) return 0;
        close_bracket_as(self, bracket, MALFORMED, key_end);
        return key_end;
    }
    Link link;
    if (look(self, end) == '(' && !(element->flags & NO_LINK) && read_parentheses(self, end, &link)) {
        self->items.size = items;
        return 0;
    }
    if (outcome == IS_MALFORMED) {
        self->items.size = items;
        close_bracket_as(self, bracket, MALFORMED, end);
        return end;
    }
    element = close_bracket_as(self, bracket, CITATION, end);
    element->first = items;
    element->last = self->items.size;
    return end;
}

// Reads ` [p. 3]` or ` [p. 3; @b]` behind the key of the last item, in running text. The suffix becomes that item's, and
// further items are added. Gives where it ends, or 0.
static uint32_t read_locator(Scanner *self, uint32_t at) {
    uint32_t open = skip_spaces(self, at);
    if (look(self, open) != '[' || look(self, open + 1) == '^' || self->budget == 0) return 0;
    uint32_t items = self->items.size;
    uint32_t stop = skip_citation_text(self, open + 1, HEED_QUOTES);
    if (stop == NONE) return 0;
    Range suffix = trim(self, open + 1, stop);
    uint32_t end = stop + 1;
    bool read = !is_empty(suffix) && look(self, stop) != '@';
    if (read && look(self, stop) == ';') read = read_items(self, stop + 1, HEED_QUOTES, &end) == IS_CITATION;
    int32_t next = look(self, end);
    if (!read || next == '(' || next == '[') {
        self->items.size = items;
        spend(self, end - open);
        return 0;
    }
    self->items.contents[items - 1].suffix = suffix;
    return end;
}

static uint32_t read_at_sign(Scanner *self, uint32_t at) {
    if (!is_at_sign(self, at)) return at + 1;
    Item item = {.at = at};
    uint32_t end = read_key(self, at + 1, &item.key);
    uint32_t bracket = self->last_bracket;
    if (end == 0) {
        if (bracket == NONE || look(self, at + 1) == '@') return at + 1;
        uint32_t after = skip_spaces(self, at + 1);
        bool first = skip_spaces(self, self->elements.contents[bracket].range.end) == at;
        int32_t c = look(self, after);
        if (first || c == ']' || c == ';' || c == ',') self->elements.contents[bracket].flags |= BARE_AT;
        return at + 1;
    }
    uint32_t citation = try_citation(self, at, end);
    if (citation) return citation;
    uint32_t first = self->items.size;
    array_push(&self->items, item);
    uint32_t locator = read_locator(self, end);
    if (locator) end = locator;
    Element *element = add_element(self, CITATION_IN_TEXT, at, end);
    element->first = first;
    element->last = self->items.size;
    return end;
}

static uint32_t read_opening_bracket(Scanner *self, uint32_t at) {
    if (look(self, at + 1) == '^') {
        uint32_t end = at + 2;
        int32_t c;
        while (c = look(self, end), c != ']' && c != '[' && !is_space(c)) end++;
        if (c == ']' && end > at + 2) {
            add_element(self, FOOTNOTE, at, end + 1);
            return end + 1;
        }
    }
    add_bracket(self, 0, at, at + 1);
    return at + 1;
}

#endif  // BRIEFING_CITATIONS_H_
