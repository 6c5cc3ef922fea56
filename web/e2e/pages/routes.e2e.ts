import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { ROUTES, somethingToDeliver } from "../gateway";
import { loggedIn, visit } from "../harness";

beforeAll(somethingToDeliver, 120_000);

const OTHER = ROUTES.replace("to: [CH1]", "to: [CH1, CITY1]").replace(
  "units: [TS1, TS2]",
  "units: [TS1]",
);

async function write(page: Page, document: string): Promise<void> {
  await page.locator("textarea").first().fill(document);
}

async function rehearse(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(试运行|Rehearse)$/ }).click();
}

everyPage("routes", "/admin/routes", { as: "sysadmin" });
everyPage("routes-rehearsal", "/admin/routes", {
  as: "sysadmin",
  prepare: async (page) => {
    await write(page, OTHER);
    await rehearse(page);
    await page
      .getByText(/会送到别处的检查|Studies that would go elsewhere/)
      .first()
      .waitFor();
  },
});
everyPage("routes-faults", "/admin/routes", {
  as: "sysadmin",
  prepare: async (page) => {
    await write(page, ROUTES.replace("TS2]", "TS9]"));
    await rehearse(page);
    await page.getByRole("alert").first().waitFor();
  },
});

describe("routes by hand", () => {
  test("faults stand at their lines", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/routes");
    await write(page, ROUTES.replace("TS2]", "TS9]"));
    await rehearse(page);
    await page.getByText("中没有单位 TS9").waitFor();
    await page.getByRole("button", { name: "第 9 行" }).click();
    const chosen = await page
      .locator("textarea")
      .first()
      .evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      );
    expect(chosen.trim()).toBe("units: [TS1, TS9]");
    await write(page, "routes: [");
    await page.getByText(/有 \d+ 处需要改正/).waitFor();
    expect(await page.getByRole("button", { name: "试运行" }).isDisabled()).toBe(true);
    await context.close();
  });

  test("are rehearsed, put in force with a reason, and put back", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/routes");
    await write(page, OTHER);
    await rehearse(page);
    await page.getByText(/与当前规则相比，有 [1-9]\d* 个检查会送到别处/).waitFor();
    await page.getByText("不再送 CH1").first().waitFor();

    await page.getByRole("button", { name: "生效…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "生效" }).click();
    await dialog.getByText("请写明原因").waitFor();
    await dialog.getByRole("textbox").fill("试一试别处");
    await dialog.getByRole("button", { name: "生效" }).click();
    await dialog.getByText("还没有以“拟议”状态生效并试运行过").waitFor();
    await dialog.getByText("不经试运行直接生效", { exact: true }).click();
    await dialog.getByRole("button", { name: "生效" }).click();
    const history = page
      .locator("section")
      .filter({ hasText: "载入编辑" })
      .last()
      .locator("tbody tr");
    await history.first().getByText("试一试别处").waitFor();

    await history.nth(1).getByRole("button", { name: "恢复" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "生效" }).click();
    await history.first().getByText("恢复到第").waitFor();
    expect(await page.locator("textarea").first().inputValue()).toBe(ROUTES);
    await context.close();
  });
});
