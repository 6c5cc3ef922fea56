import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, visit, type Watched } from "../harness";
import { allHere, reader, seen } from "../reading";
import { line, report, sent, type Sent } from "../readings";

const WRITER = "ch1-radiologist";
const REVIEWER = "ch1-senior";

/** Opens a study from the list and waits for its images. */
async function opened(
  account: string,
  one: Sent,
  act: string,
  group?: "review" | "mine",
): Promise<Watched> {
  const watched = await reader(account, "cpu");
  const { page } = watched;
  await visit(page, "/readings");
  if (group !== undefined) {
    await page.locator(`[data-group=${group}]`).click();
  }
  await line(page, one).getByRole("button", { name: act }).first().click();
  await page.locator("[data-patient]", { hasText: one.patientId }).waitFor();
  await seen(page);
  return watched;
}

function field(page: Page, name: string): Locator {
  return page.locator(`[data-field="${name}"] :is(input, textarea)`).first();
}

async function keeping(page: Page, state: string): Promise<void> {
  await page.locator(`[data-keeping=${state}]`).waitFor();
}

async function written(page: Page): Promise<void> {
  await keeping(page, "saved");
  await field(page, "technique").fill("平扫");
  await field(page, "findings").fill("胸部：右肺上叶见小结节，直径 5 mm。");
  await field(page, "impression").fill("右肺上叶小结节。");
  await page.locator("[data-field=positive]").getByText("阳性", { exact: true }).click();
  await page.locator("[data-missing=true]").waitFor({ state: "detached" });
  await keeping(page, "saved");
}

/** Goes through all images, so that none counts as not shown. */
async function lookedThrough(page: Page, images: number): Promise<void> {
  await allHere(page);
  await page.locator("[data-canvas]").first().hover();
  await page.keyboard.press("Escape");
  for (let at = 1; at < images; at++) {
    await page.locator("[data-canvas]").first().hover();
    await page.mouse.wheel(0, 100);
    await seen(page, at);
  }
}

async function signed(page: Page): Promise<void> {
  await page.locator("[data-sign]").click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[name=sign-password]").fill("demo");
  await dialog.locator("button[type=submit]").click();
  await page.locator("[data-signed]").waitFor();
}

