// Runs: the text between a bracket, escape or note and the next. A tail is the end of a run.
//
// A tail is known by its *gap*: the white space it begins with. Gaps are counted from the last bracket.

#ifndef NEWSMARK_RUN_H
#define NEWSMARK_RUN_H

#include "characters.h"

// How far a word has been read, as a token of a tail.
enum Word {
  WORD_NONE,
  WORD_NO_TOKEN,
  WORD_AT,
  WORD_COLON,
  WORD_HASH,
  WORD_ENTITY,
  WORD_UNKNOWN,
  WORD_DATE,
  WORD_LABEL,
  WORD_ID,
  WORD_CONTINUED_ID,
  WORD_SUGGESTION,
};

// Tokens in the order of a tail, up to the last word of a run.
struct Chain {
  uint32_t gap;
  int8_t rank;
  bool only_suggestion;
  bool going;
};

struct Run {
  uint32_t gaps;
  bool in_gap;
  bool has_text;
  bool has_word;
  enum Word word;
  // The longest chain, and the longest that leaves the first word of the run out.
  struct Chain all, but_first;
};

static inline void run_begin(struct Run *run) {
  *run = (struct Run){.gaps = run->gaps};
}

static inline void run_begin_behind_bracket(struct Run *run) { *run = (struct Run){0}; }

static inline enum Word word_begin(int32_t c) {
  switch (c) {
    case '@': return WORD_AT;
    case ':': return WORD_COLON;
    case '#': return WORD_HASH;
    case '?': return WORD_SUGGESTION;
    default: return WORD_NO_TOKEN;
  }
}

static inline enum Word word_go_on(enum Word word, int32_t c) {
  switch (word) {
    case WORD_AT:
      if (c == '?') return WORD_UNKNOWN;
      if (is_digit(c)) return WORD_DATE;
      return starts_name(c) ? WORD_ENTITY : WORD_NO_TOKEN;
    case WORD_COLON: return starts_name(c) ? WORD_LABEL : WORD_NO_TOKEN;
    case WORD_HASH: return starts_name(c) ? WORD_ID : WORD_NO_TOKEN;
    case WORD_DATE: return is_digit(c) || c == '-' || c == '/' ? WORD_DATE : WORD_NO_TOKEN;
    case WORD_ENTITY:
    case WORD_LABEL: return continues_name(c) ? word : WORD_NO_TOKEN;
    case WORD_ID:
      if (c == '+') return WORD_CONTINUED_ID;
      return continues_name(c) ? WORD_ID : WORD_NO_TOKEN;
    default: return WORD_NO_TOKEN;
  }
}

// Where a token stands among the others of a tail; -1 for what is none.
static inline int8_t word_rank(enum Word word) {
  switch (word) {
    case WORD_ENTITY:
    case WORD_UNKNOWN:
    case WORD_DATE: return 0;
    case WORD_LABEL: return 1;
    case WORD_ID:
    case WORD_CONTINUED_ID: return 2;
    case WORD_SUGGESTION: return 3;
    default: return -1;
  }
}

static inline void chain_add(struct Chain *chain, int8_t rank, uint32_t gap) {
  bool in_order = chain->going && (rank > chain->rank || (rank == chain->rank && rank < 3));
  if (!in_order) *chain = (struct Chain){.gap = gap, .only_suggestion = true, .going = true};
  chain->rank = rank;
  chain->only_suggestion &= rank == 3;
}

// The word that was read, if any, ends here.
static inline void run_end_word(struct Run *run) {
  if (run->word == WORD_NONE) return;
  int8_t rank = word_rank(run->word);
  if (rank < 0) {
    run->all.going = run->but_first.going = false;
  } else {
    chain_add(&run->all, rank, run->gaps - 1);
    if (run->has_word) chain_add(&run->but_first, rank, run->gaps - 1);
  }
  run->word = WORD_NONE;
  run->has_word = true;
}

static inline void run_add(struct Run *run, int32_t c) {
  if (is_tail_space(c)) {
    run_end_word(run);
    if (!run->in_gap) run->gaps++;
    run->in_gap = true;
    return;
  }
  if (run->word == WORD_NONE) {
    // A token has white space before it.
    run->word = run->in_gap ? word_begin(c) : WORD_NO_TOKEN;
  } else {
    run->word = word_go_on(run->word, c);
  }
  run->in_gap = false;
  run->has_text = true;
}

// True if a character begins the gap with this number.
static inline bool run_reaches_gap(const struct Run *run, int32_t c, uint32_t gap) {
  return is_tail_space(c) && !run->in_gap && run->gaps == gap;
}

#endif
