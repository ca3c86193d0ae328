import type { Quote, QuoteTable } from "../server/protocol";

/** Somebody who says something in an article. */
export interface Speaker {
  /** Stays the same while the article is edited. */
  key: string;
  name: string;
  /** `@id`, if they have one. */
  id: string | undefined;
  quotes: Quote[];
}

/** Speakers in the order in which they first speak, each with what they say; a quote of two people comes twice. */
export function speakersOf(table: QuoteTable): Speaker[] {
  const speakers = new Map<string, Speaker>();
  for (const quote of table.quotes) {
    for (const { key, name, id } of whoSays(quote)) {
      const speaker = speakers.get(key) ?? { key, name, id, quotes: [] };
      speaker.quotes.push(quote);
      speakers.set(key, speaker);
    }
  }
  return [...speakers.values()];
}

function whoSays(quote: Quote): Omit<Speaker, "quotes">[] {
  const named = quote.speakers.map(({ id, name }) => ({ key: `@${id}`, name: name ?? `@${id}`, id: `@${id}` }));
  if (quote.unknownSpeaker) {
    return [...named, { key: "?", name: "Unknown speaker", id: "@?" }];
  }
  return named.length > 0 ? named : [{ key: "", name: "No speaker given", id: undefined }];
}

/** "direct · said · line 14" */
export function detailsOf(quote: Quote): string {
  const cue = quote.cue?.text;
  const parts = [
    quote.type,
    cue,
    `line ${quote.range.start.line + 1}`,
    quote.tentative ? "unconfirmed" : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}
