/** How long a reader waits, over slow and fast lines, beside the same client with images of a peer. Where servers are is in the environment. */
import { mkdirSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newUid } from "../e2e/dicom";
import { loggedIn, SITE } from "../e2e/harness";
import { stored } from "../e2e/sending";
import { behindLine } from "./line";
import { startProxy, type Proxy } from "./peer-proxy";
import { read, scrolled } from "./reading";
import { filesOf, KINDS } from "./studies";

const PEER = process.env["LIANZHEN_PEER"] ?? "";
const RATES = (process.env["LIANZHEN_RATES"] ?? "2,20").split(",").map(Number);
const NAMES = (process.env["LIANZHEN_KINDS"] ?? "CT,MR,DX,US").split(",");
const SOAK_MINUTES = Number(process.env["LIANZHEN_SOAK_MINUTES"] ?? "0");
const RESULT = process.env["LIANZHEN_RESULT"] ?? "target/bench/viewer.json";
const AS = "ch1-radiologist";
const SENDER = "ch1-tech";
const MEBIBYTE = 1024 * 1024;
const kinds = KINDS.filter(({ name }) => NAMES.includes(name));
const studies = new Map(kinds.map((kind) => [kind.name, newUid()]));
const rows: object[] = [];
let proxy: Proxy | undefined;

async function toPeer(instance: Uint8Array): Promise<void> {
  const answer = await fetch(`${PEER}/instances`, { method: "POST", body: Buffer.from(instance) });
  expect(answer.status, await answer.text()).toBe(200);
}

beforeAll(async () => {
  const { context } = await loggedIn(SENDER);
  for (const kind of kinds) {
    for (const one of filesOf(kind, studies.get(kind.name) ?? "")) {
      await stored(context, one);
      if (PEER !== "") {
        await toPeer(one);
      }
    }
  }
  await context.close();
  proxy = PEER === "" ? undefined : await startProxy(SITE, PEER);
}, 600_000);

afterAll(async () => {
  await proxy?.close();
  mkdirSync(RESULT.replace(/\/[^/]*$/, ""), { recursive: true });
  writeFileSync(RESULT, JSON.stringify(rows));
});

/** The program itself is in the browser, as on any other day. */
async function warm(site: string) {
  const watched = await loggedIn(AS, { site });
  await watched.page.goto(`${site}/`);
  await watched.page.locator("[data-page-title]").waitFor();
  return watched;
}

describe.each(RATES)("over %d Mbit/s", (megabits) => {
  test.each(kinds.flatMap(({ name }) => ["lianzhen", "peer"].map((server) => [name, server])))(
    "%s from %s",
    async (name, server) => {
      const site = server === "peer" ? proxy?.site : SITE;
      if (site === undefined) {
        return;
      }
      const { page, context } = await warm(site);
      const line = await behindLine(page, megabits);
      const waits = await read(page, site, studies.get(name as "CT") ?? "");
      const smooth = await scrolled(page);
      rows.push({ name, server, megabits, bytes: line.bytes(), ...waits, ...smooth });
      await context.close();
    },
    1_800_000,
  );
});

describe.runIf(SOAK_MINUTES > 0)("for a long day", () => {
  test(
    "the heap stays as it is",
    async () => {
      const { page, context } = await warm(SITE);
      const session = await context.newCDPSession(page);
      const end = Date.now() + SOAK_MINUTES * 60_000;
      const heaps: number[] = [];
      while (Date.now() < end) {
        for (const study of studies.values()) {
          await read(page, SITE, study);
          await scrolled(page);
        }
        await session.send("HeapProfiler.collectGarbage");
        heaps.push((await session.send("Runtime.getHeapUsage")).usedSize / MEBIBYTE);
      }
      rows.push({ name: "heap", first: heaps[0], last: heaps.at(-1), most: Math.max(...heaps) });
      await context.close();
    },
    (SOAK_MINUTES + 30) * 60_000,
  );
});
