/** What comes before it is asked for, and what is seen over a slow line. */
import { describe, expect, test } from "vitest";
import { behindLine } from "../../bench/line";
import { filesOf, KINDS } from "../../bench/studies";
import { newUid } from "../dicom";
import { loggedIn, SITE, visit } from "../harness";
import { allHere, openStudy, reader, seen, storeStack } from "../reading";
import { stored } from "../sending";

const AS = "ts1-doctor";
const SENDER = "ts1-tech";
const SLICES = 4;

describe("while nothing else comes", () => {
  test("the other series comes, and is there at once", async () => {
    const first = await storeStack(SENDER, SLICES, { seriesNumber: 1 });
    const second = await storeStack(SENDER, SLICES, { study: first.study, seriesNumber: 2 });
    const { page, context } = await reader(AS, "cpu");
    await openStudy(page, `${first.study}?series=${first.series}`);
    await page.getByText(`预取 ${String(SLICES)} / ${String(SLICES)} 幅`).waitFor();
    const asked: string[] = [];
    page.on("request", (request) => {
      asked.push(request.url());
    });
    await page.keyboard.press(".");
    await expect.poll(() => page.url()).toContain(second.series);
    await seen(page);
    await allHere(page);
    expect(asked.filter((one) => one.includes("/frames/"))).toEqual([]);
    await context.close();
  });

  test("the next case of the list comes", async () => {
    const patientId = `E2E-AHEAD-${newUid()}`.slice(0, 60);
    const cases = [
      await storeStack(SENDER, SLICES, { patientId }),
      await storeStack(SENDER, SLICES, { patientId }),
    ].map(({ study }) => study);
    const { page, context } = await reader(AS, "cpu");
    await visit(page, "/studies");
    await page.getByLabel("患者号").fill(patientId);
    await page.keyboard.press("Enter");
    await page.getByText("共 2 个检查").waitFor();
    await page.locator("tbody tr").first().getByRole("link", { name: "读片" }).click();
    await seen(page);
    const opened = cases.find((one) => page.url().includes(one));
    const other = cases.find((one) => one !== opened) ?? "";
    await page.getByText(`预取 ${String(SLICES)} / ${String(SLICES)} 幅`).waitFor();
    const asked: string[] = [];
    page.on("request", (request) => {
      asked.push(request.url());
    });
    await page.getByRole("button", { name: /下一例/ }).click();
    await expect.poll(() => page.url()).toContain(other);
    await seen(page);
    await allHere(page);
    expect(asked.filter((one) => /frames\/\d+$/.test(one))).toEqual([]);
    expect(await page.getByRole("button", { name: /下一例/ }).count()).toBe(0);
    await context.close();
  });
});

/** Of a picture that one waits for, three times. */
const LIMIT_MS = 3 * 5000;

test("of a chest of 15 MB there is something to look at soon, over 2 Mbit/s", async () => {
  const chest = KINDS.find(({ name }) => name === "DX");
  if (chest === undefined) {
    throw new Error("no chest");
  }
  const study = newUid();
  const sender = await loggedIn(SENDER);
  for (const one of filesOf(chest, study)) {
    await stored(sender.context, one);
  }
  await sender.context.close();
  const { page, context } = await loggedIn(AS);
  await visit(page, "/studies");
  await behindLine(page, 2);
  await page.goto(`${SITE}/read/${study}`, { waitUntil: "commit" });
  await page.locator("img[data-preview]").waitFor({ timeout: LIMIT_MS });
  await page.getByText("非诊断质量").first().waitFor();
  await context.close();
});
