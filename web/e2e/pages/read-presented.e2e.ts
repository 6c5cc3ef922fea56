/** Images as presentation states want them to be seen. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { newUid, type Field } from "../dicom";
import { state, type Document } from "../documents";
import { axeFindings } from "../every-page";
import { LANGUAGES, loggedIn, screenshot } from "../harness";
import { SIDE, type Stack } from "../pictures";
import { area, floats, INVERSE, MARKS, OWN_WINDOW, RECTANGLE, TURNED, WINDOW } from "../presented";
import { difference, HAS_DCMPSTAT, ofItsOwn, presentedReference } from "../reference";
import { HAS_SAMPLES, sample } from "../samples";
import {
  greys,
  instancesOf,
  openStudy,
  pane,
  reader,
  seen,
  storeStack,
  windowOf,
} from "../reading";
import { stored } from "../sending";

const AS = "ts1-tech";
const HALF = SIDE / 2;
/** Of the quarters: upper left, upper right, lower left, lower right. */
const QUARTERS = [0, 100, 200, 300] as const;

function valueAt(x: number, y: number): number {
  return QUARTERS[(x >= HALF ? 1 : 0) + (y >= HALF ? 2 : 0)] ?? 0;
}

function grey(value: number): number {
  const part = (value - (WINDOW.center - 0.5)) / (WINDOW.width - 1) + 0.5;
  return Math.round(255 * Math.min(1, Math.max(0, part)));
}

/** In the middles of the quarters of what is seen. */
const SPOTS = [
  [40, 40],
  [88, 40],
  [40, 88],
  [88, 88],
] as const;

let stack: Stack;
let instances: string[];

