/** Images on a telephone: a finger looks through them, two make them larger. */
import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { newUid } from "../dicom";
import { state } from "../documents";
import { loggedIn, screenshot } from "../harness";
import { instancesOf, openStudy, pane, reader, seen, storeStack, windowOf } from "../reading";
import { stored } from "../sending";

/** Percent, as it stands beside the picture. */
async function zoomOf(page: Page): Promise<number> {
  const text = await page.getByText(/缩放 \d+%/).innerText();
  return Number(/缩放 (\d+)%/.exec(text)?.[1]);
}

type Finger = readonly [x: number, y: number];

/** Fingers that go from one place to another together. */
async function touch(page: Page, from: readonly Finger[], to: readonly Finger[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const points = (all: readonly Finger[]) => all.map(([x, y], id) => ({ x, y, id }));
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(from) });
  await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(to) });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("are looked through with a finger, and made larger with two", async () => {
  const stack = await storeStack("ts1-tech", 6);
  const { page, context } = await reader("ts1-doctor", "cpu", { size: "phone" });
  await openStudy(page, stack.study);
  const before = await zoomOf(page);
  await touch(
    page,
    [
      [150, 450],
      [250, 450],
    ],
    [
      [100, 450],
      [300, 450],
    ],
  );
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(before * 1.7);
  expect(await page.locator("[data-index]").getAttribute("data-index"), "the image").toBe("0");
  await screenshot(page, "read-phone-larger");
  await touch(page, [[200, 450]], [[200, 470]]);
  await seen(page, 2);
  await context.close();
});

test("are windowed, moved, enlarged and brought back with one finger, and nothing is changed", async () => {
  const stack = await storeStack("ts1-tech", 6);
  const { page: desk, context: writing } = await reader("ts1-tech", "cpu");
  await openStudy(desk, stack.study);
  await desk.keyboard.press("l");
  const box = await pane(desk).locator("[data-canvas]").boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await desk.mouse.move(x, y);
  await desk.mouse.down();
  await desk.mouse.move(x + 60, y, { steps: 3 });
  await desk.mouse.up();
  await desk.locator("[data-keeping=saved]").waitFor();
  await writing.close();

  const { page, context, offences } = await reader("ts1-tech", "cpu", { size: "phone" });
  const kept: string[] = [];
  page.on("request", (one) => {
    if (one.method() === "PUT") {
      kept.push(one.url());
    }
  });
  await openStudy(page, stack.study);
  const own = await windowOf(page);
  await page.locator("[data-command=window]").click();
  await page.locator("[data-command=window][aria-pressed=true]").waitFor();
  await touch(page, [[150, 450]], [[210, 430]]);
  await expect.poll(async () => (await windowOf(page)).width).toBeGreaterThan(own.width);
  expect((await windowOf(page)).center).toBeLessThan(own.center);
  await seen(page, 0);
  await page.locator("[data-command=zoom]").click();
  await page.locator("[data-command=zoom][aria-pressed=true]").waitFor();
  const before = await zoomOf(page);
  await touch(page, [[150, 450]], [[150, 350]]);
  await expect.poll(() => zoomOf(page), { timeout: 15_000 }).toBeGreaterThan(before * 1.4);
  await page.locator("[data-command=pan]").click();
  await page.locator("[data-command=pan][aria-pressed=true]").waitFor();
  const mark = page.locator("[data-mark=length] circle").first();
  await mark.waitFor({ state: "attached" });
  const place = async () => (await mark.boundingBox())?.x ?? NaN;
  const from = await place();
  // on the measurement itself: the picture goes along with it
  const at = await mark.boundingBox();
  const [fx, fy] = [(at?.x ?? 0) + 5, (at?.y ?? 0) + 5];
  await touch(page, [[fx, fy]], [[fx + 40, fy]]);
  await expect.poll(async () => (await place()) - from).toBeCloseTo(40, 0);
  await page.locator("[data-command=reset]").click();
  await expect.poll(() => windowOf(page)).toEqual(own);
  expect(await page.locator("[data-command=keyImage]").isVisible()).toBe(false);
  expect(await page.locator("[data-command=length]").isVisible()).toBe(false);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await screenshot(page, "read-phone");
  expect(kept.filter((url) => !url.includes("viewer-preferences"))).toEqual([]);
  expect(offences).toEqual([]);
  await context.close();
});

test("are seen as a presentation state wants them", async () => {
  const stack = await storeStack("ts1-tech", 2, { patientId: `H${newUid().slice(-12)}` });
  const [instance = ""] = await instancesOf("ts1-tech", stack);
  const { context: sending } = await loggedIn("ts1-tech");
  await stored(sending, state({ stack, number: 9 }, [instance]));
  await sending.close();
  const { page, context, offences } = await reader("ts1-doctor", "cpu", { size: "phone" });
  await openStudy(page, stack.study);
  await page.locator("[data-command=states]").click();
  await page.locator("[data-state]").tap();
  await page.locator("[data-sign=on]").waitFor();
  expect(await windowOf(page)).toEqual({ center: -600, width: 1500 });
  await screenshot(page, "read-phone-state");
  await page.locator("[data-plain]").tap();
  await page.locator("[data-sign]").waitFor({ state: "detached" });
  expect(offences).toEqual([]);
  await context.close();
});
