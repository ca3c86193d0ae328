import * as vscode from "vscode";
import type { Quote, QuoteTable } from "../server/protocol";
import type { Session } from "../server/session";
import { counted, shortened } from "../words";
import { detailsOf, speakersOf, type Speaker } from "./speakers";

/** How long typing has to pause until the panel is read again (milliseconds). */
const PAUSE = 250;

type Item = { kind: "speaker"; speaker: Speaker } | { kind: "quote"; quote: Quote; of: Item };

/** The side panel: who speaks in the article in front, and what they say. */
export class QuotesPanel implements vscode.TreeDataProvider<Item>, vscode.Disposable {
  private readonly view: vscode.TreeView<Item>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private article: vscode.TextDocument | undefined;
  private items: Item[] = [];
  private quotesOf = new Map<Item, Item[]>();
  private timer: NodeJS.Timeout | undefined;
  /** Counts readings, so that a late answer does not take the place of a newer one. */
  private reading = 0;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly session: Session) {
    this.view = vscode.window.createTreeView("newsmark.quotes", {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.subscriptions = [
      this.view,
      this.changed,
      session.onDidChangeHealth(() => this.readSoon()),
      vscode.window.onDidChangeActiveTextEditor(() => this.readSoon(0)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.readSoon()),
      vscode.workspace.onDidOpenTextDocument(() => this.readSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.article && this.readSoon()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      this.view.onDidChangeVisibility(() => this.readSoon(0)),
      vscode.commands.registerCommand("newsmark.quotes.show", () => this.show()),
      vscode.commands.registerCommand("newsmark.quotes.reveal", (uri: vscode.Uri, range: vscode.Range) =>
        vscode.window.showTextDocument(uri, { selection: range }),
      ),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  getChildren(item?: Item): Item[] {
    return item ? (this.quotesOf.get(item) ?? []) : this.items;
  }

  getParent(item: Item): Item | undefined {
    return item.kind === "quote" ? item.of : undefined;
  }

  getTreeItem(item: Item): vscode.TreeItem {
    return item.kind === "speaker" ? this.speakerItem(item.speaker) : this.quoteItem(item.quote, item.of);
  }

  private speakerItem(speaker: Speaker): vscode.TreeItem {
    const item = new vscode.TreeItem(speaker.name, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `${this.article?.uri.toString()} ${speaker.key}`;
    item.description = counted(speaker.quotes.length, "quote");
    item.iconPath = new vscode.ThemeIcon(
      speaker.id === "@?" ? "question" : speaker.id ? "account" : "circle-slash",
    );
    item.tooltip = speaker.id ? `${speaker.name} (${speaker.id})` : speaker.name;
    return item;
  }

  private quoteItem(quote: Quote, of: Item): vscode.TreeItem {
    const item = new vscode.TreeItem(shortened(quote.words, 100));
    const number = this.quotesOf.get(of)?.findIndex((other) => other.kind === "quote" && other.quote === quote);
    const speaker = of.kind === "speaker" ? of.speaker.key : "";
    item.id = `${this.article?.uri.toString()} ${speaker} ${number}`;
    item.description = detailsOf(quote);
    item.tooltip = `${quote.words}\n\n${detailsOf(quote)}`;
    if (this.article) {
      const { start } = rangeOf(quote);
      item.command = {
        command: "newsmark.quotes.reveal",
        title: "Go to the Quote",
        arguments: [this.article.uri, new vscode.Range(start, start)],
      };
    }
    return item;
  }

  private async show(): Promise<void> {
    await vscode.commands.executeCommand("newsmark.quotes.focus");
    this.readSoon(0);
  }

  private readSoon(pause = PAUSE): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), pause);
  }

  private async read(): Promise<void> {
    if (!this.view.visible) {
      return;
    }
    const reading = ++this.reading;
    const article = this.articleToShow();
    const table = article
      ? await this.session.query<QuoteTable>("newsmark.quoteTable", article.uri.toString(), "json")
      : undefined;
    if (reading !== this.reading) {
      return;
    }
    this.article = article;
    this.quotesOf = new Map();
    this.items = speakersOf(table ?? { headline: "", quotes: [] }).map((speaker) => {
      const item: Item = { kind: "speaker", speaker };
      this.quotesOf.set(
        item,
        speaker.quotes.map((quote) => ({ kind: "quote", quote, of: item })),
      );
      return item;
    });
    this.view.description = table?.headline ?? "";
    this.changed.fire();
  }

  /** The article in front; the last one while something else is in front and it is still to be seen. */
  private articleToShow(): vscode.TextDocument | undefined {
    const front = vscode.window.activeTextEditor?.document;
    if (front?.languageId === "newsmark") {
      return front;
    }
    const seen = vscode.window.visibleTextEditors.map((editor) => editor.document);
    const articles = seen.filter((document) => document.languageId === "newsmark");
    return articles.find((document) => document === this.article) ?? articles[0];
  }

  /** Marks the quote in which the cursor stands. */
  private follow(editor: vscode.TextEditor): void {
    if (editor.document !== this.article || !this.view.visible) {
      return;
    }
    const quotes = [...this.quotesOf.values()].flat();
    const around = quotes.filter(
      (item) => item.kind === "quote" && rangeOf(item.quote).contains(editor.selection.active),
    );
    // Of quotes in quotes the innermost: it begins last.
    const here = around.reduce<Item | undefined>(
      (best, item) => (startsLater(item, best) ? item : best),
      undefined,
    );
    if (here && !this.view.selection.includes(here)) {
      void this.view.reveal(here, { select: true, focus: false });
    }
  }
}

function rangeOf({ range: { start, end } }: Quote): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function startsLater(item: Item, other: Item | undefined): boolean {
  if (item.kind !== "quote" || other?.kind !== "quote") {
    return item.kind === "quote";
  }
  return rangeOf(item.quote).start.isAfter(rangeOf(other.quote).start);
}
