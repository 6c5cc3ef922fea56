import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Field } from "../dicom";
import { screenshot } from "../harness";
import { openStudy, pane, reader, seen, type Drawing } from "../reading";
import { difference, HAS_DCMTK, ofItsOwn, pixelsAt, reference, type Reference } from "../reference";
import { HAS_SAMPLES, sample } from "../samples";
import { stored } from "../sending";
import { SIDE, stripes, WIDTH, words, type Striped } from "../stripes";

const AS = "ts1-tech";
const DRAWINGS: readonly Drawing[] = ["gpu", "cpu"];

/** A place in a stripe, away from its sides. */
function placeIn(stripe: number): readonly [number, number] {
  return [WIDTH * stripe + 1, SIDE / 2];
}

/** Greys of the eight stripes. */
async function greysOf(page: Page): Promise<number[]> {
  const places = Array.from({ length: 8 }, (_, at) => placeIn(at));
  const colors = await pixelsAt(page, { rows: SIDE, columns: SIDE }, places);
  return colors.map(([red]) => red);
}

async function shown(page: Page, context: BrowserContext, one: Striped): Promise<number[]> {
  await stored(context, one.bytes);
  await openStudy(page, one.study);
  return greysOf(page);
}

function expectNear(found: readonly number[], wanted: readonly number[], within = 3): void {
  const off = found.map((one, at) => Math.abs(one - (wanted[at] ?? NaN)));
  expect(Math.max(...off), `${String(found)} for ${String(wanted)}`).toBeLessThanOrEqual(within);
}

const RAMP = [-100, 0, 100, 200, 300, 400, 500, 600];

function item(...fields: Field[]): Field["2"] {
  return [fields];
}

function table(first: number, bits: number, entries: readonly number[]): Field["2"] {
  return item(
    [0x00283002, "SS", words([entries.length, first, bits])],
    [0x00283003, "LO", "骨算法"],
    [0x00283006, "OW", words(entries)],
  );
}

/** A table that is no straight line, and longer than what metadata tell. */
const CURVE = Array.from({ length: 701 }, (_, at) => Math.round(4095 * (at / 700) ** 2));

