import * as vscode from "vscode";

const ENTRIES = [
  ["$(book)", "Toggle Reading View", "newsmark.readingView.toggle"],
  ["$(eye)", "Hide or Fade Markup in Reading View", "newsmark.readingView.switchMarkup"],
  ["$(comment-discussion)", "Show Who Said What", "newsmark.quotes.show"],
  ["$(sparkle)", "Annotate Article", "newsmark.article.annotate"],
  ["$(lightbulb)", "Show or Hide Proposals", "newsmark.article.toggleProposals"],
  ["$(checklist)", "Check Workspace", "newsmark.workspace.check"],
  ["$(refresh)", "Restart Language Server", "newsmark.server.restart"],
  ["$(output)", "Show Server Log", "newsmark.server.showLog"],
] as const;

/** What a click on the status bar offers. */
export function registerMenu(): vscode.Disposable {
  return vscode.commands.registerCommand("newsmark.menu", async () => {
    const items = ENTRIES.map(([icon, title, command]) => ({ label: `${icon} ${title}`, command }));
    const chosen = await vscode.window.showQuickPick(items, { title: "Newsmark" });
    if (chosen) {
      await vscode.commands.executeCommand(chosen.command);
    }
  });
}
