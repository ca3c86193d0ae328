import * as vscode from "vscode";
import { registerArticleCommands } from "./articles";
import { registerMenu } from "./menu";
import { QuotesPanel } from "./quotes/panel";
import { ReadingView } from "./reading/view";
import { Session } from "./server/session";
import { StatusItem } from "./server/status";
import { registerSuggestionCommands } from "./suggestions";

/** Wires the parts together. The server starts in the background, so that nothing waits for it. */
export function activate(context: vscode.ExtensionContext): void {
  const session = new Session(context);
  context.subscriptions.push(
    session,
    new StatusItem(session),
    new ReadingView(session, context.workspaceState),
    new QuotesPanel(session),
    registerArticleCommands(session),
    registerSuggestionCommands(session),
    registerMenu(),
    followActiveArticle(),
  );
  // Reading the client's code takes its time; nothing here has to wait for that.
  setImmediate(() => void session.start());
}

/** Keeps the context key by which menus and welcome texts know that an article is open. */
function followActiveArticle(): vscode.Disposable {
  const update = () => {
    const isOpen = vscode.window.visibleTextEditors.some((editor) => isArticle(editor.document));
    void vscode.commands.executeCommand("setContext", "newsmark.article", isOpen);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(update),
    vscode.workspace.onDidOpenTextDocument(update),
  );
}

export function isArticle(document: vscode.TextDocument): boolean {
  return document.languageId === "newsmark";
}
