// All tokens of Newsmark.
//
// What a bracket means depends on what stands before its closing one. At an opening bracket outside of all others
// the scanner looks ahead, as far as anything is open, matches brackets as `src/syntax/inline.rs` of the parser
// does, and notes in a queue what each of them is. So each stretch is looked at twice, and after an edit it is
// looked at again, since tree-sitter knows how far a token looked.

#include <string.h>

#include "run.h"
#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

enum Token {
  TEXT,
  LINE_END,
  INNER_END,
  BLANK,
  INNER_BLANK,
  COMMENT,
  INNER_COMMENT,
  BACKSLASH,
  ESCAPED,
  HEADLINE_MARKER,
  CROSSHEAD_MARKER,
  MENTION_OPEN,
  MENTION_CLOSE,
  QUOTE_OPEN,
  QUOTE_CLOSE,
  SPACE,
  ENTITY,
  UNKNOWN,
  DATE,
  LABEL,
  ID,
  CONTINUED_ID,
  SUGGESTION,
  FENCE_OPEN,
  FENCE_CLOSE,
  INDENT,
  KEY,
  COLON,
  VALUE,
  NAME,
  ALIAS,
  BAR,
  MALFORMED,
};

// Where the next token stands.
enum Place {
  AT_LINE,
  IN_TEXT,
  IN_TAIL,
  AT_ESCAPED,
  AT_LINE_END,
  // In a fence:
  IN_HEAD,
  IN_NAMES,
  IN_ALIASES,
  AT_KEY,
  AT_COLON,
  BEHIND_COLON,
  AT_VALUE,
  IN_RELATION,
  AT_MALFORMED,
};

enum Shape { SQUARE, BRACE };

// Bytes of the queue, and open brackets, that are remembered from one token to the next. What is too much for the
// queue is looked for again; beyond so many open brackets, none of which is closed, the innermost are forgotten.
enum { QUEUE = 400, DEPTH = 4096 };

// After so many brackets, looking ahead ends when it is known what these are.
enum { ENOUGH = 256 };

struct Scanner {
  enum Place place;
  bool in_fence;
  bool in_headline;
  bool in_record;
  // Behind the notes and blank lines that come now, the paragraph or record goes on.
  bool goes_on;
  struct Run run;
  // What the next brackets are, as numbers of seven bits a byte. Even: half as many brackets that are text.
  // Odd: an annotation's bracket; half of it is 0 for an opening one, else 1 and the gap where the tail begins.
  uint32_t queued;
  uint8_t queue[QUEUE];
  // The shapes of the brackets that are open, a bit each.
  uint32_t depth;
  uint8_t open[DEPTH / 8];
};

typedef struct Scanner Scanner;

// Characters ---------------------------------------------------------------------------------------------------

static bool at_end(TSLexer *lexer) { return lexer->lookahead == 0 && lexer->eof(lexer); }

static bool at_line_end(TSLexer *lexer) { return is_line_end(lexer->lookahead) || at_end(lexer); }

static void take(TSLexer *lexer) { lexer->advance(lexer, false); }

static void take_into(TSLexer *lexer, struct Run *run) {
  run_add(run, lexer->lookahead);
  take(lexer);
}

static bool take_if(TSLexer *lexer, int32_t c) {
  if (lexer->lookahead != c) return false;
  take(lexer);
  return true;
}

static void take_blanks(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) take(lexer);
}

static void take_white(TSLexer *lexer) {
  while (is_white(lexer->lookahead) && !is_line_end(lexer->lookahead)) take(lexer);
}

static bool take_name(TSLexer *lexer) {
  if (!starts_name(lexer->lookahead)) return false;
  while (continues_name(lexer->lookahead)) take(lexer);
  return true;
}

// LF, CRLF or CR.
static void take_line_end(TSLexer *lexer) {
  if (take_if(lexer, '\r')) {
    take_if(lexer, '\n');
  } else {
    take_if(lexer, '\n');
  }
}

static void take_line(TSLexer *lexer) {
  while (!at_line_end(lexer)) take(lexer);
}

static bool token(TSLexer *lexer, enum Token symbol) {
  lexer->result_symbol = symbol;
  return true;
}

