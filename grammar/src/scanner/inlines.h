// Inline text: what stands in a paragraph, a heading or a table's cell.
//
// Two passes over characters [low, high). The first goes from left to right and notes elements: whole things (code,
// citations, links…) and delimiters (of emphasis, of quotations); brackets are matched on the way, as CommonMark
// does, and delimiters inside a link's text with each other. Delimiters are then matched, and the second pass
// writes the tokens. Each look-ahead that can fail spends from a budget proportional to the text, so that no
// text takes more than linear time.

#ifndef BRIEFING_INLINES_H_
#define BRIEFING_INLINES_H_

#include "citations.h"
#include "figures.h"
#include "raw.h"

// ---------------------------------------------------------------- the first pass

static uint32_t read_line_end(Scanner *self, uint32_t at) {
    uint32_t start = at;
    while (start > self->low && look(self, start - 1) == ' ') start--;
    if (at - start >= 2) add_leaf(self, HARD_BREAK, start, at);
    return at + 1;
}

static uint32_t read_backslash(Scanner *self, uint32_t at) {
    int32_t next = look(self, at + 1);
    if (is_ascii_punctuation(next)) {
        add_leaf(self, ESCAPE, at, at + 2);
        return at + 2;
    }
    if (next == '\n' || next == '\r') add_leaf(self, HARD_BREAK, at, at + 1);
    return at + 1;
}

static uint32_t read_word(Scanner *self, uint32_t at) {
    int32_t c = look(self, at);
    if (c == 'h' || c == 'w') {
        uint32_t end = find_url_end(self, at);
        if (end) {
            add_leaf(self, URL, at, end);
            return end;
        }
    }
    while (is_word(look(self, at))) at++;
    return at;
}

static uint32_t read_possible_figure(Scanner *self, uint32_t at) {
    uint32_t end;
    uint32_t next = read_figure(self, at, &end);
    if (end) add_leaf(self, FIGURE, at, end);
    return next;
}

// A sign or a point begins a figure only where no word or figure stands before it; a currency sign may follow a
// country's letters.
static bool may_sign_figure(const Scanner *self, uint32_t at) {
    int32_t before = look_behind(self, at);
    if (is_currency(look(self, at))) return !is_digit(before);
    return !is_word(before) && before != ')' && before != ']' && before != '%' && before != '.' && before != '-' &&
           before != '+';
}

static uint32_t read_inline(Scanner *self, uint32_t at) {
    int32_t c = look(self, at);
    uint32_t end;
    switch (c) {
        case '\\': return read_backslash(self, at);
        case '`': return read_code(self, at);
        case '*':
        case '_':
        case '~': return read_emphasis_run(self, at);
        case '[': return read_opening_bracket(self, at);
        case ']': return read_closing_bracket(self, at);
        case '!':
        case '^':
            if (look(self, at + 1) != '[' || (c == '!' && look(self, at + 2) == '^')) return at + 1;
            add_bracket(self, c == '!' ? OF_IMAGE : OF_NOTE, at, at + 2);
            return at + 2;
        case '<': return read_less_than(self, at);
        case '@': return read_at_sign(self, at);
        case '&':
            end = find_entity_end(self, at);
            if (end) add_leaf(self, ENTITY, at, end);
            return end ? end : at + 1;
        case '\n': return look_behind(self, at) == '\r' ? at + 1 : read_line_end(self, at);
        case '\r': return read_line_end(self, at);
        case '.':
            if (!is_digit(look(self, at + 1))) return at + 1;
            return may_sign_figure(self, at) ? read_possible_figure(self, at) : at + 1;
        default: break;
    }
    if (is_digit(c)) return read_possible_figure(self, at);
    if (is_word(c)) return read_word(self, at);
    if (quote_kind(c)) {
        read_quote(self, quote_kind(c), at);
    } else if ((is_sign(c) || is_currency(c)) && may_sign_figure(self, at)) {
        return read_possible_figure(self, at);
    }
    return at + 1;
}

// ---------------------------------------------------------------- the second pass

