import { beforeAll, describe, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, visit } from "../harness";
import { reader } from "../reading";
import { report, sent, type Sent } from "../readings";

describe("the quality of images", () => {
  let one: Sent;
  beforeAll(async () => {
    one = await sent(1);
    await report("ch1-radiologist", one, false);
  }, 120_000);

  test("is graded by the reader and seen at once by those who took them", async () => {
    const tech = await loggedIn("ts1-tech");
    await visit(tech.page, `/results/${one.study}`);
    const { page, context } = await reader("ch1-radiologist", "cpu");
    await visit(page, `/readings/${one.id}`);
    const grading = page.locator("[data-grading]");
    await grading.locator("summary").click();
    await grading.locator("[data-criterion=POSITIONING] input").fill("5");
    await grading.locator("[data-criterion=EXPOSURE] input").fill("10");
    await grading.locator("[data-criterion=MARKS] input").fill("5");
    await grading.getByText("运动或呼吸伪影").click();
    await grading.locator("[name=quality-remark]").fill("请指导患者屏气");
    await grading.locator("[data-would]", { hasText: "丙级" }).waitFor();
    await screenshot(page, "quality-form");
    await grading.locator("[data-grade-now]").click();
    await grading.locator("[data-grade=C]").waitFor();
    await tech.page.locator("[data-quality] [data-grade=C]").waitFor();
    await tech.page.getByText("请指导患者屏气").waitFor();
    await screenshot(tech.page, "quality-seen");
    await context.close();
    await tech.context.close();
  });

  everyPage("quality", "/quality", { as: "ts1-tech" });
});
