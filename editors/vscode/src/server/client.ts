// The only user of vscode-languageclient. It is a file of its own in the package (dist/client.js), read when the server
// is started and not before: most of the extension's code is that library.

import type * as vscode from "vscode";
import {
  ExecuteCommandRequest,
  LanguageClient,
  State,
  type LanguageClientOptions,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageclient/node";

export type WorkStep = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** What a session wants to hear. */
export interface Listener {
  onStarting(): void;
  onRunning(version: string): void;
  onStopped(): void;
  onWork(step: WorkStep): void;
}

/** A running `newsmark lsp`. */
export class Client {
  private readonly client: LanguageClient;

  constructor(program: string, rulePages: string, log: vscode.LogOutputChannel, listener: Listener) {
    const options: LanguageClientOptions = {
      documentSelector: [
        { scheme: "file", language: "newsmark" },
        { scheme: "untitled", language: "newsmark" },
      ],
      outputChannel: log,
      initializationOptions: { rulePages },
      synchronize: { configurationSection: "newsmark" },
      middleware: { handleWorkDoneProgress: (_token, step) => listener.onWork(step) },
    };
    this.client = new LanguageClient("newsmark", "Newsmark", { command: program, args: ["lsp"] }, options);
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        listener.onRunning(this.client.initializeResult?.serverInfo?.version ?? "");
      } else if (newState === State.Starting) {
        listener.onStarting();
      } else {
        listener.onStopped();
      }
    });
  }

  start(): Promise<void> {
    return this.client.start();
  }

  async stop(): Promise<void> {
    if (this.client.needsStop()) {
      await this.client.stop();
    }
    await this.client.dispose();
  }

  /** Runs one of the server's commands. */
  request(command: string, args: unknown[]): Promise<unknown> {
    return this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  }
}
