import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { everyPage } from "../every-page";
import { api } from "../gateway";
import { loggedIn, logInByHand, settled, stranger, visit } from "../harness";

const AS = "admin";
const RUN = Date.now().toString(36);

async function find(page: Page, name: string): Promise<void> {
  await page.getByLabel("姓名、用户名或工号").fill(name);
}

async function make(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "新建帐号" }).click();
  const dialog = page.getByRole("dialog", { name: "新建帐号" });
  await dialog.getByLabel("用户名").fill(name);
  await dialog.getByLabel("姓名").fill("测试员");
  await dialog.getByLabel("机构").selectOption("TS1");
  await dialog.getByLabel("工号").fill(`no-${name}`);
  await dialog.getByText("影像技师").click();
  await dialog.getByRole("button", { name: "新建" }).click();
  const shown = page.getByRole("dialog", { name: `${name} 的初始密码` });
  const password = await shown.locator("output").innerText();
  await shown.getByRole("button", { name: "我已经保存好" }).click();
  return password;
}

everyPage("users", "/admin/users", { as: AS });
everyPage("users-account", "/admin/users", {
  as: AS,
  prepare: async (page) => {
    await page.locator("tbody tr", { hasText: "ch1-tech" }).locator(".el-button").click();
    await page.locator(".el-drawer h2").waitFor();
    await settled(page);
  },
});
everyPage("users-new", "/admin/users", {
  as: AS,
  prepare: async (page) => {
    await page.locator("header .el-button--primary").click();
    await page.locator(".el-dialog form").waitFor();
    await page.locator(".el-dialog form button[type=submit]").click();
    await page.locator(".el-dialog [role=alert]").first().waitFor();
  },
});

everyPage("users-program", "/admin/users", {
  as: AS,
  prepare: async (page) => {
    const admin = await api(AS);
    const name = "e2e-program";
    const known = (await admin.get("/api/v1/accounts")).data as {
      accounts: { name: string }[];
    };
    if (!known.accounts.some((one) => one.name === name)) {
      const account = { name, displayName: "HIS", unit: "CH1", kind: "PROGRAM", roles: ["HIS"] };
      await admin.send("POST", "/api/v1/accounts", account);
      await admin.send("POST", `/api/v1/accounts/${name}/keys`, {
        id: "e2e-his-1",
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        addresses: ["10.1.2.3", "10.2.0.0/16"],
      });
    }
    await admin.close();
    await visit(page, "/admin/users");
    await page.locator("input").first().fill(name);
    await page.locator("tbody tr", { hasText: name }).locator(".el-button").click();
    await page.locator(".el-drawer").getByText("e2e-his-1").waitFor();
    await page.locator(".el-drawer section .el-button--primary").click();
    await page.locator(".el-dialog form button[type=submit]").click();
    await page.locator(".el-dialog [role=alert]").first().waitFor();
  },
});

