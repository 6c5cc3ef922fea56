import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { axeFindings } from "../every-page";
import { newUid } from "../dicom";
import { LANGUAGES, screenshot } from "../harness";
import type { Stack } from "../pictures";
import { asUsual, openStudy, pane, reader, seen, storeStack } from "../reading";

const AS = "ts1-tech";
let chest: Stack;
let bone: Stack;
let side: Stack;

beforeAll(async () => {
  chest = await storeStack(AS, 12, { patientId: `D${newUid().slice(-12)}` });
  const other = (seriesNumber: number, description: string) => ({
    ...chest,
    series: newUid(),
    seriesNumber,
    description,
  });
  bone = await storeStack(AS, 6, other(2, "骨 5mm"));
  side = await storeStack(AS, 12, { ...other(3, "矢状位"), sagittal: true });
});

async function panes(page: Page): Promise<(string | null)[]> {
  const all = await page.locator("[data-pane] [data-index]").all();
  return Promise.all(all.map((one) => one.getAttribute("data-series-uid")));
}

async function layoutIs(page: Page, layout: string): Promise<void> {
  await page.locator(`[data-layout="${layout}"]`).waitFor();
}

for (const drawing of ["gpu", "cpu"] as const) {
  describe(`several panes drawn by the ${drawing}`, () => {
    test("are laid out, hung, gone to and linked", async () => {
      const { page, context, offences } = await reader(AS, drawing);
      await openStudy(page, chest.study);
      await asUsual(page);
      await page.reload();
      await layoutIs(page, "1x1");
      await page.keyboard.press("\\");
      await layoutIs(page, "1x2");
      await expect.poll(() => panes(page)).toEqual([chest.series, bone.series]);
      await page.locator("[data-layouts]").selectOption("2x2");
      await expect.poll(() => panes(page)).toEqual([chest.series, bone.series, side.series]);
      await page.getByText("把左侧的系列拖到这里").waitFor();
      await page.locator(`[data-series="${bone.series}"]`).dragTo(page.locator("[data-pane='3']"));
      await seen(page, 0, 3);
      expect(await page.locator("[data-pane='3']").getAttribute("data-active")).toBe("true");
      await page.keyboard.press("]");
      await page.locator("[data-pane='0'][data-active=true]").waitFor();
      await page.keyboard.press("/");
      await page.locator("[data-command=link][aria-pressed=true]").waitFor();
      await page.keyboard.press("PageDown");
      await seen(page, 10, 0);
      // six images of the same place and gap: the last one is nearest
      await seen(page, 5, 1);
      await seen(page, 5, 3);
      // the picture from the side crosses: it stays, and shows where the other is
      await seen(page, 0, 2);
      expect(await page.locator("[data-pane='2'] [data-reference]").count()).toBe(1);
      await page.keyboard.press("Home");
      for (const at of [0, 1, 2, 3]) {
        await seen(page, 0, at);
      }
      await screenshot(page, `read-desk-${drawing}`);
      await page.keyboard.press("'");
      await page.locator("[data-reference]").waitFor({ state: "detached" });
      await page.keyboard.press("'");
      await page.locator("[data-reference]").waitFor({ state: "attached" });
      await page.keyboard.press("/");
      await page.keyboard.press("ArrowDown");
      await seen(page, 1, 0);
      await seen(page, 0, 1);
      expect(offences).toEqual([]);
      await context.close();
    });

    test("are as they were after the page was loaded anew", async () => {
      const { page, context } = await reader(AS, drawing);
      await openStudy(page, chest.study);
      await asUsual(page);
      await page.reload();
      await layoutIs(page, "1x1");
      await page.keyboard.press("\\");
      await layoutIs(page, "1x2");
      await seen(page, 0, 1);
      await page.keyboard.press("]");
      await page.keyboard.press("End");
      await seen(page, 5, 1);
      await page.keyboard.press("1");
      await page.keyboard.press("+");
      await page.keyboard.press("h");
      await page.keyboard.press("e");
      await page.keyboard.press("[");
      await page.keyboard.press("ArrowDown");
      await seen(page, 1, 0);
      await page.keyboard.press("i");
      const look = async (at: number) => {
        const corner = pane(page, at).locator("[data-corner='bottom left']");
        return (await corner.innerText()).split("\n");
      };
      const before = [await look(0), await look(1)];
      expect(before[1]?.join()).toMatch(/已旋转 90°.*已左右翻转/);
      const image = await pane(page, 0).getAttribute("data-image");
      await expect.poll(() => new URL(page.url()).searchParams.get("image")).toBe(image);
      await expect
        .poll(() => page.evaluate(() => JSON.stringify(Object.values(sessionStorage))))
        .toContain('\\"inverted\\":true');
      await page.reload();
      await layoutIs(page, "1x2");
      await seen(page, 1, 0);
      await seen(page, 5, 1);
      await expect.poll(() => look(0)).toEqual(before[0]);
      await expect.poll(() => look(1)).toEqual(before[1]);
      await page.locator("[data-pane='0'][data-active=true]").waitFor();
      await context.close();
    });
  });
}

