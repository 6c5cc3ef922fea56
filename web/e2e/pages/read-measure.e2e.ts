import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { screenshot } from "../harness";
import { HU, SIDE, SPACING, SPINE, type Stack } from "../pictures";
import { allHere, openStudy, reader, seen, storeStack } from "../reading";

const AS = "ts1-tech";
let chest: Stack;

// what is measured is kept
beforeEach(async () => {
  chest = await storeStack(AS, 4);
});

/** Where the middle of a pixel is on the screen, when the whole picture is seen upright. */
async function spot(page: Page, [x, y]: readonly [number, number]): Promise<[number, number]> {
  const box = await page.locator("[data-canvas]").boundingBox();
  if (box === null) {
    throw new Error("no picture");
  }
  const scale = Math.min(box.width, box.height) / SIDE;
  return [
    box.x + box.width / 2 + (x + 0.5 - SIDE / 2) * scale,
    box.y + box.height / 2 + (y + 0.5 - SIDE / 2) * scale,
  ];
}

/** Presses, moves and lets go at places of the image. */
async function pull(page: Page, ...places: readonly (readonly [number, number])[]): Promise<void> {
  const spots = [];
  for (const place of places) {
    spots.push(await spot(page, place));
  }
  const [first, ...others] = spots;
  await page.mouse.move(...(first ?? [0, 0]));
  await page.mouse.down();
  for (const one of others) {
    await page.mouse.move(...one, { steps: 3 });
  }
  await page.mouse.up();
}

function lines(page: Page, kind: string): Promise<string[]> {
  return page
    .locator(`[data-mark=${kind}] tspan`)
    .allTextContents()
    .then((all) => all.map((one) => one.trim()));
}

for (const drawing of ["gpu", "cpu"] as const) {
  describe(`measuring on what the ${drawing} draws`, () => {
    test("agrees with arithmetic, and names whose spacing it is", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      await openStudy(page, chest.study);
      await allHere(page);
      await page.keyboard.press("l");
      await pull(page, [20, 60], [80, 60]);
      await expect
        .poll(() => lines(page, "length"))
        .toEqual([`${(60 * SPACING).toFixed(1)} mm`, "依据：像素间距"]);
      // appearing beside the picture, the list of notes makes that smaller: what was measured stays where it was
      await page.locator("[data-note=length]").waitFor();
      await page.keyboard.press("a");
      await pull(page, [64, 20], [64, 40]);
      await page.mouse.click(...(await spot(page, [84, 40])));
      await expect.poll(() => lines(page, "angle")).toEqual(["90.0°"]);
      await page.keyboard.press("b");
      await pull(page, [20, 100], [50, 100]);
      await pull(page, [20, 120], [50, 110]);
      await expect
        .poll(() => lines(page, "cobb"))
        .toEqual([`${((Math.atan2(10, 30) * 180) / Math.PI).toFixed(1)}°`]);
      await page.keyboard.press("g");
      await pull(page, [40, 90], [90, 90]);
      await pull(page, [14, 64], [114, 64]);
      await expect
        .poll(() => lines(page, "cardiothoracic"))
        .toEqual([
          "心胸比 0.50",
          `心 ${(50 * SPACING).toFixed(1)} mm，胸 ${(100 * SPACING).toFixed(1)} mm`,
          "依据：像素间距",
        ]);
      const { left, top, side } = SPINE;
      await page.keyboard.press("t");
      await pull(page, [left - 0.4, top - 0.4], [left + side - 0.6, top + side - 0.6]);
      const area = ((side - 0.2) * SPACING) ** 2;
      await expect.poll(async () => (await lines(page, "rectangle")).length).toBe(5);
      const [square, ...values] = await lines(page, "rectangle");
      expect(Math.abs(Number.parseFloat(square ?? "") - area)).toBeLessThan(0.6);
      expect(values).toEqual([
        `均值 ${String(HU.bone)} HU`,
        `标准差 0.0（${String(side * side)} 点）`,
        `最小 ${String(HU.bone)} HU，最大 ${String(HU.bone)} HU`,
        "依据：像素间距",
      ]);
      await page.keyboard.press("o");
      await pull(page, [80, 50], [92, 70]);
      await expect
        .poll(async () => (await lines(page, "ellipse"))[1])
        .toBe(`均值 ${String(HU.lung)} HU`);
      await screenshot(page, `read-measured-${drawing}`);
      await page.getByRole("button", { name: "删除全部测量" }).click();
      await page.keyboard.press("x");
      // on both sides of each edge: half a pixel off would tell another value
      for (const [place, value] of [
        [[left, top + 3], HU.bone],
        [[left - 1, top + 8], HU.tissue],
        [[left + side - 1, top + 3], HU.bone],
        [[left + side, top + 8], HU.tissue],
        [[left + 3, top], HU.bone],
        [[left + 8, top - 1], HU.tissue],
      ] as const) {
        await page.mouse.click(...(await spot(page, place)));
        await expect
          .poll(async () => (await lines(page, "probe")).at(-1))
          .toBe(`${String(value)} HU`);
      }
      expect(offences).toEqual([]);
      await context.close();
    });

    test("is changed, removed, had back, and stays with its image", async () => {
      const { page, context } = await reader(AS, drawing);
      await openStudy(page, chest.study);
      await allHere(page);
      await page.keyboard.press("l");
      await pull(page, [20, 60], [80, 60]);
      await page.locator("[data-note=length]").waitFor();
      await pull(page, [80, 60], [50, 60]);
      await expect
        .poll(async () => (await lines(page, "length"))[0])
        .toBe(`${(30 * SPACING).toFixed(1)} mm`);
      await page.keyboard.press("ArrowDown");
      await seen(page, 1);
      await expect.poll(() => page.locator("[data-mark]").count()).toBe(0);
      await page.keyboard.press("k");
      await page.locator("[data-key-image]").waitFor();
      await page.locator("[data-note=length] .go").click();
      await seen(page, 0);
      await expect.poll(() => page.locator("[data-mark=length]").count()).toBe(1);
      await page.getByRole("button", { name: "删除全部测量" }).click();
      await expect.poll(() => page.locator("[data-mark]").count()).toBe(0);
      await page.keyboard.press("Control+z");
      await expect.poll(() => page.locator("[data-mark=length]").count()).toBe(1);
      await page.getByRole("button", { name: "删除 长度" }).click();
      await expect.poll(() => page.locator("[data-mark]").count()).toBe(0);
      await page.getByRole("button", { name: "撤销" }).click();
      await expect.poll(() => page.locator("[data-mark=length]").count()).toBe(1);
      await context.close();
    });
  });
}