// The token that was marked by `mark_end`, or that ends here.
static bool token_to_here(TSLexer *lexer, enum Token symbol) {
  lexer->mark_end(lexer);
  return token(lexer, symbol);
}

// Lines --------------------------------------------------------------------------------------------------------

enum Line { PROSE, NOTHING, NOTE, HEADLINE, CROSSHEAD, FENCE };

enum { NO_GAP = UINT32_MAX };

static enum Line dashes(TSLexer *lexer, struct Run *run, uint32_t tail) {
  for (int dash = 0; dash < 3; dash++) {
    if (lexer->lookahead != '-') return PROSE;
    take_into(lexer, run);
  }
  while (is_blank(lexer->lookahead) && !run_reaches_gap(run, lexer->lookahead, tail)) take_into(lexer, run);
  return at_line_end(lexer) ? FENCE : PROSE;
}

// Judges a line outside of fences by its first characters, and takes those it looked at; but not the gap `tail`, which
// begins a tail.
static enum Line take_beginning(TSLexer *lexer, struct Run *run, uint32_t tail) {
  switch (lexer->lookahead) {
    case '/':
      take_into(lexer, run);
      return lexer->lookahead == '/' ? NOTE : PROSE;
    case '#':
      take_into(lexer, run);
      if (is_blank(lexer->lookahead)) return HEADLINE;
      if (lexer->lookahead != '#') return PROSE;
      take_into(lexer, run);
      return is_blank(lexer->lookahead) ? CROSSHEAD : PROSE;
    case '-': return dashes(lexer, run, tail);
    default:
      while (is_white(lexer->lookahead) && !is_line_end(lexer->lookahead)) {
        if (run_reaches_gap(run, lexer->lookahead, tail)) return PROSE;
        take_into(lexer, run);
      }
      return at_line_end(lexer) ? NOTHING : PROSE;
  }
}

// Takes notes, from within the first of them, and says what follows.
static enum Line take_notes(TSLexer *lexer, struct Run *run) {
  enum Line next;
  do {
    take_line(lexer);
    take_line_end(lexer);
    run_begin(run);
    next = take_beginning(lexer, run, NO_GAP);
  } while (next == NOTE);
  return next;
}

// Brackets -----------------------------------------------------------------------------------------------------

static enum Shape shape_of(int32_t bracket) { return bracket == '[' || bracket == ']' ? SQUARE : BRACE; }

static enum Shape open_shape(const Scanner *scanner, uint32_t at) {
  return at < DEPTH && scanner->open[at / 8] >> at % 8 & 1 ? BRACE : SQUARE;
}

static void push(Scanner *scanner, enum Shape shape) {
  uint32_t at = scanner->depth;
  if (at >= DEPTH) return;
  uint8_t bit = 1 << at % 8;
  scanner->open[at / 8] = (scanner->open[at / 8] & ~bit) | (shape == BRACE ? bit : 0);
  scanner->depth++;
}

static bool innermost_is(const Scanner *scanner, enum Shape shape) {
  return scanner->depth > 0 && open_shape(scanner, scanner->depth - 1) == shape;
}

// What a bracket is.
enum { UNKNOWN_YET = UINT32_MAX, IS_TEXT = 0, OPENS = 1 };
static uint32_t closes_at(uint32_t gap) { return 2 + gap; }

struct Open {
  uint32_t bracket;
  enum Shape shape;
};

// A bracket that was open before looking ahead began.
enum { EARLIER = UINT32_MAX };

struct Ahead {
  uint32_t *brackets;
  uint32_t count, room;
  struct Open *open;
  uint32_t depth, open_room;
  uint32_t open_of_shape[2];
  // How many of the first brackets are not known yet.
  uint32_t unknown;
  bool text_before_run;
};

static void ahead_push(struct Ahead *ahead, uint32_t bracket, enum Shape shape) {
  if (ahead->depth == ahead->open_room) {
    ahead->open_room = 2 * ahead->open_room + 16;
    ahead->open = ts_realloc(ahead->open, ahead->open_room * sizeof(struct Open));
  }
  ahead->open[ahead->depth++] = (struct Open){bracket, shape};
  ahead->open_of_shape[shape]++;
}

