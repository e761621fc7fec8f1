// Figures in digits.

#ifndef BRIEFING_FIGURES_H_
#define BRIEFING_FIGURES_H_

#include "elements.h"

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

// The end of digits with their group marks and decimals, from `at`, which is a digit; 0 for a version or the like.
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

#endif  // BRIEFING_FIGURES_H_
