import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { api } from "../gateway";
import { brokenGlass, headOnDuty } from "../emergency";
import { everyPage } from "../every-page";
import { loggedIn, settled, visit } from "../harness";

const AS = "ch1-director";
const RUN = Date.now().toString(36);

async function waiting(): Promise<string[]> {
  const director = await api(AS);
  const found = (await director.get("/api/v1/notices?state=OPEN&kind=break-glass")).data as {
    items: { id: string }[];
  };
  await director.close();
  return found.items.map((one) => one.id);
}

async function open(page: Page): Promise<void> {
  await page.locator("tbody tr .el-button:not(.el-button--primary)").first().click();
  await page.locator(".el-drawer h3").first().waitFor();
  await settled(page);
}

beforeAll(async () => {
  await headOnDuty(AS);
  const before = (await waiting()).length;
  for (let i = 0; i < 4; i++) {
    await brokenGlass(`E2E ${RUN} notice ${String(i)}`);
  }
  await vi.waitFor(
    async () => {
      expect(await waiting()).toHaveLength(before + 4);
    },
    { timeout: 30_000, interval: 500 },
  );
}, 180_000);

everyPage("notices", "/notices", { as: AS });
everyPage("notices-detail", "/notices", { as: AS, prepare: open });
everyPage("notices-none", "/notices", { as: "ts2-doctor" });

describe("notices", () => {
  test("are taken one by one and many at once, and then wait for nobody", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/notices");
    await page.getByLabel("类别").selectOption("break-glass");
    await settled(page);
    const rows = page.locator("tbody tr");
    const count = await rows.count();
    await rows.first().getByRole("button", { name: "我知道了" }).click();
    await expect.poll(() => rows.count()).toBe(count - 1);
    await rows.nth(0).locator("input[type=checkbox]").check();
    await rows.nth(1).locator("input[type=checkbox]").check();
    await page
      .getByRole("region", { name: "批量操作" })
      .getByRole("button", { name: "确认 2 条" })
      .click();
    await expect.poll(() => rows.count()).toBe(count - 3);
    await page.getByLabel("状态").selectOption("ACKNOWLEDGED");
    await expect.poll(() => rows.filter({ hasText: `${AS} 20` }).count()).toBeGreaterThanOrEqual(3);
    await context.close();
  });

  test("are withdrawn with a reason, which stays to be read", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/notices");
    await page.getByLabel("范围").selectOption("unit");
    await page.getByLabel("类别").selectOption("break-glass");
    await settled(page);
    await open(page);
    const drawer = page.locator(".el-drawer");
    await drawer.getByText("第 1 级：CH1 科室负责人").waitFor();
    await drawer.locator("td", { hasText: "138****8000" }).first().waitFor();
    await drawer.getByRole("button", { name: "撤回通知" }).click();
    const dialog = page.getByRole("dialog", { name: "撤回通知" });
    await dialog.getByRole("button", { name: "撤回通知" }).click();
    await dialog.getByText("请填写撤回原因").waitFor();
    await dialog.locator("textarea").fill(`演练 ${RUN}`);
    await dialog.getByRole("button", { name: "撤回通知" }).click();
    await drawer.getByText(`原因：演练 ${RUN}`).waitFor();
    expect(await drawer.getByRole("button", { name: "我知道了" }).count()).toBe(0);
    await context.close();
  });

  test("that somebody else has taken are told to be", async () => {
    const { page, context } = await loggedIn(AS);
    await brokenGlass(`E2E ${RUN} raced`);
    await visit(page, "/notices");
    await page.getByLabel("类别").selectOption("break-glass");
    await settled(page);
    const first = page.locator("tbody tr").first();
    await first.waitFor();
    await page.route("**/acknowledgement", (route) =>
      route.fulfill({
        status: 409,
        contentType: "application/problem+json",
        body: JSON.stringify({ code: "notice-ended", detail: "Somebody was faster." }),
      }),
    );
    await first.getByRole("button", { name: "我知道了" }).click();
    await page.getByText("已经有别人确认，或者事情已经解决").waitFor();
    await context.close();
  });

  test("are reached from the bell; who oversees nothing sees own ones only", async () => {
    const { page, context } = await loggedIn("ts2-doctor");
    await visit(page, "/");
    await page.locator("[data-bell]").click();
    await page.getByRole("link", { name: "全部通知" }).click();
    await page.getByRole("heading", { name: "通知", level: 1 }).waitFor();
    await page.getByText("没有待处理的通知").waitFor();
    expect(await page.getByLabel("范围").count()).toBe(0);
    await page.getByLabel("状态").selectOption("");
    await page.getByText("没有符合条件的通知").waitFor();
    await page.getByRole("button", { name: "恢复默认" }).click();
    await page.getByText("没有待处理的通知").waitFor();
    await context.close();
  });
});