/** How many pixels of the middle row are white. */
async function whiteWidth(page: Page, glass: Locator): Promise<number> {
  const shot = await glass.screenshot();
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (context === null) {
      throw new Error("no canvas");
    }
    context.drawImage(bitmap, 0, 0);
    const row = context.getImageData(0, Math.floor(bitmap.height / 2), bitmap.width, 1).data;
    let white = 0;
    for (let at = 0; at < row.length; at += 4) {
      white += Math.min(row[at] ?? 0, row[at + 1] ?? 0, row[at + 2] ?? 0) > 240 ? 1 : 0;
    }
    return white;
  }, shot.toString("base64"));
}

describe.each(["gpu", "cpu"] as const)("a glass over a picture drawn by the %s", (drawing) => {
  test("shows it twice as large where the pointer is", async () => {
    const { page, context } = await reader(AS, drawing);
    await openStudy(page, chest.study);
    const { left, top, side } = SPINE;
    const middle = [left + (side - 1) / 2, top + (side - 1) / 2] as const;
    const [x, y] = await spot(page, middle);
    const scale = (await spot(page, [1, 0]))[0] - (await spot(page, [0, 0]))[0];
    await page.keyboard.press("m");
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    const glass = page.locator("[data-magnifier]");
    await glass.locator("canvas").waitFor();
    await expect
      .poll(async () => Math.abs((await whiteWidth(page, glass)) - 2 * side * scale))
      .toBeLessThan(2 * scale);
    await screenshot(page, `read-magnified-${drawing}`);
    await page.keyboard.press("w");
    await glass.waitFor({ state: "detached" });
    await context.close();
  });
});

/** A picture that is pulled is looked at as it moves; three times of what a person begins to feel. */
const LONGEST_FRAME_MS = 3 * 100;
const REGIONS = 40;

/** Notes from now on how long each picture of the screen takes. */
async function watchFrames(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    const next = (now: number): void => {
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    Object.assign(window, { gaps });
  });
  return () => page.evaluate(() => (window as unknown as { gaps: number[] }).gaps);
}

describe.each(["gpu", "cpu"] as const)("forty regions on what the %s draws", (drawing) => {
  test("move with the picture, which stays fluent", async () => {
    const { page, context } = await reader(AS, drawing);
    await openStudy(page, chest.study);
    await allHere(page);
    await page.keyboard.press("t");
    for (let at = 0; at < REGIONS; at++) {
      const [x, y] = [24 + (at % 8) * 10, 34 + Math.floor(at / 8) * 12];
      await pull(page, [x, y], [x + 6, y + 6]);
    }
    const marks = page.locator("[data-mark=rectangle]");
    await expect.poll(() => marks.count()).toBe(REGIONS);
    const before = await marks.first().boundingBox();
    await page.keyboard.press("p");
    const [x, y] = await spot(page, [SIDE / 2, SIDE / 2]);
    await page.mouse.move(x, y);
    await page.mouse.down();
    const frames = await watchFrames(page);
    await page.mouse.move(x + 120, y + 60, { steps: 60 });
    const gaps = (await frames()).toSorted((a, b) => a - b);
    await page.mouse.up();
    const after = await marks.first().boundingBox();
    expect((after?.x ?? 0) - (before?.x ?? 0)).toBeCloseTo(120, -1);
    expect(gaps.length).toBeGreaterThan(10);
    expect(gaps[Math.floor(gaps.length * 0.95)]).toBeLessThan(LONGEST_FRAME_MS);
    await screenshot(page, `read-regions-${drawing}`);
    await context.close();
  });
});
