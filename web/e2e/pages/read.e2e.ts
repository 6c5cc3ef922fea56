import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { newUid } from "../dicom";
import { everyPage } from "../every-page";
import { screenshot, SITE, visit } from "../harness";
import { storeStudy } from "../instances";
import { HU, SPINE, valueAt, type Stack } from "../pictures";
import {
  allHere,
  greys,
  openStudy,
  reader,
  seen,
  storeStack,
  windowOf,
  type Drawing,
} from "../reading";
import { HAS_SAMPLES, renamed, sample } from "../samples";
import { stored } from "../sending";

const AS = "ts1-tech";
const SLICES = 20;
const DRAWINGS: readonly Drawing[] = ["gpu", "cpu"];

let chest: Stack;

beforeAll(async () => {
  chest = await storeStack(AS, SLICES, { date: "20261129" });
  await storeStack(AS, 3, { ...chest, series: newUid(), seriesNumber: 2, description: "骨 5mm" });
});

everyPage("read", "", {
  as: AS,
  prepare: async (page) => {
    await openStudy(page, chest.study);
    await allHere(page);
  },
});

/** The grey that a value has in a window. */
function grey(value: number, { center, width }: { center: number; width: number }): number {
  const part = (value - (center - 0.5)) / (width - 1) + 0.5;
  return Math.round(255 * Math.min(1, Math.max(0, part)));
}

/** Somewhere in the spine, in the left lung and in the tissue between the lungs. */
const IN_SPINE = [SPINE.left + 6, SPINE.top + 6] as const;
const SPOTS = [IN_SPINE, [86, 60], [64, 60]] as const;

async function drag(page: Page, by: [number, number], button: "left" | "right" = "left") {
  const box = await page.locator("[data-canvas]").boundingBox();
  const from = [(box?.x ?? 0) + 300, (box?.y ?? 0) + 300] as const;
  await page.mouse.move(...from);
  await page.mouse.down({ button });
  await page.mouse.move(from[0] + by[0], from[1] + by[1], { steps: 4 });
  await page.mouse.up({ button });
}

async function notches(page: Page, count: number): Promise<void> {
  await page.locator("[data-canvas]").hover();
  for (let at = 0; at < Math.abs(count); at++) {
    await page.mouse.wheel(0, Math.sign(count) * 120);
  }
}

for (const drawing of DRAWINGS) {
  describe(`a stack drawn by the ${drawing}`, () => {
    test("shows values as they are in each window, with whose it is", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      await openStudy(page, `${chest.study}?series=${chest.series}`);
      expect(await page.locator("[data-drawing]").getAttribute("data-drawing")).toBe(drawing);
      for (const [key, window] of [
        ["2", { center: 40, width: 350 }],
        ["1", { center: -600, width: 1500 }],
      ] as const) {
        await page.keyboard.press(key);
        await expect.poll(() => windowOf(page)).toEqual(window);
        const wanted = SPOTS.map(([x, y]) => grey(valueAt(x, y, 0), window));
        await expect
          .poll(async () => {
            const now = await greys(page, SPOTS);
            const off = wanted.map((one, at) => Math.abs(one - (now.at[at] ?? NaN)));
            return now.mean > 5 && now.max > 200 && Math.max(...off) < 3;
          })
          .toBe(true);
      }
      await screenshot(page, `read-lung-${drawing}`);
      const words = await page.locator(".pane").innerText();
      for (const word of [
        "张三",
        "男",
        "70 岁",
        "青山镇卫生院",
        "2026-11-29",
        "0.8",
        "Pixel Spacing",
      ]) {
        expect(words).toContain(word);
      }
      expect(await page.locator("[data-edge=left]").innerText()).toBe("R");
      expect(await page.locator("[data-edge=top]").innerText()).toBe("A");
      expect(offences).toEqual([]);
      await context.close();
    });

    test("is looked through with wheel, keys, slider and by itself", async () => {
      const { page, context } = await reader(AS, drawing);
      await openStudy(page, `${chest.study}?series=${chest.series}`);
      await notches(page, 5);
      await seen(page, 5);
      await notches(page, -2);
      await seen(page, 3);
      for (const [key, index] of [
        ["End", SLICES - 1],
        ["PageUp", SLICES - 11],
        ["ArrowUp", SLICES - 12],
        ["Home", 0],
        ["ArrowDown", 1],
        ["PageDown", 11],
      ] as const) {
        await page.keyboard.press(key);
        await seen(page, index);
      }
      // the shadow in the right lung grows: what is seen is what is told
      await page.keyboard.press("1");
      const tissue = grey(HU.tissue, { center: -600, width: 1500 });
      await expect
        .poll(async () => Math.abs(((await greys(page, [[40, 52]])).at[0] ?? NaN) - tissue))
        .toBeLessThan(3);
      await allHere(page);
      await page.keyboard.press(" ");
      await page.locator("[data-command=play][aria-pressed=true]").waitFor();
      await expect
        .poll(() => page.locator("[data-index]").getAttribute("data-shown"))
        .not.toBe("11");
      await page.keyboard.press(" ");
      await page.locator("[data-command=play][aria-pressed=false]").waitFor();
      await page.getByLabel("第几幅").fill("7");
      await seen(page, 7);
      const image = await page.locator("[data-index]").getAttribute("data-image");
      await expect.poll(() => new URL(page.url()).searchParams.get("image")).toBe(image);
      const address = page.url();
      await page.goto(`${SITE}/studies`);
      await page.goto(address);
      await seen(page, 7);
      await context.close();
    });

    test("is windowed, enlarged, moved, turned and brought back", async () => {
      const { page, context } = await reader(AS, drawing);
      await openStudy(page, `${chest.study}?series=${chest.series}`);
      const before = await greys(page);
      const zoom = async () => Number(await page.locator("[data-index]").getAttribute("data-zoom"));
      const whole = await zoom();
      await drag(page, [60, 20]);
      await expect
        .poll(() => windowOf(page))
        .toMatchObject({ center: expect.closeTo(106, -1) as number });
      expect((await windowOf(page)).width).toBeGreaterThan(450);
      await drag(page, [0, -150], "right");
      await expect.poll(async () => (await zoom()) / whole).toBeCloseTo(2, 1);
      await page.keyboard.press("p");
      await drag(page, [40, 30]);
      await page.keyboard.press("r");
      await expect.poll(() => windowOf(page)).toEqual({ center: 40, width: 350 });
      await expect.poll(async () => (await zoom()) / whole).toBeCloseTo(1, 3);
      await expect
        .poll(async () => Math.abs((await greys(page)).mean - before.mean))
        .toBeLessThan(0.1);
      await page.keyboard.press("h");
      await page.locator("[data-edge=left]", { hasText: "L" }).waitFor();
      const bone = async (x: number, y: number) => (await greys(page, [[x, y]])).at[0];
      await expect.poll(() => bone(127 - IN_SPINE[0], IN_SPINE[1])).toBe(255);
      await page.keyboard.press("v");
      await page.locator("[data-edge=top]", { hasText: "P" }).waitFor();
      await page.keyboard.press("h");
      await page.keyboard.press("v");
      await page.keyboard.press("e");
      await page.locator("[data-edge=top]", { hasText: "R" }).waitFor();
      await screenshot(page, `read-turned-${drawing}`);
      // a quarter to the right: what was below is at the left
      await expect.poll(() => bone(127 - IN_SPINE[1], IN_SPINE[0])).toBe(255);
      await page.keyboard.press("q");
      await page.locator("[data-edge=top]", { hasText: "A" }).waitFor();
      await page.keyboard.press("i");
      await expect.poll(() => bone(...IN_SPINE)).toBe(0);
      await context.close();
    });

    test("goes on where one of its frames is broken", async () => {
      const broken = await storeStack(AS, 4, {}, [1]);
      const { page, context, offences } = await reader(AS, drawing);
      await openStudy(page, broken.study);
      await page.keyboard.press("ArrowDown");
      await page.locator("[data-placeholder]").waitFor();
      await page.getByText("第 2 幅图像无法显示").waitFor();
      await screenshot(page, `read-broken-${drawing}`);
      await page.keyboard.press("ArrowDown");
      await seen(page, 2);
      await page.getByText("1 幅无法显示").waitFor();
      await page.locator("[data-placeholder]").waitFor({ state: "detached" });
      expect(offences).toEqual([]);
      await context.close();
    });
  });
}

