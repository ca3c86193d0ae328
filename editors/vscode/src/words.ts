/** "3 quotes", "1 quote"; nothing for none. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
}

/** "a, b and c" of what is not empty. */
export function listed(parts: readonly string[]): string {
  const some = parts.filter((part) => part !== "");
  return some.length < 2 ? some.join("") : `${some.slice(0, -1).join(", ")} and ${some.at(-1)}`;
}

/** The beginning of a text, cut at a word if it is longer than `most` characters. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const cut = text.slice(0, most);
  const word = cut.lastIndexOf(" ");
  return `${cut.slice(0, word > most / 2 ? word : most).trimEnd()}…`;
}
