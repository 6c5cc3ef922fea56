import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { newUid } from "../dicom";
import { axeFindings } from "../every-page";
import { LANGUAGES, screenshot, SITE } from "../harness";
import { GAP, SIDE, SPACING, type Stack } from "../pictures";
import { asUsual, greys, openStudy, pane, reader, seen, storeStack, windowOf } from "../reading";

const AS = "ts1-tech";
const SLICES = 20;
const HALF = SIDE / 2;
const TALL = SLICES * GAP;
const WINDOW = { center: 40, width: 350 };

/** Each value tells in which slice, and on which side of both middles it is. */
function code(x: number, y: number, slice: number): number {
  return -120 + 3 * slice + (x >= HALF ? 70 : 0) + (y >= HALF ? 140 : 0);
}

function grey(value: number): number {
  const part = (value - (WINDOW.center - 0.5)) / (WINDOW.width - 1) + 0.5;
  return Math.round(255 * Math.min(1, Math.max(0, part)));
}

let coded: Stack;
let few: Stack;

beforeAll(async () => {
  coded = await storeStack(AS, SLICES, {
    patientId: `M${newUid().slice(-12)}`,
    description: "容积 5mm",
    valueAt: code,
  });
  few = await storeStack(AS, 3, {
    ...coded,
    series: newUid(),
    seriesNumber: 2,
    description: "只有三层",
  });
});

async function activate(page: Page, at: number): Promise<void> {
  const { width = 0, height = 0 } = (await pane(page, at).boundingBox()) ?? {};
  await pane(page, at).click({ position: { x: width / 2, y: height / 2 } });
  await page.locator(`[data-pane="${String(at)}"][data-active=true]`).waitFor();
}

/** What is seen so many millimetres beside and below the middle of a picture of this height. */
function spot(
  [right, below]: readonly [number, number],
  height: number,
): readonly [number, number] {
  const middle = (SIDE - 1) / 2;
  return [middle + (right * SIDE) / height, middle + (below * SIDE) / height];
}

async function shows(
  page: Page,
  height: number,
  wanted: readonly { at: readonly [number, number]; value: number }[],
): Promise<void> {
  await expect
    .poll(
      async () => {
        const now = await greys(
          page,
          wanted.map(({ at }) => spot(at, height)),
        );
        const off = wanted.map(({ value }, place) => grey(value) - (now.at[place] ?? NaN));
        return off.map((by) => (Math.abs(by) <= 1 ? 0 : by));
      },
      { timeout: 15_000 },
    )
    .toEqual(wanted.map(() => 0));
}

/** Millimetres below the middle of the volume. */
const heightOf = (slice: number) => ((SLICES - 1) / 2 - slice) * GAP;
const SLICES_SEEN = [2, 9, 10, 17];

async function begin(page: Page): Promise<void> {
  await page.keyboard.press(";");
  await page.locator("[data-reformat=on]").waitFor({ timeout: 60_000 });
  for (const at of [0, 1, 2, 3]) {
    await seen(page, undefined, at);
  }
}

