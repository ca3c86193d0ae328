import assert from "node:assert/strict";
import { test } from "node:test";
import { plan } from "../../src/reading/plan";
import { annotationsOf, textIn } from "./annotations";

/** What is quiet, what is shown, and what is painted, with the cursor at `|` (or a selection from `|` to `|`). */
function planned(marked: string) {
  const [before = "", ...rest] = marked.split("|");
  const text = before + rest.join("");
  const at = (offset: number) => {
    const lines = text.slice(0, offset).split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const start = at(before.length);
  const selections =
    rest.length === 0 ? [] : [{ start, end: at(before.length + (rest.length > 1 ? rest[0]!.length : 0)) }];
  const made = plan(annotationsOf(text), selections);
  return {
    made,
    quiet: made.quiet.map((span) => textIn(text, span)).join("·"),
    shown: made.shown.map((span) => textIn(text, span)).join("·"),
    painted: made.painted.map(
      ({ paint, spans }) => `${paint.colour} ${paint.as}: ${spans.map((span) => textIn(text, span)).join("·")}`,
    ),
  };
}

test("without a cursor all markup is quiet, and all text is painted", () => {
  const { quiet, shown, painted } = planned('[Ana @person!] [said @cue] {"we [build @event]" @person}');
  assert.equal(quiet, "[· @person!]·[· @cue]·{· @person}·[· @event]");
  assert.equal(shown, "");
  assert.deepEqual(painted, [
    "person speaker: Ana",
    'person quote: "we [build @event]"',
    "event mention: build",
  ]);
});

test("the colour of a mention ends where a nested one begins", () => {
  assert.deepEqual(planned("[the [Ellery @place] council @organisation]").painted, [
    "organisation mention: the · council",
    "place mention: Ellery",
  ]);
  assert.deepEqual(planned("[[[Port @place] City @work]'s\nteam @organisation]").painted, [
    "organisation mention: 's\nteam",
    "work mention:  City",
    "place mention: Port",
  ]);
});

test("unknown speakers and other kinds have colours, too", () => {
  assert.deepEqual(planned("{Go @?} [it @mention] [on Monday @date] [here @span]").painted, [
    "unknown quote: Go",
    "other mention: it",
    "date mention: on Monday",
  ]);
});

test("markup is shown around the cursor: the innermost, and what the cursor touches", () => {
  assert.equal(planned("{We [bu|ild @event] now @person}").shown, "[· @event]");
  assert.equal(planned("{We| [build @event] now @person}").shown, "{· @person}");
  assert.equal(planned("|{[We @person] build @person}").shown, "{· @person}");
  assert.equal(planned("{|[We @person] build @person}").shown, "{· @person}·[· @person]");
  assert.equal(planned("{[We @person] build @pe|rson} it").shown, "{· @person}");
  assert.equal(planned("{We @person}| it").shown, "{· @person}");
  assert.equal(planned("{We @person} |it").shown, "");
});

test("a cursor never stands next to what is hidden", () => {
  const text = "On [[[Ellery @place] Bay @place]'s {quay @person}\nof [stone @mention] @place] we wait.";
  for (let at = 0; at <= text.length; at++) {
    const { made } = planned(`${text.slice(0, at)}|${text.slice(at)}`);
    const lines = text.slice(0, at).split("\n");
    const [line, character] = [lines.length - 1, lines.at(-1)?.length ?? 0];
    const beside = made.quiet.filter(
      ({ start, end }) => start.line === line && start.character <= character && character <= end.character,
    );
    assert.deepEqual(beside, [], `at ${at}`);
  }
});

test("a selection shows the markup that it touches", () => {
  assert.equal(planned("[A|na @person] and [B|o @person] and [Cy @person]").shown, "[· @person]·[· @person]");
});
