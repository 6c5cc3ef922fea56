/** A browser behind a line of so many megabits a second. */
import type { CDPSession, Page } from "playwright-core";

const LATENCY_MS = 40;

export interface Measured {
  /** Bytes that came over the line so far. */
  bytes: () => number;
  session: CDPSession;
}

/** Slows a page's line down, and counts what comes over it. */
export async function behindLine(page: Page, megabits: number): Promise<Measured> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const throughput = (megabits * 1_000_000) / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  let bytes = 0;
  session.on("Network.dataReceived", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return { bytes: () => bytes, session };
}
