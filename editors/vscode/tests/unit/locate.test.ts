import assert from "node:assert/strict";
import { test } from "node:test";
import { locateServer, type Places } from "../../src/server/locate";

const PLACES: Places = {
  setting: "",
  extension: "/ext",
  workspace: "/news",
  home: "/home/ana",
  path: "/usr/bin:/opt/bin:",
  platform: "linux",
};

function located(places: Partial<Places>, ...programs: string[]): string {
  const found = locateServer({ ...PLACES, ...places }, (file) => programs.includes(file));
  return found.found ? `${found.by}: ${found.program}` : found.reason;
}

test("the setting comes first, then the package, then PATH", () => {
  const all = ["/mine/newsmark", "/ext/server/newsmark", "/usr/bin/newsmark", "/opt/bin/newsmark"];
  assert.equal(located({ setting: "/mine/newsmark" }, ...all), "setting: /mine/newsmark");
  assert.equal(located({}, ...all), "bundled: /ext/server/newsmark");
  assert.equal(located({}, ...all.slice(2)), "path: /usr/bin/newsmark");
  assert.equal(located({}, "/opt/bin/newsmark"), "path: /opt/bin/newsmark");
});

test("home, workspace and names on PATH may stand in the setting", () => {
  assert.equal(
    located({ setting: "~/bin/newsmark" }, "/home/ana/bin/newsmark"),
    "setting: /home/ana/bin/newsmark",
  );
  assert.equal(located({ setting: "${workspaceFolder}/nm" }, "/news/nm"), "setting: /news/nm");
  assert.equal(
    located({ setting: " newsmark-dev " }, "/opt/bin/newsmark-dev"),
    "setting: /opt/bin/newsmark-dev",
  );
});

test("a setting that leads nowhere is said, whatever else there is", () => {
  assert.match(
    located({ setting: "/gone" }, "/usr/bin/newsmark"),
    /says "\/gone", and there is no such program/,
  );
  assert.match(located({ setting: "gone" }, "/usr/bin/newsmark"), /says "gone", which is not on PATH/);
  assert.match(located({}), /not on PATH, and no setting/);
});

test("on Windows it is called newsmark.exe", () => {
  const places: Partial<Places> = { platform: "win32", path: "C:\\Windows;C:\\tools" };
  assert.equal(located(places, "C:\\tools\\newsmark.exe"), "path: C:\\tools\\newsmark.exe");
});
