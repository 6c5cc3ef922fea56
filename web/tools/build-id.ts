import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["src", "public", "index.html", "package-lock.json", "vite.config.ts", "tools"];

function files(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path]; // a file and no folder
  }
}

/** What a build is called: the same for the same sources, so that a rebuild of nothing new expires no page. */
export function buildId(root: string): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => files(join(root, source)))) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 12);
}
