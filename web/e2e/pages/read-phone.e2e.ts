/** Images on a telephone: a finger looks through them, two make them larger. */
import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { screenshot } from "../harness";
import { openStudy, reader, seen, storeStack } from "../reading";

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