for (const drawing of ["gpu", "cpu"] as const) {
  describe(`sections of a volume drawn by the ${drawing}`, () => {
    test("show each value where it is, and the desk comes back", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      const kept: string[] = [];
      page.on("request", (one) => {
        if (one.method() === "PUT") {
          kept.push(one.url());
        }
      });
      await openStudy(page, `${coded.study}?series=${coded.series}`);
      await asUsual(page);
      await page.reload();
      await seen(page);
      await page.keyboard.press("2");
      for (let at = 0; at < 5; at++) {
        await page.keyboard.press("ArrowDown");
      }
      await seen(page, 5);
      const layout = await page.locator("[data-layout]").getAttribute("data-layout");
      kept.length = 0;
      await begin(page);
      expect(await windowOf(page)).toEqual(WINDOW);
      const planes = await page.locator("[data-pane] [data-plane]").all();
      expect(await Promise.all(planes.map((one) => one.getAttribute("data-plane")))).toEqual([
        "axial",
        "coronal",
        "sagittal",
      ]);

      // as it was taken, at the slice that was seen
      await seen(page, 5, 0);
      const sides = [-25, 25] as const;
      await shows(
        page,
        SIDE * SPACING,
        sides.flatMap((x) =>
          sides.map((y) => ({ at: [x, y] as const, value: code(HALF + x, HALF + y, 5) })),
        ),
      );

      await activate(page, 1);
      expect(await page.locator("[data-active=true] [data-edge=top]").innerText()).toBe("H");
      expect(await page.locator("[data-active=true] [data-edge=left]").innerText()).toBe("R");
      const coronal = (y: number) =>
        SLICES_SEEN.flatMap((slice) =>
          sides.map((x) => ({
            at: [x, heightOf(slice)] as const,
            value: code(HALF + x, y, slice),
          })),
        );
      await shows(page, TALL, coronal(HALF));
      // forwards of the middle
      await page.keyboard.press("ArrowUp");
      await seen(page, HALF - 1);
      await shows(page, TALL, coronal(HALF - 1));

      await activate(page, 2);
      expect(await page.locator("[data-active=true] [data-edge=left]").innerText()).toBe("A");
      const sagittal = (x: number) =>
        SLICES_SEEN.flatMap((slice) =>
          sides.map((y) => ({
            at: [y, heightOf(slice)] as const,
            value: code(x, HALF + y, slice),
          })),
        );
      await seen(page, HALF);
      await shows(page, TALL, sagittal(HALF - 1));
      await page.keyboard.press("ArrowUp");
      await seen(page, HALF - 1);
      await shows(page, TALL, sagittal(HALF));
      expect(await page.locator("[data-pane='0'] [data-reference]").count()).toBe(1);
      await screenshot(page, `read-mpr-${drawing}`);

      // slices are farther apart than pixels: a length knows
      await page.locator("[data-command=length]").click();
      const zoom = Number(await pane(page).getAttribute("data-zoom"));
      const box = await pane(page).locator("[data-canvas]").boundingBox();
      const [x, y] = [
        (box?.x ?? 0) + (box?.width ?? 0) / 2,
        (box?.y ?? 0) + (box?.height ?? 0) / 2,
      ];
      await page.mouse.move(x, y - 50);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 3 });
      await page.mouse.move(x, y + 50, { steps: 3 });
      await page.mouse.up();
      const words = page.locator("[data-active=true] [data-mark=length] tspan");
      const wanted = (100 / zoom) * SPACING;
      await expect
        .poll(async () => parseFloat((await words.allTextContents())[0] ?? "") - wanted)
        .toBeCloseTo(0, 0);
      expect((await words.allTextContents())[1]?.trim()).toBe("依据：重建的像素间距和层间距");
      await page.locator("[data-keeping=never]").waitFor();
      expect(await page.locator("[data-command=keyImage]").isDisabled()).toBe(true);
      expect(kept).toEqual([]);

      await page.getByRole("button", { name: "退出重建" }).click();
      await page.locator(`[data-layout="${layout ?? ""}"]`).waitFor();
      await seen(page, 5);
      expect(await windowOf(page)).toEqual(WINDOW);
      expect(await pane(page).getAttribute("data-series-uid")).toBe(coded.series);
      expect(await page.locator("[data-reformat]").count()).toBe(0);
      expect(offences).toEqual([]);
      await context.close();
    });

    test("are as thick as wanted", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      await openStudy(page, `${coded.study}?series=${coded.series}`);
      await page.keyboard.press("2");
      await page.keyboard.press("PageDown");
      await seen(page, 10);
      await begin(page);
      // six slices of 5 mm, the middle of which is just behind the eleventh
      await page.locator("[data-thickness]").selectOption("30");
      for (const [projection, slice] of [
        ["mip", 13],
        ["minip", 8],
        ["mean", 10.5],
      ] as const) {
        await page.locator("[data-projection]").selectOption(projection);
        await seen(page, 10, 0);
        await shows(page, SIDE * SPACING, [
          { at: [-25, -25], value: code(0, 0, slice) },
          { at: [25, 25], value: code(SIDE, SIDE, slice) },
        ]);
      }
      expect(
        await page.locator("[data-pane='0'] [data-corner='bottom right']").innerText(),
      ).toContain("多平面重建 · 轴位 · 平均值投影，层块 30 mm");
      await screenshot(page, `read-mpr-slab-${drawing}`);
      expect(offences).toEqual([]);
      await context.close();
    });
  });
}