// Writes a comment or directive. `put_gap` takes the blanks before `briefcheck:`.
static void put_comment(Scanner *self, uint32_t start, uint32_t end) {
    put_text(self, start);
    uint32_t name = start + 4;
    while (name < end && is_space(self->text.contents[name])) name++;
    const char *word = "briefcheck:";
    uint32_t at = name;
    while (*word && at < end && self->text.contents[at] == *word) word++, at++;
    bool directive = !*word && at + 3 <= end;
    put(self, directive ? DIRECTIVE_OPEN : COMMENT_OPEN, start + 4);
    if (directive) put_gap(self, at);
    uint32_t inner_end = end - start >= 7 ? end - 3 : start + 4;
    put_text(self, inner_end);
    put(self, CLOSE, end);
}

static void put_key(Scanner *self, const Item *item) {
    bool braces = look(self, item->at + 1) == '{';
    put(self, AT, item->key.start);
    put(self, KEY, item->key.end);
    if (braces) put(self, KEY_END, item->key.end + 1);
}

static void put_item(Scanner *self, const Item *item) {
    if (!is_empty(item->prefix)) {
        put_gap(self, item->prefix.start);
        put_split(self, PREFIX_TEXT, item->prefix.end);
    }
    if (!is_empty(item->minus)) {
        put_gap(self, item->minus.start);
        put(self, SUPPRESS_AUTHOR, item->minus.end);
    }
    put_gap(self, item->at);
    put_key(self, item);
}

static void put_suffix(Scanner *self, const Item *item) {
    if (is_empty(item->suffix)) return;
    put_gap(self, item->suffix.start);
    put_split(self, SUFFIX_TEXT, item->suffix.end);
}

// Writes the items of a citation from `index` on, and its closing bracket.
static void put_items(Scanner *self, const Element *element, uint32_t index) {
    for (; index < element->last; index++) {
        const Item *item = &self->items.contents[index];
        if (index > element->first) {
            put_gap(self, is_empty(item->prefix) ? item->minus.start : item->prefix.start);
            put(self, CITATION_SEPARATOR, self->written);
        }
        put_item(self, item);
        put_suffix(self, item);
    }
    put_gap(self, element->range.end - 1);
    put(self, CLOSE, element->range.end);
}

static void put_citation(Scanner *self, const Element *element) {
    put(self, CITATION_OPEN, element->range.start + 1);
    put_items(self, element, element->first);
}

static void put_citation_in_text(Scanner *self, const Element *element) {
    const Item *item = &self->items.contents[element->first];
    put_key(self, item);
    if (is_empty(item->suffix)) return;
    uint32_t open = item->suffix.start;
    while (look(self, open - 1) != '[') open--;
    put_gap(self, open - 1);
    put(self, LOCATOR_OPEN, open);
    put_suffix(self, item);
    put_items(self, element, element->first + 1);
}

static void put_link_end(Scanner *self, const Element *element) {
    const Link *link = &self->links.contents[element->first];
    put(self, LINK_MIDDLE, element->range.start + 2);
    if (!is_empty(link->label)) {
        put_gap(self, link->label.start);
        put_split(self, LABEL_TEXT, link->label.end);
    }
    if (!is_empty(link->target)) {
        put_gap(self, link->target.start);
        put(self, LINK_TARGET, link->target.end);
    }
    if (!is_empty(link->title)) {
        put_gap(self, link->title.start);
        put_split(self, TITLE_TEXT, link->title.end);
    }
    put_gap(self, link->end - 1);
    put(self, CLOSE, link->end);
}

static Symbol opening_symbol(const Element *element, const Pair *pair) {
    if (element->kind == QUOTE) return QUOTATION_OPEN;
    if (element->mark == '~') return STRIKETHROUGH_OPEN;
    return pair->size == 2 ? STRONG_OPEN : EMPHASIS_OPEN;
}

