import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, settled, visit, withoutPolling } from "../harness";
import { line, sent, type Sent } from "../readings";

const AS = "ch1-radiologist";
let waiting: Sent;

beforeAll(async () => {
  waiting = await sent();
}, 120_000);

everyPage("readings", "/readings", { as: AS });
everyPage("readings-over", "/readings", {
  as: AS,
  prepare: async (page) => {
    await page.locator("[data-group=over]").click();
    await settled(page);
  },
});

describe("the reading list", () => {
  test("says who it is, from where, what, and by when", async () => {
    const { page, context, offences } = await loggedIn(AS);
    await visit(page, "/readings");
    const row = line(page, waiting);
    await row.waitFor();
    const words = await row.innerText();
    for (const word of ["女", "70 岁", waiting.patientId, "CT", "胸部平扫", "待阅片"]) {
      expect(words).toContain(word);
    }
    expect(await row.locator("[data-pace]").innerText()).toMatch(/剩余|已超时/);
    await page.getByLabel("设备类型").selectOption("CT");
    await row.waitFor();
    await page.getByText("我的", { exact: true }).click();
    await row.waitFor({ state: "detached" });
    expect(offences).toEqual([]);
    await context.close();
  });

  test("hears of what comes and of what others take, without being loaded anew", async () => {
    const watched = await loggedIn(AS);
    await withoutPolling(watched);
    const { page, context } = watched;
    await visit(page, "/readings");
    await line(page, waiting).waitFor();
    await page.locator("[data-live=open]").waitFor();
    const late = await sent(1);
    await line(page, late).waitFor();
    const other = await loggedIn("ch1-senior");
    await visit(other.page, "/readings");
    await line(other.page, late).getByRole("button", { name: "阅片" }).click();
    await line(page, late).getByText("县医院审核医师 正在处理").waitFor();
    await screenshot(page, "readings-held");
    await other.context.close();
    await context.close();
  });

  test("tells of an emergency that arrives, above the list", async () => {
    const watched = await loggedIn(AS);
    await withoutPolling(watched);
    const { page, context, offences } = watched;
    let known: Set<string> | undefined;
    // what comes after the first look is urgent
    await page.route(/\/api\/v1\/readings\?/, async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as { readings: { id: string; urgency: string }[] };
      known ??= new Set(body.readings.map(({ id }) => id));
      for (const one of body.readings.filter(({ id }) => known?.has(id) === false)) {
        one.urgency = "EMERGENCY";
      }
      await route.fulfill({ response, json: body });
    });
    await visit(page, "/readings");
    await line(page, waiting).waitFor();
    await page.locator("[data-live=open]").waitFor();
    const late = await sent(1);
    const notice = page.locator("[data-arrived]", { hasText: late.name });
    await notice.waitFor();
    await line(page, late).getByText("急诊").waitFor();
    await screenshot(page, "readings-emergency");
    await page.getByRole("button", { name: "我知道了" }).click();
    await notice.waitFor({ state: "detached" });
    expect(offences).toEqual([]);
    await context.close();
  });

  test("is walked through by keys", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/readings");
    await line(page, waiting).waitFor();
    await page.keyboard.press("ArrowDown");
    const acts = page.locator("[data-act]");
    await expect
      .poll(() => acts.first().evaluate((one) => one === document.activeElement))
      .toBe(true);
    await page.keyboard.press("End");
    await expect
      .poll(() => acts.last().evaluate((one) => one === document.activeElement))
      .toBe(true);
    await context.close();
  });

  test("is not for those who do not read", async () => {
    const { page, context } = await loggedIn("ts1-doctor");
    await visit(page, "/readings");
    await page.getByText("您的账号不能打开这个页面").waitFor();
    await context.close();
  });
});
