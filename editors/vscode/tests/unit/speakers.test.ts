import assert from "node:assert/strict";
import { test } from "node:test";
import { detailsOf, speakersOf } from "../../src/quotes/speakers";
import type { Quote } from "../../src/server/protocol";

function quote(words: string, ids: string[], more: Partial<Quote> = {}): Quote {
  return {
    speakers: ids.map((id) => ({ id, name: id === "ana" ? "Ana Duarte" : null })),
    unknownSpeaker: false,
    type: "direct",
    words,
    source: null,
    cue: null,
    tentative: false,
    range: { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } },
    ...more,
  };
}

function shown(quotes: Quote[]): string[] {
  return speakersOf({ headline: "", quotes }).map(
    ({ name, quotes }) => `${name}: ${quotes.map(({ words }) => words).join(" / ")}`,
  );
}

test("speakers come in the order in which they speak, each with all they say", () => {
  assert.deepEqual(shown([quote("one", ["bo"]), quote("two", ["ana"]), quote("three", ["bo"])]), [
    "@bo: one / three",
    "Ana Duarte: two",
  ]);
});

test("what two say together, both say; and somebody unknown may be one of them", () => {
  assert.deepEqual(shown([quote("go", ["ana", "bo"], { unknownSpeaker: true })]), [
    "Ana Duarte: go",
    "@bo: go",
    "Unknown speaker: go",
  ]);
});

test("a quote without a speaker is listed", () => {
  assert.deepEqual(shown([quote("go", [])]), ["No speaker given: go"]);
});

test("details tell how, by which cue and where", () => {
  assert.equal(detailsOf(quote("go", ["ana"])), "direct · line 5");
  const said = quote("go", [], { cue: { text: "said", inferred: true }, tentative: true });
  assert.equal(detailsOf(said), "direct · said · line 5 · unconfirmed");
});
