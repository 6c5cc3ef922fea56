import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, screenshot, visit } from "../harness";
import { sent, type Sent } from "../readings";

const WRITER = "ch1-radiologist";
let one: Sent;

beforeAll(async () => {
  one = await sent(1);
}, 120_000);

afterAll(async () => {
  const writer = await api(WRITER);
  await writer.send("POST", `/api/v1/readings/${one.id}/release`, undefined);
  await writer.close();
});

everyPage("templates", "/templates", { as: "ch1-director" });

describe("a template", () => {
  test("fills what is empty, leads from blank to blank, and is undone", async () => {
    const { page, context, offences } = await loggedIn(WRITER);
    await visit(page, `/readings/${one.id}`);
    await page.locator("[data-take]").click();
    const field = (name: string) =>
      page.locator(`[data-field=${name}]`).locator("input, textarea").first();
    await page.locator("[data-keeping=saved]").waitFor();
    await field("impression").fill("已写的诊断");

    await page.keyboard.press("Alt+t");
    await page.locator("[data-template-search]").fill("xbctpsfjj");
    const option = page.locator("[data-template]");
    await expect.poll(() => option.count()).toBe(1);
    expect(await option.getAttribute("data-fits")).toBe("true");
    await screenshot(page, "templates-pick");
    await page.keyboard.press("Enter");
    await expect.poll(() => field("findings").inputValue()).toContain("【实性】结节");
    expect(await field("impression").inputValue()).toBe("已写的诊断");
    expect(await field("item").inputValue()).toBe("胸部 CT 平扫");
    await page.locator("[data-inserted]", { hasText: "影像诊断已有文字" }).waitFor();

    const selected = async (): Promise<string> =>
      page.evaluate(() => {
        const { activeElement: at } = document;
        return at instanceof HTMLTextAreaElement
          ? at.value.slice(at.selectionStart, at.selectionEnd)
          : "";
      });
    await expect.poll(selected).toBe("【右肺上叶尖段】");
    await page.keyboard.type("左肺下叶");
    await page.keyboard.press("Tab");
    await expect.poll(selected).toBe("【实性】");
    await page.keyboard.press("Tab");
    await expect.poll(selected).toBe("【6】");
    expect(await field("findings").inputValue()).toContain("左肺下叶见实性结节，大小约【6】mm");
    await page.keyboard.press("Shift+Tab");
    await screenshot(page, "templates-inserted");

    // what is not filled in is not signed
    await page.locator("[data-sign]").click();
    await page.getByText("还没有填的【】").or(page.getByText("还有没填的【】")).first().waitFor();
    await expect.poll(selected).toBe("【6】");
    expect(await page.getByRole("dialog").count()).toBe(0);

    await page.locator("[data-replace]").click();
    await expect.poll(() => field("impression").inputValue()).toContain("Lung-RADS");
    await page.locator("[data-undo]").click();
    await expect.poll(() => field("impression").inputValue()).toBe("已写的诊断");
    await expect.poll(() => field("findings").inputValue()).toBe("");

    await field("impression").fill("右肺结节。");
    await page.keyboard.press("Alt+t");
    await page.locator("[data-template-search]").fill("请结合临床");
    await page.locator("[data-template=请结合临床]").click();
    await expect.poll(() => field("impression").inputValue()).toBe("右肺结节。请结合临床。");
    expect(offences).toEqual([]);
    await context.close();
  });

  test("is made, changed, put away and brought back by its owner", async () => {
    const { page, context, offences } = await loggedIn(WRITER);
    await visit(page, "/templates");
    const name = `我的模板${String(Date.now())}`;
    const row = page.locator("tbody tr", { hasText: name });
    await page.locator("[data-words-filter]").fill(name);
    expect(await page.locator("[data-add-shared]").count()).toBe(0);
    await page.locator("[data-add-own]").click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("button[type=submit]").click();
    await dialog.getByText("请填写名称。").waitFor();
    await dialog.getByLabel("名称").fill(name);
    await dialog.getByLabel("影像诊断").fill("未见异常。");
    await screenshot(page, "templates-form");
    await dialog.locator("button[type=submit]").click();
    await row.locator("[data-edit]").click();
    await dialog.getByLabel("影像诊断").fill("未见明确异常。");
    await dialog.locator("button[type=submit]").click();
    await row.getByText("未见明确异常。").waitFor();
    await row.locator("[data-history]").click();
    await page.getByText("从“未见异常。”改为“未见明确异常。”").waitFor();
    await screenshot(page, "templates-versions");
    await page.keyboard.press("Escape");
    await row.locator("[data-remove]").click();
    await page.locator(".el-message-box .el-button--danger").click();
    await row.waitFor({ state: "detached" });
    await page.locator("[data-restore-removed]").click();
    await row.waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});