for (const drawing of DRAWINGS) {
  describe(`greys drawn by the ${drawing}`, () => {
    test("go through a table of interest, which a pull stretches and a window replaces", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      const found = await shown(
        page,
        context,
        stripes(RAMP, [[0x00283010, "SQ", table(-100, 12, CURVE)]]),
      );
      expectNear(
        found,
        RAMP.map((one) => 255 * ((one + 100) / 700) ** 2),
      );
      expect(await page.locator("[data-corner='bottom left']").textContent()).toContain(
        "图像自带查找表",
      );
      await screenshot(page, `read-table-${drawing}`);
      await page.keyboard.press("1");
      expectNear(
        await greysOf(page),
        RAMP.map((one) => (255 * (one + 100)) / 700),
      );
      await page.keyboard.press("0");
      await page.keyboard.press("i");
      expectNear(
        await greysOf(page),
        RAMP.map((one) => 255 - 255 * ((one + 100) / 700) ** 2),
      );
      expect(offences).toEqual([]);
      await context.close();
    });

    test("go through a table of the modality, which is what is measured", async () => {
      const { page, context } = await reader(AS, drawing);
      const entries = CURVE.map((one) => 4095 - one);
      const found = await shown(
        page,
        context,
        stripes(RAMP, [
          [0x00281050, "DS", "2048"],
          [0x00281051, "DS", "4096"],
          [0x00283000, "SQ", table(-100, 16, entries)],
        ]),
      );
      expectNear(
        found,
        RAMP.map((one) => (255 * (entries[one + 100] ?? NaN)) / 4095),
      );
      await page.keyboard.press("x");
      const box = await page.locator("[data-canvas]").boundingBox();
      await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2 + 20, (box?.y ?? 0) + 200);
      await expect
        .poll(() => page.locator("[data-mark=probe] tspan").first().textContent())
        .toContain(String(entries[400]));
      await context.close();
    });

    test("follow a sigmoid, and exact ends", async () => {
      const { page, context } = await reader(AS, drawing);
      const window = (how: string): Field[] => [
        [0x00281050, "DS", "250"],
        [0x00281051, "DS", "400"],
        [0x00281056, "CS", how],
      ];
      const sigmoid = await shown(page, context, stripes(RAMP, window("SIGMOID")));
      expectNear(
        sigmoid,
        RAMP.map((one) => 255 / (1 + Math.exp((-4 * (one - 250)) / 400))),
      );
      const exact = await shown(page, context, stripes(RAMP, window("LINEAR_EXACT")));
      const line = (one: number) => Math.min(1, Math.max(0, (one - 250) / 400 + 0.5));
      expectNear(
        exact,
        RAMP.map((one) => 255 * line(one)),
      );
      await context.close();
    });

    test("of fractions are what they measure", async () => {
      const { page, context } = await reader(AS, drawing);
      const found = await shown(
        page,
        context,
        stripes(RAMP, [
          [0x00281050, "DS", "0.25"],
          [0x00281051, "DS", "0.7"],
          [0x00281052, "DS", "0"],
          [0x00281053, "DS", "0.001"],
          [0x00281056, "CS", "LINEAR_EXACT"],
        ]),
      );
      expectNear(
        found,
        RAMP.map((one) => (255 * (one + 100)) / 700),
      );
      await page.keyboard.press("x");
      const box = await page.locator("[data-canvas]").boundingBox();
      await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2 + 20, (box?.y ?? 0) + 200);
      await expect
        .poll(() => page.locator("[data-mark=probe] tspan").first().textContent())
        .toContain("0.3");
      await context.close();
    });

    test("of negatives are turned round, but for what is padding", async () => {
      const { page, context } = await reader(AS, drawing);
      const negative: Field[] = [
        [0x00280004, "CS", "MONOCHROME1"],
        [0x00281050, "DS", "300.5"],
        [0x00281051, "DS", "601"],
      ];
      const values = [-2000, 0, 100, 200, 300, 400, 500, 600];
      const turned = values.map((one) => 255 - (255 * Math.max(0, one)) / 600);
      expectNear(await shown(page, context, stripes(values, negative)), turned);
      const padded = stripes(values, [...negative, [0x00280120, "SS", words([-2000])]]);
      expectNear(await shown(page, context, padded), [0, ...turned.slice(1)]);
      const shape = stripes(values, [...negative, [0x20500020, "CS", "IDENTITY"]]);
      expectNear(
        await shown(page, context, shape),
        turned.map((one) => 255 - one),
      );
      await context.close();
    });

    test("of a palette in segments are its colours", async () => {
      const { page, context } = await reader(AS, drawing);
      const descriptor = words([256, 0, 16]);
      const up = words([0, 1, 0, 1, 255, -1]);
      const down = words([0, 1, -1, 1, 255, 0]);
      const one = stripes(
        [0, 32, 64, 96, 128, 160, 192, 255],
        [
          [0x00280004, "CS", "PALETTE COLOR"],
          [0x00280103, "US", 0],
          [0x00281101, "US", descriptor],
          [0x00281102, "US", descriptor],
          [0x00281103, "US", descriptor],
          [0x00281221, "OW", up],
          [0x00281222, "OW", down],
          [0x00281223, "OW", up],
        ],
      );
      await stored(context, one.bytes);
      await openStudy(page, one.study);
      const places = [0, 2, 4, 7].map(placeIn);
      const colors = await pixelsAt(page, { rows: SIDE, columns: SIDE }, places);
      for (const [at, value] of [0, 64, 128, 255].entries()) {
        expectNear(colors[at] ?? [], [value, 255 - value, value]);
      }
      await context.close();
    });
  });
}

