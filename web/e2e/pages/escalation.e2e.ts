/** A study that the county gives to the city: seen there, given back, given again, and read. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { screenshot, visit } from "../harness";
import { reader, seen } from "../reading";
import { line, sent, type Sent } from "../readings";
import { OFFICE, withdrawn } from "../members";

const COUNTY = "ch1-radiologist";
/** Reads for the city while these tests run. */
const CITY = "city1-expert";
const CENTRES = { "E2E-CITY": "CITY1", "E2E-PROV": "PROV1" };
const NAMES = { "E2E-CITY": "市影像中心", "E2E-PROV": "省影像中心" };
const AGREEMENTS = { "E2E-CH1-CITY1": ["CH1", "CITY1"], "E2E-CH1-PROV1": ["CH1", "PROV1"] };
const FURTHER = { "E2E-CITY1-PROV1": ["CITY1", "PROV1"] };

async function put(section: string, identifier: string, item: unknown): Promise<void> {
  const office = await api(OFFICE);
  const { etag } = await office.get(`/api/v1/members/${section}`);
  await office.send("PUT", `/api/v1/members/${section}/${identifier}`, item, etag);
  await office.close();
}

async function roles(role: string): Promise<void> {
  const admin = await api("admin");
  await admin.send("PATCH", `/api/v1/accounts/${CITY}`, { roles: [role] });
  await admin.close();
}

beforeAll(async () => {
  for (const [code, owner] of Object.entries(CENTRES)) {
    const name = NAMES[code as keyof typeof NAMES];
    await put("centres", code, { code, name, service: "IMAGING", owner });
  }
  for (const [id, [owner, by]] of Object.entries({ ...AGREEMENTS, ...FURTHER })) {
    await put("agreements", id, { id, owner, reader: by, services: ["IMAGING"] });
  }
  await roles("RADIOLOGIST");
});
afterAll(async () => {
  for (const id of Object.keys({ ...AGREEMENTS, ...FURTHER })) {
    await withdrawn("agreements", id);
  }
  for (const code of Object.keys(CENTRES)) {
    await withdrawn("centres", code);
  }
  await roles("EXPERT");
});

/** The study beside its report. */
async function opened(page: Page, one: Sent): Promise<void> {
  await visit(page, `/readings/${one.id}`);
  await page.locator("[data-patient]", { hasText: one.patientId }).waitFor();
  await seen(page);
}

async function moved(page: Page, way: string, reason: string, centre?: string): Promise<void> {
  await page.locator(`[data-escalate=${way}]`).click();
  const dialog = page.locator(".el-dialog", { has: page.locator("textarea") });
  if (centre !== undefined) {
    await dialog.locator("select").selectOption(centre);
  }
  await dialog.locator("textarea").fill(reason);
  await dialog.locator("button[type=submit]").click();
  await dialog.waitFor({ state: "hidden" });
}

/** The county gives it to the city without a page. */
async function given(one: Sent): Promise<void> {
  const county = await api(COUNTY);
  const body = { centre: "E2E-CITY", reason: "疑难" };
  await county.send("POST", `/api/v1/readings/${one.id}/escalate`, body);
  await county.close();
}

/** Who may see a study is known anew after some seconds. */
async function claimed(account: string, one: Sent): Promise<void> {
  const by = await api(account);
  await by.send("POST", `/api/v1/readings/${one.id}/claim`, undefined);
  await vi.waitFor(() => by.get(`/api/v1/studies/${one.study}/marks`), {
    timeout: 30_000,
    interval: 500,
  });
  await by.close();
}

describe("a study that is too hard for the county", () => {
  test("goes to the city, comes back, and goes there again", async () => {
    const one = await sent();
    const county = await reader(COUNTY, "cpu");
    await opened(county.page, one);
    await moved(county.page, "escalate", "结节性质难定", "E2E-CITY");
    await county.page.getByText("已上转，现在在市影像中心。").waitFor();

    const city = await reader(CITY, "cpu");
    await visit(city.page, "/readings");
    await line(city.page, one).waitFor();
    await claimed(CITY, one);
    await opened(city.page, one);
    await city.page.getByText("由医学影像诊断资源共享中心上转而来。").waitFor();
    await city.page.locator("[data-further]").waitFor();
    expect(await city.page.locator("[data-escalate=escalate]").count()).toBe(0);
    await screenshot(city.page, "escalated-to-the-city");
    await moved(city.page, "giveBack", "请补增强扫描后再转");

    await opened(county.page, one);
    await moved(county.page, "escalate", "已补增强", "E2E-PROV");
    await county.page.getByText("已上转，现在在省影像中心。").waitFor();
    await moved(county.page, "takeBack", "先给市里");
    await moved(county.page, "escalate", "先给市里", "E2E-CITY");
    await county.page.getByText("已上转，现在在市影像中心。").waitFor();
    await visit(city.page, "/readings");
    await line(city.page, one).waitFor();
    await city.context.close();
    await county.context.close();
  });

  test("that somebody else gave away meanwhile is refused, and the page says why", async () => {
    const one = await sent();
    const { page, context } = await reader(COUNTY, "cpu");
    await opened(page, one);
    await page.locator("[data-escalate=escalate]").click();
    const dialog = page.locator(".el-dialog", { has: page.locator("textarea") });
    await dialog.locator("textarea").fill("疑难");
    await given(one);
    await dialog.locator("button[type=submit]").click();
    await dialog.getByText("这个检查的状态刚刚变了").waitFor();
    await context.close();
  });

  test("is not handed on by the city", async () => {
    const one = await sent();
    await given(one);
    await claimed(CITY, one);
    const city = await api(CITY);
    const further = { centre: "E2E-PROV", reason: "疑难" };
    await expect(city.send("POST", `/api/v1/readings/${one.id}/escalate`, further)).rejects.toThrow(
      "given-already",
    );
    await city.close();
  });
});

describe("the city's page of a study", () => {
  let one: Sent;
  beforeAll(async () => {
    one = await sent();
    await given(one);
    await claimed(CITY, one);
  });
  everyPage("escalation-city", "", {
    as: CITY,
    prepare: async (page) => {
      await visit(page, `/readings/${one.id}`);
      await seen(page);
      await page.locator("[data-further]").waitFor();
    },
  });
});