describe("an account", () => {
  test("is made, logs in, is logged out, gets another password and is disabled", async () => {
    const name = `e2e-${RUN}`;
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/users");
    const password = await make(page, name);

    const other = await stranger();
    await visit(other.page, "/login");
    await logInByHand(other.page, name, password);
    await other.page.waitForURL("**/login/password");

    await find(page, name);
    await page.locator("tbody tr", { hasText: name }).getByRole("button", { name: "打开" }).click();
    const drawer = page.locator(".el-drawer");
    await drawer.locator("tbody input[type=checkbox]").check();
    await drawer.getByRole("button", { name: "结束会话" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "结束会话" }).click();
    await drawer.getByText("没有登录会话").waitFor();

    await drawer.getByRole("button", { name: "重置密码" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "重置密码" }).click();
    const shown = page.getByRole("dialog", { name: `${name} 的初始密码` });
    expect(await shown.locator("output").innerText()).not.toBe(password);
    await shown.getByRole("button", { name: "我已经保存好" }).click();

    await drawer.getByRole("button", { name: "停用" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "停用" }).click();
    await drawer.getByRole("button", { name: "启用" }).waitFor();
    await other.context.close();
    await context.close();
  });

  test("is found by its staff number, which nobody else of the unit can have", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/users");
    await make(page, `e2e-no-${RUN}`);
    await find(page, `no-e2e-no-${RUN}`);
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    await page.getByRole("button", { name: "新建帐号" }).click();
    const dialog = page.getByRole("dialog", { name: "新建帐号" });
    await dialog.getByLabel("用户名").fill(`e2e-no2-${RUN}`);
    await dialog.getByLabel("姓名").fill("测试员");
    await dialog.getByLabel("机构").selectOption("TS1");
    await dialog.getByLabel("工号").fill(`no-e2e-no-${RUN}`);
    await dialog.getByText("影像技师").click();
    await dialog.getByRole("button", { name: "新建" }).click();
    await dialog.getByText("本机构别的帐号已经有这个工号").waitFor();
    await context.close();
  });

  test("cannot have two roles that belong to two persons", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/users");
    await page.getByRole("button", { name: "新建帐号" }).click();
    const dialog = page.getByRole("dialog", { name: "新建帐号" });
    await dialog.getByText("安全管理员", { exact: true }).click();
    await dialog.getByText("系统管理员", { exact: true }).click();
    await dialog.getByText("请只保留其中一个").waitFor();
    await context.close();
  });

  test("is disabled with others at once", async () => {
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/users");
    await make(page, `e2e-many-${RUN}-1`);
    await make(page, `e2e-many-${RUN}-2`);
    await find(page, `e2e-many-${RUN}`);
    await page.locator("thead input[type=checkbox]").check();
    await page
      .getByRole("region", { name: "批量操作" })
      .getByRole("button", { name: "停用" })
      .click();
    await page.locator(".el-message-box").getByRole("button", { name: "停用" }).click();
    await expect.poll(() => page.locator("tbody tr", { hasText: "停用" }).count()).toBe(2);
    await context.close();
  });

  test("of a program gets a key whose secret is shown once", async () => {
    const name = `e2e-his-${RUN}`;
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/users");
    await page.getByRole("button", { name: "新建帐号" }).click();
    const dialog = page.getByRole("dialog", { name: "新建帐号" });
    await dialog.getByLabel("类型").selectOption("PROGRAM");
    await dialog.getByLabel("用户名").fill(name);
    await dialog.getByLabel("姓名").fill("测试程序");
    await dialog.getByLabel("机构").selectOption("CH1");
    await dialog.getByRole("button", { name: "新建" }).click();
    const drawer = page.locator(".el-drawer");
    await drawer.getByText("还没有密钥").waitFor();
    await drawer.getByRole("button", { name: "添加密钥" }).click();
    const key = page.getByRole("dialog", { name: "添加密钥" });
    await key.getByLabel("密钥编号").fill(`key-${RUN}`);
    await key.getByLabel("最后有效日").fill("2020-01-01");
    await key.getByLabel("允许的地址").fill("his.example");
    await key.getByRole("button", { name: "添加密钥" }).click();
    await key.getByText("这一天已经过了").waitFor();
    await key.getByText("请填 IP 地址或网段").waitFor();
    await key.getByLabel("最后有效日").fill("2099-12-31");
    await key.getByLabel("允许的地址").fill("10.1.2.3\n10.2.0.0/16");
    await key.getByRole("button", { name: "添加密钥" }).click();
    const shown = page.getByRole("dialog", { name: "共享密钥" });
    expect(await shown.locator("output").innerText()).toMatch(/^[A-Za-z0-9+/=]{32,}$/);
    await shown.getByRole("button", { name: "我已经保存好" }).click();
    await drawer
      .locator("tbody tr", { hasText: `key-${RUN}` })
      .getByText(AS)
      .waitFor();
    await drawer.getByText("到 2099-12-31 为止").waitFor();
    await drawer.getByText("只来自 10.1.2.3、10.2.0.0/16").waitFor();
    await drawer.getByText("程序请求的规则").click();
    await drawer.getByText("用过的请求不会再被接受").waitFor();
    await drawer.getByRole("button", { name: "删除密钥" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "删除密钥" }).click();
    await drawer.getByText("还没有密钥").waitFor();
    await context.close();
  });
});
