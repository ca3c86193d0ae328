// Holds the TextMate grammar to the parser: `node tests/agreement.mjs NEWSMARK`. Both read the articles in examples/ and
// the examples of the specification. Every bracket that is markup has to be found; what the parser reports as a bracket
// that nothing closes, or as no tail, the grammar may take for markup: it can't know what the next line brings.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import rpc from "vscode-jsonrpc/node";
import textmate from "vscode-textmate";

const repository = new URL("../../../", import.meta.url);

/** The places of all brackets that the grammar takes for markup. */
async function grammarReader() {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await oniguruma.loadWASM(readFileSync(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => {
      const file = new URL("grammar/newsmark.tmLanguage.json", repository);
      return textmate.parseRawGrammar(readFileSync(file, "utf8"), file.pathname);
    },
  });
  const grammar = await registry.loadGrammar("text.newsmark");
  return (text) => {
    const found = [];
    let state = textmate.INITIAL;
    text.split(/\r\n|\r|\n/).forEach((line, number) => {
      const read = grammar.tokenizeLine(line, state);
      state = read.ruleStack;
      for (const { startIndex, scopes } of read.tokens) {
        if (/^punctuation\.definition\.(mention|quote|cue|date)\.(begin|end)/.test(scopes.at(-1))) {
          found.push(`${number + 1}:${startIndex + 1}`);
        }
      }
    });
    return found.sort();
  };
}

/** The same from the parser, asked as an editor asks it. */
async function parserReader(program) {
  const server = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "ignore"] });
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(server.stdout),
    new rpc.StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification("initialized", {});
  let number = 0;
  return {
    async read(text) {
      const uri = `untitled:agreement-${number++}`;
      const textDocument = { uri, languageId: "newsmark", version: 1, text };
      await connection.sendNotification("textDocument/didOpen", { textDocument });
      const params = { command: "newsmark.annotations", arguments: [uri] };
      const annotations = await connection.sendRequest("workspace/executeCommand", params);
      const places = annotations.flatMap(({ open, tail }) => [
        `${open.start.line + 1}:${open.start.character + 1}`,
        `${tail.end.line + 1}:${tail.end.character}`,
      ]);
      return places.sort();
    },
    async end() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      connection.dispose();
    },
  };
}

/** The examples of the specification, with the signs for characters that can't be seen replaced by these. */
function specificationExamples() {
  const lines = readFileSync(new URL("grammar/spec.md", repository), "utf8").split("\n");
  const examples = [];
  for (let at = 0; at < lines.length; at++) {
    if (/^`{10,} example$/.test(lines[at])) {
      const end = lines.indexOf(".", at);
      const signs = { "→": "\t", "␍": "\r", "⍽": "\u00a0", "␤": "\u2028", "␁": "\ufeff" };
      const text = `${lines.slice(at + 1, end).join("\n")}\n`.replace(/␄\n$/, "");
      const meaning = lines.slice(
        end,
        lines.findIndex((line, number) => number > end && /^`{10,}$/.test(line)),
      );
      examples.push({
        name: `grammar/spec.md:${at + 1}`,
        text: text.replace(/[→␍⍽␤␁]/g, (sign) => signs[sign]),
        isBroken: meaning.some((line) =>
          /^problem (unclosed-bracket|malformed-tail|empty-annotation)/.test(line),
        ),
      });
      at = end;
    }
  }
  return examples;
}

function articles() {
  const folder = new URL("examples/", repository);
  const names = readdirSync(folder).filter((name) => name.endsWith(".nmk"));
  return names.map((name) => ({ name: `examples/${name}`, text: readFileSync(new URL(name, folder), "utf8") }));
}

const byGrammar = await grammarReader();
const parser = await parserReader(process.argv[2]);
const examples = [...articles(), ...specificationExamples()];
let failed = 0;
for (const { name, text, isBroken } of examples) {
  const [grammar, parsed] = [byGrammar(text), await parser.read(text)];
  const missing = parsed.filter((place) => !grammar.includes(place));
  const invented = grammar.filter((place) => !parsed.includes(place));
  if (missing.length > 0 || (invented.length > 0 && !isBroken)) {
    failed++;
    const list = (places) => places.join(", ") || "none";
    console.log(
      `${name}: brackets that only the parser finds: ${list(missing)}; only the grammar: ${list(invented)}`,
    );
    console.log(text.replace(/^/gm, "    "));
  }
}
await parser.end();
console.log(`${examples.length - failed} of ${examples.length} files agree`);
process.exit(failed === 0 && examples.length > 100 ? 0 : 1);
