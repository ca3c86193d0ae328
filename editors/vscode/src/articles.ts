import * as vscode from "vscode";
import { counted, listed } from "./words";
import type { Annotated, Checked, Shown } from "./server/protocol";
import type { Session } from "./server/session";

/** Commands about whole articles, and about all of them. */
export function registerArticleCommands(session: Session): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register("newsmark.article.annotate", () => annotate(session)),
    register("newsmark.article.toggleProposals", () => toggleProposals(session)),
    register("newsmark.workspace.check", () => checkWorkspace(session)),
  );
}

/** The article in front, or a message that there is none. An untitled plain text becomes one. */
export async function articleInFront(): Promise<vscode.TextEditor | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === "newsmark") {
    return editor;
  }
  if (editor?.document.isUntitled && editor.document.languageId === "plaintext") {
    await vscode.languages.setTextDocumentLanguage(editor.document, "newsmark");
    return vscode.window.activeTextEditor;
  }
  void vscode.window.showInformationMessage(
    editor
      ? "This file is no Newsmark article. Save it with the ending .nmk, or change its language to Newsmark."
      : "Open an article first (a file that ends in .nmk).",
  );
  return undefined;
}

async function annotate(session: Session): Promise<void> {
  const editor = await articleInFront();
  if (!editor) {
    return;
  }
  const made = await session.ask<Annotated>("newsmark.annotate", editor.document.uri.toString());
  if (!made) {
    return;
  }
  if (!made.applied) {
    void vscode.window.showWarningMessage("The proposals could not be written: the text changed meanwhile.");
    return;
  }
  const all = listed([
    counted(made.mentions, "mention"),
    counted(made.quotes, "quote"),
    counted(made.dates, "date"),
    counted(made.structure, "part of the layout", "parts of the layout"),
  ]);
  if (!all) {
    void vscode.window.showInformationMessage("There is nothing more to propose in this article.");
    return;
  }
  const again = made.ambiguous ? ` ${counted(made.ambiguous, "name")} could mean several entities.` : "";
  const walk = "Go Through Them";
  const chosen = await vscode.window.showInformationMessage(
    `Proposed ${all}, each with a "?" until you accept it.${again}`,
    walk,
  );
  if (chosen === walk) {
    await vscode.commands.executeCommand("newsmark.suggestion.next");
  }
}

async function toggleProposals(session: Session): Promise<void> {
  const editor = await articleInFront();
  if (!editor) {
    return;
  }
  const now = await session.ask<Shown>("newsmark.proposals", editor.document.uri.toString());
  if (now) {
    const text = now.shown
      ? `Newsmark: ${counted(now.proposals, "proposal") || "no proposals"}`
      : "Newsmark: proposals hidden";
    vscode.window.setStatusBarMessage(text, 5000);
  }
}

async function checkWorkspace(session: Session): Promise<void> {
  const checked = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: "Newsmark: checking" },
    () => session.ask<Checked>("newsmark.checkWorkspace"),
  );
  if (!checked) {
    return;
  }
  const found = listed([
    counted(checked.errors, "error"),
    counted(checked.warnings, "warning"),
    counted(checked.infos, "remark"),
  ]);
  const text = `Checked ${counted(checked.files, "file") || "no files"}: ${found || "no problems"}.`;
  const show = "Show Problems";
  const say =
    checked.errors + checked.warnings ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosen = await (found ? say(text, show) : say(text));
  if (chosen === show) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}
