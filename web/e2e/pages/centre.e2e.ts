import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, screenshot, visit } from "../harness";
import { line, sent, type Sent } from "../readings";

const AS = "ch1-director";
let [one, other]: Sent[] = [];

beforeAll(async () => {
  one = await sent(1);
  other = await sent(1);
}, 180_000);

afterAll(async () => {
  const senior = await api("ch1-senior");
  await senior.send("POST", `/api/v1/readings/${other?.id ?? ""}/release`, undefined);
  await senior.close();
});

everyPage("centre", "/centre", { as: AS });

describe("the centre at work", () => {
  test("gives several studies to a reader at once", async () => {
    const [a, b] = [one, other] as [Sent, Sent];
    const { page, context, offences } = await loggedIn(AS);
    await visit(page, "/centre");
    await page.locator("[data-part='STATE QUEUED']").click();
    await page.locator("[data-part='MODALITY CT']").click();
    for (const each of [a, b]) {
      await line(page, each).locator("input[type=checkbox]").check();
    }
    await page
      .getByText("已选 2 项")
      .or(page.getByText("2", { exact: true }))
      .first()
      .waitFor();
    await screenshot(page, "centre-chosen");
    await page.locator("[data-assign]").click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("button[type=submit]").click();
    await dialog.getByText("请写明原因。").waitFor();
    await dialog.getByLabel("医师").selectOption("ch1-senior");
    await dialog.getByLabel("原因").fill("交班");
    await screenshot(page, "centre-assign");
    await dialog.locator("button[type=submit]").click();
    await dialog.waitFor({ state: "detached" });
    await line(page, a).waitFor({ state: "detached" });
    await page.locator("[data-all]").click();
    await line(page, a).getByText("县医院审核医师").waitFor();
    await line(page, b).getByText("县医院审核医师").waitFor();
    const inHand = page.locator("[data-in-hand=ch1-senior]");
    await expect.poll(async () => Number(await inHand.innerText())).toBeGreaterThanOrEqual(2);

    // what another person does is seen without loading anew
    const senior = await api("ch1-senior");
    await senior.send("POST", `/api/v1/readings/${a.id}/release`, undefined);
    await senior.close();
    await line(page, a).getByText("待阅片").waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});