static void ahead_add(struct Ahead *ahead, uint32_t what) {
  if (ahead->count == ahead->room) {
    ahead->room = 2 * ahead->room + 16;
    ahead->brackets = ts_realloc(ahead->brackets, ahead->room * sizeof(uint32_t));
  }
  if (what == UNKNOWN_YET && ahead->count < ENOUGH) ahead->unknown++;
  ahead->brackets[ahead->count++] = what;
}

static void ahead_open(struct Ahead *ahead, enum Shape shape) {
  ahead_push(ahead, ahead->count, shape);
  ahead_add(ahead, UNKNOWN_YET);
}

// The innermost open bracket turns out to be something.
static enum Shape ahead_pop(struct Ahead *ahead, uint32_t what) {
  struct Open open = ahead->open[--ahead->depth];
  ahead->open_of_shape[open.shape]--;
  if (open.bracket != EARLIER) {
    ahead->brackets[open.bracket] = what;
    if (open.bracket < ENOUGH) ahead->unknown--;
  }
  return open.shape;
}

static void ahead_close(struct Ahead *ahead, enum Shape shape, struct Run *run) {
  run_end_word(run);
  bool is_pair = ahead->depth > 0 && ahead->open[ahead->depth - 1].shape == shape;
  bool needs_text = is_pair && !ahead->text_before_run;
  struct Chain *tail = needs_text ? &run->but_first : &run->all;
  if (!tail->going || tail->only_suggestion) {
    ahead_add(ahead, IS_TEXT);
    if (is_pair) ahead_pop(ahead, IS_TEXT);
  } else if (ahead->open_of_shape[shape] == 0) {
    ahead_add(ahead, IS_TEXT);
  } else {
    ahead_add(ahead, closes_at(tail->gap));
    while (ahead->open[ahead->depth - 1].shape != shape) ahead_pop(ahead, IS_TEXT);
    ahead_pop(ahead, OPENS);
  }
}

static bool ahead_is_enough(const struct Ahead *ahead) {
  return ahead->depth == 0 || (ahead->count >= ENOUGH && ahead->unknown == 0);
}

// Matches brackets, from behind one of them to where nothing is open any more or the block ends. True if it ends.
static bool ahead_read(struct Ahead *ahead, TSLexer *lexer, bool in_headline) {
  struct Run run = {0};
  while (!at_end(lexer)) {
    int32_t c = lexer->lookahead;
    if (is_line_end(c)) {
      if (in_headline) return true;
      run_add(&run, c);
      take_line_end(lexer);
      bool has_text = run.has_text;
      enum Line next = take_beginning(lexer, &run, NO_GAP);
      if (next == NOTE) {
        ahead->text_before_run |= has_text;
        next = take_notes(lexer, &run);
      }
      if (next != PROSE) return true;
    } else if (c == '\\') {
      take_into(lexer, &run);
      if (is_escapable(lexer->lookahead)) {
        take(lexer);
        run_begin(&run);
        ahead->text_before_run = true;
      }
    } else if (is_opener(c) || is_closer(c)) {
      take(lexer);
      if (is_opener(c)) {
        ahead_open(ahead, shape_of(c));
      } else {
        ahead_close(ahead, shape_of(c), &run);
      }
      ahead->text_before_run = is_closer(c);
      run_begin_behind_bracket(&run);
      if (ahead_is_enough(ahead)) return false;
    } else {
      take_into(lexer, &run);
    }
  }
  return true;
}

static bool queue_add(Scanner *scanner, uint32_t number) {
  uint8_t bytes[5];
  uint32_t length = 0;
  do {
    bytes[length++] = (number & 0x7F) | (number > 0x7F ? 0x80 : 0);
    number >>= 7;
  } while (number > 0);
  if (scanner->queued + length > QUEUE) return false;
  memcpy(scanner->queue + scanner->queued, bytes, length);
  scanner->queued += length;
  return true;
}

static void queue_all(Scanner *scanner, const struct Ahead *ahead) {
  uint32_t at = 0;
  while (at < ahead->count && ahead->brackets[at] != UNKNOWN_YET) {
    uint32_t from = at;
    while (at < ahead->count && ahead->brackets[at] == IS_TEXT) at++;
    if (at > from && !queue_add(scanner, 2 * (at - from))) return;
    if (at > from) continue;
    if (!queue_add(scanner, 2 * (ahead->brackets[at] - OPENS) + 1)) return;
    at++;
  }
}

