import { describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, visit } from "../harness";

const AS = "ch1-director";

everyPage("reading-rules", "/admin/reading-rules", { as: AS });

describe("reading rules", () => {
  test("are changed in the form, told in words, and put back", async () => {
    const { page, context, offences } = await loggedIn(AS);
    await visit(page, "/admin/reading-rules");
    const hold = page.locator("[data-hold] input, input[data-hold]").first();
    const before = await hold.inputValue();
    await page.locator("[data-limit='0'] summary").click();
    const minutes = page.locator("[data-limit='0']").getByLabel("时限（分钟）");
    await minutes.fill("0");
    await hold.fill("25");
    await page.locator("[data-save]").click();
    await page.getByText("请填 1 至 527,040 的整数。").waitFor();
    await screenshot(page, "reading-rules-wrong");
    await minutes.fill("45");
    await page.locator("[data-save]").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(`从“${before} 分钟”改为“25 分钟”`).waitFor();
    await screenshot(page, "reading-rules-confirm");
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });

    await hold.fill(before);
    await page.locator("[data-save]").click();
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(`从“25 分钟”改为“${before} 分钟”`).first().waitFor();

    // back to the version before
    await page
      .getByRole("button", { name: "恢复" })
      .or(page.getByRole("button", { name: "恢复这一版" }))
      .first()
      .click();
    await dialog.getByText(`从“${before} 分钟”改为“25 分钟”`).waitFor();
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(() => hold.inputValue()).toBe("25");
    expect(offences).toEqual([]);
    await context.close();
  });
});
