import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { clip, region, SIDE } from "../clips";
import { screenshot } from "../harness";
import { allHere, openStudy, reader, type Drawing } from "../reading";
import { stored } from "../sending";

const AS = "ts1-tech";
const DRAWINGS: readonly Drawing[] = ["gpu", "cpu"];

/** Which frames are seen when, by the browser's own clock, until so many were. */
function watched(page: Page, count: number): Promise<{ frame: number; at: number }[]> {
  return page.evaluate(
    (wanted) =>
      new Promise((done) => {
        const all: { frame: number; at: number }[] = [];
        const pane = document.querySelector("[data-index]");
        const observer = new MutationObserver(() => {
          all.push({ frame: Number(pane?.getAttribute("data-index")), at: performance.now() });
          if (all.length >= wanted) {
            observer.disconnect();
            done(all);
          }
        });
        if (pane !== null) {
          observer.observe(pane, { attributeFilter: ["data-index"] });
        }
      }),
    count,
  );
}

/** Places of an image of {@link SIDE} pixels on the screen. */
async function spot(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = await page.locator("[data-canvas]").boundingBox();
  const { width = 0, height = 0, x: left = 0, y: top = 0 } = box ?? {};
  const scale = Math.min(width, height) / SIDE;
  return [
    left + width / 2 + (x + 0.5 - SIDE / 2) * scale,
    top + height / 2 + (y + 0.5 - SIDE / 2) * scale,
  ];
}

async function measured(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<string[]> {
  const before = await page.locator("[data-mark=length]").count();
  await page.keyboard.press("l");
  await page.mouse.move(...(await spot(page, ...from)));
  await page.mouse.down();
  await page.mouse.move(...(await spot(page, ...to)), { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => page.locator("[data-note=length]").count()).toBe(before + 1);
  const words = await page.locator("[data-mark=length]").last().locator("tspan").allTextContents();
  return words.map((one) => one.trim());
}

for (const drawing of DRAWINGS) {
  describe(`a clip drawn by the ${drawing}`, () => {
    test("is played at the pace that it names, trimmed, or at another one", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      const one = clip(10, [
        [0x00082142, "IS", "3"],
        [0x00082143, "IS", "6"],
        [0x00181063, "DS", "200"],
      ]);
      await stored(context, one.bytes);
      await openStudy(page, one.study);
      await allHere(page);
      expect(await page.locator("[data-pace]").innerText()).toContain("5 帧/秒（按采集帧时间）");
      await page.keyboard.press(" ");
      const seen = await watched(page, 9);
      // trimmed to the third to sixth frame, round and round
      expect(seen.slice(0, 8).map(({ frame }) => frame)).toEqual([2, 3, 4, 5, 2, 3, 4, 5]);
      const time = ((seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0)) / 8;
      expect(Math.abs(time - 200)).toBeLessThan(30);
      await page.getByRole("button", { name: "加快播放" }).click();
      expect(await page.locator("[data-pace]").innerText()).toContain("7 帧/秒（手动）");
      await screenshot(page, `read-clip-${drawing}`);
      expect(offences).toEqual([]);
      await context.close();
    });

    test("shows each frame for its own time where it tells them", async () => {
      const { page, context } = await reader(AS, drawing);
      const one = clip(4, [
        [0x00181065, "DS", "0\\100\\400\\100"],
        [0x00280009, "AT", Uint8Array.of(0x18, 0x00, 0x65, 0x10)],
      ]);
      await stored(context, one.bytes);
      await openStudy(page, one.study);
      await allHere(page);
      await page.keyboard.press(" ");
      const seen = await watched(page, 8);
      const times = (frame: number) =>
        seen.flatMap((each, at) => {
          const next = seen[at + 1];
          return each.frame === frame && next !== undefined ? [next.at - each.at] : [];
        });
      expect(Math.abs((times(1)[0] ?? 0) - 400)).toBeLessThan(60);
      expect(Math.abs((times(2)[0] ?? 0) - 100)).toBeLessThan(60);
      await context.close();
    });

    test("is measured with the scale of the region that one is in", async () => {
      const { page, context } = await reader(AS, drawing);
      const one = clip(2, [
        [
          0x00186011,
          "SQ",
          [
            region([0, 0, 31, 63], 0.02),
            region([32, 0, 63, 31], 0.05),
            region([32, 32, 63, 63], 0.01, true),
          ],
        ],
      ]);
      await stored(context, one.bytes);
      await openStudy(page, one.study);
      await allHere(page);
      expect(await measured(page, [5, 20], [25, 20])).toEqual(["4.0 mm", "依据：超声标尺"]);
      expect(await measured(page, [37, 10], [57, 10])).toEqual(["10.0 mm", "依据：超声标尺"]);
      expect(await measured(page, [37, 50], [57, 50])).toEqual(["20.0 像素", "无间距信息"]);
      expect(await measured(page, [20, 40], [50, 40])).toEqual(["30.0 像素", "无间距信息"]);
      await context.close();
    });
  });
}
