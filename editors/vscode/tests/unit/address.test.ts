import assert from "node:assert/strict";
import { test } from "node:test";
import { pageAddresses, ruleIn } from "../../src/rules/address";

test("what the server is told leads to the page of the rule", () => {
  const addresses = pageAddresses("vscode", "newsmark.newsmark");
  assert.equal(addresses, "vscode://newsmark.newsmark/rule/{rule}");
  assert.equal(ruleIn(new URL(addresses.replace("{rule}", "odd-cue")).pathname), "odd-cue");
});

test("other addresses lead nowhere", () => {
  for (const path of ["/rule/", "/rule/../odd-cue", "/rule/Odd", "/rules/odd-cue", "/rule/odd-cue/more"]) {
    assert.equal(ruleIn(path), undefined, path);
  }
});
