import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { newUid } from "../dicom";
import { enclosedPdf, report, selection, state } from "../documents";
import { axeFindings } from "../every-page";
import { LANGUAGES, loggedIn, screenshot, SITE, type Language } from "../harness";
import type { Stack } from "../pictures";
import { instancesOf, openStudy, pane, reader, seen, storeStack } from "../reading";
import { stored } from "../sending";

const AS = "ts1-tech";
/** Longer than what metadata tell of a value. */
const SHEET = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
%${"-".repeat(4000)}
trailer<</Root 1 0 R>>
%%EOF
`;
const WORDS: Record<Language, readonly string[]> = {
  "zh-CN": ["已完成", "已核准", "核准人 李四 (Li Si) · 县人民医院 · 2026-11-29 10:20:00"],
  en: ["Complete", "Verified", "Verified by 李四 (Li Si) · 县人民医院 · 2026-11-29 10:20:00"],
};

/** Three slices with a report, a list of key images, a PDF and a file that is none. */
async function storeStudy(): Promise<{ stack: Stack; instance: string }> {
  const stack = await storeStack(AS, 3, { patientId: `D${newUid().slice(-12)}` });
  const [instance = ""] = await instancesOf(AS, stack);
  const { context } = await loggedIn(AS);
  await stored(context, report({ stack, number: 2 }, instance));
  await stored(context, selection({ stack, number: 3 }, instance));
  await stored(context, enclosedPdf({ stack, number: 4 }, "心电图报告", SHEET));
  await stored(context, enclosedPdf({ stack, number: 5 }, "损坏的报告", "<html>no</html>"));
  await context.close();
  return { stack, instance };
}

async function openDocument(page: Page, kind: string, at = 0): Promise<void> {
  await page.locator(`[data-series]:has([data-kind=${kind}])`).nth(at).click();
  await page.locator(`[data-document=${kind}]`).waitFor();
}

describe("documents of a study", () => {
  for (const language of LANGUAGES) {
    test(`are read as pages, and lead to images (${language})`, async () => {
      const { stack, instance } = await storeStudy();
      const { page, context, offences } = await reader(AS, "cpu", { language });
      await openStudy(page, stack.study);
      await openDocument(page, "report");
      const words = await page.locator("[data-document]").innerText();
      for (const one of [
        ...WORDS[language],
        "胸部 CT 结构化报告",
        "影像所见",
        "右肺上叶见一结节，边缘清楚。\n余肺未见异常。",
        "12.5 mm",
        "右肺上叶",
        "良性结节可能，建议随访。",
      ]) {
        expect(words).toContain(one);
      }
      expect(await page.locator("[data-absent]").count()).toBe(1);
      await page.locator("[data-go] img").evaluate((image: HTMLImageElement) => image.decode());
      await screenshot(page, `read-documents-report-${language}`);
      expect(await axeFindings(page)).toEqual([]);

      await page.locator("[data-go]").click();
      await seen(page, undefined, 1);
      expect(await pane(page, 1).getAttribute("data-image")).toBe(instance);
      expect(await page.locator("[data-document=report]").count(), "stays beside it").toBe(1);
      await screenshot(page, `read-documents-beside-${language}`);
      expect(offences).toEqual([]);
      await context.close();
    });
  }

  test("are lists of key images, in Chinese of another code", async () => {
    const { stack } = await storeStudy();
    const { page, context, offences } = await reader(AS, "cpu");
    await openStudy(page, stack.study);
    await openDocument(page, "selection");
    expect(await page.locator("[data-document] h2").innerText()).toBe("教学重点图像");
    expect(await page.locator("[data-go]").count()).toBe(1);
    await screenshot(page, "read-documents-selection-zh-CN");
    expect(offences).toEqual([]);
    await context.close();
  });

  for (const language of LANGUAGES) {
    test(`say what a presentation state asks for, and lead to images shown so (${language})`, async () => {
      const { stack, instance } = await storeStudy();
      const { page, context, offences } = await reader(AS, "cpu", { language });
      await stored(context, state({ stack, number: 6 }, [instance]));
      await openStudy(page, stack.study);
      await openDocument(page, "state");
      const words = await page.locator("[data-document]").innerText();
      for (const one of ["MARKED", "术前标注", "李四 (Li Si)", "1500", "-600", "结节？建议复查"]) {
        expect(words).toContain(one);
      }
      expect(await page.locator("[data-go]").count()).toBe(1);
      await screenshot(page, `read-documents-state-${language}`);
      await page.locator("[data-present]").click();
      await page.locator("[data-sign=on]").waitFor();
      expect(await pane(page).getAttribute("data-image")).toBe(instance);
      expect(offences).toEqual([]);
      await context.close();
    });
  }

  test("are files that are kept as they came, and nothing that is none", async () => {
    const { stack } = await storeStudy();
    const { page, context, offences } = await reader(AS, "cpu");
    await openStudy(page, stack.study);
    await openDocument(page, "pdf");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("[data-save]").click(),
    ]);
    expect(download.suggestedFilename()).toBe("心电图报告 20261129.pdf");
    expect(readFileSync(await download.path(), "utf8")).toBe(SHEET);
    await screenshot(page, "read-documents-pdf-zh-CN");

    await openDocument(page, "pdf", 1);
    await page.locator("[data-document] [role=alert]").waitFor();
    expect(await page.locator("[data-save]").count()).toBe(0);
    expect(offences).toEqual([]);
    await context.close();
  });

  test("are all there is of some studies, and there again after a reload", async () => {
    const stack = { study: newUid(), series: newUid(), patientId: `D${newUid().slice(-12)}` };
    const { page, context, offences } = await reader(AS, "cpu", { size: "phone" });
    await stored(context, report({ stack, number: 1 }, "1.2.3"));
    await page.goto(`${SITE}/read/${stack.study}`);
    await page.locator("[data-document=report]").waitFor();
    await page.reload();
    await page.locator("[data-document=report]").waitFor();
    await screenshot(page, "read-documents-phone-zh-CN");
    expect(offences).toEqual([]);
    await context.close();
  });
});
