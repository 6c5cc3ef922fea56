import { describe, expect, test } from "vitest";
import { Line } from "./line";

function line(downlink: number | undefined) {
  let now = 0;
  const made = new Line(downlink, () => now);
  return {
    line: made,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe("a line", () => {
  test("is as the browser thinks until something has come", () => {
    expect(line(undefined).line.isSlow).toBe(false);
    expect(line(10).line.isSlow).toBe(false);
    expect(line(1.7).line.isSlow).toBe(true);
  });

  test("is slow when little comes in a while, by however many at the same time", () => {
    const { line: made, pass } = line(10);
    const ends = [made.receive(), made.receive()];
    pass(1000);
    ends[0]?.(200_000);
    expect(made.isSlow).toBe(false);
    ends[1]?.(200_000);
    expect(made.isSlow).toBe(true);
  });

  test("is fast again when much comes", () => {
    const { line: made, pass } = line(1);
    const end = made.receive();
    pass(80);
    end(500_000);
    expect(made.isSlow).toBe(false);
  });

  test("is not judged by the time in which nothing comes", () => {
    const { line: made, pass } = line(10);
    const first = made.receive();
    pass(80);
    first(500_000);
    pass(60_000);
    const second = made.receive();
    pass(80);
    second(500_000);
    expect(made.isSlow).toBe(false);
  });
});
