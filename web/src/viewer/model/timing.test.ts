import { describe, expect, test } from "vitest";
import { atPace, timeOf, timingOf } from "./timing";

const ds = (...values: number[]) => ({ vr: "DS", Value: values });
const is = (value: number) => ({ vr: "IS", Value: [value] });
const at = (tag: string) => ({ vr: "AT", Value: [tag] });

describe("frames that are played", () => {
  test("follow the pace that is recommended, else the one they were taken in", () => {
    const taken = { "00181063": ds(40) };
    expect(timingOf(taken, 8)).toEqual({ rate: 25, source: "taken", times: [], first: 1, last: 8 });
    const cine = { ...taken, "00180040": is(20) };
    expect(timingOf(cine, 8)).toMatchObject({ rate: 20, source: "cine" });
    expect(timingOf({ ...cine, "00082144": is(15) }, 8)).toMatchObject({
      rate: 15,
      source: "recommended",
    });
  });

  test("have a usual pace where nobody says, or says nonsense, and none that eyes cannot follow", () => {
    expect(timingOf({}, 8)).toMatchObject({ rate: 10, source: "usual" });
    expect(timingOf({ "00181063": ds(0) }, 8)).toMatchObject({ rate: 10, source: "usual" });
    expect(timingOf({ "00181063": ds(1) }, 8).rate).toBe(60);
    expect(timingOf({ "00181063": ds(90_000) }, 8).rate).toBe(1);
  });

  test("are each seen for their own time where that is told", () => {
    const vector = { "00181065": ds(0, 20, 40, 60), "00280009": at("00181065") };
    const timing = timingOf(vector, 4);
    expect(timing).toMatchObject({ rate: 25, source: "vector", times: [20, 40, 60, 40] });
    expect([1, 2, 3, 4].map((frame) => timeOf(timing, frame))).toEqual([20, 40, 60, 40]);
    // one that does not tell of all frames tells nothing
    expect(timingOf(vector, 5).source).toBe("usual");
    expect(
      timingOf({ ...vector, "00181063": ds(50), "00280009": at("00181063") }, 4),
    ).toMatchObject({ rate: 20, source: "taken" });
  });

  test("are trimmed, where that makes sense", () => {
    const trim = (start: number, stop: number) => {
      const { first, last } = timingOf({ "00082142": is(start), "00082143": is(stop) }, 10);
      return [first, last];
    };
    expect(trim(3, 7)).toEqual([3, 7]);
    expect(trim(7, 3)).toEqual([1, 10]);
    expect(trim(0, 99)).toEqual([1, 10]);
  });

  test("go at another pace when a person wants it", () => {
    const vector = timingOf({ "00181065": ds(0, 20, 40, 60) }, 4);
    expect(atPace(vector, undefined)).toBe(vector);
    const chosen = atPace(vector, 5);
    expect(chosen).toMatchObject({ rate: 5, source: "chosen" });
    expect(timeOf(chosen, 2)).toBe(200);
    expect(atPace(vector, 500).rate).toBe(60);
  });
});
