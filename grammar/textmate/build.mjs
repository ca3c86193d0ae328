// Writes grammar/newsmark.tmLanguage.json: `node grammar/textmate/build.mjs`. With --check it only says
// whether that file is up to date.
//
// A TextMate grammar reads line by line and forwards, but Newsmark's tails are recognised backwards from the
// closing bracket. So an opening bracket looks ahead for its closing one on the same line, over balanced brackets;
// where the line ends first, it is taken for markup, and its tail is found on the line that has it. What that gets
// wrong (tails over several lines, brackets that cross) the server's semantic tokens put right.
//
// Looking ahead costs a line's length for each opening bracket: balanced brackets are read by a recursive pattern
// that never tries the same text twice (all its repetitions are possessive).

import { readFileSync, writeFileSync } from "node:fs";

const OUTPUT = new URL("../newsmark.tmLanguage.json", import.meta.url);

// Names and tokens (spec.md, "Tails" and "Names"). XID_Start and XID_Continue, as general categories: engines other
// than VS Code's know these.
const name = "[\\p{L}\\p{Nl}][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}-]*";

// Patterns begin with the pieces that they are made of, each defined once as a group that matches nothing where it
// stands: names spelled out in every place would take half a second to compile.
const NAME = "\\g<1>";
const TAIL = "\\g<2>";
const PAIR = "\\g<3>";
const defined = (...groups) => groups.map((group) => `(${group}){0}`).join("");

const ref = `@(?:${NAME}|[0-9][0-9/-]*|\\?)`;
const label = `:${NAME}`;
const id = `#${NAME}\\+?`;
const space = "[ \\t]+";
const labels = `(?:${space}${label})`;
const ids = `(?:${space}${id})`;
const unconfirmed = `(?:${space}\\?)?`;
const run = [
  `${ref}(?:${space}${ref})*${labels}*${ids}*${unconfirmed}`,
  `${label}${labels}*${ids}*${unconfirmed}`,
  `${id}${ids}*${unconfirmed}`,
].join("|");
const tailBehind = (lead) => `(?:${lead})(?:${run})[ \\t]*`;
// Behind text: not directly behind an opening bracket, unless that is escaped.
const behindText = "(?<=[^ \\t\\[{]|\\\\[\\[{ ])";
const tail = tailBehind(`${behindText}${space}`);
// On a later line than the text it may begin the line.
const laterTail = tailBehind(`${behindText}${space}|^[ \\t]*`);

// One balanced pair.
const pair = `\\[(?:[^\\[\\]{}\\\\]++|\\\\.|${PAIR})*+\\]|\\{(?:[^\\[\\]{}\\\\]++|\\\\.|${PAIR})*+\\}`;
const shapes = {
  "[": { open: "\\[", close: "\\]", text: "[^\\[\\]{\\\\]" },
  "{": { open: "\\{", close: "\\}", text: "[^\\[{}\\\\]" },
};

// Text up to `stop`, with annotations and text brackets in it, and a few opening brackets that nothing closes.
const upTo = (stop, text) => {
  const run = `(?:(?!${stop})(?:\\\\.|${text}|${PAIR}))*+`;
  return `${run}(?>(?:(?!${stop})[\\[{]${run}){0,4})`;
};
// An opening bracket (group 4) whose closing one, with a tail in which `hint` comes, is on this line.
const opening = (shape, hint = "") => {
  const { open, close, text } = shapes[shape];
  const end = `${TAIL}${close}`;
  return `${defined(name, tail, pair)}(${open})(?=${upTo(end, text)}${hint}${end})`;
};
// One that is neither closed on this line nor passed over by another.
const openingAtTheEnd = (shape) => {
  const { open, text } = shapes[shape];
  return `${defined(name, tail, pair)}(${open})(?=${upTo(`${TAIL}[\\]}]`, text)}$)`;
};
// A tail (group 3) and its bracket (group 4).
const closing = (shape) =>
  `${defined(name, tail)}(${TAIL})(${shapes[shape].close})`;
const closingOverLines = (shape) =>
  `${defined(name, laterTail)}(${TAIL})?(${shapes[shape].close})|${endOfParagraph}`;
const endOfParagraph = "(?=^\\s*$)|(?=^##?[ \\t])|(?=^---[ \\t]*$)";

const capture = (scope) => ({ name: scope });
const within = (...includes) =>
  includes.map((include) => ({ include: `#${include}` }));

const annotation = (what, shape, begin, contentName, inside, end) => ({
  name: `meta.${what}.newsmark`,
  contentName,
  begin,
  end: end ?? closing(shape),
  beginCaptures: {
    4: capture(`punctuation.definition.${what}.begin.newsmark`),
  },
  endCaptures: {
    3: { name: "meta.tail.newsmark", patterns: within("token") },
    4: capture(`punctuation.definition.${what}.end.newsmark`),
  },
  patterns: within(...inside),
});
const INLINE = ["escape", "quote", "cue", "date", "mention"];
const PROSE = ["note", ...INLINE, "quote-over-lines", "mention-over-lines"];
const QUOTE = "string.unquoted.quote.newsmark";
const MENTION = "entity.name.type.mention.newsmark";
const tailWith = (token) =>
  `(?=[^\\[\\]{}\\\\]*[ \\t]${token}(?:[ \\t][^\\[\\]{}\\\\]*)?\\])`;

