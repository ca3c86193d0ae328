// Bundles the extension into dist/. With --watch it goes on doing so.
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));

export const options = {
  absWorkingDir: here,
  entryPoints: ["src/extension.ts", "src/server/client.ts"],
  entryNames: "[name]",
  outdir: "dist",
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  plugins: [{ name: "client-apart", setup: clientApart }],
  minify: true,
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
  await esbuild.build(options);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle();
  if (process.argv.includes("--watch")) {
    const context = await esbuild.context({ ...options, minify: false, sourcemap: true });
    await context.watch();
  }
}
