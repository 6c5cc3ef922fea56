// Builds the client when it is older than what it is made of, and fetches its libraries when they are not those of the lock file: so a
// build of the gateway alone costs no time here. Needs Node.js and npm, nothing else.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST = [20, 19];
const SOURCES = [
  "src",
  "public",
  "tools",
  "index.html",
  "vite.config.ts",
  "package.json",
  "package-lock.json",
];
const built = join(root, "target/classes/webroot/build.json");
const fetched = join(root, "node_modules/.package-lock.json");

function changed(path) {
  const own = statSync(path);
  return own.isDirectory()
    ? Math.max(own.mtimeMs, ...readdirSync(path).map((name) => changed(join(path, name))))
    : own.mtimeMs;
}

function isOlder(file, ...sources) {
  return (
    !existsSync(file) ||
    sources.some((source) => changed(join(root, source)) > statSync(file).mtimeMs)
  );
}

function npm(...words) {
  execFileSync("npm", words, { cwd: root, stdio: "inherit" });
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `The web client needs Node.js ${OLDEST.join(".")} or later to be built; this is ${process.version}. Build with -Dskip.web to leave it out.`,
  );
  process.exit(1);
}
if (isOlder(fetched, "package-lock.json")) {
  npm("ci", "--prefer-offline", "--loglevel=error");
}
if (isOlder(built, ...SOURCES)) {
  rmSync(join(root, "target/classes"), { recursive: true, force: true });
  npm("run", "--silent", "build");
}
await import("./fonts.mjs");
