// What the server's commands answer: docs/editors-protocol.md.

export interface Place {
  line: number;
  character: number;
}

export interface Span {
  start: Place;
  end: Place;
}

/** `newsmark.annotations` answers a list of them. */
export interface Annotation {
  shape: "mention" | "quote";
  open: Span;
  text: Span;
  tail: Span;
  kind: string;
  speaker: string | null;
  source: boolean;
  tentative: boolean;
}

export interface Told {
  text: string;
  inferred: boolean;
}

export interface Quote {
  speakers: { id: string; name: string | null }[];
  unknownSpeaker: boolean;
  type: string;
  words: string;
  source: Told | null;
  cue: Told | null;
  tentative: boolean;
  range: Span;
}

/** `newsmark.quoteTable` */
export interface QuoteTable {
  headline: string;
  quotes: Quote[];
}

/** `newsmark.checkWorkspace` */
export interface Checked {
  files: number;
  errors: number;
  warnings: number;
  infos: number;
  hints: number;
}

/** `newsmark.proposals` */
export interface Shown {
  shown: boolean;
  proposals: number;
}

/** `newsmark.annotate` */
export interface Annotated {
  applied: boolean;
  mentions: number;
  quotes: number;
  dates: number;
  structure: number;
  ambiguous: number;
}

/** `newsmark.nextSuggestion`, `newsmark.previousSuggestion` */
export interface Suggestion {
  uri: string;
  range: Span;
  kind: string;
  title: string;
  written: boolean;
  index: number;
  count: number;
}

/** `newsmark.acceptSuggestion`, `newsmark.rejectSuggestion` */
export interface Judged {
  applied: boolean;
  next: Suggestion | null;
}
