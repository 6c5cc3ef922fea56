import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loggedIn, screenshot, visit, withoutPolling, type Watched } from "./harness";
import { ownGateway, type OwnGateway } from "./own-gateway";
import { begin, choose, counts, folder, phase, study, there } from "./uploading";

const START_MS = 240_000;
const IMAGES = 400;

let gateway: OwnGateway;
beforeAll(async () => {
  gateway = await ownGateway();
}, START_MS);
afterAll(async () => {
  await gateway.remove();
}, START_MS);

async function live(page: Page, state: string): Promise<void> {
  await page.locator(`[data-live=${state}]`).waitFor({ timeout: 90_000 });
}

/** A form that somebody has filled in and not saved, before the list of nodes. */
async function halfFilledForm(page: Page): Promise<void> {
  await visit(page, "/admin/nodes", gateway.site);
  await live(page, "open");
  await page.getByRole("button", { name: "添加节点" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("AE 标题").fill("RESTART");
  await form.getByLabel("单位").selectOption("TS1");
  await form.getByLabel("主机").fill("127.0.0.1");
  await form.getByLabel("端口").fill("11197");
}

async function uploadUnderWay({ page, context }: Watched, uid: string, at: string): Promise<void> {
  await visit(page, "/upload", gateway.site);
  await choose(page, at);
  await page.getByText(`0 / ${String(IMAGES)} 幅`).waitFor();
  await begin(page);
  await expect
    .poll(async () => (await there(context, uid, gateway.site)).length, { timeout: 60_000 })
    .toBeGreaterThan(20);
}

test(
  "a gateway that ends and starts again loses nothing of open pages",
  async () => {
    const made = study(IMAGES);
    const admin = await loggedIn("sysadmin", { site: gateway.site });
    await withoutPolling(admin);
    await halfFilledForm(admin.page);
    let asked = 0;
    admin.page.on("response", (answer) => {
      asked += new URL(answer.url()).pathname === "/api/v1/members" && answer.ok() ? 1 : 0;
    });
    const tech = await loggedIn("ts1-tech", { site: gateway.site });
    await uploadUnderWay(tech, made.study, folder("restart", made.files));

    expect([0, 143]).toContain(await gateway.stop());
    await phase(tech.page, "waiting");
    await admin.page.locator("[data-offline]").waitFor();
    await tech.page.locator("[data-offline]").waitFor();
    await screenshot(tech.page, "restart-upload-waiting");
    expect((await counts(tech.page))["已保存"] ?? 0).toBeLessThan(IMAGES);
    const form = admin.page.getByRole("dialog");
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByRole("alert").waitFor();
    await screenshot(admin.page, "restart-form-offline");
    expect(await form.getByLabel("端口").inputValue()).toBe("11197");
    expect(asked, "answers of a gateway that is away").toBe(0);

    await gateway.start();
    await live(admin.page, "open");
    await admin.page.locator("[data-offline]").waitFor({ state: "detached" });
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(0);
    expect(await form.getByLabel("AE 标题").inputValue()).toBe("RESTART");
    await form.getByRole("button", { name: "保存" }).click();
    await admin.page.locator("tbody tr").getByText("127.0.0.1:11197").waitFor();

    await phase(tech.page, "done");
    await tech.page.locator("[data-offline]").waitFor({ state: "detached" });
    expect(await counts(tech.page)).toEqual({ 已保存: IMAGES });
    const all = await there(tech.context, made.study, gateway.site);
    expect(all.length).toBe(IMAGES);
    expect(new Set(all).size).toBe(IMAGES);
    expect([...admin.offences, ...tech.offences]).toEqual([]);
    await admin.context.close();
    await tech.context.close();
  },
  2 * START_MS,
);
