import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useSession } from "./session";
import { useViewerPreferences, type ViewerPreferences } from "./viewer-preferences";

/** What the gateway keeps, and what it was asked. */
let kept: { version: number; content: ViewerPreferences };
let broken: boolean;
let puts: number;

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ETag: `"${String(kept.version)}"` },
  });
}

function gateway(_path: string, { method, headers, body }: RequestInit): Promise<Response> {
  if (broken) {
    return Promise.reject(new TypeError("no line"));
  }
  if (method === "PUT") {
    puts++;
    if (new Headers(headers).get("If-Match") !== `"${String(kept.version)}"`) {
      return Promise.resolve(answer(412, { code: "stale" }));
    }
    const { content } = JSON.parse(body as string) as { content: ViewerPreferences };
    kept = { version: kept.version + 1, content };
  }
  return Promise.resolve(answer(200, kept));
}

const context = { signal: new AbortController().signal, background: false };

beforeEach(() => {
  setActivePinia(createPinia());
  useSession().session = {
    id: "1",
    account: "a",
    unit: "U",
    roles: [],
    operations: ["ANNOTATE_STUDIES"],
    mustChangePassword: false,
    csrfToken: "c",
  };
  kept = { version: 3, content: { lines: false } };
  broken = false;
  puts = 0;
  vi.stubGlobal("fetch", gateway);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a change holds at once, and is kept beside what is there", async () => {
  const preferences = useViewerPreferences();
  await preferences.load(context);
  const keeping = preferences.change((now) => ({ ...now, linked: true }));
  expect(preferences.content).toEqual({ lines: false, linked: true });
  await keeping;
  expect(kept.content).toEqual({ lines: false, linked: true });
});

test("changes of two windows are both kept", async () => {
  const preferences = useViewerPreferences();
  await preferences.load(context);
  kept = { version: 4, content: { lines: false, layouts: { CT: "2x2" } } };
  await preferences.change((now) => ({ ...now, linked: true }));
  expect(kept.content).toEqual({ lines: false, layouts: { CT: "2x2" }, linked: true });
  expect(puts).toBe(2);
  expect(preferences.error).toBeUndefined();
});

test("a gateway that is out of reach changes nothing of how it is here, and says so", async () => {
  broken = true;
  const preferences = useViewerPreferences();
  await preferences.load(context);
  await preferences.change((now) => ({ ...now, linked: true }));
  expect(preferences.content).toEqual({ linked: true });
  expect(preferences.error?.kind).toBe("offline");
  broken = false;
  await preferences.change((now) => ({ ...now, lines: true }));
  expect(kept.content).toEqual({ linked: true, lines: true });
  expect(preferences.error).toBeUndefined();
});

test("nothing is asked or kept for whoever has no account", async () => {
  useSession().session = undefined;
  const preferences = useViewerPreferences();
  await preferences.load(context);
  await preferences.change((now) => ({ ...now, linked: true }));
  expect(preferences.content).toEqual({ linked: true });
  expect(puts).toBe(0);
});
