// Classes of characters, as `src/syntax` of the parser has them.

#ifndef NEWSMARK_CHARACTERS_H
#define NEWSMARK_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "xid.h"

static inline bool is_line_end(int32_t c) { return c == '\n' || c == '\r'; }

// White space that may stand before a field or behind the `#` of a headline.
static inline bool is_blank(int32_t c) { return c == ' ' || c == '\t'; }

// White space that may stand in a tail.
static inline bool is_tail_space(int32_t c) { return is_blank(c) || is_line_end(c); }

// White_Space of Unicode.
static inline bool is_white(int32_t c) {
  return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// White space that words of a relation may stand between.
static inline bool is_ascii_white(int32_t c) { return is_tail_space(c) || c == '\f'; }

static inline bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

// ASCII punctuation or a space: what a backslash makes plain text.
static inline bool is_escapable(int32_t c) {
  return (c >= ' ' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

static inline bool is_opener(int32_t c) { return c == '[' || c == '{'; }

static inline bool is_closer(int32_t c) { return c == ']' || c == '}'; }

// What a character may do in an identifier of UAX #31.
static inline enum Xid xid(int32_t c) {
  size_t from = 0, to = sizeof(XID) / sizeof(XID[0]);
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    if ((uint32_t)c > XID[middle].last) {
      from = middle + 1;
    } else if ((uint32_t)c < XID[middle].first) {
      to = middle;
    } else {
      return XID[middle].xid;
    }
  }
  return XID_NONE;
}

static inline bool starts_name(int32_t c) { return xid(c) == XID_START; }

static inline bool continues_name(int32_t c) { return c == '-' || xid(c) != XID_NONE; }

#endif
