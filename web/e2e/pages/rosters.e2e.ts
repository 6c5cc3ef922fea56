import { describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, settled, visit } from "../harness";

const AS = "ch1-director";

everyPage("rosters", "/admin/rosters", { as: AS });
everyPage("rosters-edit", "/admin/rosters", {
  as: AS,
  prepare: async (page) => {
    await page.locator("tbody tr", { hasText: "CH1" }).first().locator(".el-button").click();
    await page.locator(".el-drawer .el-button--primary").click();
    await page.locator(".el-dialog form").waitFor();
    await settled(page);
  },
});

describe("a roster", () => {
  test("is filled in, says who is on duty, and keeps its versions", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/rosters");
    const row = page.locator("tbody tr", { hasText: "CH1" }).filter({ hasText: "转诊" });
    await row.locator(".el-button").click();
    const drawer = page.locator(".el-drawer");
    await drawer.getByRole("button", { name: "编辑值班表" }).click();
    const dialog = page.getByRole("dialog", { name: "编辑值班表" });
    await dialog.getByRole("button", { name: "删除班次" }).click();
    await dialog.getByRole("button", { name: "添加下一班" }).click();
    await dialog.getByLabel("第 1 人的用户名").fill("ch1-doctor");
    await dialog.getByLabel("第 1 人的值班电话").fill("call me");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("值班电话只能有数字和横线").waitFor();
    await dialog.getByLabel("第 1 人的值班电话").fill("0571-1234567");
    await dialog.getByRole("button", { name: "添加人员" }).click();
    await dialog.getByLabel("第 2 人的用户名").fill("ch1-radiologist");
    await dialog.getByRole("button", { name: "上移" }).nth(1).click();
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.waitFor({ state: "detached" });
    await drawer.getByText("现行").first().waitFor();
    await drawer.locator("td", { hasText: AS }).first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => row.locator("li").allInnerTexts()).toHaveLength(2);
    expect((await row.locator("li").allInnerTexts())[0]).toContain("ch1-radiologist");
    await row.getByRole("link", { name: "0571-1234567" }).waitFor();
    await context.close();
  });

  test("of another unit, or a technical one, is only looked at", async () => {
    const { page, context } = await loggedIn("ts1-tech");
    await visit(page, "/admin/rosters");
    await page.locator("tbody tr", { hasText: "转诊" }).first().locator(".el-button").click();
    await page.locator(".el-drawer table").first().waitFor();
    expect(await page.getByRole("button", { name: "编辑值班表" }).count()).toBe(0);
    await context.close();
  });

  test("of the system is kept by its administrator for all units", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/rosters");
    await page.getByLabel("值班", { exact: true }).selectOption("SYSTEM");
    await page.locator("tbody tr", { hasText: "TS1" }).locator(".el-button").click();
    await page.getByRole("button", { name: "编辑值班表" }).waitFor();
    await context.close();
  });
});