static uint32_t queue_next(const Scanner *scanner, uint32_t *length) {
  uint32_t number = 0, at = 0;
  do {
    number |= (uint32_t)(scanner->queue[at] & 0x7F) << 7 * at;
  } while (scanner->queue[at++] & 0x80);
  *length = at;
  return number;
}

// What the next bracket is; text if nothing is known, since then nothing is open.
static uint32_t next_bracket(const Scanner *scanner) {
  if (scanner->queued == 0) return IS_TEXT;
  uint32_t length, number = queue_next(scanner, &length);
  return number & 1 ? number / 2 + OPENS : IS_TEXT;
}

static void queue_remove(Scanner *scanner) {
  if (scanner->queued == 0) return;
  uint32_t length, number = queue_next(scanner, &length);
  scanner->queued -= length;
  memmove(scanner->queue, scanner->queue + length, scanner->queued);
  if (number & 1 || number == 2) return;
  // One of several that are text.
  uint32_t behind = scanner->queued;
  uint8_t rest[QUEUE];
  memcpy(rest, scanner->queue, behind);
  scanner->queued = 0;
  queue_add(scanner, number - 2);
  memcpy(scanner->queue + scanner->queued, rest, behind);
  scanner->queued += behind;
}

// Fills the queue; `opener` is the innermost open bracket, if it stands right here and nobody knows what it is.
static void look_ahead(Scanner *scanner, TSLexer *lexer, int32_t bracket, bool is_known) {
  struct Ahead ahead = {.text_before_run = is_closer(bracket)};
  for (uint32_t at = 0; at < scanner->depth; at++) {
    bool is_this = at + 1 == scanner->depth && !is_known;
    if (is_this) {
      ahead_open(&ahead, open_shape(scanner, at));
    } else {
      ahead_push(&ahead, EARLIER, open_shape(scanner, at));
    }
  }
  if (ahead_read(&ahead, lexer, scanner->in_headline)) {
    while (ahead.depth > 0) ahead_pop(&ahead, IS_TEXT);
  }
  queue_all(scanner, &ahead);
  ts_free(ahead.brackets);
  ts_free(ahead.open);
}

static void close(Scanner *scanner, enum Shape shape, bool is_text) {
  if (is_text) {
    if (innermost_is(scanner, shape)) scanner->depth--;
    return;
  }
  while (scanner->depth > 0 && !innermost_is(scanner, shape)) scanner->depth--;
  if (scanner->depth > 0) scanner->depth--;
}

// Takes a bracket, and says what it is. If that, or what comes behind it, was not known, the token has to end here.
static uint32_t take_bracket(Scanner *scanner, TSLexer *lexer, bool *looked_ahead) {
  int32_t bracket = lexer->lookahead;
  bool is_known = scanner->queued > 0 || is_closer(bracket);
  uint32_t what = next_bracket(scanner);
  queue_remove(scanner);
  take(lexer);
  lexer->mark_end(lexer);
  if (is_opener(bracket)) {
    push(scanner, shape_of(bracket));
  } else {
    close(scanner, shape_of(bracket), what == IS_TEXT);
  }
  run_begin_behind_bracket(&scanner->run);
  *looked_ahead = scanner->queued == 0 && scanner->depth > 0;
  if (*looked_ahead) {
    look_ahead(scanner, lexer, bracket, is_known);
    if (!is_known) {
      what = next_bracket(scanner);
      queue_remove(scanner);
    }
  }
  return what;
}

static enum Token bracket_token(int32_t bracket) {
  switch (bracket) {
    case '[': return MENTION_OPEN;
    case ']': return MENTION_CLOSE;
    case '{': return QUOTE_OPEN;
    default: return QUOTE_CLOSE;
  }
}

// Prose --------------------------------------------------------------------------------------------------------

static void begin_block(Scanner *scanner) {
  scanner->queued = 0;
  scanner->depth = 0;
  scanner->in_headline = false;
  run_begin_behind_bracket(&scanner->run);
}

// The gap where the tail before the next bracket begins, if it has one.
static uint32_t next_tail(const Scanner *scanner) {
  uint32_t next = next_bracket(scanner);
  return next >= closes_at(0) ? next - closes_at(0) : NO_GAP;
}

