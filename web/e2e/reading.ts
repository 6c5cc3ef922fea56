/** Steps of browser tests on the page that images are read on. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { loggedIn, SITE, type Setup, type Watched } from "./harness";
import { newUid } from "./dicom";
import { slice, type Stack } from "./pictures";
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

/** Waits until the wanted image is what is seen. */
export async function seen(page: Page, index?: number): Promise<void> {
  const pane = page.locator("[data-index]");
  await expect
    .poll(
      async () => {
        const [wanted, shown] = await Promise.all(
          ["data-index", "data-shown"].map((name) => pane.getAttribute(name)),
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
  const [center = NaN, width = NaN] = (
    (await page.locator("[data-index]").getAttribute("data-window")) ?? ""
  )
    .split(" ")
    .map(Number);
  return { center, width };
}

/** Grey values of a picture that the page shows now. */
export interface Greys {
  width: number;
  height: number;
  /** Of the middle, which no words cover. */
  mean: number;
  max: number;
  at: (x: number, y: number) => number;
  /** Of the middle, row by row. */
  middle: readonly number[];
}

/** What the canvas shows, read from a picture of the screen: what the card draws cannot be asked for. */
export async function greys(page: Page): Promise<Greys> {
  const shot = await page
    .locator("[data-canvas] canvas")
    .first()
    .screenshot({ animations: "disabled" });
  const { width, values } = await page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const rgba = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    const all: number[] = [];
    for (let at = 0; at < rgba.length; at += 4) {
      all.push(Math.round(((rgba[at] ?? 0) + (rgba[at + 1] ?? 0) + (rgba[at + 2] ?? 0)) / 3));
    }
    return { width: bitmap.width, values: all };
  }, shot.toString("base64"));
  const height = values.length / width;
  const isMiddle = (at: number) =>
    Math.abs((at % width) - width / 2) < width / 4 &&
    Math.abs(Math.floor(at / width) - height / 2) < height / 4;
  const middle = values.filter((_, at) => isMiddle(at));
  return {
    width,
    height,
    mean: middle.reduce((sum, one) => sum + one, 0) / middle.length,
    max: middle.reduce((most, one) => Math.max(most, one), 0),
    middle,
    at: (x, y) => values[Math.round(y) * width + Math.round(x)] ?? -1,
  };
}

/** Where the gateway's own picture of the image is that is seen now. */
async function renderedPath(page: Page): Promise<string> {
  const pane = page.locator("[data-index]");
  const [series, image] = await Promise.all(
    ["data-series-uid", "data-image"].map(async (name) => (await pane.getAttribute(name)) ?? ""),
  );
  const study = new URL(page.url()).pathname.split("/")[2] ?? "";
  return `/dicom-web/studies/${study}/series/${series ?? ""}/instances/${image ?? ""}/rendered`;
}

/**
 * How far what is seen is from the gateway's own picture of the same image, on average and of 255 greys. Edges are drawn differently by
 * everybody, so that both are compared when they are small.
 */
export async function difference(page: Page): Promise<number> {
  const shot = await page.locator("[data-canvas] canvas").first().screenshot();
  return page.evaluate(
    async ({ data, path }) => {
      const answer = await fetch(path, { headers: { Accept: "image/png" } });
      if (!answer.ok) {
        throw new Error(`${path}: ${await answer.text()}`);
      }
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const ours = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const theirs = await createImageBitmap(await answer.blob());
      const SIZE = 64;
      const small = (image: ImageBitmap, part: [number, number, number, number]) => {
        const context = new OffscreenCanvas(SIZE, SIZE).getContext("2d");
        if (context === null) {
          throw new Error("no canvas");
        }
        context.imageSmoothingQuality = "high";
        context.drawImage(image, ...part, 0, 0, SIZE, SIZE);
        return context.getImageData(0, 0, SIZE, SIZE).data;
      };
      const scale = Math.min(ours.width / theirs.width, ours.height / theirs.height);
      const [width, height] = [theirs.width * scale, theirs.height * scale];
      const a = small(ours, [(ours.width - width) / 2, (ours.height - height) / 2, width, height]);
      const b = small(theirs, [0, 0, theirs.width, theirs.height]);
      return a.reduce((sum, one, at) => sum + Math.abs(one - (b[at] ?? 0)), 0) / a.length;
    },
    { data: shot.toString("base64"), path: await renderedPath(page) },
  );
}
