import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ApiError } from "./errors";
import { get, post, request, wire } from "./http";

const fetched = vi.fn<typeof fetch>();
const refused = vi.fn<(error: ApiError) => void>();

beforeEach(() => {
  vi.stubGlobal("fetch", fetched);
  wire({ csrfToken: () => "secret", language: () => "en", refused });
});

afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
  refused.mockReset();
});

function sent(): { url: string; init: RequestInit; headers: Headers } {
  const [url, init = {}] = fetched.mock.calls[0] ?? [];
  return { url: typeof url === "string" ? url : "", init, headers: new Headers(init.headers) };
}

async function fault(work: Promise<unknown>): Promise<ApiError> {
  return work.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => error as ApiError,
  );
}

test("changes show the page's secret, looks do not", async () => {
  fetched.mockImplementation(() => Promise.resolve(Response.json({})));
  await get("/api/v1/things", { query: { state: "open", after: undefined, text: "" } });
  expect(sent().url).toBe("/api/v1/things?state=open");
  expect(sent().headers.get("X-CSRF-Token")).toBeNull();
  expect(sent().headers.get("Accept-Language")).toBe("en");

  fetched.mockClear();
  await post("/api/v1/things", { name: "x" });
  expect(sent().headers.get("X-CSRF-Token")).toBe("secret");
  expect(sent().headers.get("Content-Type")).toBe("application/json");
  expect(sent().init.body).toBe('{"name":"x"}');
});

test("what happens by itself says so, and a change names its version", async () => {
  fetched.mockResolvedValue(Response.json({ a: 1 }, { headers: { ETag: '"7"' } }));
  const answer = await request<{ a: number }>("PUT", "/x", {
    body: {},
    background: true,
    ifMatch: '"6"',
  });
  expect(answer).toEqual({ data: { a: 1 }, etag: '"7"' });
  expect(sent().headers.get("X-Background")).toBe("true");
  expect(sent().headers.get("If-Match")).toBe('"6"');
});

test("a problem is an error with the gateway's word for it", async () => {
  const body = { code: "locked", detail: "Try again in 30 seconds.", status: 429 };
  fetched.mockResolvedValue(Response.json(body, { status: 429, headers: { "Retry-After": "30" } }));
  const error = await fault(get("/x"));
  expect(error).toMatchObject({
    kind: "problem",
    status: 429,
    code: "locked",
    retryAfterSeconds: 30,
    general: "refused",
  });
  expect(refused).not.toHaveBeenCalled();
});

test("an answer that is no problem document is told by its status", async () => {
  fetched.mockResolvedValue(new Response("<html>", { status: 502 }));
  expect(await fault(get("/x"))).toMatchObject({
    status: 502,
    code: "status-502",
    general: "failed",
  });
});

test("an answer 401 is told to the session", async () => {
  fetched.mockResolvedValue(Response.json({ code: "locked-idle" }, { status: 401 }));
  const error = await fault(get("/x"));
  expect(refused).toHaveBeenCalledExactlyOnceWith(error);
});

test("no network, no answer in time, and a page that was left are three things", async () => {
  fetched.mockRejectedValue(new TypeError("Failed to fetch"));
  expect(await fault(get("/x"))).toMatchObject({ kind: "offline", code: "offline" });

  fetched.mockImplementation(
    (_url, init) =>
      new Promise((_done, failed) => {
        init?.signal?.addEventListener("abort", () => {
          failed(new DOMException("aborted", "AbortError"));
        });
      }),
  );
  expect(await fault(get("/x", { deadlineMs: 1 }))).toMatchObject({ kind: "deadline" });
  const leaving = new AbortController();
  const work = fault(get("/x", { signal: leaving.signal }));
  leaving.abort();
  expect(await work).toMatchObject({ kind: "aborted" });
});
