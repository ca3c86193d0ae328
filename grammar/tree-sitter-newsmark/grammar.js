/**
 * Newsmark, a markup for annotated news articles. `../spec.md` is the reference.
 *
 * Any text is a Newsmark file, so nothing here can fail. What a bracket means depends on what stands before
 * its closing one, and what a line means on the lines around it. So all tokens come from src/scanner.c, and
 * this file says only how they make up a tree.
 *
 * @license MIT OR Apache-2.0
 */

/// <reference types="tree-sitter-cli/dsl" />

export default grammar({
  name: "newsmark",

  // White space is text.
  extras: () => [],

  // In the order of `enum Token` in src/scanner.c. An "inner" token is one behind which the node it stands in
  // (a paragraph, a record) goes on.
  externals: ($) => [
    $._text,
    $._line_end,
    $._inner_end,
    $._blank,
    $._inner_blank,
    $.comment,
    $._inner_comment,
    $._backslash,
    $._escaped,
    $._headline_marker,
    $._crosshead_marker,
    $._mention_open,
    $._mention_close,
    $._quote_open,
    $._quote_close,
    $._space,
    $.entity,
    $.unknown,
    $.date,
    $.label,
    $.id,
    $.continued_id,
    $.suggestion,
    $._fence_open,
    $._fence_close,
    $._indent,
    $.key,
    $._colon,
    $.value,
    $.name,
    $.alias,
    $._bar,
    $.malformed,
  ],

  rules: {
    file: ($) =>
      repeat(choice($._line_end, $._blank, $.comment, $.headline, $.crosshead, $.paragraph, $.fence)),

    // All of these are as long as they can be: a line end comes between two of them.
    headline: ($) => prec.right(seq(alias($._headline_marker, "#"), repeat($._inline))),
    crosshead: ($) => prec.right(seq(alias($._crosshead_marker, "##"), repeat($._inline))),
    paragraph: ($) => prec.right(seq($._inline, repeat($._inline_or_note))),

    _inline: ($) => choice($._text, $.escape, $.mention, $.quote),
    _inline_or_note: ($) => choice($._inline, $._inner_end, alias($._inner_comment, $.comment)),

    escape: ($) => seq(alias($._backslash, "\\"), $._escaped),

    // Of mentions, dates and the parts around a quotation; and of quotations.
    mention: ($) => seq(alias($._mention_open, "["), $.content, $.tail, alias($._mention_close, "]")),
    quote: ($) => seq(alias($._quote_open, "{"), $.content, $.tail, alias($._quote_close, "}")),
    content: ($) => repeat1($._inline_or_note),

    tail: ($) => seq(repeat1(seq($._space, $._word)), optional($._space)),
    _word: ($) =>
      choice($.entity, $.unknown, $.date, $.label, $.id, $.continued_id, $.suggestion),

    fence: ($) =>
      prec.right(
        seq(
          alias($._fence_open, "---"),
          repeat(
            choice(
              $._line_end,
              $._blank,
              $.comment,
              $.entity_record,
              $.id_record,
              $.metadata,
              $._indented,
              $.malformed,
            ),
          ),
          optional(alias($._fence_close, "---")),
        ),
      ),

    entity_record: ($) =>
      prec.right(
        seq(
          field("id", $.entity),
          repeat(
            choice(
              $._space,
              field("type", $.label),
              field("name", $.name),
              field("alias", $.alias),
              alias($._bar, "|"),
            ),
          ),
          repeat($._below),
        ),
      ),
    id_record: ($) => seq(field("id", $.id), optional($._space), repeat($._below)),
    metadata: ($) => $._key_value,

    _below: ($) =>
      seq(
        $._inner_end,
        repeat(choice($._inner_end, $._inner_blank, alias($._inner_comment, $.comment))),
        $._indented,
      ),
    _indented: ($) => seq($._indent, choice($.field, $.malformed)),
    field: ($) => $._key_value,

    _key_value: ($) =>
      prec.right(
        seq(
          field("key", $.key),
          alias($._colon, ":"),
          repeat(choice($._space, field("value", $.value), field("target", choice($.entity, $.id)))),
        ),
      ),
  },
});
