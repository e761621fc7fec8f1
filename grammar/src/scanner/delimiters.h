// Delimiters: the marks of emphasis and of quotations, and how they are matched.

#ifndef BRIEFING_DELIMITERS_H_
#define BRIEFING_DELIMITERS_H_

#include "quotes.h"

// ---------------------------------------------------------------- matching

static bool can_follow(const Element *opener, const Element *closer) {
    if (opener->kind != closer->kind || !(opener->flags & CAN_OPEN)) return false;
    if (opener->kind == QUOTE) {
        return quotes_match(opener->mark, closer->mark) && opener->range.end < closer->range.start &&
               !(opener->flags & closer->flags & WEAK);
    }
    if (opener->mark != closer->mark) return false;
    if (opener->mark == '~') return true;
    // CommonMark's rule of three.
    if (!(opener->flags & CAN_CLOSE) && !(closer->flags & CAN_OPEN)) return true;
    uint32_t a = opener->range.end - opener->range.start;
    uint32_t b = closer->range.end - closer->range.start;
    return (a + b) % 3 != 0 || (a % 3 == 0 && b % 3 == 0);
}

// Closers of one class look for the same openers: where one finds none, the next need not look again.
static uint32_t closer_class(const Element *closer) {
    if (closer->kind == QUOTE) return closer->mark;
    if (closer->mark == '~') return QUOTE_KINDS;
    uint32_t length = (closer->range.end - closer->range.start) % 3;
    return QUOTE_KINDS + 1 + length + (closer->flags & CAN_OPEN ? 3 : 0) + (closer->mark == '*' ? 6 : 0);
}

#define CLOSER_CLASSES (QUOTE_KINDS + 13)

// Looks for the opener of a closer, down to the lowest one that `limits` leaves to its class.
static uint32_t find_opener(Scanner *self, uint32_t closer, uint32_t *limits) {
    Element *elements = self->elements.contents;
    const Element *it = &elements[closer];
    uint32_t class = closer_class(it);
    bool single = it->kind == QUOTE && is_single_quote(it->mark);
    uint32_t steps = 0;
    uint32_t candidate = it->previous;
    for (; candidate != NONE && candidate >= limits[class]; candidate = elements[candidate].previous) {
        const Element *opener = &elements[candidate];
        if (can_follow(opener, it)) return candidate;
        steps++;
        // An apostrophe must not cut an open double quotation in two. It may find its opener when that is closed.
        bool blocks = single && opener->kind == QUOTE && !is_single_quote(opener->mark) && (opener->flags & CAN_OPEN);
        if (blocks && spend(self, steps)) return NONE;
    }
    limits[class] = it->previous == NONE ? 0 : it->previous + 1;
    return NONE;
}

static void unlink_delimiter(Scanner *self, uint32_t index) {
    Element *elements = self->elements.contents;
    uint32_t previous = elements[index].previous;
    uint32_t next = elements[index].next;
    if (previous == NONE) {
        self->first_delimiter = next;
    } else {
        elements[previous].next = next;
    }
    if (next == NONE) {
        self->last_delimiter = previous;
    } else {
        elements[next].previous = previous;
    }
}

static void match_pair(Scanner *self, uint32_t opener_index, uint32_t closer_index) {
    Element *elements = self->elements.contents;
    Element *opener = &elements[opener_index];
    Element *closer = &elements[closer_index];
    bool two = opener->kind == EMPHASIS_RUN && opener->left >= 2 && closer->left >= 2;
    uint32_t index = self->pairs.size;
    Pair pair = {opener_index, two ? 2 : 1, opener->first, NONE, false};
    array_push(&self->pairs, pair);
    opener->first = index;
    if (closer->second == NONE) {
        closer->second = index;
    } else {
        self->pairs.contents[closer->last].next_of_closer = index;
    }
    closer->last = index;
    opener->left -= pair.size;
    closer->left -= pair.size;
    opener->next = closer_index;
    closer->previous = opener_index;
    if (opener->left == 0) unlink_delimiter(self, opener_index);
}

