/** What tests ask of the gateway without a page: to bring about what pages are to show. */
import { expect, vi } from "vitest";
import { loggedIn, SITE } from "./harness";

/** One account's requests. */
export interface Api {
  /** The answer's JSON, whatever it is. */
  get: (path: string) => Promise<{ data: unknown; etag: string }>;
  send: (
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body: unknown,
    etag?: string,
  ) => Promise<void>;
  close: () => Promise<void>;
}

export async function api(account: string, site = SITE): Promise<Api> {
  const { context } = await loggedIn(account, { site });
  const session = (await (await context.request.get(`${site}/api/v1/session`)).json()) as {
    csrfToken: string;
  };
  return {
    get: async (path) => {
      const answer = await context.request.get(site + path);
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return { data: (await answer.json()) as unknown, etag: answer.headers()["etag"] ?? "" };
    },
    send: async (method, path, body, etag) => {
      const headers = {
        "X-CSRF-Token": session.csrfToken,
        ...(etag === undefined ? {} : { "If-Match": etag }),
      };
      const answer = await context.request.fetch(site + path, { method, data: body, headers });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    },
    close: () => context.close(),
  };
}

/** Everything of the townships goes to the county hospital, where nothing listens in the demonstration. */
export const ROUTES = `# 演示
destinations:
  - {code: CH1, unit: CH1, node: CH1PACS}
  - {code: CITY1, unit: CITY1, node: CITY1PACS}
routes:
  # 乡镇没有诊断医师
  - code: township
    name: 乡镇影像送县医院
    units: [TS1, TS2]
    to: [CH1]
    state: ACTIVE
`;

/** Puts {@link ROUTES} in force, unless they are, and waits until something is to be delivered. */
export async function somethingToDeliver(): Promise<void> {
  const admin = await api("sysadmin");
  const now = await admin.get("/api/v1/routes");
  if ((now.data as { document: string }).document !== ROUTES) {
    const body = { document: ROUTES, reason: "演示", withoutRehearsal: true };
    await admin.send("PUT", "/api/v1/routes", body, now.etag);
  }
  await vi.waitFor(
    async () => {
      const all = (await admin.get("/api/v1/deliveries")).data as { items: unknown[] };
      expect(all.items.length, "studies that are to be delivered").toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 500 },
  );
  await admin.close();
}
