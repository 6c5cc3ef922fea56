import { expect, test } from "vitest";
import { loggedIn, logInByHand, settled, SITE, stranger, visit } from "./harness";

test("Chinese is the default, another language is remembered", async () => {
  const { context, page } = await stranger();
  await visit(page, "/login");
  expect(await page.locator("h1").innerText()).toBe("登录");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await page.locator("[data-language]").click();
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await context.close();
});

test("a stranger logs in and comes to the page that was wanted", async () => {
  const { context, page, offences } = await stranger();
  await visit(page, "/me?tab=1");
  expect(new URL(page.url()).pathname).toBe("/login");
  await logInByHand(page, "ts1-doctor", "a wrong password");
  await page.getByRole("alert").filter({ hasText: "用户名或密码错误" }).waitFor();
  await logInByHand(page, "ts1-doctor");
  await page.waitForURL(`${SITE}/me?tab=1`);
  await settled(page);
  expect(await page.title()).toBe("我的账号 · 联诊");
  expect(offences).toEqual([]);
  await context.close();
});

test("who logs out is a stranger again", async () => {
  const { context, page } = await stranger();
  await visit(page, "/login");
  await logInByHand(page, "ts2-doctor");
  await page.getByRole("button", { name: "退出" }).click();
  await page.waitForURL(`${SITE}/login`);
  const answer = await context.request.get(`${SITE}/api/v1/session`);
  expect(answer.status()).toBe(401);
  await context.close();
});

test("a session that ended elsewhere leads to the log-in and back to the page", async () => {
  const { context, page } = await stranger();
  await visit(page, "/login");
  await logInByHand(page, "ch2-doctor");
  await page.waitForURL(`${SITE}/`);
  const mine = await context.request.get(`${SITE}/api/v1/session`);
  const { id, csrfToken } = (await mine.json()) as { id: string; csrfToken: string };
  await page.getByRole("banner").getByRole("link", { name: "我的账号" }).click();
  await settled(page);
  await page.locator("input[name=current]").fill("demo");
  await page.locator("input[name=next]").fill("a long enough one");
  await page.locator("input[name=again]").fill("a long enough one");
  await context.request.delete(`${SITE}/api/v1/sessions/${id}`, {
    headers: { "X-CSRF-Token": csrfToken },
  });
  // the page may have heard of it by itself, and be gone
  await page
    .getByRole("button", { name: "修改密码" })
    .click({ timeout: 2000 })
    .catch(() => undefined);
  await page.getByText("登录已失效。请重新登录").waitFor();
  expect(new URL(page.url()).searchParams.get("next")).toBe("/me");
  await logInByHand(page, "ch2-doctor");
  await page.waitForURL(`${SITE}/me`);
  await context.close();
});

test("a page left alone asks for the password only, and keeps what was typed", async () => {
  const { context, page } = await loggedIn("ts1-doctor");
  let locked = false;
  await page.route("**/api/v1/**", async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === "/api/v1/session/unlock") {
      locked = false;
      await route.fulfill({ status: 204 });
    } else if (locked) {
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
  await page.locator("input[name=next]").fill("half typed");
  locked = true;
  await page.locator("input[name=current]").fill("x");
  await page.locator("input[name=next]").fill("half typed word");
  await page.locator("input[name=again]").fill("half typed word");
  await page.getByRole("button", { name: "修改密码" }).click();
  const overlay = page.locator("[data-lock]");
  await overlay.waitFor();
  expect(await overlay.evaluate((dialog: HTMLDialogElement) => dialog.matches(":modal"))).toBe(
    true,
  );
  await page.keyboard.press("Escape");
  expect(await overlay.isVisible()).toBe(true);
  await overlay.getByLabel("密码").fill("demo");
  await overlay.getByRole("button", { name: "解锁" }).click();
  await overlay.waitFor({ state: "detached" });
  expect(await page.locator("input[name=next]").inputValue()).toBe("half typed word");
  await context.close();
});

test("an account with a second factor is asked for its code", async () => {
  const { context, page } = await stranger();
  const sent: unknown[] = [];
  await page.route("**/api/v1/session", async (route) => {
    if (route.request().method() !== "POST") {
      await route.continue();
      return;
    }
    const body = route.request().postDataJSON() as { code?: string };
    sent.push(body);
    if (body.code === "123456") {
      await route.continue({
        postData: JSON.stringify({ username: "ts2-tech", password: "demo" }),
      });
    } else {
      await route.fulfill({
        status: 401,
        contentType: "application/problem+json",
        json: { code: "second-factor", status: 401, title: "second factor", detail: "" },
      });
    }
  });
  await visit(page, "/login");
  await logInByHand(page, "ts2-tech");
  await page.locator("input[name=code]").fill("123456");
  await page.locator("button[type=submit]").click();
  await page.waitForURL(`${SITE}/`);
  expect(sent).toEqual([
    { username: "ts2-tech", password: "demo" },
    { username: "ts2-tech", password: "demo", code: "123456" },
  ]);
  await context.close();
});
