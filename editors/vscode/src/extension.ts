import * as vscode from "vscode";
import { registerArticleCommands } from "./articles";
import { registerMenu } from "./menu";
import { QuotesPanel } from "./quotes/panel";
import { ReadingView } from "./reading/view";
import { RulePages } from "./rules/pages";
import { Session } from "./server/session";
import { StatusItem } from "./server/status";
import { registerSuggestionCommands } from "./suggestions";

let session: Session | undefined;

/** Wires the parts together. The server starts in the background, so that nothing waits for it. */
export function activate(context: vscode.ExtensionContext): void {
  const started = (session = new Session(context));
  context.subscriptions.push(
    started,
    new StatusItem(started),
    new ReadingView(started, context.workspaceState),
    new QuotesPanel(started),
    new RulePages(started),
    registerArticleCommands(started),
    registerSuggestionCommands(started),
    registerMenu(),
    followActiveArticle(),
  );
  // Reading the client's code takes its time; nothing here has to wait for that.
  setImmediate(() => void started.start());
}

/** VS Code waits until the server has ended. */
export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}

/** Keeps the context key by which menus and welcome texts know that an article is open. */
function followActiveArticle(): vscode.Disposable {
  const update = () => {
    const isOpen = vscode.window.visibleTextEditors.some((editor) => editor.document.languageId === "newsmark");
    void vscode.commands.executeCommand("setContext", "newsmark.article", isOpen);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(update),
    vscode.workspace.onDidOpenTextDocument(update),
  );
}