static bool tail_begins(const Scanner *scanner, int32_t c) {
  return run_reaches_gap(&scanner->run, c, next_tail(scanner));
}

static bool tail(Scanner *scanner, TSLexer *lexer) {
  scanner->place = IN_TAIL;
  if (is_tail_space(lexer->lookahead)) {
    while (is_tail_space(lexer->lookahead)) take(lexer);
    return token_to_here(lexer, SPACE);
  }
  if (is_closer(lexer->lookahead)) {
    enum Token symbol = bracket_token(lexer->lookahead);
    bool looked_ahead;
    take_bracket(scanner, lexer, &looked_ahead);
    scanner->place = IN_TEXT;
    return token(lexer, symbol);
  }
  enum Word word = word_begin(lexer->lookahead);
  take(lexer);
  while (!is_tail_space(lexer->lookahead) && !is_closer(lexer->lookahead) && !at_end(lexer)) {
    word = word_go_on(word, lexer->lookahead);
    take(lexer);
  }
  lexer->mark_end(lexer);
  switch (word) {
    case WORD_ENTITY: return token(lexer, ENTITY);
    case WORD_UNKNOWN: return token(lexer, UNKNOWN);
    case WORD_DATE: return token(lexer, DATE);
    case WORD_LABEL: return token(lexer, LABEL);
    case WORD_ID: return token(lexer, ID);
    case WORD_CONTINUED_ID: return token(lexer, CONTINUED_ID);
    case WORD_SUGGESTION: return token(lexer, SUGGESTION);
    default: return false;
  }
}

// At a line end in prose. True if the next line goes on with the paragraph, and its beginning was taken; else the
// token is the text before, or the line end if there is none.
static bool take_line_end_in_text(Scanner *scanner, TSLexer *lexer, bool has_taken) {
  struct Run before = scanner->run;
  if (has_taken) lexer->mark_end(lexer);
  run_add(&scanner->run, '\n');
  take_line_end(lexer);
  if (!has_taken) lexer->mark_end(lexer);
  uint32_t tail = next_tail(scanner);
  enum Line next = scanner->in_headline ? HEADLINE : take_beginning(lexer, &scanner->run, tail);
  if (next == PROSE) return true;
  if (has_taken) {
    scanner->run = before;
    token(lexer, TEXT);
    return false;
  }
  struct Run ignored = {0};
  scanner->goes_on = next == NOTE && take_notes(lexer, &ignored) == PROSE;
  scanner->run = (struct Run){.gaps = before.gaps + !before.in_gap};
  if (!scanner->goes_on) begin_block(scanner);
  scanner->place = AT_LINE;
  token(lexer, scanner->goes_on ? INNER_END : LINE_END);
  return false;
}

static bool text(Scanner *scanner, TSLexer *lexer, bool has_taken) {
  scanner->place = IN_TEXT;
  while (!at_end(lexer)) {
    int32_t c = lexer->lookahead;
    if (tail_begins(scanner, c)) {
      if (!has_taken) return tail(scanner, lexer);
      scanner->place = IN_TAIL;
      return token_to_here(lexer, TEXT);
    }
    if (is_line_end(c)) {
      if (!take_line_end_in_text(scanner, lexer, has_taken)) return true;
    } else if (c == '\\') {
      struct Run before = scanner->run;
      if (has_taken) lexer->mark_end(lexer);
      take_into(lexer, &scanner->run);
      if (is_escapable(lexer->lookahead)) {
        if (has_taken) {
          scanner->run = before;
          return token(lexer, TEXT);
        }
        scanner->place = AT_ESCAPED;
        return token_to_here(lexer, BACKSLASH);
      }
    } else if (is_opener(c) || is_closer(c)) {
      bool may_be_text = next_bracket(scanner) == IS_TEXT && (scanner->queued > 0 || is_closer(c));
      if (has_taken && !may_be_text) return token_to_here(lexer, TEXT);
      bool looked_ahead;
      uint32_t what = take_bracket(scanner, lexer, &looked_ahead);
      if (what != IS_TEXT) return token(lexer, bracket_token(c));
      if (looked_ahead) return token(lexer, TEXT);
    } else {
      take_into(lexer, &scanner->run);
    }
    has_taken = true;
  }
  return has_taken && token_to_here(lexer, TEXT);
}

