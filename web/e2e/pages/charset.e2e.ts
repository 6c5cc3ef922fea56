import type { BrowserContext } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { mislabelled, newUid } from "../dicom";
import { everyPage } from "../every-page";
import { loggedIn, visit } from "../harness";
import { stored } from "../sending";

const AS = "ts1-tech";
/** 王^秀兰, 胸部CT平扫 and 县人民医院 as GBK has them. */
const NAME = Uint8Array.from([
  0x57, 0x61, 0x6e, 0x67, 0x5e, 0x58, 0x69, 0x75, 0x4c, 0x61, 0x6e, 0x3d, 0xcd, 0xf5, 0x5e, 0xd0,
  0xe3, 0xc0, 0xbc, 0x20,
]);
const DESCRIPTION = Uint8Array.from([0xd0, 0xd8, 0xb2, 0xbf, 0x43, 0x54, 0xc6, 0xbd, 0xc9, 0xa8]);

async function garble(context: BrowserContext, patientId: string): Promise<void> {
  await stored(
    context,
    mislabelled(
      { study: newUid(), series: newUid(), instance: newUid(), patientId },
      NAME,
      DESCRIPTION,
    ),
  );
}

beforeAll(async () => {
  const { page, context } = await loggedIn(AS);
  await garble(context, "E2E-G-1");
  await garble(context, "E2E-G-2");
  await visit(page, "/charset-proposals");
  await page.locator("tbody tr").nth(1).waitFor({ timeout: 90_000 });
  await context.close();
}, 120_000);

everyPage("charset-proposals", "/charset-proposals", { as: AS });

describe("a garbled text", () => {
  test("is read as proposed, and the decision is taken back", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/charset-proposals");
    await page.getByText("王秀兰").first().waitFor();
    const before = await page.locator("tbody tr").count();
    await page.locator("tbody tr").first().getByRole("button", { name: "采纳" }).click();
    await expect.poll(() => page.locator("tbody tr").count()).toBe(before - 1);
    await page.getByLabel("显示").selectOption("accepted");
    await page.locator("tbody tr").first().getByRole("button", { name: "撤回" }).click();
    await page.getByText("还没有采纳过建议").waitFor();
    await context.close();
  });

  test("all that are chosen are dismissed at once", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/charset-proposals");
    await page.locator("thead input[type=checkbox]").check();
    await page
      .getByRole("region", { name: "批量操作" })
      .getByRole("button", { name: "忽略" })
      .click();
    await page.getByText("没有等待确认的乱码").waitFor();
    await context.close();
  });
});
