import { expect, test } from "vitest";
import { commandOf, isKind, isTyping, keyCap, NAMED, USUAL_KEYS } from "./commands";

function press(key: string, more: Partial<KeyboardEvent> = {}) {
  return commandOf({
    key,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  });
}

test("everything has keys of its own", () => {
  const all = NAMED.flatMap((one) => USUAL_KEYS[one].map((key) => [one, key] as const));
  expect(new Set(all.map(([, key]) => key)).size).toBe(all.length);
  for (const [one, key] of all) {
    expect(press(key)).toBe(one);
    expect(press(key.length === 1 ? key.toUpperCase() : key)).toBe(one);
  }
  expect(NAMED.filter((one) => USUAL_KEYS[one].length === 0)).toEqual([]);
});

test("keys that somebody has chosen hold instead", () => {
  const stroke = { key: "M", shiftKey: true, ctrlKey: false, metaKey: false, altKey: false };
  expect(commandOf(stroke, { ...USUAL_KEYS, window: ["m"] })).toBe("window");
  expect(commandOf({ ...stroke, key: "w" }, { ...USUAL_KEYS, window: ["m"] })).toBeUndefined();
});

test("digits are presets, and moving keys move", () => {
  expect(press("3")).toEqual({ preset: "3" });
  expect(press("Home")).toBe("first");
  expect(press("PageDown")).toBe("forward");
  expect(press("ArrowUp")).toBe("previous");
});

test("what is the browser's stays the browser's", () => {
  expect(press("r", { ctrlKey: true })).toBeUndefined();
  expect(press("w", { metaKey: true })).toBeUndefined();
  expect(press("F5")).toBeUndefined();
  expect(press("j")).toBeUndefined();
});

test("keys of somebody who types are left alone", () => {
  document.body.innerHTML = `<input id="i"><div role="dialog"><button id="b"></button></div><p id="p"></p>`;
  expect(isTyping(document.getElementById("i"))).toBe(true);
  expect(isTyping(document.getElementById("b"))).toBe(true);
  expect(isTyping(document.getElementById("p"))).toBe(false);
  expect(isTyping(null)).toBe(false);
});

test("keys are told as they stand on keyboards; the space bar by its name", () => {
  expect(keyCap("w")).toBe("W");
  expect(keyCap("Home")).toBe("Home");
  expect(keyCap(" ")).toBeUndefined();
});

test("steps are taken back as everywhere", () => {
  expect(press("z", { ctrlKey: true })).toBe("undo");
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(press("y", { ctrlKey: true })).toBe("redo");
  expect(press("Delete")).toBe("remove");
  expect(isKind("length")).toBe(true);
  expect(isKind("pan")).toBe(false);
});