static bool escaped(Scanner *scanner, TSLexer *lexer) {
  take(lexer);
  run_begin(&scanner->run);
  scanner->place = IN_TEXT;
  return token_to_here(lexer, ESCAPED);
}

static bool note(Scanner *scanner, TSLexer *lexer) {
  take_line(lexer);
  scanner->place = AT_LINE_END;
  return token_to_here(lexer, scanner->goes_on ? INNER_COMMENT : COMMENT);
}

static bool blank_lines(TSLexer *lexer, struct Run *run) {
  do {
    take_line_end(lexer);
    lexer->mark_end(lexer);
  } while (!at_end(lexer) && take_beginning(lexer, run, NO_GAP) == NOTHING);
  return token(lexer, BLANK);
}

static bool line(Scanner *scanner, TSLexer *lexer) {
  if (at_end(lexer)) return false;
  struct Run before = scanner->run;
  enum Line kind = take_beginning(lexer, &scanner->run, next_tail(scanner));
  bool has_taken = scanner->run.has_text || scanner->run.in_gap;
  if (kind != PROSE) scanner->run = before;
  switch (kind) {
    case NOTHING: {
      struct Run ignored = {0};
      return blank_lines(lexer, &ignored);
    }
    case NOTE: return note(scanner, lexer);
    case HEADLINE:
    case CROSSHEAD:
      take(lexer);
      scanner->in_headline = true;
      scanner->place = IN_TEXT;
      return token_to_here(lexer, kind == HEADLINE ? HEADLINE_MARKER : CROSSHEAD_MARKER);
    case FENCE:
      scanner->in_fence = true;
      scanner->place = AT_LINE_END;
      return token_to_here(lexer, FENCE_OPEN);
    default:
      scanner->goes_on = false;
      return text(scanner, lexer, has_taken);
  }
}

// Fences -------------------------------------------------------------------------------------------------------

static bool is_word_end(TSLexer *lexer) { return is_blank(lexer->lookahead) || at_line_end(lexer); }

static bool malformed(Scanner *scanner, TSLexer *lexer) {
  take_line(lexer);
  scanner->place = AT_LINE_END;
  return token_to_here(lexer, MALFORMED);
}

// What can't be read at the margin ends the record before.
static bool malformed_margin(Scanner *scanner, TSLexer *lexer) {
  scanner->in_record = false;
  return malformed(scanner, lexer);
}

// True if a colon with a word end behind it was taken, as stands behind a key.
static bool take_colon(TSLexer *lexer) { return take_if(lexer, ':') && is_word_end(lexer); }

// True if a word for a relation was taken.
static bool take_target(TSLexer *lexer) {
  return (take_if(lexer, '@') || take_if(lexer, '#')) && take_name(lexer);
}

// True if the rest of the line is nothing but `@entity`s and `#id`s.
static bool take_relation(TSLexer *lexer) {
  for (;;) {
    if (!take_target(lexer)) return false;
    bool separates = is_ascii_white(lexer->lookahead);
    while (is_white(lexer->lookahead) && !is_line_end(lexer->lookahead)) {
      separates &= is_ascii_white(lexer->lookahead);
      take(lexer);
    }
    if (at_line_end(lexer)) return true;
    if (!separates) return false;
  }
}

// Takes text up to the line end or, outside of escapes, to `until`; the token ends before the white space there.
static bool trimmed(TSLexer *lexer, int32_t until, enum Token symbol) {
  while (!at_line_end(lexer) && lexer->lookahead != until) {
    bool is_escape = lexer->lookahead == '\\' && until != 0;
    bool ends_here = !is_white(lexer->lookahead);
    take(lexer);
    if (ends_here) lexer->mark_end(lexer);
    if (is_escape && !at_line_end(lexer)) {
      ends_here = !is_white(lexer->lookahead);
      take(lexer);
      if (ends_here) lexer->mark_end(lexer);
    }
  }
  return token(lexer, symbol);
}

// True if behind blank lines and notes, from the beginning of a line, comes an indented one.
static bool record_goes_on(TSLexer *lexer) {
  while (!at_end(lexer)) {
    if (take_if(lexer, '/')) {
      if (!take_if(lexer, '/')) return false;
      take_line(lexer);
    } else {
      bool is_indented = is_blank(lexer->lookahead);
      take_white(lexer);
      if (!at_line_end(lexer)) return is_indented;
    }
    take_line_end(lexer);
  }
  return false;
}