// Matches the delimiters behind `bottom` with each other, and forgets them.
static void match_delimiters(Scanner *self, uint32_t bottom) {
    uint32_t limits[CLOSER_CLASSES];
    for (uint32_t i = 0; i < CLOSER_CLASSES; i++) limits[i] = bottom == NONE ? 0 : bottom + 1;
    uint32_t closer = bottom == NONE ? self->first_delimiter : self->elements.contents[bottom].next;
    while (closer != NONE) {
        Element *it = &self->elements.contents[closer];
        if (!(it->flags & CAN_CLOSE)) {
            closer = it->next;
            continue;
        }
        uint32_t opener = find_opener(self, closer, limits);
        if (opener != NONE) {
            match_pair(self, opener, closer);
            if (it->left > 0) continue;
        }
        uint32_t next = it->next;
        if (it->left == 0 || !(it->flags & CAN_OPEN)) unlink_delimiter(self, closer);
        closer = next;
    }
    cut_delimiters(self, bottom);
    forget_quotes(self);
}

// How a run of delimiters from `start` to `end` stands to its neighbours, in CommonMark's terms.
typedef struct {
    int32_t before;
    int32_t after;
    bool left;
    bool right;
} Flanks;

static Flanks flanks_of(const Scanner *self, uint32_t start, uint32_t end) {
    Flanks it = {look_behind(self, start), look(self, end), false, false};
    bool space_before = is_space(it.before), space_after = is_space(it.after);
    bool punctuation_before = is_punctuation(it.before), punctuation_after = is_punctuation(it.after);
    it.left = !space_after && (!punctuation_after || space_before || punctuation_before);
    it.right = !space_before && (!punctuation_before || space_after || punctuation_after);
    return it;
}

static uint32_t read_emphasis_run(Scanner *self, uint32_t start) {
    int32_t c = look(self, start);
    uint32_t end = start;
    while (look(self, end) == c) end++;
    Flanks it = flanks_of(self, start, end);
    uint8_t flags = 0;
    if (c == '_') {
        if (it.left && (!it.right || is_punctuation(it.before))) flags |= CAN_OPEN;
        if (it.right && (!it.left || is_punctuation(it.after))) flags |= CAN_CLOSE;
    } else if (c == '*' || end - start == 2) {
        if (it.left) flags |= CAN_OPEN;
        if (it.right) flags |= CAN_CLOSE;
    }
    if (flags) add_delimiter(self, EMPHASIS_RUN, (uint8_t)c, flags, start, end);
    return end;
}

// ---------------------------------------------------------------- quotation marks

// Words that begin with an apostrophe, and the endings that tokenised text sets apart: a mark before one opens nothing.
static const char *const ELISIONS[] = {"tis", "twas", "twere", "em", "til", "n", "s", "t", "d", "m", "ll", "re", "ve"};

static bool is_elision(const Scanner *self, uint32_t at) {
    for (size_t i = 0; i < sizeof(ELISIONS) / sizeof(ELISIONS[0]); i++) {
        const char *word = ELISIONS[i];
        uint32_t end = at;
        while (*word && ascii_lower(look(self, end)) == *word) word++, end++;
        if (!*word && !is_word(look(self, end))) return true;
    }
    // '90s
    return is_digit(look(self, at)) && is_digit(look(self, at + 1)) && look(self, at + 2) == 's' &&
           !is_word(look(self, at + 3));
}

// '68
static bool is_short_year(const Scanner *self, uint32_t at) {
    int32_t c = look(self, at + 2);
    bool goes_on = is_word(c) || c == '%' || ((c == '.' || c == ',') && is_digit(look(self, at + 3)));
    return is_digit(look(self, at)) && is_digit(look(self, at + 1)) && !goes_on;
}