describe("a report", () => {
  let one: Sent;
  beforeAll(async () => {
    one = await sent();
  }, 120_000);

  test("is written, reviewed, approved and read by those who sent the study", async () => {
    const writer = await opened(WRITER, one, "阅片");
    await screenshot(writer.page, "report-begun");
    await written(writer.page);
    await lookedThrough(writer.page, 2);
    await writer.page.keyboard.press("k");
    await writer.page.locator("[data-report-key]").waitFor();
    await keeping(writer.page, "saved");
    await writer.page.locator("[data-sign]").click();
    const dialog = writer.page.getByRole("dialog");
    for (const word of [one.name, one.patientId, "右肺上叶小结节。", "2 幅图像都已显示过"]) {
      await dialog.getByText(word).first().waitFor();
    }
    await screenshot(writer.page, "report-sign");
    await dialog.locator("input[name=sign-password]").fill("wrong");
    await dialog.locator("button[type=submit]").click();
    await dialog.getByText("现在的密码不对").waitFor();
    await dialog.locator("input[name=sign-password]").fill("demo");
    await dialog.locator("button[type=submit]").click();
    await writer.page.locator("[data-signed]").waitFor();
    await writer.page.getByText("临时报告").first().waitFor();
    await screenshot(writer.page, "report-signed");
    expect(writer.offences).toEqual([]);

    const doctor = await loggedIn("ts1-doctor");
    await visit(doctor.page, `/results/${one.study}`);
    await doctor.page.getByText("临时报告").first().waitFor();

    const reviewer = await opened(REVIEWER, one, "审核", "review");
    await field(reviewer.page, "impression").fill("右肺上叶磨玻璃小结节，建议复查。");
    await keeping(reviewer.page, "saved");
    await reviewer.page.locator("[data-changes] ins", { hasText: "磨" }).waitFor();
    await screenshot(reviewer.page, "report-review");
    await lookedThrough(reviewer.page, 2);
    await signed(reviewer.page);
    await reviewer.page.locator("[data-version]").nth(1).waitFor();
    await reviewer.page.getByText("签名有效").first().waitFor();
    expect(reviewer.offences).toEqual([]);

    // whoever waits sees it without loading anew
    await doctor.page.getByText("右肺上叶磨玻璃小结节，建议复查。").waitFor();
    await doctor.page.getByText("审核医师：县医院审核医师").waitFor();
    const [file] = await Promise.all([
      doctor.page.waitForEvent("download"),
      doctor.page.getByLabel("下载 PDF（第 2 版）").first().click(),
    ]);
    expect(file.suggestedFilename()).toBe("report-2.pdf");
    expect(
      readFileSync(await file.path())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    await doctor.page.emulateMedia({ media: "print" });
    await screenshot(doctor.page, "results-print");
    for (const { context } of [writer, reviewer, doctor]) {
      await context.close();
    }
  });

  test("that is not complete, or of which images were not shown, is not signed just so", async () => {
    const other = await sent(3);
    const { page, context } = await opened(WRITER, other, "阅片");
    await keeping(page, "saved");
    await page.locator("[data-sign]").click();
    await page.getByText("必须填写").first().waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await screenshot(page, "report-incomplete");
    await written(page);
    await page.locator("[data-sign]").click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("input[name=sign-password]").fill("demo");
    await dialog.locator("button[type=submit]").click();
    await dialog.getByText("请写明原因，或取消后看完图像。").waitFor();
    await screenshot(page, "report-not-shown");
    await dialog.getByLabel(/幅图像没有显示过/).fill("重复序列");
    await dialog.locator("button[type=submit]").click();
    await page.locator("[data-signed]").waitFor();
    await context.close();
  });

  test("keeps what was typed out of the gateway's reach", async () => {
    const other = await sent(1);
    const { page, context } = await opened(WRITER, other, "阅片");
    await keeping(page, "saved");
    await context.setOffline(true);
    await field(page, "findings").fill("断网时写的");
    await keeping(page, "unsaved");
    await screenshot(page, "report-offline");
    await context.setOffline(false);
    await keeping(page, "saved");
    await page.reload();
    await expect.poll(() => field(page, "findings").inputValue()).toBe("断网时写的");
    await page.locator("[data-release]").click();
    await page.locator("[data-take]").waitFor();
    await context.close();
  });

  test("survives a browser that dies before anything was kept", async () => {
    const other = await sent(1);
    const { page, context } = await opened(WRITER, other, "阅片");
    await keeping(page, "saved");
    await context.setOffline(true);
    await field(page, "impression").fill("还没来得及保存");
    await keeping(page, "unsaved");
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await visit(again, `/readings/${other.id}`);
    await expect.poll(() => field(again, "impression").inputValue()).toBe("还没来得及保存");
    await keeping(again, "saved");
    expect(
      await again.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("report"))),
    ).toEqual([]);
    await context.close();
  });

  test("that another window has changed is not overwritten, and nothing is lost", async () => {
    const other = await sent(1);
    const { page, context } = await opened(WRITER, other, "阅片");
    await keeping(page, "saved");
    const second = await context.newPage();
    await visit(second, `/readings/${other.id}`);
    await keeping(second, "saved");
    await field(page, "findings").fill("第一个窗口");
    await keeping(page, "saved");
    await field(second, "findings").fill("第二个窗口");
    await keeping(second, "overtaken");
    await screenshot(second, "report-overtaken");
    await second.locator("[data-reload]").click();
    await expect.poll(() => field(second, "findings").inputValue()).toBe("第一个窗口");
    await second.locator("[data-restore]").click();
    await expect.poll(() => field(second, "findings").inputValue()).toBe("第二个窗口");
    await keeping(second, "saved");
    await context.close();
  });

  test("is sent back with a reason that its writer sees", async () => {
    const other = await sent(1);
    const writer = await opened(WRITER, other, "阅片");
    await written(writer.page);
    await signed(writer.page);
    const reviewer = await opened(REVIEWER, other, "审核", "review");
    await keeping(reviewer.page, "saved");
    await reviewer.page.locator("[data-reasoned=send-back]").click();
    await reviewer.page.getByRole("dialog").locator("textarea").fill("请写明结节大小");
    await reviewer.page.getByRole("dialog").locator("button[type=submit]").click();
    await writer.page.locator("[data-sent-back]", { hasText: "请写明结节大小" }).waitFor();
    await screenshot(writer.page, "report-sent-back");
    for (const { context } of [writer, reviewer]) {
      await context.close();
    }
  });
});

describe("pages", () => {
  const of = { written: "", signed: "" };
  beforeAll(async () => {
    const [one, other] = [await sent(2), await sent(2)];
    await report(WRITER, one, false);
    await report(WRITER, other, true);
    of.written = one.id;
    of.signed = other.study;
  }, 180_000);

  everyPage("report", "", {
    as: WRITER,
    prepare: async (page) => {
      await visit(page, `/readings/${of.written}`);
      await keeping(page, "saved");
      await seen(page);
    },
  });
  everyPage("results", "", {
    as: "ts1-doctor",
    prepare: async (page) => {
      await visit(page, `/results/${of.signed}`);
      await page.locator("[data-report]").waitFor();
    },
  });
});
