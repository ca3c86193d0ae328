import type { Health } from "./session";

/** What the status bar says of the server. */
export function labelOf(health: Health): { text: string; tooltip: string } {
  switch (health.is) {
    case "starting":
      return { text: "$(sync~spin) Newsmark", tooltip: "The language server is starting" };
    case "missing":
      return { text: "$(warning) Newsmark", tooltip: `The program newsmark was not found: ${health.reason}` };
    case "stopped":
      return { text: "$(warning) Newsmark", tooltip: `The language server is not running: ${health.reason}` };
    case "running": {
      const about = ["Newsmark", health.version, `(${health.program})`].filter((part) => part !== "").join(" ");
      if (!health.work) {
        return { text: "$(quote) Newsmark", tooltip: about };
      }
      const { title, message, percentage } = health.work;
      const share = percentage === undefined ? "" : ` ${percentage} %`;
      const detail = message === undefined ? title : `${title}: ${message}`;
      return { text: `$(sync~spin) Newsmark${share}`, tooltip: `${detail}\n${about}` };
    }
  }
}