static void put_delimiters(Scanner *self, const Element *element, uint32_t *depth) {
    uint32_t at = element->range.start;
    for (uint32_t i = element->second; i != NONE; i = self->pairs.contents[i].next_of_closer) {
        const Pair *pair = &self->pairs.contents[i];
        if (!pair->dropped) {
            put_text(self, at);
            put(self, element->kind == QUOTE ? QUOTATION_MARK : EMPHASIS_MARK, at + pair->size);
            (*depth)--;
        }
        at += pair->size;
    }
    at = element->range.end;
    for (uint32_t i = element->first; i != NONE; i = self->pairs.contents[i].next_of_opener) {
        at -= self->pairs.contents[i].size;
    }
    for (uint32_t i = element->first; i != NONE; i = self->pairs.contents[i].next_of_opener) {
        Pair *pair = &self->pairs.contents[i];
        pair->dropped = *depth >= MAX_INLINE_DEPTH;
        if (!pair->dropped) {
            put_text(self, at);
            put(self, opening_symbol(element, pair), at + pair->size);
            (*depth)++;
        }
        at += pair->size;
    }
}

// Opens a link or note, if it isn't too deep. `last` then says so to its end.
static void put_start(Scanner *self, Element *element, Symbol symbol, uint32_t *depth) {
    if (*depth >= MAX_INLINE_DEPTH) {
        element->last = 0;
        return;
    }
    put_text(self, element->range.start);
    put(self, symbol, element->range.end);
    (*depth)++;
}

static void put_end(Scanner *self, const Element *element, uint32_t *depth) {
    if (self->elements.contents[element->second].last == 0) return;
    put_text(self, element->range.start);
    if (element->kind == LINK_END) {
        put_link_end(self, element);
    } else {
        put(self, CLOSE, element->range.end);
    }
    (*depth)--;
}

static void put_enclosed(Scanner *self, Symbol open, Range range, uint32_t open_length, uint32_t close_length) {
    put_text(self, range.start);
    put(self, open, range.start + open_length);
    put_text(self, range.end - close_length);
    put(self, CLOSE, range.end);
}

static void put_element(Scanner *self, Element *element, uint32_t *depth) {
    Range range = element->range;
    switch (element->kind) {
        case BRACKET: return;
        case EMPHASIS_RUN:
        case QUOTE: put_delimiters(self, element, depth); return;
        case LINK_START: put_start(self, element, element->flags & OF_IMAGE ? IMAGE_OPEN : LINK_OPEN, depth); return;
        case NOTE_START: put_start(self, element, INLINE_NOTE_OPEN, depth); return;
        case LINK_END:
        case NOTE_END: put_end(self, element, depth); return;
        case CODE: put_enclosed(self, CODE_SPAN_OPEN, range, element->left, element->left); return;
        case HTML_TAG: put_enclosed(self, HTML_TAG_OPEN, range, 1, 1); return;
        case COMMENT: put_comment(self, range.start, range.end); return;
        default: break;
    }
    put_text(self, range.start);
    switch (element->kind) {
        case CITATION: put_citation(self, element); return;
        case CITATION_IN_TEXT: put_citation_in_text(self, element); return;
        case MALFORMED: {
            bool closed = look(self, range.end - 1) == ']';
            put_enclosed(self, MALFORMED_OPEN, range, 1, closed ? 1 : 0);
            return;
        }
        case FOOTNOTE:
            put(self, FOOTNOTE_REFERENCE_OPEN, range.start + 2);
            put(self, FOOTNOTE_LABEL, range.end - 1);
            put(self, CLOSE, range.end);
            return;
        default: put(self, element->mark, range.end); return;
    }
}

// Reads characters [low, high) as inline text, and writes its tokens.
static void put_inlines(Scanner *self, uint32_t low, uint32_t high) {
    self->low = low;
    self->high = high;
    self->elements.size = 0;
    self->pairs.size = 0;
    self->links.size = 0;
    self->items.size = 0;
    self->first_delimiter = NONE;
    self->last_delimiter = NONE;
    self->last_bracket = NONE;
    self->last_bracket_end = NONE;
    forget_quotes(self);
    self->missing = 0;
    self->unclosed_quotes = 0;
    self->backticks_scanned = false;
    self->budget = 64 * (uint64_t)(high - low) + 4096;
    for (uint32_t at = low; at < high;) at = read_inline(self, at);
    match_delimiters(self, NONE);
    uint32_t depth = 0;
    for (uint32_t i = 0; i < self->elements.size; i++) put_element(self, &self->elements.contents[i], &depth);
    put_text(self, high);
}

#endif  // BRIEFING_INLINES_H_
