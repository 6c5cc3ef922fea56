/** The steps that a new account must go through, with a real second factor. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { logInByHand, settled, SITE, stranger, visit } from "../harness";
import { totp } from "../totp";

const RUN = Date.now().toString(36);
const FIRST = `first ${RUN} password`;
const OWN = `own ${RUN} password`;

/** An account of a person who reads, for whom the rules want a second factor. */
async function account(name: string): Promise<void> {
  const admin = await api("admin");
  const made = { name, displayName: "测试医师", unit: "CH1", roles: ["SENIOR_RADIOLOGIST"] };
  await admin.send("POST", "/api/v1/accounts", { ...made, kind: "PERSON", password: FIRST });
  await admin.close();
}

async function entered(page: Page, name: string, password: string, next: string): Promise<void> {
  await visit(page, "/login");
  await logInByHand(page, name, password);
  await page.waitForURL(`${SITE}${next}`);
  await settled(page);
}

/** Sets a password of one's own in the place of the one that somebody else has set. */
async function ownPassword(page: Page): Promise<void> {
  await page.locator("input[name=current]").fill(FIRST);
  await page.locator("input[name=next]").fill(OWN);
  await page.locator("input[name=again]").fill(OWN);
  await page.locator("form button[type=submit]").click();
  await page.waitForURL(/\/login\/second-factor/);
  await settled(page);
}

const FRESH = `e2e-fresh-${RUN}`;
const HALF = `e2e-half-${RUN}`;

beforeAll(async () => {
  await account(FRESH);
  await account(HALF);
  const { page, context } = await stranger();
  await entered(page, HALF, FIRST, "/login/password");
  await ownPassword(page);
  await context.close();
});

everyPage("login-password", "/login", {
  prepare: (page) => entered(page, FRESH, FIRST, "/login/password"),
});
everyPage("login-second-factor", "/login", {
  prepare: async (page) => {
    await entered(page, HALF, OWN, "/login/second-factor");
    await page.locator("form button[type=submit]").click();
    await page.locator("input[name=code]").waitFor();
  },
});

describe("a new account", () => {
  test("sets its password and an authenticator, and needs both from then on", async () => {
    const name = `e2e-reads-${RUN}`;
    await account(name);
    const { page, context, offences } = await stranger();
    await entered(page, name, FIRST, "/login/password");
    await page.goto(`${SITE}/studies`);
    await page.waitForURL(/\/login\/password/);
    await settled(page);
    await ownPassword(page);
    await page.goto(`${SITE}/studies`);
    await page.waitForURL(/\/login\/second-factor/);
    await page.getByRole("button", { name: "设置身份验证器" }).click();
    const secret = await page.locator("form code").innerText();
    await page.locator("input[name=code]").fill("000000");
    await page.getByRole("button", { name: "确认启用" }).click();
    await page.getByRole("alert").waitFor();
    await page.locator("input[name=code]").fill(totp(secret));
    await page.getByRole("button", { name: "确认启用" }).click();
    await page.locator("[data-recovery-codes]").waitFor();
    const codes = await page.locator("[data-recovery-codes] code").allInnerTexts();
    expect(codes.length).toBe(10);
    await page.getByRole("button", { name: "我已保存好" }).click();
    await page.waitForURL("**/studies");
    await settled(page);

    await page.getByRole("button", { name: "退出" }).click();
    await page.waitForURL(`${SITE}/login`);
    await logInByHand(page, name, OWN);
    await page.locator("input[name=code]").fill("123123");
    await page.locator("button[type=submit]").click();
    await page.getByRole("alert").waitFor();
    expect((await context.request.get(`${SITE}/api/v1/session`)).status()).toBe(401);
    await page.locator("input[name=code]").fill(codes[0] ?? "");
    await page.locator("button[type=submit]").click();
    await page.waitForURL(`${SITE}/`);
    await settled(page);
    expect(offences).toEqual([]);
    await context.close();
  });
});
