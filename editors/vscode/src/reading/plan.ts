import type { Annotation, Place, Span } from "../server/protocol";

/** A cursor or a selection. */
export type Selection = Span;

/** How the text of an annotation looks. */
export interface Paint {
  /** A colour (`person`, `place`, …), without the `newsmark.` before it. */
  colour: Colour;
  /** `speaker`: who speaks in a quotation; `quote`: what they say. */
  as: "mention" | "speaker" | "quote";
}

export const COLOURS = [
  "person",
  "organisation",
  "place",
  "event",
  "work",
  "product",
  "other",
  "date",
  "unknown",
] as const;
export type Colour = (typeof COLOURS)[number];

/** What the reading view does with a piece of text. */
export interface Plan {
  /** Brackets and tails to fade or hide. */
  quiet: Span[];
  /** Brackets and tails at the cursor. */
  shown: Span[];
  painted: { paint: Paint; spans: Span[] }[];
}

/** Plans for annotations in the order of their opening brackets. */
export function plan(annotations: readonly Annotation[], selections: readonly Selection[]): Plan {
  const shown = atTheCursor(annotations, selections);
  const quiet: Span[] = [];
  const open: Span[] = [];
  const painted = new Map<string, { paint: Paint; spans: Span[] }>();
  annotations.forEach((annotation, at) => {
    (shown.has(at) ? open : quiet).push(annotation.open, annotation.tail);
    const paint = paintOf(annotation);
    if (!paint) {
      return;
    }
    // The colour of a mention ends where a nested annotation begins; the ground of a quote lies below both.
    const spans = paint.as === "quote" ? [annotation.text] : withoutNested(annotations, at);
    const key = `${paint.colour} ${paint.as}`;
    const entry = painted.get(key) ?? { paint, spans: [] };
    entry.spans.push(...spans);
    painted.set(key, entry);
  });
  return { quiet, shown: open, painted: [...painted.values()] };
}

/**
 * Whose markup is shown: annotations whose brackets or tail a selection touches, so that a cursor never walks through
 * what can't be seen; and the innermost one around a cursor, so that it is seen what the words there are.
 *
 * Tried with 40 presses of the right arrow over one line of examples/: with markup that stays hidden (`display: none`) 21
 * of them move nothing, and the cursor itself disappears; set in size 0, 23 move nothing; transparent, all move, over
 * holes. Shown like this, every press moves; what is left is that the text closes up by the width of a tail when the
 * cursor leaves it. Faint markup has none of this, and lines break where they did: so that is what one gets unasked.
 */
function atTheCursor(annotations: readonly Annotation[], selections: readonly Selection[]): Set<number> {
  const shown = new Set<number>();
  for (const selection of selections) {
    let innermost: number | undefined;
    annotations.forEach((annotation, at) => {
      if (touches(annotation.open, selection) || touches(annotation.tail, selection)) {
        shown.add(at);
      }
      if (touches({ start: annotation.open.start, end: annotation.tail.end }, selection)) {
        innermost = at;
      }
    });
    if (innermost !== undefined) {
      shown.add(innermost);
    }
  }
  return shown;
}

function paintOf({ shape, kind, source, speaker }: Annotation): Paint | undefined {
  if (shape === "quote") {
    return { colour: speaker === null ? "unknown" : colourOf(speaker), as: "quote" };
  }
  // A cue, an addressee or a dateline is text like other text when one reads.
  if (kind === "cue" || kind === "span" || kind === "role" || (kind === "part" && !source)) {
    return undefined;
  }
  return { colour: colourOf(kind), as: source ? "speaker" : "mention" };
}

function colourOf(kind: string): Colour {
  return (COLOURS as readonly string[]).includes(kind) ? (kind as Colour) : "other";
}

/** The text of an annotation without those in it. */
function withoutNested(annotations: readonly Annotation[], at: number): Span[] {
  const own = annotations[at];
  if (!own) {
    return [];
  }
  const pieces: Span[] = [];
  let from = own.text.start;
  for (let next = at + 1; next < annotations.length; next++) {
    const nested = annotations[next];
    if (!nested || isBefore(own.text.end, nested.open.end)) {
      break;
    }
    if (!isBefore(nested.open.start, from)) {
      pieces.push({ start: from, end: nested.open.start });
      from = nested.tail.end;
    }
  }
  pieces.push({ start: from, end: own.text.end });
  return pieces.filter(({ start, end }) => isBefore(start, end));
}

function touches(span: Span, selection: Selection): boolean {
  return !isBefore(selection.end, span.start) && !isBefore(span.end, selection.start);
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
