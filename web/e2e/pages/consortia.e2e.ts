import type { Locator, Page } from "playwright-core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, visit } from "../harness";
import { history, OFFICE, withdrawn } from "../members";

const CODE = "E2E-XX";
const CENTRE = "E2E-ECG";
const UNIT = "E2E-PILOT";

function row(page: Page, text: string): Locator {
  return page.locator("section tbody tr").filter({ hasText: text }).first();
}

async function none(): Promise<void> {
  await withdrawn("centres", CENTRE);
  await withdrawn("units", UNIT);
  await withdrawn("consortia", CODE);
}

everyPage("consortia", "/admin/consortia", { as: OFFICE });
everyPage("consortia-read", "/admin/consortia", { as: "sysadmin" });
everyPage("consortia-add", "/admin/consortia", {
  as: OFFICE,
  prepare: async (page) => {
    await page.getByRole("button", { name: /^添加医共体|Add a consortium/ }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: /保存|Save/ }).click();
    await form.getByRole("alert").nth(1).waitFor();
  },
});
everyPage("centres-add", "/admin/consortia", {
  as: OFFICE,
  prepare: async (page) => {
    await page.getByRole("button", { name: /^添加共享中心|Add a shared centre/ }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: /保存|Save/ }).click();
    await form.getByRole("alert").nth(3).waitFor();
  },
});

describe("consortia", () => {
  beforeEach(none);
  afterAll(none);

  test("are made, get leaders, are found by their units, and go when they have none", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/consortia");
    await page.getByRole("button", { name: "添加医共体" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("代码").fill("XX1");
    await form.getByLabel("名称").fill("试点医共体");
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByText("这个代码已有医共体在用").waitFor();
    await form.getByLabel("代码").fill(CODE);
    await form.getByLabel("模式").selectOption("REGIONAL");
    await form.locator(".el-checkbox").filter({ hasText: "省立医院" }).click();
    await form.locator(".el-checkbox").filter({ hasText: "市立医院" }).click();
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, CODE).getByText("省立医院、市立医院").waitFor();
    await row(page, CODE).getByText("区域医联体").waitFor();

    const office = await api(OFFICE);
    await office.send(
      "PUT",
      `/api/v1/members/units/${UNIT}`,
      { name: "试点卫生院", kind: "TOWNSHIP_HEALTH_CENTRE", consortium: CODE },
      (await office.get("/api/v1/members")).etag,
    );
    await office.close();
    await row(page, CODE).getByText("1 个单位").waitFor();
    await row(page, CODE).getByRole("button", { name: "删除" }).click();
    await form.getByText("还有 1 个单位属于它").waitFor();
    await form.getByRole("button", { name: "知道了" }).click();
    await row(page, CODE)
      .getByRole("link", { name: /1 个单位/ })
      .click();
    await page.waitForURL(`**/admin/units?consortium=${CODE}`);
    await page.getByText("试点卫生院").waitFor();
    expect(await page.getByText("第一乡镇卫生院").count()).toBe(0);

    await withdrawn("units", UNIT);
    await visit(page, "/admin/consortia");
    await row(page, CODE).getByRole("button", { name: "删除" }).click();
    await form.getByRole("button", { name: "删除医共体" }).click();
    await row(page, CODE).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "撤销" }).click();
    await row(page, CODE).getByText("省立医院、市立医院").waitFor();
    await context.close();
  });

  test("have centres, which others may have changed meanwhile", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/consortia");
    await page.getByRole("button", { name: "添加共享中心" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("代码").fill(CENTRE);
    await form.getByLabel("名称").fill("心电诊断中心");
    await form.getByLabel("业务").selectOption("ECG");
    await form.getByLabel("运行单位").selectOption("CH1");
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, CENTRE).getByText("县人民医院").waitFor();

    await row(page, CENTRE).getByRole("button", { name: "修改" }).click();
    await form.getByLabel("名称").fill("我写的名称");
    const office = await api(OFFICE);
    await office.send(
      "PUT",
      `/api/v1/members/centres/${CENTRE}`,
      { name: "心电诊断中心", service: "ECG", owner: "CH2" },
      (await office.get("/api/v1/members")).etag,
    );
    await office.close();
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByRole("button", { name: "载入最新资料" }).click();
    await form.getByText("运行单位: CH1 → CH2").waitFor();
    expect(await form.getByLabel("运行单位").inputValue()).toBe("CH2");
    expect(await form.getByLabel("名称").inputValue()).toBe("我写的名称");
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, "我写的名称").getByText("县中医院").waitFor();

    await row(page, CENTRE).getByRole("button", { name: "删除" }).click();
    await form.getByText("县中医院 不再作为").waitFor();
    await form.getByRole("button", { name: "删除共享中心" }).click();
    await row(page, CENTRE).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "撤销" }).click();
    await row(page, "我写的名称").waitFor();
    const versions = await history(page);
    await versions.nth(1).getByRole("button", { name: "查看" }).click();
    await versions.nth(1).getByText(`删除 中心 ${CENTRE}`).waitFor();
    await context.close();
  });

  test("are only looked at by those who may not change them, and hidden from others", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/consortia");
    await page.getByText("您可以查看，不能修改").waitFor();
    await row(page, "XX1").getByText("县人民医院、县中医院").waitFor();
    expect(await page.getByRole("button", { name: /添加|修改|删除/ }).count()).toBe(0);
    await context.close();
    const other = await loggedIn("ts1-doctor");
    await visit(other.page, "/admin/consortia");
    await other.page.getByText("您的账号不能打开这个页面").waitFor();
    await other.context.close();
  });
});