beforeAll(async () => {
  stack = await storeStack(AS, 3, { patientId: `P${newUid().slice(-12)}`, valueAt });
  instances = await instancesOf(AS, stack);
  const { context } = await loggedIn(AS);
  const second = [instances[1] ?? ""];
  let number = 10;
  const store = async (description: string, fields: readonly Field[], of = second) => {
    number++;
    const named: Field = [0x00700081, "LO", description];
    const document: Document = { stack, number };
    await stored(context, state(document, of, [OWN_WINDOW, named, ...fields]));
  };
  await store("全部", [...TURNED, INVERSE, ...RECTANGLE, ...MARKS]);
  await store("局部", [area([[0x00700100, "CS", "SCALE TO FIT"]])]);
  await store("放大", [
    area([
      [0x00700100, "CS", "MAGNIFY"],
      [0x00700103, "FL", floats(9)],
    ]),
  ]);
  await store("别处", [], ["1.2.3.4"]);
  await store("伪彩", [[0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.11.3"]]);
  await store("自己的值", [
    [0x00281052, "DS", "0"],
    [
      0x00283110,
      "SQ",
      [
        [
          [0x00281050, "DS", String(WINDOW.center + 1024)],
          [0x00281051, "DS", String(WINDOW.width)],
        ],
      ],
    ],
  ]);
  await context.close();
});

async function choose(page: Page, description: string): Promise<void> {
  if ((await page.locator("[data-states]").count()) === 0) {
    await page.keyboard.press("y");
  }
  await page.locator("[data-state]", { hasText: description }).locator("input").check();
}

async function shows(page: Page, wanted: readonly number[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const { at } = await greys(page, SPOTS);
        return at.map((one, place) => Math.abs(one - (wanted[place] ?? NaN)) <= 2 || one);
      },
      { timeout: 15_000 },
    )
    .toEqual(wanted.map(() => true));
}

for (const drawing of ["gpu", "cpu"] as const) {
  describe(`presentation states, drawn by the ${drawing}`, () => {
    test("give greys, place, shutter and marks to the images that they mean", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      await openStudy(page, `${stack.study}?series=${stack.series}`);
      const own = await windowOf(page);
      await choose(page, "全部");
      // it goes to the image that is meant
      await seen(page, 1);
      await page.locator("[data-sign=on]").waitFor();
      expect(await windowOf(page)).toEqual(WINDOW);
      await page.keyboard.press("y");
      // turned to the right, then mirrored: rows have become columns
      const dark = [0, 200, 100, 300].map((value) => 255 - grey(value));
      await shows(page, dark);
      const beside = await greys(page, [
        [12, 64],
        [116, 64],
      ]);
      expect(beside.at).toEqual([64, 64]);
      expect(await page.locator("[data-graphic]").count()).toBe(5);
      expect(await page.locator("[data-lettering]").allTextContents()).toEqual([
        expect.stringMatching(/结节？\s*建议复查/),
        expect.stringContaining("术前"),
      ]);
      const sign = await page.locator("[data-sign]").innerText();
      expect(sign).toContain("李四 (Li Si) 送出 · 2026-11-29 10:30");
      expect(sign).toContain("其部分图形损坏或种类未知，未绘出");
      expect(sign).not.toContain("已另作调整");
      await screenshot(page, `read-presented-${drawing}`);

      // tools go on from there
      await page.keyboard.press("i");
      await shows(
        page,
        dark.map((one) => 255 - one),
      );
      await page.locator("[data-sign]", { hasText: "已另作调整" }).waitFor();
      await page.keyboard.press("r");
      await shows(page, dark);

      // the others stay as they are
      await page.keyboard.press("ArrowDown");
      await seen(page, 2);
      await page.locator("[data-sign=other]").waitFor();
      expect(await windowOf(page)).toEqual(own);
      expect(await page.locator("[data-presented]").count()).toBe(0);
      await page.keyboard.press("ArrowUp");
      await seen(page, 1);
      await shows(page, dark);
      await page.locator("[data-plain]").click();
      await page.locator("[data-sign]").waitFor({ state: "detached" });
      expect(await windowOf(page)).toEqual(own);
      const plain = QUARTERS.map((value) =>
        Math.round(255 * Math.min(1, Math.max(0, (value - 39.5) / 349 + 0.5))),
      );
      await shows(page, plain);
      expect(offences).toEqual([]);
      await context.close();
    });

    test("show the part that they want, as large as they want it", async () => {
      const { page, context } = await reader(AS, drawing);
      await openStudy(page, `${stack.study}?series=${stack.series}`);
      const whole = Number(await pane(page).getAttribute("data-zoom"));
      await choose(page, "局部");
      await seen(page, 1);
      // the bar above takes some of the room until it is closed
      await page.keyboard.press("y");
      await expect
        .poll(async () => Number(await pane(page).getAttribute("data-zoom")) / whole)
        .toBeCloseTo(2, 1);
      await shows(page, QUARTERS.map(grey));
      await choose(page, "放大");
      await expect
        .poll(async () => Number(await pane(page).getAttribute("data-zoom")))
        .toBeCloseTo(9, 2);
      await context.close();
    });

    test("are told with what is seen, and there again after a reload", async () => {
      const { page, context } = await reader(AS, drawing);
      await openStudy(page, `${stack.study}?series=${stack.series}`);
      await choose(page, "自己的值");
      await seen(page, 1);
      await shows(page, QUARTERS.map(grey));
      await page.keyboard.press("Escape");
      await page.locator("[data-states]").waitFor({ state: "detached" });
      await page.keyboard.press("h");
      const mirrored = [100, 0, 300, 200].map(grey);
      await shows(page, mirrored);
      await expect
        .poll(() =>
          page.evaluate((key) => sessionStorage.getItem(key), `lianzhen.view.${stack.study}`),
        )
        .toMatch(/"presentation":\{.*"flippedHorizontally":true/);
      await page.reload();
      await page.locator("[data-sign=on]").waitFor();
      await seen(page, 1);
      await shows(page, mirrored);
      await context.close();
    });
  });
}

test.each(LANGUAGES)("states that cannot be applied say why, in %s", async (language) => {
  const { page, context, offences } = await reader(AS, "cpu", { language });
  await openStudy(page, `${stack.study}?series=${stack.series}`);
  const own = await windowOf(page);
  for (const description of ["别处", "伪彩"]) {
    await choose(page, description);
    await page.locator("[data-sign=refused]").waitFor();
    expect(await windowOf(page)).toEqual(own);
    await screenshot(
      page,
      `read-presented-${description === "别处" ? "elsewhere" : "kind"}-${language}`,
    );
  }
  await choose(page, "全部");
  await page.locator("[data-sign=on]").waitFor();
  await seen(page, 1);
  expect(await axeFindings(page)).toEqual([]);
  await screenshot(page, `read-presented-list-${language}`);
  expect(offences).toEqual([]);
  await context.close();
});

/** An image, and what a state of it is given. */
const PEERS: readonly (readonly [path: string, changes: readonly string[]])[] = [
  [
    "test_files/CT_small.dcm",
    [
      ...["-i", "(0028,3110)[0].(0028,1050)=60", "-i", "(0028,3110)[0].(0028,1051)=900"],
      ...["-i", "(0070,0042)=90", "-i", "(0070,0041)=Y", "-m", "(2050,0020)=INVERSE"],
    ],
  ],
  [
    "test_files/CT_small.dcm",
    [
      // of values as they are stored, for no scale is told
      ...["-e", "(0028,1052)", "-e", "(0028,1053)"],
      ...["-i", "(0028,3110)[0].(0028,1050)=1084", "-i", "(0028,3110)[0].(0028,1051)=900"],
      ...["-i", "(0070,0042)=270", "-i", "(0070,0041)=N"],
    ],
  ],
  [
    "test_files/MR_small.dcm",
    [
      ...["-i", "(0028,3110)[0].(0028,1050)=900", "-i", "(0028,3110)[0].(0028,1051)=1500"],
      ...["-i", "(0070,0042)=180", "-i", "(0070,0041)=Y"],
    ],
  ],
];
/** How far off greys may be in the mean. */
const MEAN = 3;

describe.runIf(HAS_SAMPLES && HAS_DCMPSTAT)("states of images of devices", () => {
  for (const drawing of ["gpu", "cpu"] as const) {
    test(`look as another program shows them, drawn by the ${drawing}`, async () => {
      const { page, context } = await reader(AS, drawing);
      for (const [path, changes] of PEERS) {
        const own = ofItsOwn(sample(path));
        const { state: made, picture } = presentedReference(own.bytes, changes);
        await stored(context, own.bytes);
        await stored(context, made);
        await openStudy(page, own.study);
        await page.keyboard.press("y");
        await page.locator("[data-state] input").check();
        await page.locator("[data-sign=on]").waitFor();
        await page.keyboard.press("y");
        await page.locator("[data-states]").waitFor({ state: "detached" });
        const { mean, places } = await difference(page, picture);
        expect(places, path).toBeGreaterThan(50);
        expect(mean, `${path} ${changes.join(" ")}`).toBeLessThanOrEqual(MEAN);
      }
      await context.close();
    });
  }
});

test("studies without states have no button for them", async () => {
  const other = await storeStack(AS, 1);
  const { page, context } = await reader(AS, "cpu");
  await openStudy(page, other.study);
  expect(await page.locator("[data-command=states]").count()).toBe(0);
  await page.keyboard.press("y");
  expect(await page.locator("[data-states]").count()).toBe(0);
  await context.close();
});
