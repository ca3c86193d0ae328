import * as vscode from "vscode";
import { COLOURS, type Paint } from "./plan";

interface Picture {
  quiet: vscode.Range[];
  painted: { paint: Paint; ranges: vscode.Range[] }[];
}

/** The decorations of the reading view: one for markup, and one for each way in which text is painted. */
export class Brushes implements vscode.Disposable {
  private readonly quiet: vscode.TextEditorDecorationType;
  private readonly brushes = new Map<string, vscode.TextEditorDecorationType>();

  constructor(markup: "fade" | "hide") {
    this.quiet = vscode.window.createTextEditorDecorationType(
      // The interface has no way to hide text; the style goes in behind a value that it has.
      markup === "hide" ? { textDecoration: "none; display: none" } : { opacity: "0.35" },
    );
    for (const colour of COLOURS) {
      const ink = new vscode.ThemeColor(`newsmark.${colour}`);
      const ground = `color-mix(in srgb, var(--vscode-newsmark-${colour}) 15%, transparent)`;
      this.add({ colour, as: "quote" }, { textDecoration: `none; background-color: ${ground}` });
      this.add({ colour, as: "mention" }, { color: ink });
      this.add({ colour, as: "speaker" }, { color: ink, fontWeight: "bold" });
    }
  }

  paint(editor: vscode.TextEditor, picture: Picture): void {
    editor.setDecorations(this.quiet, picture.quiet);
    const ranges = new Map(picture.painted.map(({ paint, ranges }) => [key(paint), ranges]));
    this.brushes.forEach((brush, name) => editor.setDecorations(brush, ranges.get(name) ?? []));
  }

  dispose(): void {
    this.quiet.dispose();
    this.brushes.forEach((brush) => brush.dispose());
  }

  private add(paint: Paint, options: vscode.DecorationRenderOptions): void {
    this.brushes.set(key(paint), vscode.window.createTextEditorDecorationType(options));
  }
}

function key({ colour, as }: Paint): string {
  return `${colour} ${as}`;
}
