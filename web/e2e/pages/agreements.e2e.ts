import type { Locator, Page } from "playwright-core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, visit } from "../harness";
import { history, OFFICE, withdrawn } from "../members";

const ID = "E2E-1";
const DAY_MS = 86_400_000;

/** The day in China so many days from now. */
function day(from: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + from * DAY_MS).toISOString().slice(0, 10);
}

function row(page: Page, text: string): Locator {
  return page.locator("table").first().locator("tbody tr").filter({ hasText: text });
}

async function put(id: string, agreement: object): Promise<void> {
  const office = await api(OFFICE);
  const { etag } = await office.get("/api/v1/members");
  await office.send("PUT", `/api/v1/members/agreements/${id}`, agreement, etag);
  await office.close();
}

async function typed(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /添加协议|Add an agreement/ })
    .first()
    .click();
  const form = page.getByRole("dialog");
  await form.getByLabel(/资料所属单位|Whose records/).selectOption("TS1");
  await form.getByLabel(/受托单位|Who does it/).selectOption("CH2");
  await form
    .locator(".el-checkbox")
    .filter({ hasText: /影像诊断|Imaging/ })
    .click();
}

everyPage("agreements", "/admin/agreements", {
  as: OFFICE,
  prepare: async (page) => {
    await put(ID, { owner: "TS2", reader: "CH2", services: ["IMAGING", "ECG"], to: day(12) });
    await put("E2E-2", { owner: "TS1", reader: "CITY1", from: day(5), to: day(365) });
    await put("E2E-3", { owner: "CH2", reader: "PROV1", services: ["PATHOLOGY"], to: day(-1) });
    await visit(page, "/admin/agreements");
    await row(page, "E2E-3").waitFor();
  },
});
everyPage("agreements-read", "/admin/agreements", { as: "ch1-director" });
everyPage("agreements-add", "/admin/agreements", { as: OFFICE, prepare: typed });
everyPage("agreements-home", "/", {
  as: OFFICE,
  prepare: async (page) => {
    await put(ID, { owner: "TS2", reader: "CH2", to: day(12) });
    await visit(page, "/");
  },
});

