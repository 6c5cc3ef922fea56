import type { BrowserContext } from "playwright-core";
import { beforeAll, describe, test } from "vitest";
import { image, newUid, type Image } from "../dicom";
import { everyPage } from "../every-page";
import { loggedIn, settled, visit } from "../harness";
import { stored } from "../sending";

const AS = "ts1-tech";

/** The same image twice, with another patient the second time. */
async function contradict(context: BrowserContext, patientId: string): Promise<void> {
  const of: Image = {
    study: newUid(),
    series: newUid(),
    instance: newUid(),
    number: 1,
    patientId,
    patientName: "Zhao^Min=赵^敏",
  };
  await stored(context, image(of));
  await stored(
    context,
    image({ ...of, patientId: `${patientId}-X`, patientName: "Qian^Min=钱^敏" }),
  );
}

beforeAll(async () => {
  const { page, context } = await loggedIn(AS);
  await contradict(context, "E2E-C-1");
  await contradict(context, "E2E-C-2");
  await visit(page, "/conflicts");
  await page.locator("tbody tr").nth(1).waitFor({ timeout: 90_000 });
  await context.close();
}, 120_000);

everyPage("conflicts", "/conflicts", { as: AS });
everyPage("conflicts-detail", "/conflicts", {
  as: AS,
  prepare: async (page) => {
    await page.locator(".box tbody .el-button").first().click();
    await page.locator(".el-drawer table").waitFor();
    await settled(page);
  },
});

describe("a conflict", () => {
  test("is decided with a reason, and the decision is taken back", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/conflicts");
    const row = page.locator(".box tbody tr", { hasText: "E2E-C-1-X" });
    await row.locator(".el-button").first().click();
    const drawer = page.locator(".el-drawer");
    await drawer.getByText("钱敏").first().waitFor();
    await drawer.getByRole("button", { name: "启用搁置的影像" }).click();
    const dialog = page.getByRole("dialog", { name: "启用搁置的影像" });
    await dialog.getByRole("button", { name: "启用搁置的影像" }).click();
    await dialog.getByText("请填写理由").waitFor();
    await dialog.locator("textarea").fill("已电话核对身份");
    await dialog.getByRole("button", { name: "启用搁置的影像" }).click();
    await row.waitFor({ state: "detached" });

    await page.getByLabel("显示").selectOption("decided");
    await row.getByText("已启用").waitFor();
    await row.locator(".el-button").first().click();
    await drawer.getByRole("button", { name: "停用搁置的影像" }).click();
    const back = page.getByRole("dialog", { name: "停用搁置的影像" });
    await back.locator("textarea").fill("核对有误，恢复原影像");
    await back.getByRole("button", { name: "停用搁置的影像" }).click();
    await row.getByText("已停用").waitFor();
    await context.close();
  });

  test("is decided with others at once", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/conflicts");
    const row = page.locator(".box tbody tr", { hasText: "E2E-C-2-X" });
    await row.locator("input[type=checkbox]").check();
    await page
      .getByRole("region", { name: "批量操作" })
      .getByRole("button", { name: "停用搁置的影像" })
      .click();
    const dialog = page.getByRole("dialog", { name: "停用搁置的影像" });
    await dialog.locator("textarea").fill("重复登记");
    await dialog.getByRole("button", { name: "停用搁置的影像" }).click();
    await row.waitFor({ state: "detached" });
    await context.close();
  });
});
