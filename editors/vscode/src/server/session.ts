import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Client, WorkStep } from "./client";
import { pageAddresses } from "../rules/address";
import { locateServer, type Located } from "./locate";

/** How the server is. */
export type Health =
  | { is: "starting" }
  | { is: "running"; program: string; version: string; work?: Work }
  | { is: "missing"; reason: string }
  | { is: "stopped"; reason: string };

/** Long work of the server, such as reading all articles. */
export interface Work {
  title: string;
  message?: string;
  percentage?: number;
}

/** One server for all folders, from start to stop. */
export class Session implements vscode.Disposable {
  private client: Client | undefined;
  private starting: Promise<void> | undefined;
  private readonly log = vscode.window.createOutputChannel("Newsmark", { log: true });
  private readonly changed = new vscode.EventEmitter<Health>();
  private readonly subscriptions: vscode.Disposable[] = [];

  health: Health = { is: "starting" };
  readonly onDidChangeHealth = this.changed.event;

  constructor(private readonly context: vscode.ExtensionContext) {
    const register = vscode.commands.registerCommand;
    this.subscriptions.push(
      this.log,
      this.changed,
      register("newsmark.server.restart", () => this.restart()),
      register("newsmark.server.showLog", () => this.log.show()),
      register("newsmark.server.choose", () => this.choose()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("newsmark.server.path")) {
          void this.restart();
        }
      }),
    );
  }

  /** Starts the server, or says what is in the way. */
  start(): Promise<void> {
    return (this.starting ??= this.launch());
  }

  async restart(): Promise<void> {
    await this.starting?.catch(() => undefined);
    await this.stop();
    await this.start();
  }

  /** Runs a command of the server for a person: what goes wrong is shown to them. */
  async ask<Reply>(command: string, ...args: unknown[]): Promise<Reply | undefined> {
    await this.start();
    if (this.health.is !== "running") {
      this.complain(this.health);
      return undefined;
    }
    try {
      return await this.request<Reply>(command, args);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(`Newsmark: ${why}`);
      return undefined;
    }
  }

  /** Runs a command of the server for a view, which shows nothing if that fails. */
  async query<Reply>(command: string, ...args: unknown[]): Promise<Reply | undefined> {
    if (this.health.is !== "running") {
      return undefined;
    }
    try {
      return await this.request<Reply>(command, args);
    } catch (error) {
      this.log.debug(`${command}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async request<Reply>(command: string, args: unknown[]): Promise<Reply | undefined> {
    const reply = await this.client?.request(command, args);
    return (reply as Reply | null) ?? undefined;
  }

  private async launch(): Promise<void> {
    this.report({ is: "starting" });
    const located = locate(this.context);
    if (!located.found) {
      this.log.warn(`The program \`newsmark\` was not found: ${located.reason}.`);
      this.report({ is: "missing", reason: located.reason });
      this.complain(this.health);
      return;
    }
    this.log.info(`Starting ${located.program} (${located.by})`);
    const client = await this.createClient(located.program);
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.log.error(`${located.program}: ${why}`);
      this.report({ is: "stopped", reason: `${located.program} does not work as a language server: ${why}` });
      this.complain(this.health);
    }
  }

  private async createClient(program: string): Promise<Client> {
    const { Client } = await import("./client");
    const report = (health: Health) => client === this.client && this.report(health);
    const rulePages = pageAddresses(vscode.env.uriScheme, this.context.extension.id);
    const client: Client = new Client(program, rulePages, this.log, {
      onStarting: () => report({ is: "starting" }),
      onRunning: (version) => report({ is: "running", program, version }),
      onStopped: () => this.health.is === "running" && report({ is: "stopped", reason: "it ended" }),
      onWork: (step) => this.showWork(step),
    });
    return client;
  }

  /** Ends the server, if there is one. */
  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.starting = undefined;
    await client?.stop().catch((error: unknown) => this.log.warn(`The server did not stop: ${String(error)}`));
  }

  private showWork(step: WorkStep): void {
    if (this.health.is !== "running") {
      return;
    }
    const { work, ...health } = this.health;
    if (step.kind === "end") {
      this.report(health);
      return;
    }
    const title = step.kind === "begin" ? step.title : (work?.title ?? "");
    const { message, percentage } = step;
    this.report({
      ...health,
      work: {
        title,
        ...(message === undefined ? {} : { message }),
        ...(percentage === undefined ? {} : { percentage }),
      },
    });
  }

  private report(health: Health): void {
    this.health = health;
    void vscode.commands.executeCommand("setContext", "newsmark.serverRunning", health.is === "running");
    this.changed.fire(health);
  }

  /** Says why there is no server, and offers what helps. */
  private complain(health: Health): void {
    const actions: Record<string, string> = {
      "Choose the Program": "newsmark.server.choose",
      "How to Get It": "newsmark.server.howTo",
      "Show Log": "newsmark.server.showLog",
      Restart: "newsmark.server.restart",
    };
    let message: string;
    let offered: string[];
    if (health.is === "missing") {
      message = `Newsmark needs the program \`newsmark\`: ${health.reason}. Colours work without it; checks, navigation and proposals don't.`;
      offered = ["Choose the Program", "How to Get It"];
    } else if (health.is === "stopped") {
      message = `Newsmark's language server is not running: ${health.reason}.`;
      offered = ["Restart", "Choose the Program", "Show Log"];
    } else {
      return;
    }
    void vscode.window.showErrorMessage(message, ...offered).then((chosen) => {
      const command = chosen ? actions[chosen] : undefined;
      if (command === "newsmark.server.howTo") {
        const step = `${this.context.extension.id}#start`;
        void vscode.commands.executeCommand("workbench.action.openWalkthrough", step, false);
      } else if (command) {
        void vscode.commands.executeCommand(command);
      }
    });
  }

  /** Asks for the program, and keeps it as a setting; that restarts the server. */
  private async choose(): Promise<void> {
    const [chosen] =
      (await vscode.window.showOpenDialog({ title: "The program newsmark", openLabel: "Use This Program" })) ??
      [];
    if (chosen) {
      const settings = vscode.workspace.getConfiguration("newsmark");
      await settings.update("server.path", chosen.fsPath, vscode.ConfigurationTarget.Global);
    }
  }
}

function locate(context: vscode.ExtensionContext): Located {
  const places = {
    setting: vscode.workspace.getConfiguration("newsmark").get("server.path", ""),
    extension: context.extensionPath,
    workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    home: homedir(),
    path: process.env["PATH"] ?? "",
    platform: process.platform,
  };
  return locateServer(places, isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