test("sections are there again after a reload, and what lay on the desk before", async () => {
  const { page, context, offences } = await reader(AS, "cpu");
  await openStudy(page, `${coded.study}?series=${coded.series}`);
  await page.keyboard.press("2");
  await page.keyboard.press("PageDown");
  await seen(page, 10);
  const layout = await page.locator("[data-layout]").getAttribute("data-layout");
  await begin(page);
  await page.locator("[data-thickness]").selectOption("30");
  await page.locator("[data-projection]").selectOption("minip");
  await activate(page, 1);
  await page.keyboard.press("ArrowUp");
  await seen(page, HALF - 1);
  const kept = () =>
    page.evaluate((key) => sessionStorage.getItem(key), `lianzhen.view.${coded.study}`);
  await expect.poll(kept, { timeout: 30_000 }).toContain('"plane":"coronal","index":63');
  const before = await kept();
  const whole = Number(await pane(page).getAttribute("data-zoom"));
  await page.keyboard.press("=");
  const zoom = await pane(page).getAttribute("data-zoom");
  expect(Number(zoom) / whole, "of pixels that are no squares").toBeCloseTo(1.25, 2);
  // once nothing more is computed ahead
  await expect.poll(kept, { timeout: 30_000 }).not.toBe(before);
  await page.reload();
  await page.locator("[data-reformat=on]").waitFor({ timeout: 60_000 });
  for (const at of [0, 1, 2, 3]) {
    await seen(page, undefined, at);
  }
  expect(await page.locator("[data-thickness]").inputValue()).toBe("30");
  expect(await page.locator("[data-projection]").inputValue()).toBe("minip");
  const planes = await page.locator("[data-pane] [data-plane]").all();
  expect(await Promise.all(planes.map((one) => one.getAttribute("data-plane")))).toEqual([
    "axial",
    "coronal",
    "sagittal",
  ]);
  await seen(page, 10, 0);
  await seen(page, HALF - 1, 1);
  expect(await pane(page).getAttribute("data-plane"), "the active one").toBe("coronal");
  expect(Number(await pane(page).getAttribute("data-zoom"))).toBeCloseTo(Number(zoom), 2);
  expect(await windowOf(page)).toEqual(WINDOW);
  await page.getByRole("button", { name: "退出重建" }).click();
  await page.locator(`[data-layout="${layout ?? ""}"]`).waitFor();
  await seen(page, 10);
  expect(await windowOf(page)).toEqual(WINDOW);
  expect(offences).toEqual([]);
  await context.close();
});

test("a volume that is larger than the memory for it is refused, with words", async () => {
  const large = await storeStack(
    AS,
    8,
    { patientId: `M${newUid().slice(-12)}`, claimed: 4000 },
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
  for (const language of LANGUAGES) {
    const { page, context, offences } = await reader(AS, "cpu", { language });
    await context.addInitScript(() => {
      Object.defineProperty(navigator, "deviceMemory", { value: 2 });
    });
    await page.goto(`${SITE}/read/${large.study}`);
    await page.locator("[data-placeholder]").waitFor();
    await page.keyboard.press(";");
    await page.locator("[data-reformat=refused]").waitFor();
    await page
      .getByText(language === "en" ? "too large for the memory" : "超过了本机可用于图像的内存")
      .waitFor();
    await screenshot(page, `read-mpr-memory-${language}`);
    expect(offences).toEqual([]);
    await context.close();
  }
});

test("what is being loaded for sections can be left, and loads no more", async () => {
  const { page, context, offences } = await reader(AS, "cpu");
  // of the volume, only the slices that are seen anyway
  let asked = 0;
  let release = (): void => undefined;
  const gate = new Promise<void>((done) => {
    release = done;
  });
  await page.route("**/frames/**", async (route) => {
    asked++;
    if (asked > 3) {
      await gate;
    }
    await route.continue().catch(() => undefined); // given up by the page
  });
  await openStudy(page, `${coded.study}?series=${coded.series}`);
  await page.keyboard.press(";");
  await page.locator("[data-reformat=loading]").waitFor();
  await page.getByRole("button", { name: "取消" }).click();
  await page.locator("[data-reformat]").waitFor({ state: "detached" });
  release();
  await page.keyboard.press("End");
  await seen(page, SLICES - 1);
  expect(await page.locator("[data-plane]").count()).toBe(0);
  expect(offences).toEqual([]);
  await context.close();
});

test("a series that is no volume is refused, with words", async () => {
  const { page, context } = await reader(AS, "cpu");
  await openStudy(page, `${few.study}?series=${few.series}`);
  await page.keyboard.press(";");
  await page.getByText("只有 3 层，至少需要 8 层").waitFor();
  await screenshot(page, "read-mpr-refused");
  await page.getByRole("button", { name: "知道了" }).click();
  await page.locator("[data-reformat]").waitFor({ state: "detached" });
  await context.close();
});

test.each(LANGUAGES)("sections are said in %s, for everybody", async (language) => {
  const { page, context } = await reader(AS, "cpu", { language });
  await openStudy(page, `${coded.study}?series=${coded.series}`);
  await begin(page);
  expect(await axeFindings(page)).toEqual([]);
  await screenshot(page, `read-mpr-${language}`);
  await context.close();
});