/** Files of devices, each with another that is the same picture where DCMTK cannot decode it. */
const FILES: readonly (string | readonly [file: string, same: string])[] = [
  ["test_files/693_J2KI.dcm", "more/693_UNCI.dcm"],
  "test_files/CT_small.dcm",
  "test_files/JPGExtended.dcm",
  "test_files/MR_small_bigendian.dcm",
  "test_files/SC_jpeg_no_color_transform.dcm",
  "test_files/SC_jpeg_no_color_transform_2.dcm",
  "test_files/SC_rgb_dcmtk_+eb+cr.dcm",
  "test_files/SC_rgb_dcmtk_+eb+cy+np.dcm",
  "test_files/SC_rgb_dcmtk_+eb+cy+s4.dcm",
  "test_files/SC_rgb_jpeg_gdcm.dcm",
  "test_files/SC_rgb_rle.dcm",
  "test_files/SC_rgb_rle_16bit.dcm",
  "test_files/SC_rgb_small_odd_big_endian.dcm",
  "test_files/SC_ybr_full_422_uncompressed.dcm",
  "test_files/examples_overlay.dcm",
  "test_files/examples_palette.dcm",
  "test_files/examples_ybr_color.dcm",
  "test_files/image_dfl.dcm",
  "test_files/liver_1frame.dcm",
  "test_files/rtdose_1frame.dcm",
  // DCMTK takes the halves of its numbers for each other's
  ["test_files/rtdose_expb_1frame.dcm", "test_files/rtdose_1frame.dcm"],
  "more/JPEG-LL.dcm",
  ["more/MR2_J2KI.dcm", "more/MR2_UNCI.dcm"],
  "more/OBXXXX1A_rle.dcm",
  "more/SC_rgb_16bit.dcm",
  "more/SC_ybr_full_uncompressed.dcm",
  ["more/US1_J2KR.dcm", "more/US1_UNCR.dcm"],
  "more/color-pl.dcm",
  "more/emri_small_big_endian.dcm",
  "more/mlut_18.dcm",
];
/** Between the middles of pixels, and of compressions with loss. */
const MEAN = 2.5;

/** What DCMTK makes of a file, once for all ways. */
const references = new Map<string, Reference>();

function referenceOf(path: string): Reference {
  const known = references.get(path) ?? reference(sample(path));
  if (known === undefined) {
    throw new Error(`no reference for ${path}`);
  }
  references.set(path, known);
  return known;
}

/** Opens another study as links of the page do, without loading the page anew, and waits until an image of it is seen. */
async function goOn(page: Page, study: string): Promise<void> {
  const before = await pane(page).getAttribute("data-image");
  await page.evaluate((path) => {
    history.pushState(null, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/read/${study}`);
  await expect
    .poll(
      async () => {
        const now = await pane(page).getAttribute("data-image");
        return now !== null && now !== before;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await seen(page);
}

/** Over a slow line what comes is made smaller for the way. */
const WAYS = [
  ["gpu", "fast"],
  ["cpu", "fast"],
  ["gpu", "slow"],
] as const;
const DOWNLINK = { fast: 100, slow: 1 } as const;

describe.runIf(HAS_SAMPLES && HAS_DCMTK)("files of devices", () => {
  for (const [drawing, line] of WAYS) {
    test(
      `look as another program shows them, drawn by the ${drawing}, over a ${line} line`,
      { timeout: 300_000 },
      async () => {
        const { page, context } = await reader(AS, drawing);
        await context.addInitScript((downlink) => {
          Object.defineProperty(navigator, "connection", { value: { downlink } });
        }, DOWNLINK[line]);
        const wrong: string[] = [];
        for (const [place, one] of FILES.entries()) {
          const [path, same] = typeof one === "string" ? [one, one] : one;
          const own = ofItsOwn(sample(path));
          const picture = referenceOf(same);
          await stored(context, own.bytes);
          await (place === 0 ? openStudy : goOn)(page, own.study).catch((fault: unknown) => {
            throw new Error(path, { cause: fault });
          });
          const { mean, places } = await difference(page, picture);
          if (!(mean <= MEAN) || places < 50) {
            wrong.push(`${path}: ${String(mean)} at ${String(places)}`);
          }
        }
        expect(wrong).toEqual([]);
        await context.close();
      },
    );
  }
});
