import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, screenshot, visit } from "../harness";
import { reader, seen } from "../reading";
import { line, report, sent, type Sent } from "../readings";

const READER = "ch1-radiologist";
const DOCTOR = "ts1-doctor";
const FINDING = "左侧气胸，压缩约 80%";

/** On the page of all critical values. */
function card(page: Page, one: Sent): Locator {
  return page.locator("[data-value]", { hasText: one.name });
}

async function raised(page: Page): Promise<void> {
  await page.keyboard.press("Alt+C");
  const dialog = page.getByRole("dialog");
  await dialog.locator("button[type=submit]").click();
  await dialog.getByText("请选择危急值项目").waitFor();
  await dialog.getByLabel("危急值项目").selectOption("TENSION_PNEUMOTHORAX");
  await dialog.getByLabel("发现").fill(FINDING);
  await screenshot(page, "critical-raise");
  await dialog.locator("button[type=submit]").click();
  await page.locator("[data-critical]").getByText(FINDING).waitFor();
}

async function said(where: Locator, words: string): Promise<void> {
  await where.locator("[name=critical-words]").fill(words);
  await where.locator("button[type=submit]").click();
}

async function approved(page: Page): Promise<void> {
  await page.locator("[data-sign]").click();
  const dialog = page.getByRole("dialog");
  const why = dialog.getByLabel(/幅图像没有显示过/);
  if ((await why.count()) > 0) {
    await why.fill("同层重复");
  }
  await dialog.locator("input[name=sign-password]").fill("demo");
  await dialog.locator("button[type=submit]").click();
}

describe("a critical value", () => {
  let one: Sent;
  beforeAll(async () => {
    one = await sent(1);
    await report(READER, one, true);
    const senior = await api("ch1-senior");
    await senior.send("POST", `/api/v1/readings/${one.id}/review`, undefined);
    await senior.close();
  }, 120_000);

  test("is heard of, read back and handled before the report becomes final", async () => {
    const doctor = await loggedIn(DOCTOR);
    await visit(doctor.page, "/");
    const senior = await reader("ch1-senior", "cpu");
    await visit(senior.page, `/readings/${one.id}`);
    await seen(senior.page);
    await senior.page.locator("[data-keeping=saved]").waitFor();
    await raised(senior.page);
    const list = await senior.context.newPage();
    await visit(list, "/readings");
    await list.locator("[data-group=mine]").click();
    await line(list, one).locator("[data-critical-flag]").waitFor();
    await screenshot(list, "critical-list");
    await list.close();
    // the telephone of whoever is on duty where the patient is
    await senior.page.locator("[data-duty-phones]", { hasText: "13800138001" }).waitFor();
    await approved(senior.page);
    await senior.page.getByText(/危急值还没有人回读，不能审核签发/).waitFor();
    await screenshot(senior.page, "critical-unanswered");
    await senior.page.keyboard.press("Escape");

    await doctor.page.getByText("危急值：张力性气胸").first().waitFor();
    await screenshot(doctor.page, "critical-told");
    await visit(doctor.page, "/critical");
    const mine = card(doctor.page, one);
    await mine.locator("[data-critical-form=acknowledge]").waitFor();
    await screenshot(doctor.page, "critical-open");
    await said(mine, `${one.name}，左侧张力性气胸，压缩 80%`);
    await mine.locator("[data-critical-form=handle]").waitFor();
    await senior.page.locator("[data-critical-state=ACKNOWLEDGED]").waitFor();
    await said(mine, "已胸腔穿刺排气，联系转诊");
    await mine.locator("[data-critical-state=HANDLED]").waitFor();

    await approved(senior.page);
    await senior.page.locator("[data-signed]").waitFor();
    await senior.page.locator("[data-critical-flag]").first().waitFor();
    await senior.page.locator("[data-critical-state=CLOSED]").waitFor();
    await screenshot(senior.page, "critical-closed");
    await mine.waitFor({ state: "detached" });
    expect([...senior.offences, ...doctor.offences]).toEqual([]);
    for (const { context } of [senior, doctor]) {
      await context.close();
    }
  });
});

describe("pages", () => {
  let id = "";
  beforeAll(async () => {
    const other = await sent(1);
    const tech = await api("ts1-tech");
    const where = `/api/v1/studies/${other.study}/critical-values`;
    await tech.send("POST", where, { item: "ARREST", finding: "检查中突发心跳骤停" });
    id = ((await tech.get(where)).data as { values: { id: string }[] }).values[0]?.id ?? "";
    const call = { person: "李护士", readBack: "心跳骤停，已听清" };
    await tech.send("POST", `/api/v1/critical-values/${id}/phone`, call);
    await tech.close();
  }, 120_000);

  // nobody is told of it while other tests run
  afterAll(async () => {
    const doctor = await api(DOCTOR);
    await doctor.send("POST", `/api/v1/critical-values/${id}/handle`, { measure: "心肺复苏" });
    await doctor.close();
  });

  everyPage("critical", "/critical", {
    as: DOCTOR,
    prepare: async (page) => {
      await visit(page, "/critical");
      await page.locator("[data-critical-steps]").first().waitFor();
    },
  });
  everyPage("critical-none", "/critical", { as: "ts2-doctor" });
});
