// What a scanner holds, and how a plan of tokens is written.

#ifndef BRIEFING_PLAN_H_
#define BRIEFING_PLAN_H_

#include "characters.h"
#include "symbols.h"
#include "tree_sitter/array.h"
#include "tree_sitter/parser.h"

// So many containers may be nested; what would open a deeper one is text. They must fit the serialised state.
#define MAX_CONTAINERS 96

// So many inline nodes may be nested; what would open a deeper one is text.
#define MAX_INLINE_DEPTH 64

#define NONE UINT32_MAX

typedef enum { BLOCK_QUOTATION, LIST, LIST_ITEM, FOOTNOTE_DEFINITION, ADMONITION } ContainerKind;

// The bit of `Container.data` that says that an item's marker stood alone on its line, and nothing has come yet.
#define STILL_EMPTY 0x80

typedef struct {
    uint8_t kind;
    // LIST: the character that its markers share. The others: the columns of their indentation.
    uint8_t data;
} Container;

// Where the scanner stands between two plans.
typedef enum {
    // Behind a leaf, or at the document's beginning.
    AT_GAP,
    // Before a leaf: any; one that begins with four columns of blanks, which are passed; a task's text; what follows a
    // block comment on its line; the document's first line, if that may begin front matter.
    AT_LEAF,
    AT_INDENTED_CODE,
    AT_TASK,
    AT_REST_OF_LINE,
    AT_FRONT_MATTER,
    AT_END,
} Position;

// What is carried from one plan to the next.
//
// The parser's state at a leaf must be a function of this: only then, where the context before an untouched leaf is
// what it was, tree-sitter takes over the whole leaf, and never asks for a token in the middle of a plan that this
// scanner has not made. `sections` and `first` are there for that alone.
typedef struct {
    Container containers[MAX_CONTAINERS];
    uint8_t depth;
    uint8_t position;
    // The levels of the open sections, as bits.
    uint8_t sections;
    // No block has come yet in the innermost container or section.
    bool first;
    // Something has been read: only the document's first line is not reached over a line's end.
    bool started;
    // No comment is closed between here and the document's end.
    bool no_comment_end;
} Context;

// Characters [start, end) of the text of a plan.
typedef struct {
    uint32_t start;
    uint32_t end;
} Range;

// A container's prefix in a leaf's continuation line, with the block quotation marks in it.
typedef struct {
    Range range;
    Range marks;
} Prefix;

typedef struct {
    uint8_t symbol;
    uint32_t length;
} Token;

// A place in a line. A tab that is only partly taken leaves `spare` columns.
typedef struct {
    uint32_t at;
    uint32_t column;
    uint32_t spare;
} Cursor;

// A line between two leaves.
typedef struct {
    Range marks;
    // The containers up to the innermost block quotation that has its mark on this line.
    uint32_t marked_depth;
} Line;

// A piece of inline text: a delimiter, a bracket, or something whole. What a field holds depends on the kind.
typedef struct {
    Range range;
    uint8_t kind;
    uint8_t flags;
    uint8_t mark;
    // The neighbours in the list of delimiters; of a bracket, the bracket around it.
    uint32_t previous;
    uint32_t next;
    // Delimiters: pairs that open here, outermost first, and close here, innermost first.
    // Brackets: the delimiter before it, and the `Link`, `Item`s or partner that it was matched with.
    uint32_t first;
    uint32_t second;
    uint32_t last;
    // Delimiters: the characters that are not matched yet.
    uint32_t left;
} Element;

typedef struct {
    uint32_t opener;
    uint32_t size;
    uint32_t next_of_opener;
    uint32_t next_of_closer;
    bool dropped;
} Pair;

// What stands behind a link's text. An absent part is empty.
typedef struct {
    Range target;
    Range title;
    Range label;
    uint32_t end;
} Link;

// One source in a citation. An absent part is empty.
typedef struct {
    Range prefix;
    Range minus;
    uint32_t at;
    Range key;
    Range suffix;
} Item;

typedef struct {
    // The serialised state: between two plans the context; inside a plan its hash and the next token.
    Context context;
    bool planned;
    uint64_t hash;
    uint32_t next_token;

    // The plan that was made last, and the context behind it.
    uint64_t plan_hash;
    Context plan_context;
    Array(Token) tokens;

    // What planning needs; nothing of it outlives the plan.
    TSLexer *lexer;
    Array(int32_t) text;
    uint32_t written;
    Array(Range) marks;
    Array(Prefix) prefixes;
    uint32_t next_prefix;
    Array(Line) lines;
    uint32_t blank_from;
    Cursor blank_to;

    // The inline text that is read, characters [low, high), and what was found in it.
    uint32_t low;
    uint32_t high;
    Array(Element) elements;
    Array(Pair) pairs;
    Array(Link) links;
    Array(Item) items;
    uint32_t first_delimiter;
    uint32_t last_delimiter;
    uint32_t last_bracket;
    uint32_t last_bracket_end;
    uint32_t last_quote[2];
    uint64_t budget;
    uint32_t missing;
    uint32_t unclosed_quotes;
    uint32_t backticks[256];
    bool backticks_scanned;
} Scanner;

// The character at `at`, reading on as far as that.
static int32_t peek(Scanner *self, uint32_t at) {
    TSLexer *lexer = self->lexer;
    while (self->text.size <= at) {
        if (lexer->lookahead == 0 && lexer->eof(lexer)) return END;
        array_push(&self->text, lexer->lookahead);
        lexer->advance(lexer, false);
    }
    return self->text.contents[at];
}

// Writes a token from where the last one ended to `end`.
static void put(Scanner *self, Symbol symbol, uint32_t end) {
    Token token = {(uint8_t)symbol, end - self->written};
    array_push(&self->tokens, token);
    self->written = end;
}

static void put_to(Scanner *self, Symbol symbol, uint32_t end) {
    if (end > self->written) put(self, symbol, end);
}

static void put_marks(Scanner *self, Symbol between, Range marks) {
    for (uint32_t i = marks.start; i < marks.end; i++) {
        put_to(self, between, self->marks.contents[i].start);
        put(self, BLOCK_QUOTATION_MARK, self->marks.contents[i].end);
    }
}

// Writes up to `end`, as several tokens where prefixes of continuation lines lie between.
static void put_split(Scanner *self, Symbol symbol, uint32_t end) {
    while (self->next_prefix < self->prefixes.size) {
        Prefix prefix = self->prefixes.contents[self->next_prefix];
        if (prefix.range.start >= end) break;
        put_to(self, symbol, prefix.range.start);
        put_marks(self, BLOCK_CONTINUATION, prefix.marks);
        put_to(self, BLOCK_CONTINUATION, prefix.range.end);
        self->next_prefix++;
    }
    put_to(self, symbol, end);
}

static void put_gap(Scanner *self, uint32_t end) { put_split(self, GAP, end); }

static void put_text(Scanner *self, uint32_t end) { put_split(self, TEXT, end); }

static inline bool is_empty(Range range) { return range.start >= range.end; }

#endif  // BRIEFING_PLAN_H_
