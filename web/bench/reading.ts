/** What a reader waits for, measured in the page. */
import type { Page } from "playwright-core";
import { allHere } from "../e2e/reading";

const LIMIT_MS = 900_000;
const STEPS = 90;

/** Milliseconds since the page was asked for. */
export interface Waits {
  /** Something to look at, be it reduced. */
  firstPicture: number;
  /** The first image as it was made. */
  firstImage: number;
  series: number;
}

async function when(page: Page, what: "picture" | "image"): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const seen = document.querySelector("[data-index]")?.getAttribute("data-shown") ?? "";
      const preview = document.querySelector<HTMLImageElement>("img[data-preview]");
      const isReduced = preview?.complete === true && preview.naturalWidth > 0;
      return seen !== "" || (wanted === "picture" && isReduced) ? performance.now() : false;
    },
    what,
    { timeout: LIMIT_MS, polling: "raf" },
  );
  return Number(await handle.jsonValue());
}

/** Opens a study and waits for all of it. */
export async function read(page: Page, site: string, study: string): Promise<Waits> {
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(`${site}/read/${study}`, { waitUntil: "commit" });
  const firstPicture = await when(page, "picture");
  const firstImage = await when(page, "image");
  await allHere(page);
  return { firstPicture, firstImage, series: await page.evaluate(() => performance.now()) };
}

/** Turns the wheel with every frame that is drawn; gives how long frames took, in milliseconds: half of them, and most. */
export async function scrolled(page: Page): Promise<{ median: number; p95: number }> {
  const times = await page.evaluate(async (steps) => {
    const target = document.querySelector("[data-canvas]");
    const all: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    for (let step = 0; step < steps; step++) {
      target?.dispatchEvent(
        new WheelEvent("wheel", {
          deltaY: step < steps / 2 ? 100 : -100,
          bubbles: true,
          cancelable: true,
        }),
      );
      const now = await new Promise<number>(requestAnimationFrame);
      all.push(now - last);
      last = now;
    }
    return all.toSorted((a, b) => a - b);
  }, STEPS);
  return { median: times[Math.floor(STEPS / 2)] ?? 0, p95: times[Math.floor(STEPS * 0.95)] ?? 0 };
}
