import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { loggedIn, screenshot, visit } from "../harness";
import { withdrawn } from "../members";
import { listening, type Listener } from "../peers";
import { report, sent } from "../readings";

const CODE = `HIS${String(Date.now() % 1_000_000)}`;
let his: Listener;

beforeAll(async () => {
  his = await listening("gb18030");
  his.says = "AE";
});

afterAll(async () => {
  await withdrawn("receivers", CODE, "sysadmin");
  await his.close();
});

everyPage("report-returns", "/report-returns", { as: "sysadmin" });
everyPage("report-returns-unit", "/report-returns", { as: "ts1-tech" });

describe("programs that want reports", () => {
  test("are added, and what is wrong with them is told at its field", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/report-returns");
    await page.getByRole("button", { name: "添加接收系统" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("代码").fill(CODE);
    await dialog.getByLabel("主机").fill("127.0.0.1");
    await dialog.getByLabel("端口").fill("0");
    await dialog.getByLabel("系统名称（MSH-5）").fill("H|S");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("请选择单位。").waitFor();
    await dialog.getByText("请填写 1 至 65535 的端口。").waitFor();
    await dialog.getByText("不要用 | ^ ~ \\ &").waitFor();
    await screenshot(page, "report-returns-faults");
    await dialog.getByLabel("单位").selectOption("TS1");
    await dialog.getByLabel("端口").fill(String(his.port));
    await dialog.getByLabel("系统名称（MSH-5）").fill("HIS");
    await dialog.getByText("未审核的初步报告").click();
    await dialog.getByRole("button", { name: "保存" }).click();
    const row = page.getByRole("row", { name: CODE });
    await row.getByText(`127.0.0.1:${String(his.port)}`).waitFor();
    await row.getByText("含初步报告").waitFor();
    expect(await row.innerText()).toContain("GB18030");
    await context.close();
  });
});

describe("reports", () => {
  test("that a program refuses can be sent again, and it is told when they have arrived", async () => {
    const one = await sent(1);
    await report("ch1-radiologist", one, true);
    const { page, context } = await loggedIn("ts1-tech");
    await visit(page, "/report-returns");
    await page.getByRole("search").getByLabel("接收系统").selectOption(CODE);
    const row = page.getByRole("row", { name: one.name });
    await row.getByText("初步报告").waitFor();
    await row.getByText("AE").waitFor();
    await row.getByText("已试 1 次").waitFor();
    await screenshot(page, "report-returns-refused");
    his.says = "AA";
    await row.getByRole("checkbox").check();
    await page
      .getByRole("region", { name: "批量操作" })
      .getByRole("button", { name: "重发" })
      .click();
    await row.getByText("已送到").waitFor();
    expect(his.taken.at(-1)).toContain(one.patientId);
    await page.getByLabel("状态").selectOption("FAILED");
    await page.getByText("没有符合条件的报告").waitFor();
    await context.close();
  });
});