describe("agreements", () => {
  async function none(): Promise<void> {
    for (const id of [ID, "E2E-2", "E2E-3", "TS1-CH2"]) {
      await withdrawn("agreements", id);
    }
  }
  beforeEach(none);
  afterAll(none);

  test("are made, say what they permit, are changed, removed, and brought back", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/agreements");
    await typed(page);
    const form = page.getByRole("dialog");
    await form.getByText("县中医院 可以为 第一乡镇卫生院：查看影像、出影像诊断报告").waitFor();
    await form.getByText("反过来不行").waitFor();
    await form.locator(".el-checkbox").filter({ hasText: "远程会诊" }).click();
    await form.getByLabel("开始日期").fill(day(0));
    await form.getByLabel("结束日期").fill(day(-1));
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByText("结束日期早于开始日期").waitFor();
    await form.getByLabel("结束日期").fill(day(10));
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, "TS1-CH2").getByText("10 天后到期").waitFor();
    await row(page, "TS1-CH2").getByText("影像诊断报告；做远程会诊").waitFor();

    await row(page, "TS1-CH2").getByRole("button", { name: "修改" }).click();
    await form.getByLabel("结束日期").fill("");
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, "TS1-CH2").getByText("生效中").waitFor();
    await row(page, "TS1-CH2")
      .getByText(`${day(0)} 起`)
      .waitFor();

    await row(page, "TS1-CH2").getByRole("button", { name: "删除" }).click();
    await form.getByText("县中医院 不能再按这份协议查看 第一乡镇卫生院 的资料").waitFor();
    await form.getByRole("button", { name: "删除协议" }).click();
    await row(page, "TS1-CH2").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "撤销" }).click();
    await row(page, "TS1-CH2").waitFor();
    await context.close();
  });

  test("say in words whether they are in force", async () => {
    await put(ID, { owner: "TS2", reader: "CH2", to: day(0) });
    await put("E2E-2", { owner: "TS1", reader: "CITY1", from: day(5) });
    await put("E2E-3", { owner: "CH2", reader: "PROV1", to: day(-1) });
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/agreements");
    await row(page, ID).getByText("今天到期").waitFor();
    await row(page, "E2E-2").getByText("5 天后开始").waitFor();
    await row(page, "E2E-3").getByText("已结束").waitFor();
    await page.getByLabel("期限状态").selectOption("LATER");
    await row(page, ID).waitFor({ state: "detached" });
    await row(page, "E2E-2").waitFor();
    await page.getByLabel("期限状态").selectOption("");
    await page.getByLabel("业务").selectOption("ECG");
    await row(page, "CH2-CH1").waitFor({ state: "detached" });
    await row(page, ID).waitFor();
    await context.close();
  });

  test("are offered to units that have none", async () => {
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/agreements");
    const lonely = page.locator("section").filter({ hasText: "没有生效协议的单位" });
    await lonely.getByText("省立医院").waitFor();
    expect(await lonely.getByText("县人民医院").count()).toBe(0);
    await lonely.getByRole("button", { name: "为 省立医院 添加协议" }).click();
    const owner = page.getByRole("dialog").getByLabel("资料所属单位");
    expect(await owner.inputValue()).toBe("PROV1");
    await context.close();
  });

  test("that another has removed meanwhile are said to be, and can be put back", async () => {
    const agreement = { owner: "TS2", reader: "CH2", services: ["IMAGING"] };
    await put(ID, agreement);
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/agreements");
    await row(page, ID).getByRole("button", { name: "修改" }).click();
    await withdrawn("agreements", ID);
    const form = page.getByRole("dialog");
    await form.getByLabel("结束日期").fill(day(100));
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByRole("button", { name: "载入最新资料" }).click();
    await form.getByText("别人刚把它删除了").waitFor();
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, ID)
      .getByText(`到 ${day(100)} 为止`)
      .waitFor();
    await context.close();
  });

  test("that others changed meanwhile are not removed at once", async () => {
    await put(ID, { owner: "TS2", reader: "CH2" });
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/admin/agreements");
    await row(page, ID).getByRole("button", { name: "删除" }).click();
    await put(ID, { owner: "TS2", reader: "CH2", to: day(300) });
    await page.getByRole("dialog").getByRole("button", { name: "删除协议" }).click();
    await page.getByText("没有删除。列表已更新").waitFor();
    await row(page, ID)
      .getByText(`到 ${day(300)} 为止`)
      .waitFor();
    await context.close();
  });

  test("are only looked at by those who may not change them, who cannot restore them either", async () => {
    await put(ID, { owner: "TS2", reader: "CH2" });
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/agreements");
    await page.getByText("您可以查看，不能修改").waitFor();
    expect(await page.getByRole("button", { name: "添加协议" }).count()).toBe(0);
    expect(await row(page, ID).getByRole("button").count()).toBe(0);
    const versions = await history(page);
    await versions.nth(1).getByRole("button", { name: "恢复" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(`删除 协议 ${ID}`).waitFor();
    await dialog.getByText("其中有您无权修改的资料").waitFor();
    expect(await dialog.getByRole("button", { name: "恢复此版本" }).count()).toBe(0);
    await context.close();
  });

  test("that end soon are told on the home page of the office", async () => {
    await put(ID, { owner: "TS2", reader: "CH2", to: day(30) });
    const { page, context } = await loggedIn(OFFICE);
    await visit(page, "/");
    const tile = page.getByRole("region", { name: "到期的协议" });
    await tile.getByText("份协议将在 30 天内到期").waitFor();
    await tile.getByRole("link").click();
    await page.waitForURL("**/admin/agreements?standing=ENDING");
    await row(page, ID).getByText("30 天后到期").waitFor();
    expect(await row(page, "CH2-CH1").count()).toBe(0);
    await context.close();
  });
});
