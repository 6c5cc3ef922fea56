import { beforeAll, describe, test } from "vitest";
import { brokenGlass } from "../emergency";
import { everyPage } from "../every-page";
import { loggedIn, visit } from "../harness";

const AS = "admin";
const REASON = `E2E ${Date.now().toString(36)} emergency in the township`;

beforeAll(() => brokenGlass(REASON), 120_000);

everyPage("break-glass", "/admin/break-glass", { as: AS });

describe("an emergency access", () => {
  test("is judged with a comment, and stays to be looked at", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/break-glass");
    const row = page.locator("tbody tr", { hasText: REASON });
    await row.getByText("待复核").waitFor();
    await row.getByRole("button", { name: "不正当" }).click();
    const dialog = page.getByRole("dialog", { name: "不正当" });
    await dialog.getByRole("button", { name: "不正当" }).click();
    await dialog.getByText("请填写复核意见").waitFor();
    await dialog.locator("textarea").fill("没有急诊记录");
    await dialog.getByRole("button", { name: "不正当" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByLabel("显示").selectOption("reviewed");
    await row.getByText("没有急诊记录").waitFor();
    await context.close();
  });
});
