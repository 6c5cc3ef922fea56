import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Field } from "../dicom";
import { screenshot } from "../harness";
import { openStudy, pane, reader, type Drawing } from "../reading";
import { pixelsAt } from "../reference";
import { stored } from "../sending";
import { SIDE, stripes, WIDTH, words } from "../stripes";

const AS = "ts1-tech";
const DRAWINGS: readonly Drawing[] = ["gpu", "cpu"];
const RAMP = [0, 100, 200, 300, 400, 500, 600, 700];

/** A side of a plane that is so large that metadata name an address of it. */
const LARGE = 128;

function bitsOf(rows: number, columns: number, isDrawn: (x: number, y: number) => boolean) {
  const bytes = new Uint8Array(Math.ceil((rows * columns) / 16) * 2);
  for (let at = 0; at < rows * columns; at++) {
    if (isDrawn(at % columns, Math.floor(at / columns))) {
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }
  return bytes;
}

function plane(group: number, bits: Uint8Array, rows: number, more: readonly Field[]): Field[] {
  const tag = (element: number) => group * 0x10000 + element;
  return [
    [tag(0x10), "US", rows],
    [tag(0x11), "US", rows],
    ...more,
    [tag(0x40), "CS", "G"],
    [tag(0x100), "US", 1],
    [tag(0x102), "US", 0],
    [tag(0x3000), "OW", bits],
  ];
}

const OVERLAYS: Field[] = [
  ...plane(
    0x6000,
    bitsOf(SIDE, SIDE, (x, y) => x >= 4 && x < 8 && y >= 20 && y < 24),
    SIDE,
    [
      [0x60000022, "LO", "结节 CAD"],
      [0x60000050, "SS", words([1, 1])],
    ],
  ),
  ...plane(
    0x6002,
    bitsOf(LARGE, LARGE, (_, y) => y === 24),
    LARGE,
    // begins above the image, at its row -20, and left of it
    [[0x60020050, "SS", words([-19, -9])]],
  ),
];

/** How much is drawn by overlays at pixels of the image that is seen whole, from 0 to 255. */
async function drawnAt(page: Page, places: readonly (readonly [number, number])[]) {
  return page.evaluate(
    ({ at, side }) => {
      const canvas = document.querySelector<HTMLCanvasElement>("[data-overlays]");
      const context = canvas?.getContext("2d");
      if (canvas === null || context === null || context === undefined) {
        return at.map(() => 0);
      }
      const scale = Math.min(canvas.width, canvas.height) / side;
      return at.map(([x, y]) => {
        const left = canvas.width / 2 + (x + 0.5 - side / 2) * scale;
        const top = canvas.height / 2 + (y + 0.5 - side / 2) * scale;
        return context.getImageData(Math.floor(left), Math.floor(top), 1, 1).data[3] ?? 0;
      });
    },
    { at: places.map(([x, y]) => [x, y] as const), side: SIDE },
  );
}

/** In the square, below it, and at both ends of the line. */
const PLACES = [
  [5, 21],
  [5, 25],
  [5, 4],
  [30, 4],
] as const;

for (const drawing of DRAWINGS) {
  describe(`overlays over what is drawn by the ${drawing}`, () => {
    test("lie where they say, turn with the picture, and are hidden by a key", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      const one = stripes(RAMP, OVERLAYS);
      await stored(context, one.bytes);
      await openStudy(page, one.study);
      const instance = await pane(page).getAttribute("data-image");
      // an address that names its image is opened as it was left
      await openStudy(page, `${one.study}?image=${instance ?? ""}`);
      await page.locator('[data-overlays="2"]').waitFor();
      expect(await drawnAt(page, PLACES)).toEqual([255, 0, 255, 255]);
      expect(await page.locator("[data-overlay-legend] li").allTextContents()).toEqual([
        "结节 CAD",
        "叠加层 2",
      ]);
      await screenshot(page, `read-overlays-${drawing}`);
      await page.keyboard.press("h");
      await expect.poll(() => drawnAt(page, PLACES)).toEqual([0, 0, 255, 255]);
      expect(await drawnAt(page, [[26, 21]])).toEqual([255]);
      await page.keyboard.press("u");
      await expect.poll(() => page.locator("[data-overlays]").count()).toBe(0);
      // what is seen is kept after a moment
      await expect
        .poll(() =>
          page.evaluate((key) => sessionStorage.getItem(key), `lianzhen.view.${one.study}`),
        )
        .toContain('"overlays":false');
      await page.reload();
      await pane(page).waitFor();
      expect(await page.locator("[data-command=overlays]").getAttribute("aria-pressed")).toBe(
        "false",
      );
      await page.locator("[data-command=overlays]").click();
      await page.locator('[data-overlays="2"]').waitFor();
      expect(offences).toEqual([]);
      await context.close();
    });
  });
}

