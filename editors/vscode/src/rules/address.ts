// The addresses of the rules' pages, which findings link to and which lead back to this extension.

/** What the server is told, with a place for the rule's name. */
export function pageAddresses(scheme: string, extension: string): string {
  return `${scheme}://${extension}/rule/{rule}`;
}

/** The rule that the path of such an address names. */
export function ruleIn(path: string): string | undefined {
  return /^\/rule\/([a-z0-9-]+)$/.exec(path)?.[1];
}
