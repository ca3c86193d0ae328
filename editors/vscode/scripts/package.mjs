// Makes the package:
//
//   npm run package                                         for any platform, without the server
//   npm run package -- --target linux-x64 --server FILE     with the server for one platform
//
// It installs what it needs, puts the files of the package into dist/package/ with fixed modes, and zips them with
// fixed times and in order: the same checkout makes the same bytes.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = fileURLToPath(new URL("..", import.meta.url));
const repository = join(here, "../..");
const stage = join(here, "dist/package");

const { values } = parseArgs({
  options: { target: { type: "string" }, server: { type: "string" }, out: { type: "string" } },
});
if ((values.target === undefined) !== (values.server === undefined)) {
  console.error("--target and --server belong together: the platform, and the program for it");
  process.exit(2);
}

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
if (!existsSync(join(here, "node_modules/.package-lock.json"))) {
  execFileSync(npm, ["ci"], { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
}
const { bundle } = await import("./bundle.mjs");
await bundle();

rmSync(stage, { recursive: true, force: true });
mkdirSync(join(stage, "dist"), { recursive: true });
for (const file of [
  "dist/extension.js",
  "dist/client.js",
  "dist/newsmark.tmLanguage.json",
  "language-configuration.json",
  "README.md",
]) {
  copyFileSync(join(here, file), join(stage, file));
}
for (const folder of ["snippets", "walkthrough"]) {
  cpSync(join(here, folder), join(stage, folder), { recursive: true });
}
mkdirSync(join(stage, "media"));
for (const file of readdirSync(join(here, "media")).filter((file) => file !== "icon.svg")) {
  copyFileSync(join(here, "media", file), join(stage, "media", file));
}
const licences = ["LICENSE-MIT", "LICENSE-APACHE"].map((file) => readFileSync(join(repository, file), "utf8"));
writeFileSync(join(stage, "LICENSE.txt"), `Either of these licences, as you like.\n\n${licences.join("\n\n")}`);
const {
  scripts: _,
  devDependencies: __,
  ...manifest
} = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
writeFileSync(
  join(stage, "package.json"),
  `${JSON.stringify({ ...manifest, files: ["**"] }, null, 2)}
`,
);
if (values.server !== undefined) {
  const program = values.target.startsWith("win32") ? "newsmark.exe" : "newsmark";
  mkdirSync(join(stage, "server"));
  copyFileSync(values.server, join(stage, "server", program));
}
for (const entry of readdirSync(stage, { recursive: true })) {
  const file = join(stage, entry);
  const runs = statSync(file).isDirectory() || dirname(entry) === "server";
  chmodSync(file, runs ? 0o755 : 0o644);
}

const name = ["newsmark", values.target, manifest.version].filter((part) => part !== undefined).join("-");
const out = values.out ?? join(here, `${name}.vsix`);
const target = values.target === undefined ? [] : ["--target", values.target];
execFileSync(
  process.execPath,
  [
    join(here, "node_modules/@vscode/vsce/vsce"),
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--out",
    out,
    ...target,
  ],
  // The year in which zip's calendar begins; zip has no time zones.
  {
    cwd: stage,
    stdio: "inherit",
    env: { ...process.env, SOURCE_DATE_EPOCH: "315532800", TZ: "UTC", LC_ALL: "C" },
  },
);
