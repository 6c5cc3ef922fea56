/** What must hold for every page, so that a page's test is one line and its own steps. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  inEmptied,
  LANGUAGES,
  screenshot,
  SIZES,
  visit,
  type Language,
  type Size,
  type Watched,
} from "./harness";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary: string }[];
}

/** Serious and critical findings of axe, one line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: { run: (root: Document) => Promise<{ violations: Finding[] }> };
      }
    ).axe;
    return (await axe.run(document)).violations;
  });
  return found
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html} ${node.failureSummary}`));
}

/** Texts that nobody has translated, as the client shows them. */
async function untranslated(page: Page): Promise<string[]> {
  return (await page.locator("body").innerText()).match(/⟦[^⟧]*⟧/g) ?? [];
}

/** Pixels by which the page is wider than its window. */
async function overhang(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** What is special about a page. */
export interface PageTest {
  /** An account of the demonstration that may see it; without one it is visited by a stranger. */
  as?: string;
  /** Brings the page into the state that is looked at. */
  prepare?: (page: Page) => Promise<void>;
}

async function open(page: Page, path: string, how: PageTest): Promise<void> {
  await visit(page, path);
  if (path !== "") {
    expect(new URL(page.url()).pathname, "the page that was asked for").toBe(path);
  }
  await how.prepare?.(page);
}

async function holds({ page, offences }: Watched): Promise<void> {
  expect(await untranslated(page)).toEqual([]);
  expect(await overhang(page), "wider than the window").toBeLessThanOrEqual(0);
  expect(await axeFindings(page)).toEqual([]);
  expect(offences).toEqual([]);
}

interface Variant {
  language: Language;
  size: Size;
}

const ALL: readonly Variant[] = LANGUAGES.flatMap((language) =>
  (Object.keys(SIZES) as Size[]).map((size) => ({ language, size })),
);
/** Each language and each size once; longer words meet the narrower page. */
const SOME: readonly Variant[] = [
  { language: "zh-CN", size: "pc" },
  { language: "en", size: "phone" },
];

/**
 * Tries a page in both languages and at both sizes: translated, no wider than the window, usable by everybody (axe), within the content
 * security policy, and asking nobody but the gateway. What it looks like is kept as `<name>-<language>-<size>.png`. A page that is there
 * besides, in another state, is tried once in each language and at each size.
 */
export function everyPage(name: string, path: string, how: PageTest = {}): void {
  const variants = how.prepare === undefined || path === "" ? ALL : SOME;
  describe(`${name} (${path})`, () => {
    for (const { language, size } of variants) {
      test(`${language} ${size}`, async () => {
        await inEmptied(how.as, { language, size }, async (watched) => {
          await open(watched.page, path, how);
          await screenshot(watched.page, `${name}-${language}-${size}`);
          await holds(watched);
        });
      });
    }
  });
}