static bool line_end(Scanner *scanner, TSLexer *lexer) {
  if (at_end(lexer)) return false;
  take_line_end(lexer);
  lexer->mark_end(lexer);
  if (scanner->in_fence && !scanner->goes_on) {
    scanner->goes_on = scanner->in_record && record_goes_on(lexer);
    scanner->in_record = scanner->goes_on;
  }
  scanner->place = AT_LINE;
  return token(lexer, scanner->goes_on ? INNER_END : LINE_END);
}

static bool indented_line(Scanner *scanner, TSLexer *lexer) {
  scanner->goes_on = false;
  scanner->place = take_name(lexer) && take_colon(lexer) ? AT_KEY : AT_MALFORMED;
  return token(lexer, INDENT);
}

static bool white_line(Scanner *scanner, TSLexer *lexer) {
  bool is_indented = is_blank(lexer->lookahead);
  take_blanks(lexer);
  lexer->mark_end(lexer);
  bool is_all = !is_white(lexer->lookahead) || is_line_end(lexer->lookahead);
  take_white(lexer);
  if (at_line_end(lexer)) {
    take_line_end(lexer);
    return token_to_here(lexer, scanner->goes_on ? INNER_BLANK : BLANK);
  }
  if (!is_indented) return malformed_margin(scanner, lexer);
  if (is_all) return indented_line(scanner, lexer);
  scanner->goes_on = false;
  scanner->place = AT_MALFORMED;
  return token(lexer, INDENT);
}

static bool record_head(Scanner *scanner, TSLexer *lexer, enum Token symbol) {
  take(lexer);
  if (!take_name(lexer)) return malformed_margin(scanner, lexer);
  lexer->mark_end(lexer);
  if (symbol == ID) take_blanks(lexer);
  if (symbol == ID ? !at_line_end(lexer) : !is_word_end(lexer)) return malformed_margin(scanner, lexer);
  scanner->in_record = true;
  scanner->place = symbol == ID ? AT_LINE_END : IN_HEAD;
  return token(lexer, symbol);
}

static bool line_in_fence(Scanner *scanner, TSLexer *lexer) {
  if (at_end(lexer)) return false;
  switch (lexer->lookahead) {
    case '@': return record_head(scanner, lexer, ENTITY);
    case '#': return record_head(scanner, lexer, ID);
    case '/':
      take(lexer);
      return lexer->lookahead == '/' ? note(scanner, lexer) : malformed_margin(scanner, lexer);
    case '-': {
      struct Run ignored = {0};
      if (dashes(lexer, &ignored, NO_GAP) != FENCE) return malformed_margin(scanner, lexer);
      scanner->in_fence = scanner->in_record = false;
      scanner->place = AT_LINE_END;
      return token_to_here(lexer, FENCE_CLOSE);
    }
    default: break;
  }
  if (is_white(lexer->lookahead)) return white_line(scanner, lexer);
  if (!take_name(lexer)) return malformed_margin(scanner, lexer);
  lexer->mark_end(lexer);
  if (!take_colon(lexer)) return malformed_margin(scanner, lexer);
  scanner->in_record = false;
  scanner->place = AT_COLON;
  return token(lexer, KEY);
}

// White space in a line of a fence; what follows it is looked at where that matters.
static bool white_space(Scanner *scanner, TSLexer *lexer) {
  take_blanks(lexer);
  if (scanner->place == IN_HEAD && lexer->lookahead == ':') {
    lexer->mark_end(lexer);
    take(lexer);
    bool is_type = take_name(lexer) && is_word_end(lexer);
    if (!is_type) scanner->place = IN_NAMES;
    return token(lexer, SPACE);
  }
  take_white(lexer);
  lexer->mark_end(lexer);
  if (scanner->place == IN_HEAD) scanner->place = IN_NAMES;
  if (scanner->place == BEHIND_COLON) scanner->place = take_relation(lexer) ? IN_RELATION : AT_VALUE;
  return token(lexer, SPACE);
}

