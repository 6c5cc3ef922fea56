/** One browser for all browser tests, and what they do with it. Where the gateway is and who may log in comes from the environment. */
import { mkdirSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

/** Where the gateway's pages are, such as `https://lianzhen.test:8443`. */
export const SITE = process.env["LIANZHEN_URL"] ?? "http://127.0.0.1:8080";
const PASSWORD = process.env["LIANZHEN_PASSWORD"] ?? "demo";
const SCREENSHOTS = process.env["LIANZHEN_SCREENSHOTS"] ?? "target/screenshots";
const CHROMIUM = process.env["LIANZHEN_CHROMIUM"] ?? "/usr/bin/chromium";

/** Means this machine, so that pages are tried on a name that is not the loopback's. */
export const NAME = "lianzhen.test";
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // workers are not asked whether a page takes our certificate
  "--ignore-certificate-errors",
  `--host-resolver-rules=MAP ${NAME} 127.0.0.1`,
];

/** The township's computer, and a phone. */
export const SIZES = {
  pc: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof SIZES;
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

let running: Promise<Browser> | undefined;

/** It ends with the process that tests run in, when nobody holds the other end of its pipe any more. */
export function browser(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS, timeout: 60_000 });
  return running;
}

/** What a page must not do, seen from its first moment. */
export interface Watched {
  context: BrowserContext;
  page: Page;
  /** Violations of the content security policy, requests to other places, messages that are missing, faults of scripts. */
  offences: string[];
}

async function watch(context: BrowserContext, page: Page, site: string): Promise<Watched> {
  const offences: string[] = [];
  const { origin } = new URL(site);
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !["data:", "blob:"].includes(url.protocol)) {
      offences.push(`asked ${url.origin}`);
    }
  });
  page.on("pageerror", (fault) => offences.push(`fault: ${String(fault)}`));
  page.on("console", (message) => {
    if (/Content Security Policy|no message for|\[Vue warn\]/.test(message.text())) {
      offences.push(`console: ${message.text()}`);
    }
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { context, page, offences };
}

/** How a browser is set up. */
export interface Setup {
  language?: Language;
  size?: Size;
  /** Where its gateway is, when it is not everybody's. */
  site?: string;
}

/** A browser of its own for somebody who is not logged in. */
export async function stranger(setup: Setup = {}): Promise<Watched> {
  const size = setup.size ?? "pc";
  const context = await (
    await browser()
  ).newContext({
    viewport: SIZES[size],
    ignoreHTTPSErrors: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    hasTouch: size === "phone",
  });
  context.setDefaultTimeout(30_000);
  if (setup.language !== undefined) {
    const language = setup.language;
    await context.addInitScript((value) => {
      if (localStorage.getItem("lianzhen.language") === null) {
        localStorage.setItem("lianzhen.language", value);
      }
    }, language);
  }
  return watch(context, await context.newPage(), setup.site ?? SITE);
}

const cookies = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

/** A browser of its own for an account of the demonstration; logs in once for each account, as long as that holds. */
export async function loggedIn(account: string, setup: Setup = {}): Promise<Watched> {
  const watched = await stranger(setup);
  await logIn(watched.context, account, setup.site ?? SITE);
  return watched;
}

async function logIn(context: BrowserContext, account: string, site: string): Promise<void> {
  const whose = `${account} ${site}`;
  const kept = cookies.get(whose);
  if (kept !== undefined) {
    await context.addCookies(kept);
    // one that nobody has used for a while is locked
    if ((await context.request.get(`${site}/api/v1/session`)).ok()) {
      return;
    }
    await context.clearCookies();
  }
  const answer = await context.request.post(`${site}/api/v1/session`, {
    data: { username: account, password: PASSWORD },
  });
  if (!answer.ok()) {
    throw new Error(`${account} cannot log in: ${String(answer.status())} ${await answer.text()}`);
  }
  cookies.set(whose, await context.cookies());
}

const emptied = new Map<Size, Watched>();
/** All that a page can leave behind, but for files that were fetched. */
const LEFT_BEHIND = "local_storage,indexeddb,cache_storage,service_workers,file_systems";

/**
 * Does something in a browser that knows no more of earlier visits than a new one, save for the client's own files, which need not be
 * fetched, read and compiled again. One that something went wrong in is not used any more.
 *
 * @param account nobody when it is missing
 */
export async function inEmptied(
  account: string | undefined,
  { language, size }: Required<Pick<Setup, "language" | "size">>,
  work: (watched: Watched) => Promise<void>,
): Promise<void> {
  const watched = emptied.get(size) ?? (await stranger({ size }));
  emptied.delete(size);
  const { context, page, offences } = watched;
  try {
    await context.clearCookies();
    const session = await context.newCDPSession(page);
    const storageTypes = LEFT_BEHIND;
    await session.send("Storage.clearDataForOrigin", {
      origin: new URL(SITE).origin,
      storageTypes,
    });
    await session.detach();
    // a place of the same origin where no script of ours runs
    await page.goto(`${SITE}/icon.svg`);
    await page.evaluate((value) => {
      sessionStorage.clear();
      localStorage.setItem("lianzhen.language", value);
    }, language);
    if (account !== undefined) {
      await logIn(context, account, SITE);
    }
    offences.length = 0;
    await work(watched);
    await page.goto("about:blank");
    emptied.set(size, watched);
  } catch (fault) {
    await context.close();
    throw fault;
  }
}

/** Lists of such a browser are loaded anew only when the gateway has them do so. */
export async function withoutPolling({ context }: { context: BrowserContext }): Promise<void> {
  await context.addInitScript(() => {
    Object.assign(globalThis, { setInterval: () => 0 });
  });
}

/** Types name and password into the log-in page. */
export async function logInByHand(page: Page, account: string, password = PASSWORD): Promise<void> {
  await page.locator("input[name=username]").fill(account);
  await page.locator("input[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
}

/** The page has its heading, and nothing is being loaded any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("[data-page-title]").waitFor();
  await page.locator("main:not(:has([aria-busy=true]))").waitFor();
  await page.evaluate(() => document.fonts.ready);
}

/** Opens an address of ours and waits for its page. */
export async function visit(page: Page, path: string, site = SITE): Promise<void> {
  await page.goto(site + path);
  await settled(page);
}

/** Keeps what the page looks like for people to see. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({
    path: `${SCREENSHOTS}/${name}.png`,
    fullPage: true,
    animations: "disabled",
  });
}
