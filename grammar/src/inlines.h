// Inline text: what stands in a paragraph, a heading or a table's cell.
//
// Two passes over characters [low, high). The first goes from left to right and notes elements: whole things (code,
// citations, links…) and delimiters (of emphasis, of quotations); brackets are matched on the way, as CommonMark
// does, and delimiters inside a link's text with each other. Delimiters are then matched, and the second pass
// writes the tokens. Each look-ahead that can fail spends from a budget proportional to the text, so that no
// text takes more than linear time.

#ifndef BRIEFING_INLINES_H_
#define BRIEFING_INLINES_H_

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
    // A quotation mark that is more likely an apostrophe or an inch mark if the next one closes too.
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

// The quotation marks, one name for each character.
typedef enum {
    STRAIGHT = 1,
    APOSTROPHE,
    LEFT,
    RIGHT,
    LOW,
    SINGLE_LEFT,
    SINGLE_RIGHT,
    SINGLE_LOW,
    GUILLEMET_LEFT,
    GUILLEMET_RIGHT,
    SINGLE_GUILLEMET_LEFT,
    SINGLE_GUILLEMET_RIGHT,
    QUOTE_KINDS,
} QuoteKind;

static QuoteKind quote_kind(int32_t c) {
    switch (c) {
        case '"': return STRAIGHT;
        case '\'': return APOSTROPHE;
        case 0x201c: return LEFT;
        case 0x201d: return RIGHT;
        case 0x201e: return LOW;
        case 0x2018: return SINGLE_LEFT;
        case 0x2019: return SINGLE_RIGHT;
        case 0x201a: return SINGLE_LOW;
        case 0xab: return GUILLEMET_LEFT;
        case 0xbb: return GUILLEMET_RIGHT;
        case 0x2039: return SINGLE_GUILLEMET_LEFT;
        case 0x203a: return SINGLE_GUILLEMET_RIGHT;
        default: return 0;
    }
}

static bool is_single_quote(QuoteKind kind) { return kind == APOSTROPHE || (kind >= SINGLE_LEFT && kind <= SINGLE_LOW); }

// “…” „…“ „…” ”…” «…» »…« "…" ‘…’ ‚…‘ ‚…’ ‹…› ›…‹ '…'
static bool quotes_match(QuoteKind opener, QuoteKind closer) {
    switch (opener) {
        case STRAIGHT: return closer == STRAIGHT;
        case APOSTROPHE: return closer == APOSTROPHE;
        case LEFT: return closer == RIGHT;
        case RIGHT: return closer == RIGHT;
        case LOW: return closer == LEFT || closer == RIGHT;
        case SINGLE_LEFT: return closer == SINGLE_RIGHT;
        case SINGLE_LOW: return closer == SINGLE_LEFT || closer == SINGLE_RIGHT;
        case GUILLEMET_LEFT: return closer == GUILLEMET_RIGHT;
        case GUILLEMET_RIGHT: return closer == GUILLEMET_LEFT;
        case SINGLE_GUILLEMET_LEFT: return closer == SINGLE_GUILLEMET_RIGHT;
        case SINGLE_GUILLEMET_RIGHT: return closer == SINGLE_GUILLEMET_LEFT;
        default: return false;
    }
}

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

// ---------------------------------------------------------------- elements

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

// ---------------------------------------------------------------- delimiters

