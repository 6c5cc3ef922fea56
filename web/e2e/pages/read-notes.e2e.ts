import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { newUid } from "../dicom";
import { LANGUAGES, screenshot, type Language } from "../harness";
import { allHere, openStudy, pane, reader, seen, storeStack } from "../reading";

const AS = "ts1-tech";
const WORDS: Record<Language, { saved: string; unsaved: string }> = {
  "zh-CN": { saved: "已保存", unsaved: "未保存：连不上服务器，会自动重试，内容暂存在本浏览器" },
  en: {
    saved: "Saved",
    unsaved:
      "Not saved: the server cannot be reached. It is tried again, and kept in this browser meanwhile",
  },
};

function own() {
  return storeStack(AS, 4, { patientId: `N${newUid().slice(-12)}` });
}

/** Pulls a length across the picture, so far below its middle. */
async function measure(page: Page, below = 0): Promise<void> {
  await page.keyboard.press("l");
  const box = await pane(page).locator("[data-canvas]").boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.move(x - 100, y + below);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + below, { steps: 3 });
  await page.mouse.up();
}

async function keeping(page: Page, state: string): Promise<void> {
  await page.locator(`[data-keeping=${state}]`).waitFor();
}

async function lengths(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.locator("[data-note=length]").count()).toBe(count);
}

describe("notes on images", () => {
  for (const language of LANGUAGES) {
    test(`are kept as they are made, and there again (${language})`, async () => {
      const { study } = await own();
      const { page, context, offences } = await reader(AS, "cpu", { language });
      await openStudy(page, study);
      await allHere(page);
      await measure(page);
      await keeping(page, "saved");
      expect(await page.locator("[data-keeping]").innerText()).toBe(WORDS[language].saved);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("k");
      await page.locator("[data-key-image]").waitFor();
      await keeping(page, "saved");
      await screenshot(page, `read-notes-saved-${language}`);
      const words = await page.locator("[data-note=length]").innerText();
      await page.reload();
      await page.locator("[data-key-image]").waitFor();
      expect(await page.locator("[data-note=length]").innerText()).toBe(words);
      await page.locator("[data-note=length] .go").click();
      await seen(page, 0);
      await expect.poll(() => page.locator("[data-mark=length]").count()).toBe(1);
      // nobody else sees them
      const other = await reader("ts1-doctor", "cpu");
      await openStudy(other.page, study);
      await allHere(other.page);
      expect(await other.page.locator("[data-note]").count()).toBe(0);
      await other.context.close();
      expect(offences).toEqual([]);
      await context.close();
    });

    test(`made out of the gateway's reach are kept when it is there again (${language})`, async () => {
      const { study } = await own();
      const { page, context } = await reader(AS, "cpu", { language });
      await openStudy(page, study);
      await allHere(page);
      await measure(page);
      await keeping(page, "saved");
      await context.setOffline(true);
      await measure(page, 40);
      await keeping(page, "unsaved");
      expect(await page.locator("[data-keeping]").innerText()).toBe(WORDS[language].unsaved);
      await screenshot(page, `read-notes-unsaved-${language}`);
      await context.setOffline(false);
      await keeping(page, "saved");
      await page.reload();
      await lengths(page, 2);
      await context.close();
    });
  }

  test("of two windows come together: nothing is lost, and each sees the other's", async () => {
    const { study } = await own();
    const { page, context } = await reader(AS, "cpu");
    const elsewhere = await reader(AS, "cpu");
    await openStudy(page, study);
    await openStudy(elsewhere.page, study);
    await measure(page);
    await keeping(page, "saved");
    // this one does not know of that: its version is an old one
    await measure(elsewhere.page, 40);
    await lengths(elsewhere.page, 2);
    await keeping(elsewhere.page, "saved");
    await measure(page, -40);
    await lengths(page, 3);
    await keeping(page, "saved");
    // a window of the same browser hears of it
    const second = await context.newPage();
    await openStudy(second, study);
    await lengths(second, 3);
    await measure(page, 80);
    await lengths(second, 4);
    await elsewhere.context.close();
    await context.close();
  });
});
