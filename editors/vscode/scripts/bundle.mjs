// Bundles the extension into dist/. With --watch it goes on doing so.
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));

const options = {
  absWorkingDir: here,
  outdir: "dist",
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  plugins: [{ name: "client-apart", setup: clientApart }],
  legalComments: "none",
  logLevel: "warning",
};

/** `import("./client")` reads dist/client.js when it is run. */
function clientApart(build) {
  build.onResolve({ filter: /^\.\/client$/ }, ({ kind }) =>
    kind === "dynamic-import" ? { path: "./client.js", external: true } : undefined,
  );
}

/** The extension's code, and the grammar from the repository's `grammar/`. */
export async function bundle() {
  mkdirSync(`${here}/dist`, { recursive: true });
  copyFileSync(`${here}/../../grammar/newsmark.tmLanguage.json`, `${here}/dist/newsmark.tmLanguage.json`);
  // Our own code stays readable, so that a stack trace says where something went wrong.
  await esbuild.build({ ...options, entryPoints: ["src/extension.ts"] });
  await esbuild.build({ ...options, entryPoints: ["src/server/client.ts"], minify: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle();
  if (process.argv.includes("--watch")) {
    const entryPoints = ["src/extension.ts", "src/server/client.ts"];
    const context = await esbuild.context({ ...options, entryPoints, entryNames: "[name]", sourcemap: true });
    await context.watch();
  }
}
