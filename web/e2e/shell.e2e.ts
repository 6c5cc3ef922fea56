import { expect, test } from "vitest";
import { loggedIn, settled, SITE, visit } from "./harness";
import { storeStudy } from "./instances";

test("without the right to it a page is refused, and its address stays", async () => {
  const { context, page } = await loggedIn("ts1-doctor");
  await visit(page, "/admin/system");
  await page.locator("[data-forbidden]").waitFor();
  expect(new URL(page.url()).pathname).toBe("/admin/system");
  expect(
    await page
      .getByRole("navigation", { name: "导航" })
      .getByRole("link", { name: "系统状态" })
      .count(),
  ).toBe(0);
  await context.close();
});

test("a study of another unit is not there for a township doctor, whatever its address", async () => {
  const study = await storeStudy("ts2-tech", { patientId: "E2E-OTHER", patientName: "Wu^Liu" });
  const own = await loggedIn("ts2-doctor");
  await visit(own.page, `/read/${study}`);
  await own.page.locator("[data-canvas]").waitFor();
  await own.context.close();
  const { context, page } = await loggedIn("ts1-doctor");
  await visit(page, `/read/${study}`);
  await page.getByText("没有找到").waitFor();
  const answer = await context.request.get(`${SITE}/dicom-web/studies/${study}/metadata`);
  expect([403, 404]).toContain(answer.status());
  await context.close();
});

test("everything is reached by keyboard, and one sees where one is", async () => {
  const { context, page } = await loggedIn("sysadmin");
  await visit(page, "/");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("跳到正文");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  const seen: string[] = [];
  await page.goto(`${SITE}/`);
  await settled(page);
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press("Tab");
    const state = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) {
        return undefined;
      }
      const style = getComputedStyle(at);
      return {
        name: at.textContent,
        outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
      };
    });
    if (state !== undefined) {
      expect(state.outline, state.name).toBe(true);
      seen.push(state.name);
    }
    if (state?.name.includes("系统状态") === true) {
      break;
    }
  }
  expect(seen.at(-1)).toContain("系统状态");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${SITE}/admin/system`);
  await settled(page);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe("系统状态");
  expect(await page.title()).toBe("系统状态 · 联诊");
  await context.close();
});

test("letters grow as the person chooses, and nothing is cut off", async () => {
  const { context, page } = await loggedIn("ts1-doctor");
  await visit(page, "/me");
  await page.getByText("特大").click();
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).fontSize))
    .toBe("18px");
  await page.reload();
  await settled(page);
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe("18px");
  expect(
    await page.locator("input[name=current]").evaluate((one) => getComputedStyle(one).fontSize),
  ).toBe("18px");
  await page.setViewportSize({ width: 390, height: 844 });
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBeLessThanOrEqual(0);
  await context.close();
});

test("paper shows the page and not what is around it", async () => {
  const { context, page } = await loggedIn("sysadmin");
  await visit(page, "/admin/system");
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation").count()).toBe(0);
  expect(await page.getByRole("button", { name: "退出" }).isVisible()).toBe(false);
  expect(await page.getByRole("heading", { name: "系统状态" }).isVisible()).toBe(true);
  const recorded = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/prints"));
  const pdf = await page.pdf({ format: "A4" });
  expect((await recorded).status()).toBe(204);
  expect((await recorded).request().postDataJSON()).toEqual({ page: "system" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await context.close();
});

test("on a phone the navigation opens and closes", async () => {
  const { context, page } = await loggedIn("sysadmin", { size: "phone" });
  await visit(page, "/");
  const link = page
    .getByRole("navigation", { name: "导航" })
    .getByRole("link", { name: "系统状态" });
  expect(await link.isVisible()).toBe(false);
  await page.getByRole("button", { name: "导航" }).click();
  await link.click();
  await page.waitForURL(`${SITE}/admin/system`);
  await link.waitFor({ state: "hidden" });
  await context.close();
});

test("a browser without scripts, and one that is too old, are told what to do", async () => {
  const { context, page } = await loggedIn("ts1-doctor");
  const plain = await (
    await context.browser()?.newContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true })
  )?.newPage();
  await plain?.goto(`${SITE}/`);
  expect(await plain?.locator("[data-no-script]").innerText()).toContain("需要 JavaScript");
  await plain?.context().close();
  await page.addInitScript(() => {
    Reflect.deleteProperty(AbortSignal, "any");
  });
  await page.goto(`${SITE}/login`);
  expect(await page.locator("[data-old-browser]").innerText()).toContain("浏览器版本太旧");
  await context.close();
});
