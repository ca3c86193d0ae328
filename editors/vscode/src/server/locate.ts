import * as path from "node:path";

/** Where the server's program may be. */
export interface Places {
  /** The setting `newsmark.server.path`. */
  setting: string;
  /** The extension's folder, which may hold the program for this platform. */
  extension: string;
  /** The first folder of the workspace, if there is one. */
  workspace: string | undefined;
  home: string;
  /** The environment's `PATH`. */
  path: string;
  platform: NodeJS.Platform;
}

export type Located =
  { found: true; program: string; by: "setting" | "bundled" | "path" } | { found: false; reason: string };

/**
 * Finds the program: what the setting names, else the one in the package, else the first on `PATH`. A setting that
 * leads nowhere is said, and nothing else is taken in its place.
 */
export function locateServer(places: Places, isProgram: (file: string) => boolean): Located {
  const file = places.platform === "win32" ? "newsmark.exe" : "newsmark";
  const setting = places.setting.trim();
  if (setting !== "") {
    const named = expand(setting, places);
    if (!isPath(named)) {
      const program = onPath(named, places, isProgram);
      return program
        ? { found: true, program, by: "setting" }
        : { found: false, reason: `the setting newsmark.server.path says "${setting}", which is not on PATH` };
    }
    return isProgram(named)
      ? { found: true, program: named, by: "setting" }
      : {
          found: false,
          reason: `the setting newsmark.server.path says "${named}", and there is no such program`,
        };
  }
  const bundled = path.join(places.extension, "server", file);
  if (isProgram(bundled)) {
    return { found: true, program: bundled, by: "bundled" };
  }
  const program = onPath(file, places, isProgram);
  return program
    ? { found: true, program, by: "path" }
    : { found: false, reason: "it is not on PATH, and no setting says where it is" };
}

function expand(setting: string, places: Places): string {
  const home = /^~(?=$|[/\\])/.test(setting) ? places.home + setting.slice(1) : setting;
  return home.replaceAll("${workspaceFolder}", places.workspace ?? "");
}

function isPath(named: string): boolean {
  return /[/\\]/.test(named);
}

function onPath(name: string, places: Places, isProgram: (file: string) => boolean): string | undefined {
  const { join, delimiter } = places.platform === "win32" ? path.win32 : path.posix;
  const folders = places.path.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isProgram);
}
