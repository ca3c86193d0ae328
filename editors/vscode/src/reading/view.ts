import * as vscode from "vscode";
import type { Annotation, Span } from "../server/protocol";
import type { Session } from "../server/session";
import { Brushes } from "./brushes";
import { plan } from "./plan";

/** Lines above and below the visible ones that are painted, too. */
const MARGIN = 60;

interface Read {
  version: number;
  lines: { first: number; last: number };
  annotations: Annotation[];
}

/**
 * Fades or hides brackets and tails, except at the cursor, and colours what they mark. All of it is decoration: the
 * text is never touched.
 */
export class ReadingView implements vscode.Disposable {
  private on: boolean;
  private brushes: Brushes | undefined;
  private readonly read = new WeakMap<vscode.TextEditor, Read>();
  private readonly timers = new Map<vscode.TextEditor, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly session: Session,
    private readonly memory: vscode.Memento,
  ) {
    this.on = memory.get("readingView", false);
    this.subscriptions = [
      vscode.commands.registerCommand("newsmark.readingView.toggle", () => this.toggle()),
      vscode.commands.registerCommand("newsmark.readingView.switchMarkup", () => this.switchMarkup()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.paintAll()),
      // Whoever comes back from a registry may have changed there what an entity is.
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) {
          this.read.delete(editor);
          this.readSoon(editor, 0);
        }
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.paint(textEditor)),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.readSoon(textEditor, 50)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        for (const editor of vscode.window.visibleTextEditors) {
          if (editor.document === document) {
            this.readSoon(editor, 20);
          }
        }
      }),
      vscode.workspace.onDidOpenTextDocument(() => this.paintAll()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("newsmark.readingView")) {
          this.clear();
          this.paintAll();
        }
      }),
      // Registries say what entities are: when they have been read, colours are others.
      session.onDidChangeHealth((health) => health.is === "running" && !health.work && this.readAll()),
    ];
    this.paintAll();
  }

  dispose(): void {
    this.clear();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async toggle(): Promise<void> {
    this.on = !this.on;
    await this.memory.update("readingView", this.on);
    if (this.on) {
      this.readAll();
    } else {
      this.clear();
    }
    vscode.window.setStatusBarMessage(`Newsmark: reading view ${this.on ? "on" : "off"}`, 3000);
  }

  /** Changes between faint and hidden markup, and shows it. */
  private async switchMarkup(): Promise<void> {
    const markup = markupSetting() === "fade" ? "hide" : "fade";
    const settings = vscode.workspace.getConfiguration("newsmark");
    await settings.update("readingView.markup", markup, vscode.ConfigurationTarget.Global);
    if (!this.on) {
      await this.toggle();
    }
  }

  private articles(): vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter((editor) => editor.document.languageId === "newsmark");
  }

  private readAll(): void {
    for (const editor of this.articles()) {
      this.read.delete(editor);
      this.readSoon(editor, 0);
    }
  }

  private paintAll(): void {
    this.articles().forEach((editor) => this.paint(editor));
  }

  private readSoon(editor: vscode.TextEditor, pause: number): void {
    if (!this.on || editor.document.languageId !== "newsmark") {
      return;
    }
    clearTimeout(this.timers.get(editor));
    this.timers.set(
      editor,
      setTimeout(() => {
        this.timers.delete(editor);
        void this.ask(editor);
      }, pause),
    );
  }

  /** Asks the server for the annotations that are to be seen, unless they are known. */
  private async ask(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const visible = linesOf(editor);
    const known = this.read.get(editor);
    if (known?.version === version && known.lines.first <= visible.first && visible.last <= known.lines.last) {
      this.paint(editor);
      return;
    }
    const lines = {
      first: Math.max(0, visible.first - MARGIN),
      last: Math.min(document.lineCount - 1, visible.last + MARGIN),
    };
    const range = new vscode.Range(lines.first, 0, lines.last, document.lineAt(lines.last).text.length);
    const annotations = await this.session.query<Annotation[]>(
      "newsmark.annotations",
      document.uri.toString(),
      range,
    );
    if (annotations && document.version === version) {
      this.read.set(editor, { version, lines, annotations });
      this.paint(editor);
    }
  }

  private paint(editor: vscode.TextEditor): void {
    if (!this.on || editor.document.languageId !== "newsmark") {
      return;
    }
    const known = this.read.get(editor);
    // While an edit is not read yet, what is painted moves along with the text.
    if (known?.version !== editor.document.version) {
      this.readSoon(editor, 0);
      return;
    }
    this.brushes ??= new Brushes(markupSetting());
    const planned = plan(known.annotations, editor.selections);
    this.brushes.paint(editor, {
      quiet: planned.quiet.map(range),
      painted: planned.painted.map(({ paint, spans }) => ({ paint, ranges: spans.map(range) })),
    });
  }

  private clear(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
    this.brushes?.dispose();
    this.brushes = undefined;
  }
}

function markupSetting(): "fade" | "hide" {
  return vscode.workspace.getConfiguration("newsmark").get("readingView.markup") === "hide" ? "hide" : "fade";
}

function linesOf(editor: vscode.TextEditor): { first: number; last: number } {
  const ranges = editor.visibleRanges;
  return { first: ranges[0]?.start.line ?? 0, last: ranges.at(-1)?.end.line ?? 0 };
}

function range({ start, end }: Span): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