static bool can_follow(const Element *opener, const Element *closer) {
    if (opener->kind != closer->kind || !(opener->flags & CAN_OPEN)) return false;
    if (opener->kind == QUOTE) {
        return quotes_match(opener->mark, closer->mark) && opener->range.end < closer->range.start;
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

// Words that begin with an apostrophe: an opening mark before one of them is none.
static const char *const ELISIONS[] = {"tis", "twas", "twere", "em", "til", "till", "cause", "n"};

static bool is_elision(const Scanner *self, uint32_t at) {
    // '90s, '68
    if (is_digit(look(self, at)) && is_digit(look(self, at + 1))) {
        uint32_t end = at + 2;
        if (look(self, end) == 's') end++;
        int32_t c = look(self, end);
        return !is_word(c) && c != '%' && !((c == '.' || c == ',') && is_digit(look(self, end + 1)));
    }
    for (size_t i = 0; i < sizeof(ELISIONS) / sizeof(ELISIONS[0]); i++) {
        const char *word = ELISIONS[i];
        uint32_t end = at;
        while (*word && ascii_lower(look(self, end)) == *word) word++, end++;
        if (!*word && !is_word(look(self, end))) return true;
    }
    return false;
}

static uint8_t quote_flags(const Scanner *self, QuoteKind kind, uint32_t at) {
    Flanks it = flanks_of(self, at, at + 1);
    bool inside_word = it.left && it.right && !is_punctuation(it.before) && !is_unspaced(it.before);
    bool opens = false, closes = false;
    switch (kind) {
        case STRAIGHT:
            opens = it.left && !inside_word;
            closes = it.right;
            break;
        case APOSTROPHE:
            opens = it.left && !inside_word && !is_word(it.before) && !is_elision(self, at + 1);
            closes = it.right && !is_word(it.after);
            break;
        case LEFT:
            opens = !is_space(it.after);
            closes = !is_space(it.before);
            break;
        case RIGHT:
            opens = it.left && !it.right;
            closes = !is_space(it.before);
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
            if (!(element->flags & WEAK)) break;
            element->flags = 0;
        }
    }
    return previous;
}

static void read_quote(Scanner *self, QuoteKind kind, uint32_t at) {
    uint8_t flags = quote_flags(self, kind, at);
    if (!flags) return;
    if (flags == CAN_CLOSE && is_weak_closer(self, kind, at)) flags |= WEAK;
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

// ---------------------------------------------------------------- figures

static uint32_t skip_digits(const Scanner *self, uint32_t at) {
    while (is_digit(look(self, at))) at++;
    return at;
}

static bool is_currency(int32_t c) {
    return c == '$' || (c >= 0xa2 && c <= 0xa5) || (c >= 0x20a0 && c <= 0x20c0);
}

static bool is_group_mark(int32_t c) {
    return c == ',' || c == NO_BREAK_SPACE || c == THIN_SPACE || c == NARROW_NO_BREAK_SPACE;
}

// The end of digits with their group marks and decimals, from `at`, which is a digit; 0 where it is a version or the like.
static uint32_t read_number(const Scanner *self, uint32_t at) {
    uint32_t end = skip_digits(self, at);
    uint32_t first = end - at;
    while (first <= 3 && (is_group_mark(look(self, end)) || look(self, end) == ' ')) {
        uint32_t group = skip_digits(self, end + 1) - (end + 1);
        if (group != 3 && !(group == 2 && look(self, end) == ',')) break;
        end += 1 + group;
    }
    uint32_t points = 0;
    bool threes = true;
    uint32_t last = 0;
    while (look(self, end) == '.' && is_digit(look(self, end + 1))) {
        last = skip_digits(self, end + 1) - (end + 1);
        threes = threes && last == 3;
        end += 1 + last;
        points++;
    }
    if (points == 2 && first <= 2 && last == 4) return end;  // 12.03.2024
    if (points > 1 && !threes) return 0;
    if (points >= 1 && threes && look(self, end) == ',' && is_digit(look(self, end + 1))) {
        end = skip_digits(self, end + 1);  // 1.200,50
    }
    return end;
}

static uint32_t read_ordinal(const Scanner *self, uint32_t at) {
    static const char *const ENDINGS[] = {"st", "nd", "rd", "th"};
    for (int i = 0; i < 4; i++) {
        if (looks_like(self, at, ENDINGS[i]) && !is_word(look(self, at + 2))) return at + 2;
    }
    return at;
}

// What may stand behind a figure's digits: percent and degree signs, an ordinal's or a decade's ending.
static uint32_t read_figure_ending(const Scanner *self, uint32_t at) {
    int32_t c = look(self, at);
    if (c == '%' || c == 0x2030 || c == 0xb0) return at + 1;
    if (c == 's' && !is_word(look(self, at + 1))) return at + 1;
    if (c == ' ' || c == NO_BREAK_SPACE || c == NARROW_NO_BREAK_SPACE) return look(self, at + 1) == '%' ? at + 2 : at;
    return read_ordinal(self, at);
}

// `-`, `–`, `:` or `/` before a digit goes on with a range, a score, a date, a time or a fraction.
static bool joins_figures(int32_t c) {
    return c == '-' || c == ':' || c == '/' || c == EN_DASH || c == 0x2010 || c == 0x2011 || c == MINUS_SIGN;
}

static bool is_sign(int32_t c) { return c == '-' || c == '+' || c == MINUS_SIGN || c == 0xb1; }

// Reads a figure from `start` (a sign, a currency sign, a point or a digit). Gives where to go on, past what
// was refused as a whole too, and sets `end` to the figure's end or to 0.
static uint32_t read_figure(const Scanner *self, uint32_t start, uint32_t *end) {
    uint32_t at = start;
    *end = 0;
    if (is_sign(look(self, at))) at++;
    if (is_currency(look(self, at))) at++;
    if (is_sign(look(self, at)) && at > start) at++;
    if (look(self, at) == '.') at++;
    if (!is_digit(look(self, at))) return start + 1;

    int32_t before = look_behind(self, start);
    bool refused = !is_currency(look(self, start)) && (before == '_' || is_word(before));
    if (before == '-' || before == '/' || before == '.' || before == '+' || before == '&') {
        refused = refused || (start - 1 > self->low && is_word(look(self, start - 2)));
    }
    for (;;) {
        uint32_t number = read_number(self, at);
        if (number == 0) {
            refused = true;
            at = skip_digits(self, at);
            while (look(self, at) == '.' && is_digit(look(self, at + 1))) at = skip_digits(self, at + 1);
        } else {
            at = read_figure_ending(self, number);
        }
        if (!joins_figures(look(self, at))) break;
        uint32_t next = at + 1;
        if (is_currency(look(self, next))) next++;
        if (!is_digit(look(self, next))) break;
        at = next;
    }
    uint32_t letters = at;
    while (is_word(look(self, letters)) || look(self, letters) == '_') letters++;
    // Letters may follow as a unit: 40kg, $4bn.
    for (uint32_t i = at; i < letters; i++) refused = refused || is_digit(look(self, i)) || look(self, i) == '_';
    if (letters - at > 3) refused = true;
    if (!refused) *end = at;
    return letters;
}

// ---------------------------------------------------------------- code, HTML, addresses

static uint32_t count_run(const Scanner *self, uint32_t at) {
    uint32_t end = at;
    while (look(self, end) == look(self, at)) end++;
    return end - at;
}

// Reads a code span, or the backticks as text. Where runs of each length last occur is noted once for the whole text.
static uint32_t read_code(Scanner *self, uint32_t start) {
    uint32_t length = 0;
    while (look(self, start + length) == '`') length++;
    uint32_t open_end = start + length;
    if (length > 255) return open_end;
    if (!self->backticks_scanned) {
        self->backticks_scanned = true;
        for (uint32_t i = 0; i < 256; i++) self->backticks[i] = 0;
        for (uint32_t at = start; at < self->high;) {
            if (look(self, at) != '`') {
                at++;
                continue;
            }
            uint32_t run = count_run(self, at);
            if (run < 256) self->backticks[run] = at;
            at += run;
        }
    }
    if (self->backticks[length] < open_end) return open_end;
    for (uint32_t at = open_end; at < self->high;) {
        if (look(self, at) != '`') {
            at++;
            continue;
        }
        uint32_t run = count_run(self, at);
        at += run;
        if (run == length) {
            add_element(self, CODE, start, at)->left = length;
            return at;
        }
    }
    return open_end;
}

// The end of `<scheme:…>` or `<name@host>`, or 0.
static uint32_t find_autolink_end(const Scanner *self, uint32_t start) {
    uint32_t at = start + 1;
    bool scheme = is_ascii_letter(look(self, at));
    bool address = true;
    bool host = false;
    uint32_t head = at;
    for (;; at++) {
        int32_t c = look(self, at);
        if (c == ':' && scheme && at - head >= 2 && at - head <= 32) break;
        if (!is_ascii_alphanumeric(c) && c != '+' && c != '.' && c != '-') scheme = false;
        if (c == '@' && !host && at > head) {
            host = true;
        } else if (host ? !is_ascii_alphanumeric(c) && c != '.' && c != '-'
                        : !is_ascii_alphanumeric(c) && (!is_ascii_punctuation(c) || c == '<' || c == '>' || c == ':' ||
                                                        c == ';' || c == ',' || c == '(' || c == ')' || c == '[' ||
                                                        c == ']' || c == '"' || c == '\\' || c == '@')) {
            address = false;
        }
        if (!scheme && !address) {
            bool whole = c == '>' && host && is_ascii_alphanumeric(look(self, at - 1));
            return whole ? at + 1 : 0;
        }
    }
    for (;; at++) {
        int32_t c = look(self, at);
        if (c == '>') return at + 1;
        if (c == '<' || is_space(c) || (c >= 0 && c < 0x20)) return 0;
    }
}

enum { NO_COMMENT_END = 1, NO_INSTRUCTION_END = 2, NO_CDATA_END = 4, NO_DECLARATION_END = 8 };

// The end of the next `mark` from `at` on, or 0, which is remembered under `flag`.
static uint32_t find_mark_end(Scanner *self, uint32_t at, const char *mark, uint32_t flag) {
    if (self->missing & flag) return 0;
    uint32_t length = 0;
    while (mark[length]) length++;
    for (; at + length <= self->high; at++) {
        if (looks_like(self, at, mark)) return at + length;
    }
    self->missing |= flag;
    return 0;
}

static uint32_t find_comment_end(Scanner *self, uint32_t start) {
    if (look(self, start + 4) == '>') return start + 5;
    if (looks_like(self, start + 4, "->")) return start + 6;
    return find_mark_end(self, start + 4, "-->", NO_COMMENT_END);
}

static uint32_t skip_attribute_value(const Scanner *self, uint32_t at) {
    int32_t quote = look(self, at);
    if (quote == '"' || quote == '\'') {
        for (at++; at < self->high; at++) {
            if (look(self, at) == quote) return at + 1;
        }
        return 0;
    }
    uint32_t start = at;
    while (at < self->high && !is_space(look(self, at))) {
        int32_t c = look(self, at);
        if (c == '"' || c == '\'' || c == '=' || c == '<' || c == '>' || c == '`') break;
        at++;
    }
    return at > start ? at : 0;
}

// The end of an opening or closing tag, or 0. `reached` is set to where that was found out.
static uint32_t find_tag_end(const Scanner *self, uint32_t start, uint32_t *reached) {
    *reached = start;
    uint32_t at = start + 1;
    bool closing = look(self, at) == '/';
    if (closing) at++;
    if (!is_ascii_letter(look(self, at))) return 0;
    while (is_ascii_alphanumeric(look(self, at)) || look(self, at) == '-') at++;
    if (closing) {
        at = skip_spaces(self, at);
        return look(self, at) == '>' ? at + 1 : 0;
    }
    for (;;) {
        uint32_t name = skip_spaces(self, at);
        int32_t c = look(self, name);
        if (c == '>') return name + 1;
        if (c == '/') return look(self, name + 1) == '>' ? name + 2 : 0;
        *reached = name;
        if (name == at || !(is_ascii_letter(c) || c == '_' || c == ':')) return 0;
        at = name;
        while (c = look(self, at), is_ascii_alphanumeric(c) || c == '_' || c == ':' || c == '.' || c == '-') at++;
        uint32_t equals = skip_spaces(self, at);
        if (look(self, equals) != '=') continue;
        at = skip_attribute_value(self, skip_spaces(self, equals + 1));
        *reached = at == 0 ? self->high : at;
        if (at == 0) return 0;
    }
}

static uint32_t find_html_end(Scanner *self, uint32_t start) {
    if (looks_like(self, start, "<?")) return find_mark_end(self, start + 2, "?>", NO_INSTRUCTION_END);
    if (looks_like(self, start, "<![CDATA[")) return find_mark_end(self, start + 9, "]]>", NO_CDATA_END);
    if (looks_like(self, start, "<!")) {
        bool named = is_ascii_letter(look(self, start + 2));
        return named ? find_mark_end(self, start + 2, ">", NO_DECLARATION_END) : 0;
    }
    if (self->budget == 0) return 0;
    uint32_t reached;
    uint32_t end = find_tag_end(self, start, &reached);
    if (end == 0) spend(self, reached - start);
    return end;
}

static uint32_t read_less_than(Scanner *self, uint32_t start) {
    uint32_t end;
    if (looks_like(self, start, "<!--")) {
        end = find_comment_end(self, start);
        if (end) add_element(self, COMMENT, start, end);
    } else if ((end = find_autolink_end(self, start))) {
        add_leaf(self, AUTOLINK, start, end);
    } else if ((end = find_html_end(self, start))) {
        add_element(self, HTML_TAG, start, end);
    }
    return end ? end : start + 1;
}

static bool is_url_character(int32_t c) {
    if (c < 0x80) return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"' && c != '[' && c != ']' && c != '`';
    return !is_space(c) && !quote_kind(c);
}

// The end of a bare address that begins at `start`, which begins a word, or 0.
static uint32_t find_url_end(const Scanner *self, uint32_t start) {
    uint32_t head;
    if (looks_like(self, start, "http://")) {
        head = start + 7;
    } else if (looks_like(self, start, "https://")) {
        head = start + 8;
    } else if (looks_like(self, start, "www.")) {
        head = start + 4;
    } else {
        return 0;
    }
    uint32_t end = head;
    int32_t depth = 0;
    while (is_url_character(look(self, end))) {
        if (look(self, end) == '(') depth++;
        if (look(self, end) == ')' && --depth < 0) break;
        end++;
    }
    // Punctuation at its end is the sentence's.
    while (end > head) {
        int32_t c = look(self, end - 1);
        bool trailing = c == '?' || c == '!' || c == '.' || c == ',' || c == ':' || c == ';' || c == '*' || c == '_' ||
                        c == '~' || c == '\'' || c == '|' || c == '\\';
        if (!trailing) break;
        end--;
    }
    return end > head && is_word(look(self, head)) ? end : 0;
}

static uint32_t find_entity_end(const Scanner *self, uint32_t start) {
    uint32_t at = start + 1;
    uint32_t head;
    uint32_t most;
    if (look(self, at) != '#') {
        head = at;
        most = 32;
        if (!is_ascii_letter(look(self, at))) return 0;
        while (at - head < most && is_ascii_alphanumeric(look(self, at))) at++;
    } else if (ascii_lower(look(self, at + 1)) == 'x') {
        head = at += 2;
        most = 6;
        while (at - head < most && is_hexadecimal(look(self, at))) at++;
    } else {
        head = at += 1;
        most = 7;
        while (at - head < most && is_digit(look(self, at))) at++;
    }
    return at > head && look(self, at) == ';' ? at + 1 : 0;
}

// ---------------------------------------------------------------- links

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

// ---------------------------------------------------------------- citations

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

// Reads the citation behind an open bracket. Its items are added; `end` is set behind the closing bracket.
static CitationOutcome read_citation(Scanner *self, uint32_t open, QuoteCare care, uint32_t *end) {
    uint32_t at = open + 1;
    bool whole = true;
    for (;;) {
        at = skip_spaces(self, at);
        uint32_t sign = skip_citation_text(self, at, IGNORE_QUOTES);
        if (sign == NONE) return IS_UNCLOSED;
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
            if (sign == NONE) return IS_UNCLOSED;
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
        outcome = read_citation(self, open, HEED_QUOTES, &end);
        if (outcome == IS_UNCLOSED) {
            self->items.size = items;
            outcome = read_citation(self, open, IGNORE_QUOTES, &end);
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

// The end of ` [p. 3]` behind a key in running text, with its text in `suffix`, or 0.
static uint32_t read_locator(Scanner *self, uint32_t at, Range *suffix) {
    uint32_t open = skip_spaces(self, at);
    if (look(self, open) != '[' || look(self, open + 1) == '^' || self->budget == 0) return 0;
    uint32_t end = skip_citation_text(self, open + 1, HEED_QUOTES);
    if (end == NONE) return 0;
    if (look(self, end) != ']') {
        spend(self, end - open);
        return 0;
    }
    Range text = trim(self, open + 1, end);
    int32_t next = look(self, end + 1);
    if (is_empty(text) || next == '(' || next == '[') return 0;
    *suffix = text;
    return end + 1;
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
    uint32_t locator = read_locator(self, end, &item.suffix);
    if (locator) end = locator;
    Element *element = add_element(self, CITATION_IN_TEXT, at, end);
    element->first = self->items.size;
    array_push(&self->items, item);
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
    return !is_word(before) && before != ')' && before != ']' && before != '%' && before != '.' && before != '-' && before != '+';
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

static void put_citation(Scanner *self, const Element *element) {
    put(self, CITATION_OPEN, element->range.start + 1);
    for (uint32_t i = element->first; i < element->last; i++) {
        const Item *item = &self->items.contents[i];
        if (i > element->first) {
            put_gap(self, is_empty(item->prefix) ? item->minus.start : item->prefix.start);
            put(self, CITATION_SEPARATOR, self->written);
        }
        put_item(self, item);
        if (!is_empty(item->suffix)) {
            put_gap(self, item->suffix.start);
            put_split(self, SUFFIX_TEXT, item->suffix.end);
        }
    }
    put_gap(self, element->range.end - 1);
    put(self, CLOSE, element->range.end);
}

static void put_citation_in_text(Scanner *self, const Element *element) {
    const Item *item = &self->items.contents[element->first];
    put_key(self, item);
    if (is_empty(item->suffix)) return;
    uint32_t open = item->suffix.start;
    while (look(self, open - 1) != '[') open--;
    put_gap(self, open - 1);
    put(self, LOCATOR_OPEN, open);
    put_gap(self, item->suffix.start);
    put_split(self, SUFFIX_TEXT, item->suffix.end);
    put_gap(self, element->range.end - 1);
    put(self, CLOSE, element->range.end);
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
