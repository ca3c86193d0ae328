import type { Annotation, Place, Span } from "../../src/server/protocol";

/**
 * The annotations of a text of one paragraph, for tests: what stands in the tail is their kind (`[Ana @person]`,
 * `{"Go" @person}`), `!` marks a source.
 */
export function annotationsOf(text: string): Annotation[] {
  const place = (at: number): Place => {
    const before = text.slice(0, at).split("\n");
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const span = (start: number, end: number): Span => ({ start: place(start), end: place(end) });
  const open: number[] = [];
  const found: { at: number; annotation: Annotation }[] = [];
  for (let at = 0; at < text.length; at++) {
    if ("[{".includes(text.charAt(at))) {
      open.push(at);
    } else if ("]}".includes(text.charAt(at))) {
      const start = open.pop() ?? 0;
      const [tail = "", kind = ""] = /\s+@([\w!?]+)$/.exec(text.slice(0, at)) ?? [];
      const shape = text.charAt(at) === "]" ? "mention" : "quote";
      const name = kind.replace("!", "");
      found.push({
        at: start,
        annotation: {
          shape,
          open: span(start, start + 1),
          text: span(start + 1, at - tail.length),
          tail: span(at - tail.length, at + 1),
          kind: shape === "quote" ? "quote" : name,
          speaker: shape === "quote" && name !== "?" ? name : null,
          source: kind.includes("!"),
          tentative: false,
        },
      });
    }
  }
  return found.sort((one, other) => one.at - other.at).map(({ annotation }) => annotation);
}

/** The piece of a text in a span. */
export function textIn(text: string, { start, end }: Span): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: Place) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
  return text.slice(offset(start), offset(end));
}
