// The external scanner: it gives every token.
//
// It plans: it looks ahead over a gap (from the end of a leaf, which is a block that holds no blocks, to the beginning
// of the next) or over a leaf, and decides all its tokens at once. The first token of a plan is empty. It carries the
// whole look-ahead, and its state a hash of the plan; the others only follow the plan. So an edit anywhere in a leaf
// makes tree-sitter ask for its plan again; if that has changed, the tokens after it have another state and are asked
// for again, too; and behind the leaf, where only the context is left in the state, the old tree goes on.

#include "scanner/gaps.h"

#include <string.h>

// A plan longer than this is not kept in memory when it is done.
#define KEPT_CAPACITY (1u << 16)

// The bits of a serialised state's first byte; its upper half is the position.
enum { PLANNED = 1, STARTED = 2, NO_COMMENT_END_AHEAD = 4, FIRST = 8 };

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash ^= value;
    hash *= 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

static char context_flags(const Context *context) {
    return (char)((context->started ? STARTED : 0) | (context->no_comment_end ? NO_COMMENT_END_AHEAD : 0) |
                  (context->first ? FIRST : 0) | context->position << 4);
}

static uint64_t hash_plan(const Scanner *self) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (uint32_t i = 0; i < self->tokens.size; i++) {
        Token token = self->tokens.contents[i];
        hash = mix(hash, ((uint64_t)token.length << 8) | token.symbol);
    }
    const Context *context = &self->plan_context;
    for (uint32_t i = 0; i < context->depth; i++) {
        hash = mix(hash, ((uint64_t)context->containers[i].kind << 8) | context->containers[i].data);
    }
    return mix(hash, (uint64_t)(uint8_t)context_flags(context) << 8 | context->sections);
}

static void make_plan(Scanner *self, TSLexer *lexer) {
    self->lexer = lexer;
    self->text.size = 0;
    self->tokens.size = 0;
    self->marks.size = 0;
    self->prefixes.size = 0;
    self->next_prefix = 0;
    self->written = 0;
    self->blank_from = 1;
    self->blank_to = (Cursor){0, 0, 0};
    if (self->context.position == AT_GAP) {
        plan_gap(self);
    } else {
        plan_leaf(self);
    }
    self->lexer = NULL;
    self->plan_context = self->context;
    self->plan_hash = hash_plan(self);
    self->planned = true;
    self->hash = self->plan_hash;
    self->next_token = 0;
}

#define FORGET(list) \
    if ((list).capacity > KEPT_CAPACITY) array_delete(&(list))

static void finish_plan(Scanner *self) {
    self->planned = false;
    self->context = self->plan_context;
    FORGET(self->text);
    FORGET(self->tokens);
    FORGET(self->marks);
    FORGET(self->prefixes);
    FORGET(self->lines);
    FORGET(self->elements);
    FORGET(self->pairs);
    FORGET(self->links);
    FORGET(self->items);
}

static bool scan(Scanner *self, TSLexer *lexer) {
    if (!self->planned) {
        if (self->context.position == AT_END) return false;
        bool gap = self->context.position == AT_GAP;
        lexer->mark_end(lexer);
        make_plan(self, lexer);
        // A leaf's own first token is empty; a gap has an empty one put before it.
        lexer->result_symbol = gap ? PLAN : self->tokens.contents[0].symbol;
        self->next_token = gap ? 0 : 1;
    } else {
        // A token inside a plan is only asked for behind the plan's first token (see `Context`), so this is that plan.
        if (self->hash != self->plan_hash || self->next_token >= self->tokens.size) return false;
        Token token = self->tokens.contents[self->next_token];
        for (uint32_t i = 0; i < token.length; i++) lexer->advance(lexer, false);
        lexer->mark_end(lexer);
        lexer->result_symbol = token.symbol;
        self->next_token++;
    }
    if (self->next_token >= self->tokens.size) finish_plan(self);
    return true;
}

static unsigned serialize(const Scanner *self, char *buffer) {
    const Context *context = &self->context;
    unsigned size = 1;
    if (self->planned) {
        buffer[0] = PLANNED;
        memcpy(buffer + size, &self->hash, sizeof(self->hash));
        size += sizeof(self->hash);
        memcpy(buffer + size, &self->next_token, sizeof(self->next_token));
        return size + sizeof(self->next_token);
    }
    buffer[0] = context_flags(context);
    buffer[size++] = (char)context->sections;
    for (uint32_t i = 0; i < context->depth; i++) {
        buffer[size++] = (char)context->containers[i].kind;
        buffer[size++] = (char)context->containers[i].data;
    }
    return size;
}

static void deserialize(Scanner *self, const char *buffer, unsigned length) {
    self->context = (Context){0};
    self->planned = false;
    if (length == 0) return;
    if (buffer[0] & PLANNED) {
        self->planned = true;
        memcpy(&self->hash, buffer + 1, sizeof(self->hash));
        memcpy(&self->next_token, buffer + 1 + sizeof(self->hash), sizeof(self->next_token));
        return;
    }
    self->context.started = (buffer[0] & STARTED) != 0;
    self->context.no_comment_end = (buffer[0] & NO_COMMENT_END_AHEAD) != 0;
    self->context.first = (buffer[0] & FIRST) != 0;
    self->context.position = (uint8_t)buffer[0] >> 4;
    self->context.sections = (uint8_t)buffer[1];
    for (unsigned at = 2; at + 1 < length; at += 2) {
        self->context.containers[self->context.depth++] = (Container){(uint8_t)buffer[at], (uint8_t)buffer[at + 1]};
    }
}

void *tree_sitter_briefing_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_briefing_external_scanner_destroy(void *payload) {
    Scanner *self = payload;
    array_delete(&self->text);
    array_delete(&self->tokens);
    array_delete(&self->marks);
    array_delete(&self->prefixes);
    array_delete(&self->lines);
    array_delete(&self->elements);
    array_delete(&self->pairs);
    array_delete(&self->links);
    array_delete(&self->items);
    ts_free(self);
}

unsigned tree_sitter_briefing_external_scanner_serialize(void *payload, char *buffer) {
    return serialize(payload, buffer);
}

void tree_sitter_briefing_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    deserialize(payload, buffer, length);
}

bool tree_sitter_briefing_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
    (void)valid_symbols;
    return scan(payload, lexer);
}