static bool part_of_line(Scanner *scanner, TSLexer *lexer) {
  if (at_line_end(lexer)) return line_end(scanner, lexer);
  if (scanner->place == AT_MALFORMED) return malformed(scanner, lexer);
  if (is_white(lexer->lookahead)) return white_space(scanner, lexer);
  switch (scanner->place) {
    case IN_HEAD:
      take(lexer);
      take_name(lexer);
      return token_to_here(lexer, LABEL);
    case IN_NAMES:
    case IN_ALIASES:
      if (lexer->lookahead != '|') return trimmed(lexer, '|', scanner->place == IN_NAMES ? NAME : ALIAS);
      take(lexer);
      scanner->place = IN_ALIASES;
      return token_to_here(lexer, BAR);
    case AT_KEY:
      take_name(lexer);
      scanner->place = AT_COLON;
      return token_to_here(lexer, KEY);
    case AT_COLON:
      take(lexer);
      scanner->place = BEHIND_COLON;
      return token_to_here(lexer, COLON);
    case AT_VALUE: return trimmed(lexer, 0, VALUE);
    case IN_RELATION: {
      enum Token symbol = lexer->lookahead == '@' ? ENTITY : ID;
      take_target(lexer);
      return token_to_here(lexer, symbol);
    }
    default: return false;
  }
}

// tree-sitter --------------------------------------------------------------------------------------------------

void *tree_sitter_newsmark_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_newsmark_external_scanner_destroy(void *payload) { ts_free(payload); }

bool tree_sitter_newsmark_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)valid;
  Scanner *scanner = payload;
  switch (scanner->place) {
    case AT_LINE: return scanner->in_fence ? line_in_fence(scanner, lexer) : line(scanner, lexer);
    case IN_TEXT: return text(scanner, lexer, false);
    case IN_TAIL: return tail(scanner, lexer);
    case AT_ESCAPED: return escaped(scanner, lexer);
    case AT_LINE_END:
    default: return part_of_line(scanner, lexer);
  }
}

enum { IN_FENCE = 1, IN_HEADLINE = 2, IN_RECORD = 4, GOES_ON = 8, IN_GAP = 16 };

unsigned tree_sitter_newsmark_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  uint8_t flags = (scanner->in_fence ? IN_FENCE : 0) | (scanner->in_headline ? IN_HEADLINE : 0) |
                  (scanner->in_record ? IN_RECORD : 0) | (scanner->goes_on ? GOES_ON : 0) |
                  (scanner->run.in_gap ? IN_GAP : 0);
  uint16_t counts[2] = {(uint16_t)scanner->queued, (uint16_t)scanner->depth};
  unsigned at = 0;
  buffer[at++] = (char)scanner->place;
  buffer[at++] = (char)flags;
  memcpy(buffer + at, &scanner->run.gaps, sizeof(scanner->run.gaps));
  at += sizeof(scanner->run.gaps);
  memcpy(buffer + at, counts, sizeof(counts));
  at += sizeof(counts);
  memcpy(buffer + at, scanner->queue, scanner->queued);
  at += scanner->queued;
  memcpy(buffer + at, scanner->open, (scanner->depth + 7) / 8);
  return at + (scanner->depth + 7) / 8;
}

void tree_sitter_newsmark_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  memset(scanner, 0, sizeof(*scanner));
  if (length == 0) return;
  uint16_t counts[2];
  unsigned at = 0;
  scanner->place = (enum Place)buffer[at++];
  uint8_t flags = (uint8_t)buffer[at++];
  scanner->in_fence = flags & IN_FENCE;
  scanner->in_headline = flags & IN_HEADLINE;
  scanner->in_record = flags & IN_RECORD;
  scanner->goes_on = flags & GOES_ON;
  scanner->run.in_gap = flags & IN_GAP;
  memcpy(&scanner->run.gaps, buffer + at, sizeof(scanner->run.gaps));
  at += sizeof(scanner->run.gaps);
  memcpy(counts, buffer + at, sizeof(counts));
  at += sizeof(counts);
  scanner->queued = counts[0];
  scanner->depth = counts[1];
  memcpy(scanner->queue, buffer + at, scanner->queued);
  at += scanner->queued;
  memcpy(scanner->open, buffer + at, (scanner->depth + 7) / 8);
}
