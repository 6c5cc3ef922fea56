import { describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, visit } from "../harness";

const AS = "ts1-doctor";
const NAME = `测试${Date.now().toString(36)}`;

everyPage("orders", "/orders", { as: AS });

everyPage("orders-new", "/orders", {
  as: AS,
  prepare: async (page) => {
    await page.getByRole("button", { name: /新建申请|New order/ }).click();
    await page.getByRole("dialog").waitFor();
  },
});

everyPage("orders-matches", "/orders", {
  as: "ts1-tech",
  prepare: async (page) => {
    await page.getByLabel(/^(显示|Show)$/).selectOption("matches");
    await page.getByText(/没有待匹配的检查|No study waits/).waitFor();
  },
});

everyPage("orders-updates", "/orders", {
  as: AS,
  prepare: async (page) => {
    await page.getByLabel(/^(显示|Show)$/).selectOption("updates");
    await page.getByText(/没有等待处理的变更|No news of patients/).waitFor();
  },
});

describe("an order", () => {
  test("is typed in, changed, found and cancelled with a reason", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/orders");
    await page.getByRole("button", { name: "新建申请" }).click();
    const dialog = page.getByRole("dialog", { name: "新建申请" });
    await dialog.getByRole("button", { name: "开立申请" }).click();
    await dialog.getByText("请填写此项").nth(2).waitFor();
    await dialog.getByLabel("姓名").fill(NAME);
    await dialog.getByLabel("登记号").fill(`E${Date.now().toString(36)}`);
    await dialog.getByLabel("身份证号").fill("11010519491231002X");
    await expect.poll(() => dialog.getByLabel("出生日期").inputValue()).toBe("1949-12-31");
    await expect.poll(() => dialog.getByLabel("性别").inputValue()).toBe("F");
    await dialog.getByLabel("检查类型").selectOption("CT");
    await dialog.getByLabel("检查项目").fill("胸部平扫");
    await dialog.getByLabel("缓急").selectOption("URGENT");
    await dialog.getByRole("button", { name: "开立申请" }).click();
    await dialog.waitFor({ state: "detached" });

    const row = page.locator("tbody tr", { hasText: NAME });
    await row.getByText("已申请").waitFor();
    await row.getByText("加急").waitFor();
    await screenshot(page, "orders-list");
    await row.getByRole("button", { name: "修改申请" }).click();
    const change = page.getByRole("dialog", { name: "修改申请" });
    await change.getByLabel("检查项目").fill("胸部增强");
    await change.getByRole("button", { name: "保存修改" }).click();
    await row.getByText("CT 胸部增强").waitFor();

    await page.getByLabel("姓名").fill(NAME);
    await page.getByRole("button", { name: "查找" }).click();
    await row.getByRole("button", { name: "取消" }).click();
    const cancel = page.getByRole("dialog", { name: "取消申请" });
    await cancel.getByRole("button", { name: "取消申请" }).click();
    await cancel.getByText("请填写理由").waitFor();
    await cancel.locator("textarea").fill("患者改期");
    await cancel.getByRole("button", { name: "取消申请" }).click();
    await row.getByText("已取消").waitFor();
    await row.getByRole("button").first().waitFor({ state: "detached" });
    await context.close();
  });
});
