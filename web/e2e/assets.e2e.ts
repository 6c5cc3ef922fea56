import type { BrowserContext, Response } from "playwright-core";
import { expect, test } from "vitest";
import { loggedIn, SITE, visit } from "./harness";

const HASHED = /\/assets\/.*-[A-Za-z0-9_-]{8}\.\w+$/;

test("the page is asked for anew, and its parts are kept, compressed and of their kind", async () => {
  const { page, context } = await loggedIn("ts1-doctor");
  const answers: Response[] = [];
  page.on("response", (answer) => answers.push(answer));
  await visit(page, "/");
  const parts = answers.filter((one) => HASHED.test(new URL(one.url()).pathname));
  const scripts = parts.filter((one) => one.url().endsWith(".js"));
  const styles = parts.filter((one) => one.url().endsWith(".css"));
  expect(scripts.length).toBeGreaterThan(3);
  expect(styles.length).toBeGreaterThan(0);
  for (const part of parts) {
    const headers = await part.allHeaders();
    expect(headers["cache-control"], part.url()).toMatch(/immutable/);
    expect(headers["cache-control"], part.url()).toMatch(/max-age=31536000/);
  }
  const large = scripts.find((one) => /\/vue|\/index/.test(one.url())) ?? scripts[0];
  expect((await large?.allHeaders())?.["content-encoding"]).toMatch(/^(br|gzip)$/);
  expect((await large?.allHeaders())?.["content-type"]).toMatch(/^text\/javascript/);
  expect((await styles[0]?.allHeaders())?.["content-type"]).toMatch(/^text\/css/);
  const html = answers.find((one) => one.url() === `${SITE}/`);
  expect((await html?.allHeaders())?.["cache-control"]).toBe("no-cache");
  await context.close();
});

/** Names of parts that a script speaks of. */
async function named(context: BrowserContext, part: string): Promise<string[]> {
  const text = await (await context.request.get(`${SITE}/assets/${part}`)).text();
  return text.match(/[\w.-]+-[\w-]{8}\.(?:js|wasm)/g) ?? [];
}

test("decoders of images are handed out as what they are, and compressed", async () => {
  const { page, context } = await loggedIn("ts1-tech");
  const seen = new Set<string>();
  page.on("response", (answer) => {
    seen.add(new URL(answer.url()).pathname.replace("/assets/", ""));
  });
  await visit(page, "/read/1.2.3");
  for (const part of [...seen].filter((one) => one.endsWith(".js"))) {
    for (const name of await named(context, part)) {
      seen.add(name);
    }
  }
  for (const worker of [...seen].filter((one) => /worker/i.test(one))) {
    for (const name of await named(context, worker)) {
      seen.add(name);
    }
  }
  const decoders = [...seen].filter((one) => one.endsWith(".wasm"));
  expect(decoders.length).toBeGreaterThan(2);
  for (const decoder of decoders) {
    const answer = await context.request.get(`${SITE}/assets/${decoder}`, {
      headers: { "Accept-Encoding": "gzip" },
    });
    expect(answer.status(), decoder).toBe(200);
    expect(answer.headers()["content-type"], decoder).toBe("application/wasm");
    expect(answer.headers()["content-encoding"], decoder).toBe("gzip");
    expect(answer.headers()["cache-control"], decoder).toMatch(/immutable/);
  }
  await context.close();
});
