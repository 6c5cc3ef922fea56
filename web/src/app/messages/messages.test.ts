import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pages } from "../pages";
import { messages as en } from "./en";
import { merged, type MessageTree } from "./merge";
import { messages as chinese } from "./zh-CN";

function flat(tree: MessageTree, at = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[at + key, value]] : [...flat(value, `${at}${key}.`)],
    ),
  );
}

const CHINESE = flat(chinese);
const ENGLISH = flat(en);

function placeholders(text: string | undefined): string[] {
  return (text?.match(/\{\w+\}/g) ?? []).sort();
}

/** Source files with what they hold. */
const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(vue|ts)$/.test(file) && !/\.test\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join("src", file), "utf8") }));

describe("both languages", () => {
  test("say the same things", () => {
    expect([...ENGLISH.keys()].sort()).toEqual([...CHINESE.keys()].sort());
  });

  test("say nothing with nothing, and name the same values", () => {
    for (const [key, text] of CHINESE) {
      expect(text.trim(), key).not.toBe("");
      expect(ENGLISH.get(key)?.trim(), key).not.toBe("");
      expect(placeholders(ENGLISH.get(key)), key).toEqual(placeholders(text));
    }
  });

  test("are what they claim to be", () => {
    for (const [key, text] of ENGLISH) {
      expect(text, key).not.toMatch(/[\u4e00-\u9fff]/);
    }
    const foreign = [...CHINESE]
      .filter(([, text]) => !/[\u4e00-\u9fff；、]/.test(text))
      .map(([key]) => key);
    expect(foreign).toEqual([]);
  });
});

test("every key that the code names is said", () => {
  const missing = SOURCES.flatMap(({ file, text }) =>
    [...text.matchAll(/\b(?:t|translated)\(\s*["']([\w.-]+)["']/g)]
      .map((match) => match[1] ?? "")
      .filter((key) => !CHINESE.has(key))
      .map((key) => `${file}: ${key}`),
  );
  expect(missing).toEqual([]);
});

test("titles and sentences of all pages are said", () => {
  const keys = pages.flatMap((page) => [
    page.title,
    ...(page.home === undefined ? [] : [page.home.about]),
  ]);
  expect(keys.filter((key) => !CHINESE.has(key))).toEqual([]);
});

test("nothing is said outside of the message files", () => {
  const told = SOURCES.filter(({ text }) =>
    /[\u4e00-\u9fff]/.test(
      text
        .replace(/"中文"/g, "")
        .replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, "")
        .replace(/<!--.*?-->/gs, ""),
    ),
  ).map(({ file }) => file);
  expect(told).toEqual([]);
});

test("two files may share a namespace and not a key", () => {
  expect(merged({ a: { x: { y: "1" } }, b: { x: { z: "2" } } })).toEqual({ x: { y: "1", z: "2" } });
  expect(() => merged({ a: { x: { y: "1" } }, b: { x: { y: "2" } } })).toThrow("x.y is said twice");
});