const heading = (marker, level) => ({
  name: `markup.heading.${level}.newsmark`,
  contentName: "entity.name.section.newsmark",
  begin: `^\\x{FEFF}?(${marker})[ \\t](?=.*\\S)`,
  end: "$",
  beginCaptures: { 1: capture("punctuation.definition.heading.newsmark") },
  patterns: within(...INLINE),
});

const grammar = {
  information_for_contributors: [
    "Written by grammar/textmate/build.mjs: change that, and run it.",
  ],
  name: "Newsmark",
  scopeName: "text.newsmark",
  fileTypes: ["nmk"],
  patterns: within("fence", "headline", "crosshead", ...PROSE),
  repository: {
    headline: heading("#", 1),
    crosshead: heading("##", 2),
    note: {
      name: "comment.line.double-slash.newsmark",
      match: "^\\x{FEFF}?//.*$",
    },
    escape: {
      name: "constant.character.escape.newsmark",
      match: "\\\\[ -/:-@\\[-`{-~]",
    },
    quote: annotation("quote", "{", opening("{"), QUOTE, INLINE),
    cue: annotation(
      "cue",
      "[",
      opening("[", tailWith(":cue")),
      "keyword.control.cue.newsmark",
      INLINE,
    ),
    date: annotation(
      "date",
      "[",
      opening("[", `(?=${space}@[0-9][0-9/-]*${unconfirmed}[ \\t]*\\])`),
      "constant.numeric.date.newsmark",
      INLINE,
    ),
    mention: annotation("mention", "[", opening("["), MENTION, INLINE),
    "quote-over-lines": annotation(
      "quote",
      "{",
      openingAtTheEnd("{"),
      QUOTE,
      PROSE,
      closingOverLines("{"),
    ),
    "mention-over-lines": annotation(
      "mention",
      "[",
      openingAtTheEnd("["),
      MENTION,
      PROSE,
      closingOverLines("["),
    ),
    token: {
      patterns: [
        { name: "constant.numeric.date.newsmark", match: "@[0-9][0-9/-]*" },
        {
          name: "variable.other.entity.newsmark",
          match: `(@)(?:${name}|\\?)`,
          captures: { 1: capture("punctuation.definition.entity.newsmark") },
        },
        {
          name: "support.type.label.newsmark",
          match: `(:)${name}`,
          captures: { 1: capture("punctuation.definition.label.newsmark") },
        },
        {
          name: "constant.other.id.newsmark",
          match: `(#)${name}\\+?`,
          captures: { 1: capture("punctuation.definition.id.newsmark") },
        },
        { name: "keyword.operator.suggestion.newsmark", match: "\\?" },
      ],
    },
    fence: {
      name: "meta.records.newsmark",
      begin: "^\\x{FEFF}?(---)[ \\t]*$",
      end: "^(---)[ \\t]*$",
      beginCaptures: {
        1: capture("punctuation.definition.fence.begin.newsmark"),
      },
      endCaptures: { 1: capture("punctuation.definition.fence.end.newsmark") },
      patterns: within("note", "entity-record", "id-record", "field"),
    },
    "entity-record": {
      name: "meta.record.newsmark",
      begin: `^(@${name})((?:[ \\t]+:${name})*)(?=[ \\t]|$)`,
      end: "$",
      beginCaptures: {
        1: { patterns: within("token") },
        2: { patterns: within("token") },
      },
      patterns: [
        { include: "#escape" },
        { name: "punctuation.separator.alias.newsmark", match: "\\|" },
        {
          name: "entity.name.type.newsmark",
          match:
            "(?:[^|\\\\ \\t]|[ \\t]+(?=[^|\\\\ \\t])|\\\\(?![ -/:-@\\[-`{-~]))+",
        },
      ],
    },
    "id-record": {
      name: "meta.record.newsmark",
      match: `^(#${name})[ \\t]*$`,
      captures: { 1: { patterns: within("token") } },
    },
    field: {
      name: "meta.field.newsmark",
      begin: `^[ \\t]*(${name})(:)(?=[ \\t]|$)`,
      end: "$",
      beginCaptures: {
        1: capture("variable.other.property.newsmark"),
        2: capture("punctuation.separator.key-value.newsmark"),
      },
      patterns: [
        {
          match: `\\G[ \\t]+([@#]${name}(?:[ \\t]+[@#]${name})*)[ \\t]*$`,
          captures: { 1: { patterns: within("token") } },
        },
        {
          match:
            "\\G[ \\t]+([0-9]{4}(?:-[0-9]{2}){0,2}(?:/[0-9]{4}(?:-[0-9]{2}){0,2})?)(?=[ \\t]|$)",
          captures: { 1: capture("constant.numeric.date.newsmark") },
        },
        { include: "#escape" },
      ],
    },
  },
};

const text = `${JSON.stringify(grammar, null, 2)}\n`;
if (process.argv.includes("--check")) {
  if (readFileSync(OUTPUT, "utf8") !== text) {
    console.error(
      "grammar/newsmark.tmLanguage.json is not what grammar/textmate/build.mjs writes; run it",
    );
    process.exit(1);
  }
} else {
  writeFileSync(OUTPUT, text);
}
