// Classes of characters. A character is a Unicode scalar, or one of the two values below.

#ifndef BRIEFING_CHARACTERS_H_
#define BRIEFING_CHARACTERS_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "punctuation.h"

// Beyond the end of the text. (tree-sitter gives -1 for a byte that is no UTF-8.)
#define END (-2)
// In place of a character of a container's prefix inside a leaf, once that is set apart: blank to all that is inline.
#define PREFIX_CHARACTER (-3)

#define NO_BREAK_SPACE 0xa0
#define THIN_SPACE 0x2009
#define NARROW_NO_BREAK_SPACE 0x202f
#define EN_DASH 0x2013
#define MINUS_SIGN 0x2212

static inline bool is_eol(int32_t c) { return c == '\n' || c == '\r' || c == END; }

static inline bool is_blank(int32_t c) { return c == ' ' || c == '\t'; }

static inline bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static inline bool is_ascii_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static inline bool is_ascii_alphanumeric(int32_t c) { return is_digit(c) || is_ascii_letter(c); }

static inline int32_t ascii_lower(int32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

static inline bool is_hexadecimal(int32_t c) {
    return is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

static inline bool is_ascii_punctuation(int32_t c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static inline bool is_space(int32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || c == PREFIX_CHARACTER || c == END;
    return c == NO_BREAK_SPACE || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == NARROW_NO_BREAK_SPACE || c == 0x205f || c == 0x3000;
}

// Punctuation and symbols of Unicode.
static inline bool is_punctuation(int32_t c) {
    if (c < 0x80) return is_ascii_punctuation(c);
    size_t low = 0;
    size_t high = sizeof(PUNCTUATION) / sizeof(PUNCTUATION[0]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c < PUNCTUATION[middle][0]) {
            high = middle;
        } else if (c > PUNCTUATION[middle][1]) {
            low = middle + 1;
        } else {
            return true;
        }
    }
    return false;
}

// Letters, digits and marks: above ASCII, whatever is neither blank, punctuation nor control.
static inline bool is_word(int32_t c) {
    if (c < 0x80) return is_ascii_alphanumeric(c);
    return c >= 0xa0 && !is_space(c) && !is_punctuation(c);
}

// Scripts that are written without blanks between words: a quotation mark may stand between two of their letters.
static inline bool is_unspaced(int32_t c) {
    return (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1780 && c <= 0x17ff) || (c >= 0x2e80 && c <= 0x9fff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff66 && c <= 0xff9f) || (c >= 0x20000 && c <= 0x3ffff);
}

#endif  // BRIEFING_CHARACTERS_H_
