import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf } from "../../src/server/status_label";
import { counted, listed, shortened } from "../../src/words";

test("things are counted and listed as people do it", () => {
  assert.deepEqual(
    [counted(0, "quote"), counted(1, "quote"), counted(2, "quote")],
    ["", "1 quote", "2 quotes"],
  );
  assert.equal(listed(["", "2 quotes", ""]), "2 quotes");
  assert.equal(listed(["1 mention", "2 quotes", "3 dates"]), "1 mention, 2 quotes and 3 dates");
  assert.equal(listed([]), "");
});

test("long texts are cut at a word", () => {
  assert.equal(shortened("We build now", 20), "We build now");
  assert.equal(shortened("We build the wall now", 14), "We build the…");
  assert.equal(shortened("Donaudampfschifffahrt", 10), "Donaudampf…");
});

test("the status bar tells how the server is", () => {
  assert.equal(labelOf({ is: "starting" }).text, "$(sync~spin) Newsmark");
  assert.match(labelOf({ is: "missing", reason: "it is not on PATH" }).tooltip, /not found: it is not on PATH/);
  const running = { is: "running", program: "/bin/newsmark", version: "0.1.0" } as const;
  assert.deepEqual(labelOf(running), { text: "$(quote) Newsmark", tooltip: "Newsmark 0.1.0 (/bin/newsmark)" });
  const work = { title: "Reading articles", message: "12/50", percentage: 24 };
  assert.equal(labelOf({ ...running, work }).text, "$(sync~spin) Newsmark 24 %");
  assert.match(labelOf({ ...running, work }).tooltip, /^Reading articles: 12\/50\n/);
});
