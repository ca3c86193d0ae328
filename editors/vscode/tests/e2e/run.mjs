// Drives the packaged extension in VS Code, step by step:
//
//   node tests/e2e/run.mjs --vsix FILE --newsmark FILE --browser FILE --install FOLDER --articles FOLDER --work FOLDER
//
// `--install` is where code-server lies, `--articles` is copied into `--work`, where pictures of all steps end up.
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CodeServer, startBrowser, until } from "./code_server.mjs";
import { STEPS } from "./steps.mjs";
import { Workbench } from "./workbench.mjs";

const text = { type: "string" };
const { values: options } = parseArgs({
  options: {
    vsix: text,
    newsmark: text,
    browser: text,
    install: text,
    articles: text,
    work: text,
    picture: text,
    from: text,
    to: text,
    "stop-early": { type: "boolean", default: false },
  },
});

const articles = join(options.work, "articles");
const pictures = join(options.work, "pictures");
rmSync(options.work, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });

const server = new CodeServer(options.install, join(options.work, "home"));
const world = {
  articles,
  newsmark: options.newsmark,
  server,
  until,
  file: (name) => join(articles, name),
  read: (name) => readFileSync(join(articles, name), "utf8"),
  /** A window of its own on what the step needs; all articles are as they were. */
  async open(place) {
    // The window of the step before may still be writing there.
    rmSync(articles, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    cpSync(options.articles, articles, { recursive: true });
    for (const [name, content] of Object.entries(place.files ?? {})) {
      mkdirSync(join(articles, name, ".."), { recursive: true });
      writeFileSync(join(articles, name), content);
    }
    await world.workbench?.close();
    server.forget();
    server.configure({ "newsmark.server.path": options.newsmark, ...place.settings });
    const { workspace, file, size } = place;
    world.workbench = await Workbench.open(world.browser, server.url, {
      ...(workspace ? { workspace: join(articles, workspace) } : { folder: articles }),
      ...(file ? { file: join(articles, file) } : {}),
      ...(size ? { size } : {}),
    });
    if (file) {
      await world.workbench.isInFront(file.split("/").at(-1));
    }
    return world.workbench;
  },
  async picture(name) {
    await world.workbench.page.screenshot({ path: join(pictures, `${name}.png`) });
  },
};

let failed = 0;
const began = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
try {
  server.configure({});
  server.installExtension(options.vsix);
  await server.start();
  world.browser = await startBrowser(options.browser);
  for (const [name, step] of STEPS.slice(Number(options.from ?? 0), Number(options.to ?? STEPS.length))) {
    const since = Date.now();
    try {
      const said = await step(world);
      console.log(`ok      ${name} (${seconds(since)})${said ? `: ${said}` : ""}`);
    } catch (error) {
      failed++;
      console.log(`FAILED  ${name} (${seconds(since)})\n        ${error.stack}`);
      await world.picture(`failed-${failed}`).catch(() => undefined);
      if (options["stop-early"]) {
        break;
      }
    }
  }
} catch (error) {
  failed++;
  console.log(`FAILED  before the first step: ${error.stack}\n${server.log().slice(-2000)}`);
} finally {
  await world.browser?.close();
  server.stop();
}
if (options.picture && failed === 0) {
  copyFileSync(join(pictures, "readme.png"), options.picture);
}
console.log(
  `${failed === 0 ? "all steps passed" : `${failed} failed`} in ${seconds(began)}; pictures in ${pictures}`,
);
process.exit(failed === 0 ? 0 : 1);
