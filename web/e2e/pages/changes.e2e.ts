import { beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, screenshot, visit } from "../harness";
import { reader, seen } from "../reading";
import { approved, sent, type Sent } from "../readings";

const WRITER = "ch1-radiologist";
const REVIEWER = "ch1-senior";

describe("a report that is changed", () => {
  let one: Sent;
  beforeAll(async () => {
    one = await sent(1);
    await approved(WRITER, REVIEWER, one);
  }, 120_000);

  test("is amended beside its images, and read by those who sent the study", async () => {
    const writer = await reader(WRITER, "cpu");
    await visit(writer.page, `/readings/${one.id}`);
    await seen(writer.page);
    await writer.page.locator("[data-reasoned=amend]").click();
    await writer.page.getByRole("dialog").locator("textarea").fill("左右写反");
    await screenshot(writer.page, "report-amend");
    await writer.page.getByRole("dialog").locator("button[type=submit]").click();
    await writer.page.locator("[data-amending]", { hasText: "左右写反" }).waitFor();
    await writer.page.locator("[data-keeping=saved]").waitFor();
    const impression = writer.page.locator("[data-field=impression] textarea").first();
    expect(await impression.inputValue()).toContain("右肺");
    await impression.fill("左肺上叶小结节。");
    await writer.page.locator("[data-changes] del", { hasText: "右" }).first().waitFor();
    await writer.page.locator("[data-keeping=saved]").waitFor();
    await screenshot(writer.page, "report-amending");
    await writer.page.locator("[data-sign]").click();
    const dialog = writer.page.getByRole("dialog");
    await dialog.locator("input[name=sign-password]").fill("demo");
    await dialog.locator("button[type=submit]").click();
    await writer.page.locator("[data-signed]").waitFor();

    const doctor = await loggedIn("ts1-doctor");
    await visit(doctor.page, `/results/${one.study}`);
    await doctor.page.getByText("正式报告").first().waitFor();
    await approved("", REVIEWER, one);
    await doctor.page.locator("[data-change]", { hasText: "报告已修改" }).waitFor();
    await doctor.page.getByText("左肺上叶小结节。").first().waitFor();
    await screenshot(doctor.page, "results-amended");
    await doctor.page.locator("[data-change] [data-acknowledge]").click();
    await doctor.page.locator("[data-change] [data-read]").waitFor();
    await writer.page.locator("[data-change] [data-read]").waitFor();
    await screenshot(writer.page, "report-acknowledged");
    expect(writer.offences).toEqual([]);
    for (const { context } of [writer, doctor]) {
      await context.close();
    }
  });
});

describe("a study of another patient", () => {
  test("is moved when one has proposed it and another one confirms", async () => {
    const [wrong, right] = [await sent(1), await sent(1)];
    const tech = await loggedIn("ts1-tech");
    await visit(tech.page, `/study-moves?study=${wrong.study}`);
    const dialog = tech.page.getByRole("dialog");
    await dialog.locator("input[name=number]").fill(right.patientId);
    await dialog.locator("[data-find]").click();
    await dialog.getByText(right.name).first().waitFor({ state: "attached" });
    await dialog.locator("textarea").fill("登记时选错患者");
    await screenshot(tech.page, "move-propose");
    await dialog.locator("button[type=submit]").click();
    const line = (page: typeof tech.page) => page.locator("tbody tr", { hasText: wrong.name });
    await line(tech.page).waitFor();

    const doctor = await loggedIn("ts1-doctor");
    await visit(doctor.page, "/study-moves");
    await line(doctor.page).locator("[data-confirm]").click();
    await doctor.page.getByRole("dialog").getByText(right.patientId).waitFor();
    await screenshot(doctor.page, "move-confirm");
    await doctor.page.getByRole("dialog").locator("input[name=sign-password]").fill("demo");
    await doctor.page.getByRole("dialog").locator("button[type=submit]").click();
    await line(doctor.page).locator("[data-undo]").waitFor();
    await line(tech.page).getByText("已改归").waitFor();
    const radiologist = await api(WRITER);
    await expect
      .poll(async () => {
        const found = await radiologist.get(`/api/v1/readings/${wrong.id}`);
        return (found.data as { patientId: string }).patientId;
      })
      .toBe(right.patientId);
    await radiologist.close();
    for (const { context } of [tech, doctor]) {
      await context.close();
    }
  });
});

describe("pages", () => {
  everyPage("report-changes", "/report-changes", { as: "ts1-doctor" });
  everyPage("study-moves", "/study-moves", { as: "ts1-tech" });
});
