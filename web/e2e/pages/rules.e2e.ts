import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../gateway";
import { everyPage } from "../every-page";
import { newUid } from "../dicom";
import { loggedIn, screenshot, SITE, stranger, visit } from "../harness";
import { CLIENT, provider } from "../provider";

const AS = "admin";
const PATH = "/api/v1/access-rules";
type Rules = Record<string, unknown>;

async function change(more: Rules): Promise<void> {
  const admin = await api(AS);
  const now = await admin.get(PATH);
  await admin.send("PUT", PATH, { ...(now.data as Rules), ...more }, now.etag);
  await admin.close();
}

async function put(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label).fill(value);
}

afterAll(() => change({ lockMinutes: 15, sessionHours: 12 }));

everyPage("rules", "/admin/rules", { as: AS });
everyPage("rules-faults", "/admin/rules", {
  as: AS,
  prepare: async (page) => {
    await page.locator("input[inputmode=numeric]").first().fill("0");
    await page.locator("header .el-button--primary").click();
    await page.locator("[role=alert]").first().waitFor();
  },
});
everyPage("rules-confirm", "/admin/rules", {
  as: AS,
  prepare: async (page) => {
    await page.locator("input[inputmode=numeric]").nth(1).fill("5");
    await page.locator("main .el-checkbox").first().click();
    await page.locator("header .el-button--primary").click();
    await page.locator(".el-dialog dl").waitFor();
  },
});

describe("a rule of access", () => {
  test("is changed after its range was kept and its change said in words, and restored", async () => {
    await change({ lockMinutes: 15 });
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/rules");
    const save = page.getByRole("button", { name: "保存" });
    expect(await save.isDisabled(), "nothing changed yet").toBe(true);
    await put(page, "锁定时长", "1441");
    await save.click();
    await page.getByText("请填写 1 至 1,440 的整数").waitFor();
    await put(page, "锁定时长", "7");
    await save.click();
    const dialog = page.getByRole("dialog", { name: "修改访问规则" });
    await dialog.getByText("从“15 分钟”改为“7 分钟”").waitFor();
    await dialog.getByText("放宽").waitFor();
    await dialog.getByRole("button", { name: "确认修改" }).click();
    await dialog.waitFor({ state: "detached" });
    const history = page.getByRole("table", { name: "修改记录" }).locator("tbody tr");
    await history.first().getByText("从“15 分钟”改为“7 分钟”").waitFor();
    await history.first().getByText(AS).waitFor();
    await history.nth(1).getByRole("button", { name: "恢复" }).click();
    await dialog.getByText("从“7 分钟”改为“15 分钟”").waitFor();
    await dialog.getByRole("button", { name: "确认修改" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => page.getByLabel("锁定时长").inputValue()).toBe("15");
    await context.close();
  });

  test("that somebody else has changed meanwhile is not overwritten", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/rules");
    await put(page, "最长会话", "11");
    await change({ lockMinutes: 20 });
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("button", { name: "确认修改" }).click();
    await page.getByText("您的修改是从旧规则开始的").waitFor();
    expect(await page.getByLabel("最长会话").inputValue(), "what was typed").toBe("11");
    await page.getByRole("button", { name: "放弃修改" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "放弃修改" }).click();
    await expect.poll(() => page.getByLabel("锁定时长").inputValue()).toBe("20");
    await context.close();
  });

  test("is nobody else's to see", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/rules");
    await page.getByText("没有权限").first().waitFor();
    await context.close();
  });
});

/** Its page locks itself, and is opened again by a log-in in another tab. */
async function unlockedThere({
  page,
  context,
}: Awaited<ReturnType<typeof stranger>>): Promise<void> {
  let locked = false;
  await page.route("**/api/v1/**", async (route) => {
    if (locked) {
      await route.fulfill({
        status: 401,
        contentType: "application/problem+json",
        json: { code: "locked-idle", status: 401, title: "locked", detail: "" },
      });
    } else {
      await route.continue();
    }
  });
  await visit(page, "/me");
  for (const [name, text] of Object.entries({
    current: "x",
    next: "half typed word",
    again: "half typed word",
  })) {
    await page.locator(`input[name=${name}]`).fill(text);
  }
  locked = true;
  await page.getByRole("button", { name: "修改密码" }).click();
  const overlay = page.locator("[data-lock]");
  await overlay.waitFor();
  await screenshot(page, "lock-provider");
  const opening = context.waitForEvent("page");
  await overlay.locator("a[data-provider]").click();
  const tab = await opening;
  await tab.waitForURL(`${SITE}/`);
  locked = false;
  await tab.close();
  // the page may look by itself when it is seen again
  await overlay
    .getByRole("button", { name: "已登录，继续" })
    .click({ timeout: 2000 })
    .catch(() => undefined);
  await overlay.waitFor({ state: "detached" });
  expect(await page.locator("input[name=next]").inputValue()).toBe("half typed word");
}

describe("a provider of identities", () => {
  beforeAll(async () => {
    const admin = await api(AS);
    await admin.send("DELETE", "/api/v1/oidc-provider", {});
    await admin.close();
  });

  test("is tried, taken, offered to people, and switched off", async () => {
    const known = await provider();
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/rules");
    const panel = page.locator("[data-provider]");
    await panel.getByText("没有启用").waitFor();
    await panel.getByRole("button", { name: "启用…" }).click();
    await put(page, "签发者地址", `${known.issuer}/elsewhere`);
    await put(page, "客户端编号", CLIENT);
    await page.getByRole("button", { name: "检查并启用" }).click();
    await page.getByText("请填写").waitFor();
    await put(page, "客户端密钥", "a secret of tests");
    await page.getByRole("button", { name: "检查并启用" }).click();
    await page.getByRole("dialog").getByText("没有启用。请核对签发者地址").waitFor();
    await screenshot(page, "rules-provider-silent");
    await put(page, "签发者地址", known.issuer);
    await page.getByRole("button", { name: "检查并启用" }).click();
    await panel.getByText(known.issuer).waitFor();
    await screenshot(page, "rules-provider");

    const admin = await api(AS);
    const name = `oidc-${newUid().slice(-8)}`;
    const made = { name, displayName: "测试医师", unit: "TS1", roles: ["CLINICIAN"] };
    await admin.send("POST", "/api/v1/accounts", {
      ...made,
      kind: "PERSON",
      password: "a first word",
    });
    await admin.close();
    const guest = await stranger();
    known.person = name;
    await visit(guest.page, "/login");
    await guest.page.locator("a[data-provider]").click();
    // at work at once: who comes from there needs no password of ours
    await guest.page.waitForURL(`${SITE}/`);
    await unlockedThere(guest);
    await guest.context.close();
    const nobody = await stranger();
    known.person = "nobody-here";
    await visit(nobody.page, "/login");
    await nobody.page.locator("a[data-provider]").click();
    await nobody.page.getByText("统一身份登录没有成功").waitFor();
    await screenshot(nobody.page, "login-provider-refused");
    await nobody.context.close();

    await panel.getByRole("button", { name: "停用" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "停用" }).click();
    await panel.getByText("没有启用").waitFor();
    await context.close();
    await known.close();
  });
});