/** Bit 13 of the samples, in a square. */
function withPlane(stored: readonly number[]): Uint8Array {
  return words(
    Array.from({ length: SIDE * SIDE }, (_, at) => {
      const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
      const drawn = x >= 4 && x < 8 && y >= 20 && y < 24;
      return ((stored[Math.floor(x / WIDTH)] ?? 0) & 0xfff) | (drawn ? 0x2000 : 0);
    }),
  );
}

const BESIDE: Field[] = [
  [0x00280101, "US", 12],
  [0x00280102, "US", 11],
  [0x60000010, "US", SIDE],
  [0x60000011, "US", SIDE],
  [0x60000022, "LO", "旧式标记"],
  [0x60000040, "CS", "G"],
  [0x60000100, "US", 16],
  [0x60000102, "US", 13],
];

for (const drawing of DRAWINGS) {
  test.each([
    ["signed", 1, [-200, -100, 0, 100, 200, 300, 400, 500]],
    ["unsigned", 0, [824, 924, 1024, 1124, 1224, 1324, 1424, 1524]],
  ] as const)(
    `planes in unused bits of %s samples are drawn, and are no values, by the ${drawing}`,
    async (_, representation, stored12) => {
      const { page, context, offences } = await reader(AS, drawing);
      const intercept = representation === 1 ? "0" : "-1024";
      const one = stripes(RAMP, [
        ...BESIDE,
        [0x00280103, "US", representation],
        [0x00281050, "DS", "150.5"],
        [0x00281051, "DS", "701"],
        [0x00281052, "DS", intercept],
        [0x00281053, "DS", "1"],
        [0x7fe00010, "OW", withPlane(stored12)],
      ]);
      await stored(context, one.bytes);
      await openStudy(page, one.study);
      await page.locator('[data-overlays="1"]').waitFor();
      expect(await drawnAt(page, PLACES)).toEqual([255, 0, 0, 0]);
      expect(await page.locator("[data-overlay-legend]").innerText()).toContain("旧式标记");
      await screenshot(page, `read-overlays-beside-${drawing}`);
      // in the square, the same greys as in the rest of its stripe
      const places = RAMP.map((_value, at) => [WIDTH * at + 2, 22] as const);
      const found = await pixelsAt(page, { rows: SIDE, columns: SIDE }, places);
      found.forEach(([red], at) => {
        expect(Math.abs(red - Math.round((255 * at) / 7)), String(at)).toBeLessThanOrEqual(3);
      });
      expect(offences).toEqual([]);
      await context.close();
    },
  );
}

test("a plane whose data end early is told, and the others are drawn", async () => {
  for (const language of ["zh-CN", "en"] as const) {
    const { page, context } = await reader(AS, "cpu", { language });
    const broken = plane(0x6004, new Uint8Array(4), SIDE, []);
    const one = stripes(RAMP, [...OVERLAYS.filter(([tag]) => tag < 0x60020000), ...broken]);
    await stored(context, one.bytes);
    await openStudy(page, one.study);
    await page.locator('[data-overlays="1"]').waitFor();
    expect(await page.locator("[data-overlay-legend]").innerText()).toContain(
      language === "en" ? "Overlays not shown" : "1 个叠加层",
    );
    await screenshot(page, `read-overlays-broken-${language}`);
    await context.close();
  }
});

test("an image without overlays has no button for them", async () => {
  const { page, context } = await reader(AS, "cpu");
  const one = stripes(RAMP);
  await stored(context, one.bytes);
  await openStudy(page, one.study);
  expect(await page.locator("[data-command=overlays]").count()).toBe(0);
  await context.close();
});
