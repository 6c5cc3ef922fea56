import { beforeAll, describe, expect, test } from "vitest";
import { image, newUid } from "../dicom";
import { everyPage } from "../every-page";
import { loggedIn, SITE, visit } from "../harness";
import { stored } from "../sending";

const AS = "admin";
const REASON = `E2E ${Date.now().toString(36)} emergency in the township`;

beforeAll(async () => {
  const study = newUid();
  const sender = await loggedIn("ch1-tech");
  await stored(
    sender.context,
    image({
      study,
      series: newUid(),
      instance: newUid(),
      number: 1,
      patientId: "E2E-BG-1",
      patientName: "Sun^Li=孙^丽",
    }),
  );
  await sender.context.close();
  const { context } = await loggedIn("ts1-doctor");
  const session = (await (await context.request.get(`${SITE}/api/v1/session`)).json()) as {
    csrfToken: string;
  };
  const answer = await context.request.post(`${SITE}/api/v1/break-glass`, {
    headers: { "X-CSRF-Token": session.csrfToken },
    data: { studyInstanceUid: study, reason: REASON },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await context.close();
}, 120_000);

everyPage("break-glass", "/admin/break-glass", { as: AS });

describe("an emergency access", () => {
  test("is judged with a comment, and stays to be looked at", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/break-glass");
    const row = page.locator("tbody tr", { hasText: REASON });
    await row.getByText("待复核").waitFor();
    await row.getByRole("button", { name: "不正当" }).click();
    const dialog = page.getByRole("dialog", { name: "不正当" });
    await dialog.getByRole("button", { name: "不正当" }).click();
    await dialog.getByText("请填写复核意见").waitFor();
    await dialog.locator("textarea").fill("没有急诊记录");
    await dialog.getByRole("button", { name: "不正当" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByLabel("显示").selectOption("reviewed");
    await row.getByText("没有急诊记录").waitFor();
    await context.close();
  });
});
