// What a person does in VS Code, by keys and looks.
import { readFileSync } from "node:fs";
import { until } from "./code_server.mjs";

export class Workbench {
  static async open(browser, url, { folder, workspace, file, size = { width: 1280, height: 800 } }) {
    const context = await browser.newContext({ viewport: size });
    await context.route(
      (address) =>
        address.protocol.startsWith("http") &&
        !/^(127\.0\.0\.1|localhost)$|\.localhost$/.test(address.hostname),
      (route) => route.abort(),
    );
    const page = await context.newPage();
    const query = new URLSearchParams(workspace ? { workspace } : { folder });
    if (file) {
      query.set("payload", JSON.stringify([["openFile", `vscode-remote://${new URL(url).host}${file}`]]));
    }
    await page.goto(`${url}/?${query}`);
    await page.waitForSelector(".monaco-workbench", { timeout: 60_000 });
    const workbench = new Workbench(page);
    if (file) {
      await page.waitForSelector(".monaco-editor .view-line", { timeout: 60_000 });
    }
    return workbench;
  }

  constructor(page) {
    this.page = page;
  }

  async close() {
    await this.page.context().close();
  }

  key(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text) {
    return this.page.keyboard.insertText(text);
  }

  /** Types letter by letter, so that the editor reacts to each. */
  typeSlowly(text) {
    return this.page.keyboard.type(text, { delay: 15 });
  }

  texts(selector) {
    return this.page.locator(selector).allInnerTexts();
  }

  sees(selector, words, patience) {
    return until(
      `"${words}" is to be seen in ${selector}`,
      async () => plain((await this.texts(selector)).join("\n")).includes(words),
      patience,
    );
  }

  /** The text of the editor as it is shown. */
  async shownText() {
    const editor = this.page.locator(".monaco-editor .view-lines").first();
    const lines = await editor.locator(".view-line").evaluateAll((all) =>
      all
        .map((line) => ({ top: parseFloat(line.style.top), text: line.innerText }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text),
    );
    return plain(lines.join(""));
  }

  /** Runs a command from the palette. */
  async run(title) {
    await this.key("F1");
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor({ state: "visible" });
    await input.fill(`>${title}`);
    const first = this.page.locator(".quick-input-widget .monaco-list-row").first();
    await until(`the palette offers "${title}"`, async () => (await first.innerText()).includes(title));
    await this.key("Enter");
    // A command may ask for more in the same box.
    await until(
      "the palette is gone",
      async () => !(await input.isVisible()) || !(await input.inputValue()).startsWith(">"),
    );
  }

  /** Opens a file of the folder by its name. */
  async openFile(name) {
    await this.key("Control+p");
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor({ state: "visible" });
    await input.fill(name);
    const first = this.page.locator(".quick-input-widget .monaco-list-row").first();
    await until(`"${name}" is offered`, async () => (await first.innerText()).includes(name));
    await this.key("Enter");
    await this.isInFront(name);
  }

  async isInFront(name) {
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`, { timeout: 20_000 });
    await this.focusEditor();
  }

  async focusEditor() {
    await this.key("Control+1");
    await until("the editor has the focus", () =>
      this.page.evaluate(
        () => document.activeElement?.closest(".monaco-editor .overflow-guard, .monaco-editor") !== null,
      ),
    );
  }

  /** Puts the cursor on a line and column, both from 1. */
  async goTo(line, column = 1) {
    await this.key("Control+g");
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor({ state: "visible" });
    await input.fill(`:${line}:${column}`);
    await this.key("Enter");
    await input.waitFor({ state: "hidden" });
    await this.isAt(line, column);
  }

  /** Puts the cursor behind the first `words` of a file, or `into` characters from their beginning. */
  async goToWords(file, words, into = words.length) {
    const text = readFileSync(file, "utf8");
    const at = text.indexOf(words);
    if (at < 0) {
      throw new Error(`"${words}" does not stand in ${file}`);
    }
    const before = text.slice(0, at + into).split("\n");
    await this.goTo(before.length, before.at(-1).length + 1);
  }

  async position() {
    const shown = await this.page.locator('[id="status.editor.selection"]').innerText();
    const [, line, column] = /Ln (\d+), Col (\d+)/.exec(shown) ?? [];
    return { line: Number(line), column: Number(column), selected: /selected/.test(shown) };
  }

  isAt(line, column) {
    return until(`the cursor is at ${line}:${column ?? ""}`, async () => {
      const now = await this.position();
      return now.line === line && (column === undefined || now.column === column);
    });
  }

  /** Saves until the file says what it should: what was asked for may not have happened when it is saved first. */
  saved(file, condition, what) {
    return until(`${file} ${what}`, async () => {
      if (await this.isDirty()) {
        await this.key("Control+s");
      }
      const text = readFileSync(file, "utf8");
      return condition(text) && text;
    });
  }

  notification(words, patience) {
    return this.sees(".notifications-toasts .notification-list-item-message", words, patience);
  }

  /** Whether the first editor's tab says that there is something to save. */
  async isDirty() {
    return (await this.page.locator(".tabs-container .tab.active.dirty").count()) > 0;
  }
}

/** Without the non-breaking spaces with which the editor shows spaces. */
export function plain(text) {
  return text.replaceAll("\u00a0", " ").replaceAll("\u200b", "");
}
