import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = new Set([".html", ".js", ".css", ".json", ".svg", ".wasm", ".txt", ".map"]);
/** Smaller files cost more in headers than they save. */
const SMALLEST = 512;

function compressed(file: string): void {
  const content = readFileSync(file);
  if (content.length < SMALLEST) {
    return;
  }
  const br = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const gz = gzipSync(content, { level: 9 });
  for (const [suffix, bytes] of [
    [".br", br],
    [".gz", gz],
  ] as const) {
    if (bytes.length < content.length) {
      writeFileSync(file + suffix, bytes);
    }
  }
}

/**
 * Writes `.br` and `.gz` beside what can be made smaller, so that nobody compresses while people wait; and `build.json`, which tells
 * the gateway what the build is called and which files it has.
 */
export function precompress(build: string): Plugin {
  let folder = "";
  return {
    name: "lianzhen-precompress",
    apply: "build",
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
      files.filter((file) => TEXT.has(extname(file))).forEach(compressed);
      const names = files.map((file) => relative(folder, file).replaceAll("\\", "/"));
      writeFileSync(join(folder, "build.json"), JSON.stringify({ build, files: names }));
    },
  };
}