test("a layout is kept for studies of a kind", async () => {
  const { page, context } = await reader(AS, "cpu");
  await openStudy(page, chest.study);
  await asUsual(page);
  await page.reload();
  await page.locator("[data-layouts]").selectOption("2x3");
  await seen(page, 0, 2);
  await screenshot(page, "read-desk-six");
  await page.locator("[data-layouts]").selectOption("2x1");
  await page.getByRole("button", { name: "记住布局" }).click();
  await page.getByRole("button", { name: "布局已记住" }).waitFor();
  await expect
    .poll(() => page.evaluate(async () => (await fetch("/api/v1/viewer-preferences")).text()))
    .toContain("CT/CHEST");
  await context.close();
  const again = await reader(AS, "cpu");
  await openStudy(again.page, chest.study);
  await layoutIs(again.page, "2x1");
  await asUsual(again.page);
  await again.context.close();
});

test("mammograms hang back to back, the chest in the middle", async () => {
  const patientId = `M${newUid().slice(-12)}`;
  const study = newUid();
  for (const [at, description] of ["L MLO", "R MLO", "L CC", "R CC"].entries()) {
    const of = { study, patientId, description, modality: "MG", seriesNumber: at + 1 };
    await storeStack(AS, 1, { ...of, studyDescription: "乳腺钼靶" });
  }
  const { page, context } = await reader(AS, "cpu");
  await openStudy(page, study);
  await layoutIs(page, "2x2");
  const corners = page.locator("[data-corner='bottom right']");
  await expect
    .poll(async () => (await corners.allInnerTexts()).map((one) => /[RL] \w+/.exec(one)?.[0]))
    .toEqual(["R CC", "L CC", "R MLO", "L MLO"]);
  for (const at of [0, 1, 2, 3]) {
    await seen(page, 0, at);
  }
  await screenshot(page, "read-mammography");
  await context.close();
});

describe("other studies of the patient", () => {
  for (const language of LANGUAGES) {
    test(`are offered, the closest first, and opened beside (${language})`, async () => {
      const patientId = `P${newUid().slice(-12)}`;
      const now = await storeStack(AS, 8, { patientId });
      const frame = { frameOfReference: newUid() };
      const old = await storeStack(AS, 4, { patientId, date: "20250301", ...frame });
      const head = { date: "20260801", studyDescription: "头颅平扫" };
      const other = await storeStack(AS, 2, { patientId, ...head });
      await storeStack(AS, 2, { patientId: `${patientId}x` });
      const { page, context, offences } = await reader(AS, "cpu", { language });
      await openStudy(page, now.study);
      await page.locator("[data-prior]").nth(1).waitFor();
      const offered = await page.locator("[data-prior]").all();
      expect(await Promise.all(offered.map((one) => one.getAttribute("data-prior")))).toEqual([
        old.study,
        other.study,
      ]);
      await page.keyboard.press("c");
      await seen(page, 0, 1);
      expect(await page.locator("[data-label]").innerText()).toBe(
        language === "en" ? "Prior 2025-03-01" : "既往 2025-03-01",
      );
      expect(await page.locator("[data-pane='0']").getAttribute("data-active")).toBe("true");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("/");
      await page.keyboard.press("ArrowDown");
      await seen(page, 2, 0);
      await seen(page, 1, 1);
      await page.keyboard.press("/");
      await screenshot(page, `read-prior-${language}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(offences).toEqual([]);
      await context.close();
    });
  }
});