/** One picture, as it came and in several compressions. */
const ENCODINGS = ["", "_RLE", "_jp2klossless", "_jpeg_ls_lossless", "_bigendian", "_implicit"];

describe.runIf(HAS_SAMPLES)("images of devices", () => {
  for (const drawing of DRAWINGS) {
    test(`look the same however they are compressed, drawn by the ${drawing}`, async () => {
      const { page, context } = await reader(AS, drawing);
      for (const [at, encoding] of ENCODINGS.entries()) {
        const renaming = [
          ["5962.1.1.4.1.1.", `5962.1.1.4.1.${String(at + 2)}.`],
          ["5962.1.2.4.", "5962.1.2.0."],
          ["5962.1.3.4.1.", "5962.1.3.0.1."],
        ] as const;
        await stored(context, renamed(sample(`test_files/MR_small${encoding}.dcm`), renaming));
      }
      await openStudy(page, "1.3.6.1.4.1.5962.1.2.0.20040826185059.5457");
      await allHere(page);
      const first = await greys(page);
      expect(first.mean).toBeGreaterThan(5);
      for (let at = 1; at < ENCODINGS.length; at++) {
        await page.keyboard.press("ArrowDown");
        await seen(page, at);
        expect((await greys(page)).hash, ENCODINGS[at]).toBe(first.hash);
      }
      await context.close();
    });
  }
});

describe("addresses", () => {
  test("of a study that is not there, or that one may not see, say so", async () => {
    const { page, context } = await reader(AS, "cpu");
    await visit(page, `/read/${newUid()}`);
    await page.getByText("没有找到").waitFor();
    await page.getByRole("link", { name: "回到检查查询" }).waitFor();
    await screenshot(page, "read-missing");
    await context.close();
  });

  test("are reached from the list of studies", async () => {
    const of = { patientId: `R${newUid().slice(-12)}`, patientName: "Li^Si=李^四" };
    const study = await storeStudy(AS, of, 2);
    const { page, context } = await reader(AS, "cpu");
    await visit(page, "/studies");
    await page.getByLabel("患者号").fill(of.patientId);
    await page.keyboard.press("Enter");
    await page.getByText("共 1 个检查").waitFor();
    await page.getByRole("link", { name: "读片：李四" }).click();
    await seen(page, 0);
    expect(page.url()).toContain(`/read/${study}`);
    await context.close();
  });
});
