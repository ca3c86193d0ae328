import * as vscode from "vscode";
import type { Health, Session } from "./session";
import { labelOf } from "./status_label";

/** The entry in the status bar: how the server is, and how far it has come with reading articles. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "newsmark.status",
    vscode.StatusBarAlignment.Right,
    90,
  );
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly session: Session) {
    this.item.name = "Newsmark";
    this.item.command = "newsmark.menu";
    this.subscriptions = [
      this.item,
      session.onDidChangeHealth(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.workspace.onDidOpenTextDocument(() => this.update()),
    ];
    this.update();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private update(): void {
    const { health } = this.session;
    const { text, tooltip } = labelOf(health);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = isTrouble(health)
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    const reading = vscode.window.activeTextEditor?.document.languageId === "newsmark";
    const working = health.is === "running" && health.work !== undefined;
    if (reading || working) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}

function isTrouble(health: Health): boolean {
  return health.is === "missing" || health.is === "stopped";
}
