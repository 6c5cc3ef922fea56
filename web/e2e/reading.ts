/** Steps of browser tests on the page that images are read on. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { loggedIn, SITE, type Setup, type Watched } from "./harness";
import { newUid } from "./dicom";
import { SIDE, slice, type Stack } from "./pictures";
import { stored } from "./sending";

export type Drawing = "gpu" | "cpu";

/** Stores a stack of so many slices; gives what it is a part of. */
export async function storeStack(
  account: string,
  slices: number,
  of: Partial<Stack> = {},
  broken: readonly number[] = [],
): Promise<Stack> {
  const { context } = await loggedIn(account);
  const stack = { study: newUid(), series: newUid(), patientId: "E2E-READ", ...of };
  for (let place = 0; place < slices; place++) {
    await stored(context, slice(stack, place, broken.includes(place)));
  }
  await context.close();
  return stack;
}

/** UIDs of the images of a stack, in the order of their slices. */
export async function instancesOf(
  account: string,
  { study, series }: Pick<Stack, "study" | "series">,
): Promise<string[]> {
  const { context } = await loggedIn(account);
  const answer = await context.request.get(
    `${SITE}/dicom-web/studies/${study}/series/${series}/metadata`,
    { headers: { Accept: "application/dicom+json" } },
  );
  const all = (await answer.json()) as Record<string, { Value?: (string | number)[] }>[];
  await context.close();
  const along = (one: (typeof all)[number]) => Number(one["00200032"]?.Value?.[2] ?? 0);
  return all
    .toSorted((a, b) => along(a) - along(b))
    .map((one) => String(one["00080018"]?.Value?.[0] ?? ""));
}

/** A browser in which images are drawn in one way, whatever its machine has. */
export async function reader(
  account: string,
  drawing: Drawing,
  setup: Setup = {},
): Promise<Watched> {
  const watched = await loggedIn(account, setup);
  await watched.context.addInitScript((value) => {
    localStorage.setItem("lianzhen.rendering", value);
  }, drawing);
  return watched;
}

/** One pane of the desk; the active one when none is named. */
export function pane(page: Page, at?: number): Locator {
  const which = at === undefined ? "[data-active=true]" : `[data-pane="${String(at)}"]`;
  return page.locator(`${which} [data-index]`);
}

/** Waits until the wanted image is what is seen. */
export async function seen(page: Page, index?: number, at?: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const [wanted, shown] = await Promise.all(
          ["data-index", "data-shown"].map((name) => pane(page, at).getAttribute(name)),
        );
        return wanted === shown && (index === undefined || Number(wanted) === index);
      },
      { timeout: 30_000, message: `image ${String(index)} is seen` },
    )
    .toBe(true);
}

/** Waits until all of the stack is here. */
export async function allHere(page: Page): Promise<void> {
  await page.locator("footer progress").waitFor({ state: "detached" });
}

export async function openStudy(page: Page, path: string): Promise<void> {
  await page.goto(`${SITE}/read/${path}`);
  await page.locator("[data-page-title]").waitFor();
  await seen(page);
}

/** Window as center and width. */
export async function windowOf(page: Page): Promise<{ center: number; width: number }> {
  const [center = NaN, width = NaN] = ((await pane(page).getAttribute("data-window")) ?? "")
    .split(" ")
    .map(Number);
  return { center, width };
}

/** What is seen, in greys from 0 to 255. */
export interface Greys {
  /** Of the middle, which no words cover. */
  mean: number;
  max: number;
  /** The same for the same middle. */
  hash: number;
  /** At the places that were asked for. */
  at: readonly number[];
}

/**
 * Reads what the canvas shows from a picture of the screen: what the card draws cannot be asked for.
 *
 * @param spots pixels of a square image that is seen whole
 */
export async function greys(
  page: Page,
  spots: readonly (readonly [number, number])[] = [],
): Promise<Greys> {
  const shot = await pane(page).locator("[data-canvas] canvas").first().screenshot();
  return page.evaluate(
    async ({ data, places, side }) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      if (context === null) {
        throw new Error("no canvas");
      }
      context.drawImage(bitmap, 0, 0);
      const grey = (x: number, y: number): number => {
        const [red = 0, green = 0, blue = 0] = context.getImageData(x, y, 1, 1).data;
        return Math.round((red + green + blue) / 3);
      };
      const scale = Math.min(width, height) / side;
      const at = places.map(([x, y]) =>
        grey(
          Math.round(width / 2 + (x + 0.5 - side / 2) * scale),
          Math.round(height / 2 + (y + 0.5 - side / 2) * scale),
        ),
      );
      const middle = context.getImageData(width / 4, height / 4, width / 2, height / 2).data;
      let [sum, max, hash] = [0, 0, 0];
      for (let place = 0; place < middle.length; place += 4) {
        const value = middle[place] ?? 0;
        sum += value;
        max = Math.max(max, value);
        hash = (hash * 31 + value) % 1_000_000_007;
      }
      return { mean: sum / (middle.length / 4), max, hash, at };
    },
    { data: shot.toString("base64"), places: spots.map(([x, y]) => [x, y] as const), side: SIDE },
  );
}

/** Forgets what a person has chosen in tests before. */
export async function asUsual(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const session = (await (await fetch("/api/v1/session")).json()) as { csrfToken: string };
    const path = "/api/v1/viewer-preferences";
    const etag = (await fetch(path)).headers.get("ETag") ?? "";
    await fetch(path, {
      method: "PUT",
      headers: {
        "Content-Type": "application/json",
        "X-CSRF-Token": session.csrfToken,
        "If-Match": etag,
      },
      body: JSON.stringify({ content: {} }),
    });
  });
}
