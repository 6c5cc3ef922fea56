import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, visit } from "../harness";
import { history } from "../members";

function row(page: Page, text: string) {
  return page.locator("table").first().locator("tbody tr").filter({ hasText: text });
}

async function doctor(page: Page): Promise<void> {
  await row(page, "TS1PACS")
    .getByRole("button", { name: /检查线路|Examine/ })
    .click();
  const drawer = page.locator(".el-drawer");
  await drawer.getByRole("button", { name: /检查|Examine/ }).click();
  await drawer.locator("li.bad").first().waitFor();
  await drawer.getByText(/检查于|Examined/).waitFor();
}

everyPage("nodes", "/admin/nodes", { as: "sysadmin" });
everyPage("nodes-doctor", "/admin/nodes", { as: "sysadmin", prepare: doctor });
everyPage("nodes-add", "/admin/nodes", {
  as: "sysadmin",
  prepare: async (page) => {
    await page.getByRole("button", { name: /添加节点|Add a node/ }).click();
    await page.getByRole("button", { name: /保存|Save/ }).click();
    await page.getByRole("dialog").getByRole("alert").first().waitFor();
  },
});

describe("nodes by hand", () => {
  test("are added, changed, removed, and brought back", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/nodes");
    if ((await row(page, "E2ENODE").count()) > 0) {
      await row(page, "E2ENODE").getByRole("button", { name: "删除" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
      await row(page, "E2ENODE").waitFor({ state: "detached" });
    }
    await page.getByRole("button", { name: "添加节点" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("AE 标题").fill("E2ENODE");
    await form.getByLabel("单位").selectOption("TS1");
    await form.getByLabel("主机").fill("127.0.0.1");
    await form.getByLabel("端口").fill("11199");
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, "127.0.0.1:11199").waitFor();

    await row(page, "E2ENODE").getByRole("button", { name: "修改" }).click();
    await page.getByRole("dialog").getByLabel("端口").fill("11198");
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await row(page, "127.0.0.1:11198").waitFor();

    await row(page, "E2ENODE").getByRole("button", { name: "删除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await row(page, "E2ENODE").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "撤销" }).click();
    await row(page, "127.0.0.1:11198").waitFor();

    const versions = await history(page);
    await versions.nth(1).getByRole("button", { name: "查看" }).click();
    await versions.nth(1).getByText("删除 节点 E2ENODE").waitFor();
    expect(await versions.first().innerText()).toContain("sysadmin");
    await context.close();
  });

  test("that somebody else changed meanwhile keep what both wrote", async () => {
    const admin = await api("sysadmin");
    const change = async (node: object): Promise<void> => {
      const { etag } = await admin.get("/api/v1/members");
      await admin.send("PUT", "/api/v1/members/nodes/E2EBOTH", { unit: "TS1", ...node }, etag);
    };
    await change({ host: "127.0.0.1", port: 11190 });
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/nodes");
    await row(page, "E2EBOTH").getByRole("button", { name: "修改" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("端口").fill("11191");
    await change({ host: "127.0.0.2", port: 11192 });
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByRole("button", { name: "载入最新资料" }).click();
    await form.getByText("主机: 127.0.0.1 → 127.0.0.2").waitFor();
    await form.getByRole("button", { name: "保存" }).click();
    await row(page, "127.0.0.2:11191").waitFor();
    const { etag } = await admin.get("/api/v1/members");
    await admin.send("DELETE", "/api/v1/members/nodes/E2EBOTH", undefined, etag);
    await admin.close();
    await context.close();
  });

  test("are called and examined, step by step while it goes on", async () => {
    const { page, context } = await loggedIn("sysadmin");
    await visit(page, "/admin/nodes");
    await row(page, "TS2PACS").getByRole("button", { name: "C-ECHO" }).click();
    await row(page, "TS2PACS").getByText("有问题").waitFor();
    await row(page, "TS2PACS").getByText("没有程序监听").waitFor();
    const steps = page.locator(".el-drawer li");
    // the answer is withheld until the steps have been told by the live connection
    await page.route("**/api/v1/links/TS1PACS/examination", async (route) => {
      if (route.request().method() === "GET") {
        await route.continue();
        return;
      }
      const answer = await route.fetch();
      await steps.filter({ hasText: "请对方启动 DICOM 服务" }).waitFor();
      await steps.filter({ hasText: "未做" }).nth(7).waitFor();
      await route.fulfill({ response: answer });
    });
    // an earlier report may stand there at first, so the answer itself is waited for
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await doctor(page);
    expect((await answered).status()).toBe(200);
    expect(await steps.count()).toBe(10);
    await context.close();
  });
});
