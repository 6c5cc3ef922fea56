import type { Locator, Page } from "playwright-core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, visit } from "../harness";
import { history, OFFICE, withdrawn } from "../members";

const CODE = "E2E-UNIT";

function row(page: Page, text: string): Locator {
  return page.locator("table").first().locator("tbody tr").filter({ hasText: text });
}

async function fill(page: Page, code: string, name: string): Promise<void> {
  await page.getByRole("button", { name: "添加单位" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("代码").fill(code);
  await form.getByLabel("名称").fill(name);
  await form.getByLabel("类型").selectOption("COMMUNITY_HEALTH_CENTRE");
  await form.getByLabel("医共体").selectOption("XX1");
}

everyPage("units", "/admin/units", { as: OFFICE });
everyPage("units-read", "/admin/units", { as: "sysadmin" });
everyPage("units-add", "/admin/units", {
  as: OFFICE,
  prepare: async (page) => {
    await page.getByRole("button", { name: /添加单位|Add a unit/ }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(/医共体|Consortium/).selectOption("XX1");
    await form.getByRole("button", { name: /保存|Save/ }).click();
    await form.getByRole("alert").nth(2).waitFor();
  },
});

describe("units", () => {
  beforeEach(() => withdrawn("units", CODE));
  afterAll(() => withdrawn("units", CODE));

  test("are added, changed, removed, and brought back", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/units");
    await fill(page, "e2e", "");
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByText("请填 1 至 32 个大写字母").waitFor();
    await form.getByText("请填写名称").waitFor();
    await form.getByLabel("代码").fill("TS1");
    await form.getByText("这个代码已有单位在用").waitFor();
    await form.getByLabel("代码").fill(CODE);
    await form.getByLabel("名称").fill("试点社区卫生服务中心");
    await form.getByLabel("加入日期").fill("2099-01-01");
    await form.getByLabel("退出日期").fill("2098-01-01");
    await form.getByText("退出日期早于加入日期").waitFor();
    await form.getByLabel("退出日期").fill("");
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, CODE).getByText("尚未加入").waitFor();
    await row(page, CODE).getByText("2099-01-01 加入").waitFor();

    await row(page, CODE).getByRole("button", { name: "修改" }).click();
    await form.getByLabel("状态").selectOption("SUSPENDED");
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, CODE).getByText("已暂停").waitFor();

    await row(page, CODE).getByRole("button", { name: "删除" }).click();
    await form.getByRole("button", { name: "删除单位" }).click();
    await row(page, CODE).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "撤销" }).click();
    await row(page, CODE).getByText("已暂停").waitFor();

    const versions = await history(page);
    await versions.nth(1).getByRole("button", { name: "查看" }).click();
    await versions.nth(1).getByText(`删除 单位 ${CODE}`).waitFor();
    await versions.nth(2).getByRole("button", { name: "查看" }).click();
    await versions.nth(2).getByText("状态: （无） → 暂停").waitFor();
    expect(await versions.first().innerText()).toContain(OFFICE);
    await context.close();
  });

  test("come back as they were in an earlier version, which says first what that changes", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/units");
    const versions = await history(page);
    const before = await versions.first().locator("td").first().innerText();
    await fill(page, CODE, "试点社区卫生服务中心");
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await row(page, CODE).waitFor();
    await page.getByRole("button", { name: `恢复此版本：第 ${before} 版` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(`删除 单位 ${CODE}`).waitFor();
    await dialog.getByRole("button", { name: "恢复此版本" }).click();
    await row(page, CODE).waitFor({ state: "detached" });
    await context.close();
  });

  test("that others name are not removed, and it is said who does", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/units");
    await row(page, "县人民医院").getByRole("button", { name: "删除" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/\d+ 个节点、 ?\d+ 份协议、 ?2 个共享中心/).waitFor();
    await dialog.getByRole("button", { name: "修改这个单位" }).click();
    await dialog.getByLabel("状态").waitFor();
    expect(await dialog.getByLabel("名称").inputValue()).toBe("县人民医院");
    await context.close();
  });

  test("that somebody else changed meanwhile keep what both wrote", async () => {
    const office = await api(OFFICE);
    const unit = { name: "试点中心", kind: "OTHER", consortium: "XX1" };
    const path = `/api/v1/members/units/${CODE}`;
    await office.send("PUT", path, unit, (await office.get("/api/v1/members")).etag);
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/units");
    await row(page, CODE).getByRole("button", { name: "修改" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("名称").fill("我写的名称");

    const theirs = { ...unit, name: "别人写的名称", status: "SUSPENDED" };
    await office.send("PUT", path, theirs, (await office.get("/api/v1/members")).etag);
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByText("您打开表单以后，别人改过成员资料").waitFor();
    await form.getByRole("button", { name: "载入最新资料" }).click();
    await form.getByText("名称: 试点中心 → 别人写的名称").waitFor();
    expect(await form.getByLabel("名称").inputValue()).toBe("我写的名称");
    expect(await form.getByLabel("状态").inputValue()).toBe("SUSPENDED");
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, "我写的名称").getByText("已暂停").waitFor();

    // a way back that would take back others' changes, too, is none
    const again = { ...theirs, name: "又改了" };
    await office.send("PUT", path, again, (await office.get("/api/v1/members")).etag);
    await page.getByRole("button", { name: "撤销" }).click();
    await page.getByText("此后又有人改过成员资料").waitFor();
    await row(page, "又改了").waitFor();
    await office.close();
    await context.close();
  });

  test("say at its field what the gateway does not take", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/units");
    await fill(page, CODE, "试点中心");
    await page.route(`**/api/v1/members/units/${CODE}`, (route) =>
      route.continue({ postData: JSON.stringify({ name: "x", kind: "OTHER", consortium: "XX9" }) }),
    );
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "保存" }).click();
    const field = form.locator(".choice").filter({ hasText: "医共体" });
    await field.getByText("医共体 中没有 XX9").waitFor();
    expect(await form.getByRole("alert").count()).toBe(1);
    await context.close();
  });

  test("are found, and lead to their agreements and nodes", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/units");
    await page.getByText("您可以查看，不能修改").waitFor();
    expect(await page.getByRole("button", { name: "添加单位" }).count()).toBe(0);
    expect(await row(page, "县人民医院").getByRole("button").count()).toBe(0);
    await page.getByLabel("共享协议").selectOption("none");
    await row(page, "省立医院").getByText("没有协议").waitFor();
    expect(await row(page, "县人民医院").count()).toBe(0);
    await page.getByLabel("共享协议").selectOption("");
    await page.getByLabel("查找名称或代码").fill("ts2");
    await row(page, "第一乡镇卫生院").waitFor({ state: "detached" });
    await row(page, "第二乡镇卫生院")
      .getByRole("link", { name: /共 \d+ 份/ })
      .click();
    await page.waitForURL("**/admin/agreements?unit=TS2");
    await row(page, "第二乡镇卫生院 → 县人民医院").waitFor();
    expect(await row(page, "第一乡镇卫生院").count()).toBe(0);

    await visit(page, "/admin/units");
    await row(page, "第二乡镇卫生院").getByRole("link", { name: "1 个节点" }).click();
    await page.waitForURL("**/admin/nodes?unit=TS2");
    await row(page, "TS2PACS").waitFor();
    expect(await row(page, "TS1PACS").count()).toBe(0);
    await context.close();
  });

  test("are added with the keyboard alone", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/units");
    const { keyboard } = page;
    const form = page.getByRole("dialog");
    const code = form.getByLabel("代码");
    const focused = () => code.evaluate((input) => input === document.activeElement);
    await page.getByRole("button", { name: "添加单位" }).focus();
    await keyboard.press("Enter");
    await code.waitFor();
    await expect
      .poll(async () => {
        await keyboard.press("Tab");
        return focused();
      })
      .toBe(true);
    await keyboard.type(CODE);
    await keyboard.press("Tab");
    await keyboard.type("试点中心");
    await keyboard.press("Tab");
    await keyboard.press("ArrowDown");
    await keyboard.press("Shift+Tab");
    await keyboard.press("Enter");
    await row(page, CODE).getByText("外部伙伴").waitFor();
    await row(page, CODE).getByRole("button", { name: "删除" }).focus();
    await keyboard.press("Enter");
    await form.getByText("它的账号看不到任何检查").waitFor();
    await keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await row(page, CODE).waitFor();
    await context.close();
  });

  test("are none of those who may not see the members", async () => {
    const { page, context } = await loggedIn("ts1-doctor");
    await visit(page, "/admin/units");
    await page.getByText("您的账号不能打开这个页面").waitFor();
    await context.close();
  });
});
