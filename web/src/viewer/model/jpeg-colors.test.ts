import { expect, test } from "vitest";
import { sayingRgb } from "./jpeg-colors";

const START = [0xff, 0xd8];
const JFIF = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
const TABLES = [0xff, 0xdb, 0, 4, 1, 2];
const SCAN = [0xff, 0xda, 0, 2, 0xff, 0xe0, 7, 0xff, 0xd9];

function adobe(transform: number): number[] {
  return [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];
}

function said(...parts: number[][]): number[] {
  return [...sayingRgb(Uint8Array.from(parts.flat()))];
}

test("a stream that says nothing of its colours says that they are RGB", () => {
  expect(said(START, TABLES, SCAN)).toEqual([START, adobe(0), TABLES, SCAN].flat());
});

test("a stream that says itself what it is stays as it is", () => {
  for (const [at, parts] of [[JFIF], [adobe(1)], [adobe(0)], [JFIF, adobe(1)]].entries()) {
    const whole = [START, ...parts, TABLES, SCAN];
    expect(said(...whole), String(at)).toEqual(whole.flat());
  }
});

test("what browsers would believe more than Adobe's word for RGB is left out", () => {
  expect(said(START, JFIF, TABLES, adobe(0), SCAN)).toEqual([START, TABLES, adobe(0), SCAN].flat());
});

test("no stream at all is no reason to fail", () => {
  expect(said([1])).toEqual([1, ...adobe(0)]);
  expect(said([])).toEqual(adobe(0));
});
