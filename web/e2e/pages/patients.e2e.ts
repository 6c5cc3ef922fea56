import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { image, newUid } from "../dicom";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, settled, SITE, visit } from "../harness";
import { storeStudy } from "../instances";
import { stored } from "../sending";

const AS = "ts1-tech";
const run = String(Date.now() % 500_000_000);
/** Born on a day of this run alone, so that those of earlier runs are other people. */
const birthDate = new Date(Number(run) * 3_000).toISOString().slice(0, 10).replaceAll("-", "");
/** Two people who are each known by two numbers. */
const LINKED = { patientName: "Murong^Xue=慕容^雪", birthDate, sex: "F" };
const APART = { patientName: "Sima^Guang=司马^光", birthDate, sex: "M" };

interface Proposals {
  items: { first: { name: string; patientId: string } }[];
  next?: string;
}

/** More alike than have room on one page of the list, each with each. */
const CROWD = 16;
const CROWD_PAIRS = (CROWD * (CROWD - 1)) / 2;
const PAGE = 100;

/** Pairs of records that the gateway proposes of one name, on whichever page of the list they are. */
async function proposed(page: Page, name: string): Promise<number> {
  let count = 0;
  let after: string | undefined = "";
  while (after !== undefined) {
    const answer = await page
      .context()
      .request.get(`${SITE}/api/v1/patients/link-proposals`, { params: { after } });
    const { items, next } = (await answer.json()) as Proposals;
    count += items.filter(
      ({ first }) => first.name.includes(name) && first.patientId.includes(run),
    ).length;
    after = next;
  }
  return count;
}

/** The line of a proposal, after as many pages as it takes: other tests have brought patients, too. */
async function listed(page: Page, number: string): Promise<Locator> {
  const line = page.getByRole("row", { name: number }).first();
  const more = page.locator("[data-more]").getByRole("button", { name: "显示更多" });
  while (!(await line.isVisible()) && (await more.isVisible())) {
    await more.click();
    await settled(page);
  }
  return line;
}

beforeAll(async () => {
  for (const [letter, who] of [
    ["L", LINKED],
    ["A", APART],
  ] as const) {
    for (const which of ["1", "2"]) {
      await storeStudy(AS, { ...who, patientId: `${letter}${which}-${run}` });
    }
  }
  const { page, context } = await loggedIn(AS);
  const both = async (): Promise<void> => {
    expect([await proposed(page, "慕容"), await proposed(page, "司马")]).toEqual([1, 1]);
  };
  await vi.waitFor(both, { timeout: 55_000, interval: 500 });
  await context.close();
});

everyPage("patients", "/admin/patients", {
  as: AS,
  prepare: async (page) => {
    await page.locator("form[role=search] input").nth(1).fill(`L1-${run}`);
    await page.locator("form[role=search] button[type=submit]").click();
    await page
      .locator("table", { hasText: `L1-${run}` })
      .last()
      .waitFor();
  },
});

describe("patient links", () => {
  test("are made with a reason, seen in the history, and taken back", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/patients");
    const line = await listed(page, `L1-${run}`);
    await line.getByRole("button", { name: "是同一人", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "是同一人" }).click();
    await dialog.getByText("请填写理由").waitFor();
    await dialog.getByRole("textbox", { name: "理由" }).fill("电话核实");
    await dialog.getByRole("button", { name: "是同一人" }).click();
    await page.locator("[data-decided]", { hasText: "已合并 1 对档案" }).waitFor();
    expect(await proposed(page, "慕容")).toBe(0);

    await page.getByLabel("号码", { exact: true }).fill(`L1-${run}`);
    await page.getByRole("button", { name: "查找" }).click();
    const found = page.getByRole("row", { name: `L1-${run}` });
    await found.getByRole("button", { name: "详情和历史" }).click();
    const person = page.getByRole("dialog");
    await person.getByText(`L2-${run}`).waitFor();
    await person.getByText("电话核实").waitFor();
    await screenshot(page, "patients-person");
    await person.getByRole("button", { name: "撤销合并" }).click();
    const why = page.getByRole("dialog").last();
    await why.getByRole("textbox", { name: "理由" }).fill("不是她");
    await why.getByRole("button", { name: "撤销合并" }).click();
    await person.getByText("不是她").waitFor();
    await person.getByText(`L2-${run}`).waitFor({ state: "hidden" });
    await context.close();
  });

  test("can be undone at once, and made by hand of what nothing proposes any more", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/patients");
    const line = await listed(page, `A1-${run}`);
    await line.getByRole("button", { name: "不是同一人" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "理由" }).fill("两兄弟");
    await page.getByRole("dialog").getByRole("button", { name: "不是同一人" }).click();
    await page.locator("[data-decided]", { hasText: "不是同一人" }).waitFor();
    expect(await proposed(page, "司马")).toBe(0);

    await page.getByLabel("姓名", { exact: true }).fill("司马光");
    await page.getByRole("button", { name: "查找" }).click();
    await page
      .getByRole("row", { name: `A1-${run}` })
      .getByRole("checkbox")
      .check();
    await page
      .getByRole("row", { name: `A2-${run}` })
      .getByRole("checkbox")
      .check();
    await page.getByRole("button", { name: "合并选中的两份" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "理由" }).fill("本人确认");
    await page.getByRole("dialog").getByRole("button", { name: "是同一人" }).click();
    await page.locator("[data-decided]", { hasText: "已合并 1 对档案" }).waitFor();
    await page.locator("[data-decided]").getByRole("button", { name: "撤销" }).click();
    await page.getByText("已撤销合并").waitFor();
    await context.close();
  });

  test("are proposed page by page when there are many", async () => {
    const { page, context } = await loggedIn(AS);
    const who = { patientName: "Dongfang^Shuo=东方^朔", birthDate, sex: "M" };
    for (let one = 0; one < CROWD; one++) {
      const patientId = `C${String(one)}-${run}`;
      const ids = { study: newUid(), series: newUid(), instance: newUid(), number: 1 };
      await stored(context, image({ ...who, ...ids, patientId }));
    }
    await vi.waitFor(
      async () => {
        expect(await proposed(page, "东方")).toBe(CROWD_PAIRS);
      },
      { timeout: 55_000, interval: 500 },
    );
    await visit(page, "/admin/patients");
    const lines = page.locator("table").first().locator("tbody tr");
    expect(await lines.count()).toBe(PAGE);
    await page.getByText("已列出把握最大的 100 对，还有更多").waitFor();
    await page.locator("[data-more]").getByRole("button", { name: "显示更多" }).click();
    await expect.poll(() => lines.count()).toBeGreaterThan(PAGE);
    await context.close();
  });

  test("are not offered to whoever may not", async () => {
    const { page, context } = await loggedIn("ch1-radiologist");
    await visit(page, "/admin/patients");
    await page.locator("[data-forbidden]").waitFor();
    await context.close();
  });
});
