// What is not read as text: code, HTML, addresses and entities.

#ifndef BRIEFING_RAW_H_
#define BRIEFING_RAW_H_

#include "quotes.h"

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

#endif  // BRIEFING_RAW_H_