static uint8_t quote_flags(const Scanner *self, QuoteKind kind, uint32_t at) {
    Flanks it = flanks_of(self, at, at + 1);
    bool inside_word = it.left && it.right && !is_punctuation(it.before) && !is_unspaced(it.before);
    // Between blanks, as tokenised text has it: only what is open tells which one it is.
    bool apart = is_space(it.before) && is_space(it.after);
    bool opens = false, closes = false;
    switch (kind) {
        case STRAIGHT:
            opens = (it.left && !inside_word) || (apart && it.after != END);
            closes = it.right || (apart && it.before != END);
            break;
        case APOSTROPHE:
            opens = it.left && !inside_word && !is_word(it.before) && !is_elision(self, at + 1);
            closes = it.right && !is_word(it.after);
            break;
        case LEFT:
            opens = !is_space(it.after) || apart;
            closes = !is_space(it.before);
            break;
        case RIGHT:
            opens = it.left && !it.right;
            closes = !is_space(it.before) || apart;
            break;
        case LOW:
            opens = !is_space(it.after);
            break;
        case SINGLE_LEFT:
            opens = !is_space(it.after) && !is_elision(self, at + 1);
            closes = it.right;
            break;
        case SINGLE_RIGHT:
            closes = it.right && !is_word(it.after);
            break;
        case SINGLE_LOW:
            opens = it.left && !it.right;
            break;
        case GUILLEMET_LEFT:
        case SINGLE_GUILLEMET_LEFT:
            closes = it.right && !it.left;
            opens = !closes;
            break;
        default:
            opens = it.left && !it.right;
            closes = !opens;
            break;
    }
    return (opens ? CAN_OPEN : 0) | (closes ? CAN_CLOSE : 0);
}

// Two apostrophes are no single mark.
static bool is_doubled(const Scanner *self, uint32_t at) {
    return look_behind(self, at) == '\'' || look(self, at + 1) == '\'';
}

// After a digit `"` may mean inches; after an `s` and before another word, `'` may be a possessive's.
static bool is_weak_closer(const Scanner *self, QuoteKind kind, uint32_t at) {
    int32_t before = look_behind(self, at);
    if (kind == STRAIGHT) return is_digit(before);
    if (kind != APOSTROPHE && kind != SINGLE_RIGHT) return false;
    return ascii_lower(before) == 's' && is_space(look(self, at + 1)) && is_word(look(self, skip_spaces(self, at + 1)));
}

// Weak closers are no quotation marks if the next mark of their kind only closes, too, and surely. The marks of a kind
// are chained through `last` until they are matched.
static uint32_t chain_quote(Scanner *self, QuoteKind kind, uint8_t flags) {
    if (kind != STRAIGHT && kind != APOSTROPHE && kind != SINGLE_RIGHT && kind != SINGLE_LEFT) return NONE;
    uint32_t *chain = &self->last_quote[kind == STRAIGHT ? 0 : 1];
    uint32_t previous = *chain;
    *chain = self->elements.size;
    if ((flags & (CAN_OPEN | CAN_CLOSE | WEAK)) == CAN_CLOSE) {
        for (uint32_t weak = previous; weak != NONE; weak = self->elements.contents[weak].last) {
            Element *element = &self->elements.contents[weak];
            if ((element->flags & (CAN_OPEN | WEAK)) != WEAK) break;
            element->flags = 0;
        }
    }
    return previous;
}

static void read_quote(Scanner *self, QuoteKind kind, uint32_t at) {
    if (kind == APOSTROPHE && is_doubled(self, at)) return;
    uint8_t flags = quote_flags(self, kind, at);
    if (!flags) return;
    bool weak_closer = flags == CAN_CLOSE && is_weak_closer(self, kind, at);
    bool weak_opener = (flags & CAN_OPEN) && is_single_quote(kind) && is_short_year(self, at + 1);
    if (weak_closer || weak_opener) flags |= WEAK;
    uint32_t previous = chain_quote(self, kind, flags);
    add_delimiter(self, QUOTE, (uint8_t)kind, flags, at, at + 1);
    array_back(&self->elements)->last = previous;
}

// Where the quotation that opens at `at` in a citation ends, or NONE.
static uint32_t find_quote_end(Scanner *self, uint32_t at) {
    QuoteKind kind = quote_kind(look(self, at));
    if (self->unclosed_quotes & (1u << kind)) return NONE;
    int32_t before = look_behind(self, at);
    bool straight = kind == STRAIGHT || kind == APOSTROPHE;
    if (straight && (is_word(before) || is_space(look(self, at + 1)))) return NONE;
    for (uint32_t i = at + 1; i < self->high; i++) {
        if (look(self, i) == '\\') {
            i++;
        } else if (quotes_match(kind, quote_kind(look(self, i)))) {
            if (!is_single_quote(kind) || !is_word(look(self, i + 1))) return i;
        }
    }
    self->unclosed_quotes |= 1u << kind;
    return NONE;
}

#endif  // BRIEFING_DELIMITERS_H_
