import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../gateway";
import { everyPage } from "../every-page";
import { loggedIn, settled, visit } from "../harness";

const AS = "sysadmin";
const KEY = `key-${Date.now().toString(36)}`;

/** What the hospital's program was sent. */
const taken: { body: string; timestamp: string; signature: string }[] = [];
let program: Server;

beforeAll(async () => {
  program = createServer((request, answer) => {
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      const header = (name: string): string => String(request.headers[name] ?? "");
      taken.push({
        body,
        timestamp: header("x-lianzhen-timestamp"),
        signature: header("x-lianzhen-signature"),
      });
      answer.end("{}");
    });
  });
  await new Promise<void>((done) => program.listen(0, "127.0.0.1", done));
  await put("");
});

afterAll(async () => {
  await put("");
  await new Promise((done) => program.close(done));
});

/** Puts a document in force, which an empty one may not be. */
async function put(document: string): Promise<void> {
  const admin = await api(AS);
  const now = await admin.get("/api/v1/channels");
  await admin.send("PUT", "/api/v1/channels", { document: document || "{}" }, now.etag);
  await admin.close();
}

function row(page: Page, channel: string): ReturnType<Page["locator"]> {
  return page.locator("tbody tr").filter({ has: page.getByText(channel, { exact: true }) });
}

const DOCUMENT = `# 演示
smtp: {host: mail.ch1.example, port: 587, from: gateway@ch1.example, credentials: smtp.txt}
sms:
  url: https://sms.example/send
  headers: ["Content-Type: application/json"]
  body: '{"to":"\${phone}","text":"\${text}"}'
  success: '"code":0'
off: [SMS]
`;

everyPage("channels", "/admin/channels", {
  as: AS,
  prepare: async (page) => {
    await put(DOCUMENT);
    await page.reload();
    await settled(page);
  },
});
everyPage("channels-none", "/admin/channels", {
  as: AS,
  prepare: async (page) => {
    await put("");
    await page.reload();
    await settled(page);
  },
});
everyPage("channels-edit", "/admin/channels", {
  as: AS,
  prepare: async (page) => {
    await page.locator("tbody tr").nth(3).locator(".el-button").first().click();
    await page.locator(".el-dialog form button[type=submit]").click();
    await page.locator(".el-dialog [role=alert]").first().waitFor();
  },
});
everyPage("channels-test", "/admin/channels", {
  as: AS,
  prepare: async (page) => {
    await page.locator("tbody tr").first().locator(".el-button").click();
    await page.locator(".el-dialog form button[type=submit]").click();
    await page.locator("[data-outcome]").waitFor();
  },
});

describe("a channel", () => {
  test("is set up with its secret, tried, turned off and on, and removed", async () => {
    await put("");
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/channels");
    await page.getByText("只有网页通知").waitFor();
    const channel = row(page, "医院程序");
    await channel.getByRole("button", { name: "设置" }).click();
    const dialog = page.getByRole("dialog", { name: "医院程序" });
    await dialog.getByLabel("地址").fill("http://oa.example/notice");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("请填写 https 地址").waitFor();
    const port = (program.address() as AddressInfo).port;
    await dialog.getByLabel("地址").fill(`http://127.0.0.1:${String(port)}/notice`);
    await dialog.getByLabel("签名密钥的文件名").fill(`${KEY}.key`);
    await dialog.getByRole("button", { name: "保存" }).click();
    await channel.getByText("使用中").waitFor();

    await page.getByText("密钥未设置").waitFor();
    await page.getByRole("button", { name: `设置 ${KEY}.key` }).click();
    const secret = page.getByRole("dialog", { name: `更换 ${KEY}.key` });
    await secret.getByRole("button", { name: "更换" }).click();
    await secret.getByText("请填写。").waitFor();
    await secret.getByLabel("密钥").fill(KEY);
    await secret.getByRole("button", { name: "更换" }).click();
    await row(page, `${KEY}.key`).getByText("已设置").waitFor();

    await channel.getByRole("button", { name: "试发" }).click();
    const trial = page.getByRole("dialog", { name: "试发：医院程序" });
    await trial.getByRole("button", { name: "发送" }).click();
    await trial.getByText("已送达").waitFor();
    await trial.getByText("对方已收下（200）").waitFor();
    const last = taken.at(-1);
    const expected = createHmac("sha256", KEY)
      .update(`${last?.timestamp ?? ""}.${last?.body ?? ""}`)
      .digest("hex");
    expect(last?.signature, "signed with what was typed").toBe(`sha256=${expected}`);
    expect(last?.body).toContain("channel-test");
    await page.keyboard.press("Escape");
    await trial.waitFor({ state: "detached" });

    await channel.getByRole("button", { name: "关闭" }).click();
    await page
      .locator(".el-message-box")
      .getByRole("button", { name: "关闭", exact: true })
      .last()
      .click();
    await channel.getByText("已关闭").waitFor();
    await page.getByText("只有网页通知").waitFor();
    await channel.getByRole("button", { name: "启用" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "启用" }).click();
    await channel.getByText("使用中").waitFor();

    await channel.getByRole("button", { name: "删除设置" }).click();
    await page.locator(".el-message-box").getByRole("button", { name: "删除设置" }).click();
    await channel.getByText("未设置").waitFor();
    await page.getByText("没有需要设置的密钥").waitFor();
    await context.close();
  });

  test("that cannot be reached says so, and what to do", async () => {
    await put("smtp: {host: 127.0.0.1, port: 9, from: a@b.example, security: NONE}");
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/channels");
    await row(page, "邮件").getByRole("button", { name: "试发" }).click();
    const trial = page.getByRole("dialog", { name: "试发：邮件" });
    await trial.getByRole("button", { name: "发送" }).click();
    await trial.getByText("请填写邮箱地址").waitFor();
    await trial.getByLabel("邮箱").fill("me@b.example");
    await trial.getByRole("button", { name: "发送" }).click();
    await trial.getByText("请核对地址和端口").waitFor();
    await trial.getByText("连不上：那个地址和端口没有服务").waitFor();
    await context.close();
  });

  test("is restored from an earlier version, in words", async () => {
    await put(DOCUMENT);
    await put("rules: {keepMonths: 60}");
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/channels");
    await page.getByText("已结束的通知保留 60 个月").waitFor();
    const history = page.getByRole("table", { name: "修改记录" });
    await history.locator("tbody tr").nth(1).getByRole("button", { name: "恢复" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("已结束的通知保留（月）").waitFor();
    await dialog.getByRole("button", { name: "恢复" }).click();
    await row(page, "邮件").getByText("使用中").waitFor();
    await row(page, "短信").getByText("已关闭").waitFor();
    await page.getByText("已结束的通知保留 36 个月").waitFor();
    await context.close();
  });

  test("that somebody else has changed meanwhile is not overwritten", async () => {
    await put("{}");
    const { page, context } = await loggedIn(AS);
    await visit(page, "/admin/channels");
    await page.getByRole("button", { name: "修改时间" }).click();
    const dialog = page.getByRole("dialog", { name: "等待和保留时间" });
    await dialog.getByLabel("已结束的通知保留（月）").fill("5");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("请填写 6 至 360 的整数").waitFor();
    await dialog.getByLabel("已结束的通知保留（月）").fill("48");
    await put("rules: {answerMinutes: 7}");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("别人刚刚改过").waitFor();
    await dialog.getByRole("button", { name: "取消" }).click();
    await page.getByText("每人有 7 分钟应答").waitFor();
    await context.close();
  });
});
