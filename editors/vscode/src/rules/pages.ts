import * as vscode from "vscode";
import type { Session } from "../server/session";
import { ruleIn } from "./address";

const SCHEME = "newsmark-rule";

/** Opens the page of a rule where a finding links to it. */
export class RulePages implements vscode.Disposable, vscode.UriHandler, vscode.TextDocumentContentProvider {
  private readonly subscription: vscode.Disposable;

  constructor(private readonly session: Session) {
    this.subscription = vscode.Disposable.from(
      vscode.window.registerUriHandler(this),
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  async handleUri(uri: vscode.Uri): Promise<void> {
    const rule = ruleIn(uri.path);
    if (rule) {
      const page = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
      await vscode.commands.executeCommand("markdown.showPreview", page);
    }
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const rule = uri.path.replace(/^\/|\.md$/g, "");
    return (await this.session.ask<string>("newsmark.rulePage", rule)) ?? "";
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
