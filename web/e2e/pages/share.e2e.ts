/** A patient's own images and report, by a link and something that only the patient knows. */
import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, settled, SITE, stranger, visit } from "../harness";
import { allHere, seen } from "../reading";
import { report, sent, type Sent } from "../readings";

const AS = "ts1-doctor";
let study: Sent;

beforeAll(async () => {
  study = await sent();
  await report("ch1-radiologist", study, true);
}, 120_000);

function path(): string {
  return `/studies/${study.study}/share`;
}

/** Makes a link as a doctor does, and gives its address. */
async function link(): Promise<string> {
  const { page, context, offences } = await loggedIn(AS);
  await visit(page, `/results/${study.study}`);
  await page.getByRole("link", { name: "给患者看" }).click();
  await page.getByRole("button", { name: "生成链接" }).click();
  await page.getByText("请写明用途").waitFor();
  await page.locator("input[name=reason]").fill("带去市里复诊");
  await page.getByRole("button", { name: "生成链接" }).click();
  const slip = page.locator("[data-slip]");
  await slip.getByRole("img", { name: "患者链接的二维码" }).waitFor();
  await screenshot(page, "share-slip");
  const url = await slip.locator("output").innerText();
  await page.getByRole("button", { name: "已交给患者" }).click();
  await page.locator("tbody tr", { hasText: "带去市里复诊" }).first().waitFor();
  expect(offences).toEqual([]);
  await context.close();
  return url;
}

describe("a link for the patient", () => {
  test("opens the own study and nothing else, until it is taken back", async () => {
    const url = await link();
    expect(url.startsWith(`${SITE}/shared#`)).toBe(true);
    expect(url).not.toContain(study.patientId);

    const { page, context, offences } = await stranger({ size: "phone" });
    await page.goto(url);
    await page.locator("input[name=fact]").fill("19990101");
    await page.getByRole("button", { name: "打开" }).click();
    await page.getByText("与登记的不一致").waitFor();
    await page.locator("input[name=fact]").fill("1956-02-03");
    await page.getByRole("button", { name: "打开" }).click();
    await page.waitForURL(`${SITE}/results/${study.study}`);
    await settled(page);
    // a second person has not looked yet
    await page.getByText("还没有签发的报告").waitFor();
    await screenshot(page, "share-results");
    const paper = `${SITE}/api/v1/studies/${study.study}/reports/1/pdf`;
    expect((await context.request.get(paper)).status()).toBe(404);
    await page.getByRole("link", { name: "看图像" }).click();
    await seen(page);
    await allHere(page);
    await page.locator("[data-watermark]", { hasText: "患者链接" }).waitFor();
    await screenshot(page, "share-images");
    expect(new URL(page.url()).pathname).toBe(`/read/${study.study}`);

    for (const forbidden of ["/studies", "/orders", "/readings", path()]) {
      await visit(page, forbidden);
      await page.getByText("不能打开这个页面").waitFor();
    }
    await taken();
    await page.reload();
    await page.waitForURL(/\/shared|\/login/);
    await page.goto("about:blank");
    await page.goto(url);
    await page.locator("input[name=fact]").fill("19560203");
    await page.getByRole("button", { name: "打开" }).click();
    await page.getByText("这个链接已失效").waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });

  async function taken(): Promise<void> {
    const { page, context } = await loggedIn(AS);
    await visit(page, path());
    await page.getByRole("button", { name: "收回" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "收回" }).click();
    await page.locator("tbody tr", { hasText: "已收回" }).first().waitFor();
    await context.close();
  }
});

describe("pages", () => {
  everyPage("share", "", {
    as: AS,
    prepare: async (page) => {
      await visit(page, path());
      await page.locator("input[name=reason]").waitFor();
    },
  });
  everyPage("shared", "", {
    prepare: async (page) => {
      await page.goto(`${SITE}/shared#x`);
      await settled(page);
      await page.locator("input[name=fact]").waitFor();
    },
  });
});
