import { describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, settled, SITE, visit } from "../harness";

const AS = "auditor";

everyPage("audit", "/admin/audit", { as: AS });
everyPage("audit-detail", "/admin/audit", {
  as: AS,
  prepare: async (page) => {
    await page.locator("tbody .el-button").first().click();
    await page.locator(".el-drawer dl").first().waitFor();
    await settled(page);
  },
});

describe("the audit log", () => {
  test("is searched by account, action and outcome", async () => {
    const refused = await loggedIn("ch1-expert");
    const answer = await refused.context.request.get(`${SITE}/api/v1/audit`);
    expect(answer.status()).toBe(403);
    await refused.context.close();

    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/audit");
    await page.getByLabel("帐号或 AE 标题").fill("ch1-expert");
    await page.getByLabel("操作").selectOption("ACCESS_REFUSE");
    await page.getByLabel("结果").selectOption("REFUSED");
    await page.getByRole("button", { name: "查找" }).click();
    await page.locator("tbody tr", { hasText: "越权被拒" }).first().waitFor();
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(
      await page.locator("tbody tr", { hasText: "ch1-expert" }).count(),
    );
    await page.locator("tbody .el-button").first().click();
    await page.locator(".el-drawer").getByText("READ_AUDIT").first().waitFor();
    await page.getByRole("button", { name: "查找这个帐号的事件" }).click();
    await page.locator("tbody tr", { hasText: "登录" }).first().waitFor();
    await context.close();
  });

  test("that has no such event says what to do", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/audit");
    await page.getByLabel("对象（完整编号）").fill("1.2.3.nowhere");
    await page.getByRole("button", { name: "查找" }).click();
    await page.getByText("没有符合条件的事件").waitFor();
    await context.close();
  });

  test("is whole", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/audit");
    await page.getByRole("button", { name: "校验" }).click();
    await page.getByText("✓完整").waitFor();
    await page.getByText("最后完整的一环").waitFor();
    await context.close();
  });
});
