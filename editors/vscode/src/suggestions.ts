import * as vscode from "vscode";
import { articleInFront } from "./articles";
import type { Judged, Suggestion } from "./server/protocol";
import type { Session } from "./server/session";

/** Two keys walk through an article: one accepts and goes on, one rejects and goes on. Two more only go. */
export function registerSuggestionCommands(session: Session): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register("newsmark.suggestion.next", () => go(session, "newsmark.nextSuggestion")),
    register("newsmark.suggestion.previous", () => go(session, "newsmark.previousSuggestion")),
    register("newsmark.suggestion.accept", () => judge(session, "newsmark.acceptSuggestion")),
    register("newsmark.suggestion.reject", () => judge(session, "newsmark.rejectSuggestion")),
  );
}

async function go(session: Session, command: string): Promise<void> {
  const editor = await articleInFront();
  if (!editor) {
    return;
  }
  const found = await session.ask<Suggestion>(command, ...cursor(editor));
  if (found) {
    show(editor, found);
  } else {
    say("no suggestions in this article");
  }
}

/** Where the cursor is on no suggestion, it goes to the next one. */
async function judge(session: Session, command: string): Promise<void> {
  const editor = await articleInFront();
  if (!editor) {
    return;
  }
  const judged = await session.ask<Judged>(command, ...cursor(editor));
  if (!judged) {
    if (session.health.is === "running") {
      await go(session, "newsmark.nextSuggestion");
    }
  } else if (!judged.applied) {
    void vscode.window.showWarningMessage("The suggestion could not be written: the text changed meanwhile.");
  } else if (judged.next) {
    show(editor, judged.next);
  } else {
    say("that was the last suggestion");
  }
}

/** The suggestion that was shown last. Two may begin at one place: only its range says which one is meant. */
let shown: { uri: string; range: vscode.Range } | undefined;

function cursor(editor: vscode.TextEditor): [string, vscode.Position | vscode.Range] {
  const uri = editor.document.uri.toString();
  const { selection } = editor;
  const isShown = shown?.uri === uri && shown.range.isEqual(new vscode.Range(selection.start, selection.end));
  return [uri, isShown && shown ? shown.range : selection.active];
}

function show(editor: vscode.TextEditor, suggestion: Suggestion): void {
  const { start, end } = suggestion.range;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  shown = { uri: editor.document.uri.toString(), range };
  // The cursor stands at the beginning: behind the end another suggestion may begin.
  editor.selection = new vscode.Selection(range.end, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  say(`${suggestion.index} of ${suggestion.count}: ${suggestion.title}`);
}

function say(text: string): void {
  vscode.window.setStatusBarMessage(`Newsmark: ${text}`, 8000);
}
