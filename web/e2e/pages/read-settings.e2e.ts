import { beforeAll, describe, expect, test } from "vitest";
import { newUid } from "../dicom";
import { axeFindings } from "../every-page";
import { LANGUAGES, screenshot } from "../harness";
import type { Stack } from "../pictures";
import { asUsual, openStudy, pane, reader, seen, storeStack } from "../reading";

const AS = "ts1-tech";
let chest: Stack;
let bone: Stack;

beforeAll(async () => {
  chest = await storeStack(AS, 6, { patientId: `K${newUid().slice(-12)}` });
  const other = { series: newUid(), seriesNumber: 2, description: "骨 5mm" };
  bone = await storeStack(AS, 6, { ...chest, ...other });
});

describe("keys and buttons", () => {
  for (const language of LANGUAGES) {
    test(`are given anew, never twice, and brought back (${language})`, async () => {
      const { page, context, offences } = await reader(AS, "cpu", { language });
      await openStudy(page, chest.study);
      await asUsual(page);
      await page.reload();
      await seen(page, 0);
      await page.locator("[data-bindings]").click();
      const length = page.locator("[data-key=length]");
      await length.press("w");
      const window = language === "en" ? "Window" : "调窗";
      await page.locator("[data-conflict]", { hasText: window }).waitFor();
      expect(await length.inputValue()).toBe("L");
      await screenshot(page, `read-keys-${language}`);
      expect(await axeFindings(page)).toEqual([]);
      await length.press("j");
      await page.locator("[data-conflict]").waitFor({ state: "detached" });
      await page.locator("[data-button=middle]").selectOption("zoom");
      await page.locator("[data-conflict]").waitFor();
      await page.locator("button[type=submit]").click();
      await page.locator("[data-conflict]").waitFor();
      await page.locator("[data-button=middle]").selectOption("scroll");
      await page.locator("button[type=submit]").click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.reload();
      await seen(page, 0);
      await page.keyboard.press("j");
      await page.locator("[data-command=length][aria-pressed=true]").waitFor();
      expect(await page.locator("[data-command=length] kbd").innerText()).toBe("J");
      await page.keyboard.press("w");
      await page.keyboard.press("l");
      await page.locator("[data-command=window][aria-pressed=true]").waitFor();
      const box = await pane(page).locator("[data-canvas]").boundingBox();
      const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 200];
      await page.mouse.move(x, y);
      await page.mouse.down({ button: "middle" });
      await page.mouse.move(x, y + 24, { steps: 3 });
      await page.mouse.up({ button: "middle" });
      await seen(page, 3);
      await page.locator("[data-bindings]").click();
      await page.locator("[data-usual]").click();
      await page.locator("button[type=submit]").click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("l");
      await page.locator("[data-command=length][aria-pressed=true]").waitFor();
      expect(offences).toEqual([]);
      await context.close();
    });
  }
});

test("each layout has a key, which can be another one", async () => {
  const { page, context, offences } = await reader(AS, "cpu");
  await openStudy(page, chest.study);
  await asUsual(page);
  await page.reload();
  await seen(page, 0);
  const laid = (layout: string) => page.locator(`[data-layout="${layout}"]`).waitFor();
  for (const [digit, layout] of [
    ["2", "1x2"],
    ["3", "2x1"],
    ["4", "2x2"],
    ["5", "2x3"],
    ["1", "1x1"],
  ] as const) {
    await page.keyboard.press(`Shift+Digit${digit}`);
    await laid(layout);
  }
  await page.locator("[data-bindings]").click();
  await page.locator("[data-key='layout-2x2']").press("j");
  await page.locator("button[type=submit]").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Shift+Digit4");
  await laid("1x1");
  await page.keyboard.press("j");
  await laid("2x2");
  expect(await page.locator("[data-layouts] option:checked").innerText()).toMatch(/2 × 2\s+J/);
  await screenshot(page, "read-layout-keys");
  await asUsual(page);
  expect(offences).toEqual([]);
  await context.close();
});

test("a window on a second screen goes in step", async () => {
  const { page, context, offences } = await reader(AS, "cpu");
  await openStudy(page, chest.study);
  await asUsual(page);
  await page.reload();
  await seen(page, 0);
  const [second] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("d")]);
  await seen(second, 0);
  await page.keyboard.press("End");
  await seen(page, 5);
  await seen(second, 5);
  await second.keyboard.press("PageUp");
  await seen(second, 0);
  await seen(page, 0);
  await page.keyboard.press(".");
  await expect.poll(() => pane(second).getAttribute("data-series-uid")).toBe(bone.series);
  await page.keyboard.press("ArrowDown");
  await seen(second, 1);
  await screenshot(second, "read-second-screen");
  expect(offences).toEqual([]);
  await context.close();
});
