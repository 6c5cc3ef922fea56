import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, settled, visit } from "../harness";

const AS = "office";

const MOST_YEARS = 50;

/** The last year whose holidays are known; those of the new one may not be there yet in its first days. */
async function known(page: Page): Promise<void> {
  const holiday = page.locator(".day.HOLIDAY").first();
  for (let years = 0; years < MOST_YEARS && !(await holiday.isVisible()); years++) {
    await page.getByRole("button", { name: /上一年|Year before/ }).click();
  }
  await holiday.waitFor();
}

everyPage("calendar", "/admin/calendar", { as: AS });
everyPage("calendar-edit", "/admin/calendar", {
  as: AS,
  prepare: async (page) => {
    await page.locator("header .el-button--primary").click();
    await known(page);
    await page.locator("button.day.HOLIDAY").first().click();
    await page.locator(".el-dialog form").waitFor();
    await settled(page);
  },
});

describe("the calendar", () => {
  test("of a year to come is entered by clicking days, and keeps who did it", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/calendar");
    await page.getByRole("button", { name: "编辑日历" }).click();
    do {
      await page.getByRole("button", { name: "下一年" }).click();
    } while ((await page.getByText("这一年的节假日还没有填写").count()) === 0);
    const year = Number.parseInt(await page.locator("h2[aria-live]").innerText(), 10);
    await page.getByRole("button", { name: `日期 ${String(year)}-01-01` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("到哪一天").fill(`${String(year)}-01-03`);
    await dialog.getByRole("button", { name: "设置" }).click();
    await dialog.getByText("请填写名称").waitFor();
    await dialog.getByLabel("名称").fill("元旦");
    await dialog.getByRole("button", { name: "设置" }).click();
    await page.getByRole("button", { name: `日期 ${String(year)}-01-03：放假 元旦` }).waitFor();
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("请填写依据").waitFor();
    await page.getByLabel(`${String(year)} 年安排的依据`).fill("国务院办公厅通知");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("依据：国务院办公厅通知").waitFor();
    await page.locator("td", { hasText: AS }).first().waitFor();
    expect(await page.locator(".day.HOLIDAY").count()).toBe(3);
    await context.close();
  });

  test("is only looked at by everybody else on duty", async () => {
    const { page, context } = await loggedIn("ts1-doctor");
    await visit(page, "/admin/calendar");
    await known(page);
    expect(await page.getByRole("button", { name: "编辑日历" }).count()).toBe(0);
    await context.close();
  });
});
