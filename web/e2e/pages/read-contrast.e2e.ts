import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openStudy, reader, storeStack } from "../reading";

/** Text, or the border of a control, with the colours that are computed for it. */
interface Seen {
  what: string;
  color: string;
  /** From its own background outwards, until one that lets nothing through. */
  grounds: string[];
  large: boolean;
}

/** Everything that is written around and over the picture, or in parts of the page. */
async function written(page: Page, parts = "[data-theme=dark]"): Promise<Seen[]> {
  return page.evaluate((selector) => {
    const root = [...document.querySelectorAll(selector)];
    const found: Seen[] = [];
    for (const element of root.flatMap((one) => [one, ...one.querySelectorAll("*")])) {
      const own = [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE);
      const text = own.map((one) => (one.textContent ?? "").trim()).join("");
      const shown = element.getClientRects().length > 0 && !element.matches(":disabled, option");
      if (text === "" || !shown) {
        continue;
      }
      const grounds: string[] = [];
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        grounds.push(getComputedStyle(at).backgroundColor);
      }
      const { color, fill, fontSize, fontWeight } = getComputedStyle(element);
      const size = parseFloat(fontSize);
      const isSvg = element.namespaceURI?.endsWith("svg") === true;
      found.push({
        what: `${element.tagName.toLowerCase()}: ${text}`,
        color: isSvg ? fill : color,
        grounds,
        large: size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700),
      });
    }
    return found;
  }, parts);
}

type Colour = [red: number, green: number, blue: number, opacity: number];

function colour(text: string): Colour {
  const [red = 0, green = 0, blue = 0, opacity = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, opacity];
}

function over(top: Colour, below: Colour): Colour {
  const mixed = [0, 1, 2].map((one) => (top[one] ?? 0) * top[3] + (below[one] ?? 0) * (1 - top[3]));
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1];
}

function luminance([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue]
    .map((one) => one / 255)
    .map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG 2 counts it. */
function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function ground(seen: Seen, lowest: Colour = [0, 0, 0, 1]): Colour {
  return seen.grounds.map(colour).reduceRight((below, top) => over(top, below), lowest);
}

/** What is hard to read, on a ground that something lies below. */
function faintOf(all: readonly Seen[], groundOf: (one: Seen) => Colour): string[] {
  return all
    .map((one) => ({ one, ratio: contrast(over(colour(one.color), groundOf(one)), groundOf(one)) }))
    .filter(({ one, ratio }) => ratio < (one.large ? 3 : 4.5))
    .map(({ one, ratio }) => `${one.what}: ${ratio.toFixed(2)}`);
}

test("what is written around a picture is readable, and nothing beside it glares", async () => {
  const stack = await storeStack("ts1-tech", 3);
  for (const size of ["pc", "phone"] as const) {
    const { page, context } = await reader("ts1-tech", "cpu", { size });
    await openStudy(page, stack.study);
    const all = await written(page);
    expect(all.length, "texts that were looked at").toBeGreaterThan(10);
    expect(
      faintOf(all, (one) => ground(one)),
      size,
    ).toEqual([]);
    const glaring = all.filter((one) => luminance(ground(one)) > 0.5).map((one) => one.what);
    expect(glaring).toEqual([]);
    await context.close();
  }
});

test("what is written over a picture is readable where it is white", async () => {
  const stack = await storeStack("ts1-tech", 3);
  const { page, context } = await reader("ts1-tech", "cpu");
  await openStudy(page, stack.study);
  const all = await written(page, "[data-corner], [data-edge]");
  expect(all.length).toBeGreaterThan(10);
  // the pane's own black is below the picture
  const white: Colour = [255, 255, 255, 1];
  const own = all.map((one) => ({ ...one, grounds: one.grounds.slice(0, 1) }));
  expect(faintOf(own, (one) => ground(one, white))).toEqual([]);
  await context.close();
});

test("colours that are told apart are counted as such", () => {
  expect(contrast([0, 0, 0, 1], [255, 255, 255, 1])).toBeCloseTo(21, 5);
  expect(contrast(colour("rgb(119, 119, 119)"), colour("rgb(255, 255, 255)"))).toBeCloseTo(4.48, 2);
  expect(over(colour("rgba(255, 255, 255, 0.5)"), [0, 0, 0, 1])[0]).toBeCloseTo(127.5, 5);
});
