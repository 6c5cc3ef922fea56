import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { api } from "./gateway";
import { loggedIn, settled, SITE, visit, withoutPolling, type Watched } from "./harness";

async function live(page: Page, state: string): Promise<void> {
  await page.locator(`[data-live=${state}]`).waitFor();
}

test("all pages of a browser share one connection", async () => {
  const { context, page } = await loggedIn("ts1-doctor");
  await visit(page, "/");
  await live(page, "open");
  const other = await context.newPage();
  await visit(other, "/me");
  await live(other, "open");
  const direct = await page.evaluate(
    () =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => entry.name.includes("/api/v1/live")).length,
  );
  expect(direct, "sockets of the page itself").toBe(0);
  await context.close();
});

test("a list shows what somebody else has changed, without being loaded anew by hand", async () => {
  const admin = await api("sysadmin");
  const { page, context } = await loggedIn("sysadmin");
  await withoutPolling({ context });
  await visit(page, "/admin/nodes");
  await live(page, "open");
  const row = page.locator("tbody tr").filter({ hasText: "E2ELIVE" });
  const change = async (method: "PUT" | "DELETE"): Promise<void> => {
    const { etag } = await admin.get("/api/v1/members");
    await admin.send(method, "/api/v1/members/nodes/E2ELIVE", { unit: "TS1" }, etag);
  };
  await change("PUT");
  await row.waitFor();
  await change("DELETE");
  await row.waitFor({ state: "detached" });
  await admin.close();
  await context.close();
});

test("a build that has expired is told, and left behind at the next page", async () => {
  const { context, page } = await loggedIn("sysadmin");
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "SharedWorker"); // whose sockets cannot be changed from here
  });
  await page.routeWebSocket("**/api/v1/live", (socket) => {
    socket.onMessage(() => {
      for (const build of ["one", "another"]) {
        socket.send(JSON.stringify({ type: "hello", build, epoch: "e", seq: 0 }));
      }
    });
  });
  await visit(page, "/");
  await page.locator("[data-expired]").waitFor();
  await page.evaluate(() => {
    Object.assign(globalThis, { stillTheOldPage: true });
  });
  await page
    .getByRole("navigation", { name: "导航" })
    .getByRole("link", { name: "系统状态" })
    .click();
  await page.waitForURL(`${SITE}/admin/system`);
  await settled(page);
  expect(await page.evaluate(() => "stillTheOldPage" in globalThis)).toBe(false);
  await context.close();
});

test("a part of the build that is gone costs one reload", async () => {
  const { context, page } = await loggedIn("sysadmin");
  await visit(page, "/");
  let gone = true;
  await page.route("**/assets/SystemPage-*.js", async (route) => {
    if (gone) {
      gone = false;
      await route.fulfill({ status: 404, body: "" });
    } else {
      await route.continue();
    }
  });
  await page
    .getByRole("navigation", { name: "导航" })
    .getByRole("link", { name: "系统状态" })
    .click();
  await page.waitForURL(`${SITE}/admin/system`);
  await page.getByRole("heading", { name: "系统状态" }).waitFor();
  expect(gone).toBe(false);
  await context.close();
});

/** A page that is told a notice as soon as it is connected. */
async function told({ page, context }: Watched): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "SharedWorker");
  });
  await page.routeWebSocket("**/api/v1/live", (socket) => {
    socket.onMessage(() => {
      socket.send(JSON.stringify({ type: "hello", build: "", epoch: "e", seq: 0 }));
      socket.send(
        JSON.stringify({
          type: "notice",
          id: "n1",
          kind: "break-glass",
          unit: "TS1",
          urgency: "URGENT",
          raisedAt: "2026-03-01T01:00:00Z",
          words: {
            zh: { title: "危急值待确认", text: "请尽快处理" },
            en: { title: "Critical value", text: "See to it" },
          },
          seq: 1,
        }),
      );
    });
  });
}

test("a notice sounds, and is told on the desktop of who looks elsewhere, by its title alone", async () => {
  const watched = await loggedIn("ts1-doctor");
  const { context, page } = watched;
  await told(watched);
  await context.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    Object.defineProperty(document, "hidden", { get: () => true });
    function Desktop(title: string, options: NotificationOptions): void {
      heard.push([title, options.body]);
    }
    Object.assign(globalThis, {
      Notification: Object.assign(Desktop, { permission: "granted" }),
    });
    const start = Reflect.get(OscillatorNode.prototype, "start");
    OscillatorNode.prototype.start = function (...when) {
      heard.push(this.frequency.value);
      Reflect.apply(start, this, when);
    };
  });
  await visit(page, "/");
  await page.getByText("危急值待确认").waitFor();
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard))
    .toEqual([880, 660, 880, ["联诊", "危急值待确认"]]);
  await context.close();
});

test("a notice is shown, heard by assistive technology, and acknowledged once", async () => {
  const watched = await loggedIn("ts1-doctor");
  const { context, page } = watched;
  await told(watched);
  const acknowledged: string[] = [];
  await page.route("**/api/v1/notices/**", async (route) => {
    acknowledged.push(new URL(route.request().url()).pathname);
    await route.fulfill({ status: 204 });
  });
  await visit(page, "/");
  await page.getByText("危急值待确认").waitFor();
  expect(await page.locator("[data-bell]").innerText()).toBe("1");
  await page.getByRole("button", { name: "我知道了" }).click();
  await page.getByText("没有待确认的消息").waitFor();
  expect(acknowledged).toEqual(["/api/v1/notices/n1/acknowledgement"]);
  await context.close();
});

test("a lost connection is told, nothing typed is lost, and it comes back by itself", async () => {
  const { context, page } = await loggedIn("ts1-doctor");
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "SharedWorker");
  });
  let away = false;
  let cut: (() => Promise<void>) | undefined;
  await page.routeWebSocket("**/api/v1/live", async (socket) => {
    if (away) {
      await socket.close({ code: 1011 });
      return;
    }
    socket.connectToServer();
    cut = () => socket.close({ code: 1011 });
  });
  await visit(page, "/me");
  await live(page, "open");
  await page.locator("input[name=next]").fill("not sent yet");
  away = true;
  await cut?.();
  await page.locator("[data-offline]").waitFor();
  away = false;
  await live(page, "open");
  await page.locator("[data-offline]").waitFor({ state: "detached" });
  expect(await page.locator("input[name=next]").inputValue()).toBe("not sent yet");
  await context.close();
});
