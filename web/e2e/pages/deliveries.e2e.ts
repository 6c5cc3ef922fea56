import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api, somethingToDeliver } from "../gateway";
import { loggedIn, settled, visit } from "../harness";

beforeAll(somethingToDeliver, 120_000);

const openFirst = async (page: Page): Promise<void> => {
  await page.locator("tbody button.study").first().click();
  await page.locator(".el-drawer dl").waitFor();
  await settled(page);
};

everyPage("deliveries", "/deliveries", { as: "ts1-tech" });
everyPage("deliveries-detail", "/deliveries", { as: "ts1-tech", prepare: openFirst });
everyPage("deliveries-overseer", "/deliveries", { as: "sysadmin" });

const STUCK = [
  {
    reading: "019f0000-0000-7000-8000-000000000001",
    number: 2,
    kind: "FINAL",
    studyInstanceUid: "1.2.826.0.1.3680043.8.498.4711",
    unit: "TS1",
    state: "FAILED",
    attempts: 7,
    trouble: "NOT_TAKEN",
    detail: "SR: NO_ROOM",
    nextTry: null,
    since: "2026-11-30T02:03:04Z",
  },
  {
    reading: "019f0000-0000-7000-8000-000000000002",
    number: 1,
    kind: "PRELIMINARY",
    studyInstanceUid: "1.2.826.0.1.3680043.8.498.4712",
    unit: "TS2",
    state: "WAITING",
    attempts: 3,
    trouble: "NO_LETTERS",
    detail: "LettersMissingException",
    nextTry: "2026-11-30T02:13:04Z",
    since: "2026-11-30T02:03:04Z",
  },
];

/** Nothing stands in the way of reports here, so that the gateway's answer is made up. */
async function stuck(page: Page): Promise<{ again: string[] }> {
  const again: string[] = [];
  await page.route("**/api/v1/report-outputs**", (route) =>
    route.fulfill({ json: { items: STUCK.slice(again.length) } }),
  );
  await page.route("**/api/v1/report-outputs/**/again", (route) => {
    again.push(new URL(route.request().url()).pathname);
    return route.fulfill({ status: 204 });
  });
  await page.reload();
  await page.locator("[data-stuck-reports] tbody tr").first().waitFor();
  return { again };
}

everyPage("deliveries-reports", "/deliveries", {
  as: "sysadmin",
  prepare: async (page) => {
    await stuck(page);
    await settled(page);
  },
});

/** In the list, which is the second table, the row of a study; rows change their places with their states. */
function rowOf(page: Page, study: string): Locator {
  return page.locator("table").nth(1).locator("tbody tr").filter({ hasText: study });
}

async function choose(page: Page, study: string): Promise<void> {
  await rowOf(page, study).locator("input[type=checkbox]").check();
}

async function bulk(page: Page, name: string): Promise<void> {
  await page
    .getByRole("region", { name: "批量操作" })
    .getByRole("button", { name, exact: true })
    .click();
}

describe("deliveries by hand", () => {
  test("are held, let go, cancelled and sent again", async () => {
    const technologist = await api("ts1-tech");
    const letGo = { action: "RESUME", of: { destination: "CH1" } };
    await technologist.send("POST", "/api/v1/deliveries/orders", letGo);
    const { page, context } = await loggedIn("ts1-tech");
    await visit(page, "/deliveries");
    const named = page.locator("tbody button.study").filter({ hasText: "胸部" }).first();
    await named.waitFor(); // technologists see whose study it is
    const study = await named.innerText();
    await choose(page, study);
    await bulk(page, "暂停");
    await rowOf(page, study).getByText("已暂停").waitFor();
    await choose(page, study);
    await bulk(page, "继续发送");
    await rowOf(page, study).getByText("已暂停").waitFor({ state: "detached" });

    await choose(page, study);
    await bulk(page, "取消发送");
    const question = page.getByRole("dialog", { name: "取消发送" });
    expect(await question.innerText()).toContain("目的地可能缺影像");
    await question.getByRole("button", { name: "取消发送" }).click();
    await page.getByLabel("状态").selectOption("CANCELLED");
    await page.getByText(study, { exact: true }).first().waitFor();
    await choose(page, study);
    await bulk(page, "再次发送");
    await page.getByText("没有符合筛选的检查").waitFor();
    await page.getByRole("button", { name: "清除筛选" }).first().click();
    await page.getByText(study, { exact: true }).first().waitFor();
    await context.close();
    await technologist.close();
  });

  test("reports that do not go out are told with what to do, and are made again", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/deliveries");
    expect(await page.locator("[data-stuck-reports]").count()).toBe(0);
    const { again } = await stuck(page);
    const row = page.locator("[data-stuck-reports] tbody tr").first();
    expect(await row.innerText()).toContain("多半是磁盘空间不足");
    expect(await row.innerText()).toContain("试过 7 次");
    await row.getByRole("button", { name: "重新生成" }).click();
    await page.locator("[data-stuck-reports]").getByText("正式报告").waitFor({ state: "detached" });
    expect(again).toEqual([`/api/v1/report-outputs/${STUCK[0]?.reading ?? ""}/2/again`]);
    await page.getByText("没有中文字体").waitFor();
    await context.close();
  });

  test("all that match get another priority after a count was shown", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/deliveries");
    await page.getByRole("button", { name: "CH1", exact: true }).click();
    await page
      .getByRole("group", { name: "对所有符合筛选的" })
      .getByRole("button", { name: "改优先级" })
      .click();
    const dialog = page.getByRole("dialog", { name: "改优先级" });
    await dialog.getByLabel("优先级").selectOption("EMERGENCY");
    await dialog.getByRole("button", { name: "更改" }).click();
    await page.getByText(/将更改 [\d,]+\+? 幅影像 的优先级/).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "更改" }).last().click();
    await page
      .locator("table")
      .nth(1)
      .locator("tbody tr")
      .getByText("急诊", { exact: true })
      .first()
      .waitFor();
    await context.close();
  });
});
