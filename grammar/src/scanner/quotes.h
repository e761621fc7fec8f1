// Quotation marks: which characters they are, and which close which.

#ifndef BRIEFING_QUOTES_H_
#define BRIEFING_QUOTES_H_

#include "elements.h"

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

static bool is_single_quote(QuoteKind kind) {
    return kind == APOSTROPHE || (kind >= SINGLE_LEFT && kind <= SINGLE_LOW);
}

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

#endif  // BRIEFING_QUOTES_H_
