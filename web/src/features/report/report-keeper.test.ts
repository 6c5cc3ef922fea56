import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../../api/errors";
import { NO_TEXT, type DraftStore, type ReportText } from "../../api/reports";
import { Delays } from "../../lib/delays";
import { ReportKeeper, type Keeping } from "./report-keeper";

/** A gateway that answers when it is told to. */
class Gateway implements DraftStore {
  version = 1;
  text: ReportText = { ...NO_TEXT, findings: "before" };
  saves: string[] = [];
  fault: ApiError | undefined;
  atOnce = 0;
  most = 0;

  load = () => Promise.resolve(this.draft());

  save = async (text: ReportText, etag: string) => {
    this.most = Math.max(this.most, ++this.atOnce);
    await new Promise((done) => setTimeout(done, 100));
    this.atOnce--;
    if (this.fault !== undefined) {
      throw this.fault;
    }
    if (etag !== String(this.version)) {
      throw new ApiError("problem", 412, "stale");
    }
    this.version++;
    this.text = text;
    this.saves.push(text.findings);
    return this.draft();
  };

  private draft() {
    const { version, text } = this;
    return { version, text, author: "a", cautions: [], etag: String(version) };
  }
}

const OFFLINE = new ApiError("offline", 0, "offline");

let gateway: Gateway;
let states: Keeping[];
let seen: ReportText;

function opened(): ReportKeeper {
  states = [];
  return new ReportKeeper(
    gateway,
    {
      told: (state) => states.push(state),
      kept: () => undefined,
      took: (text) => {
        seen = text;
      },
    },
    new Delays(1000, 30_000, () => 0),
  );
}

function says(findings: string): ReportText {
  return { ...seen, findings };
}

beforeEach(() => {
  vi.useFakeTimers();
  gateway = new Gateway();
});
afterEach(() => {
  vi.useRealTimers();
});

test("is kept once the hand rests, never twice at once, and with the last word", async () => {
  const keeper = opened();
  await keeper.open(undefined);
  expect(seen.findings).toBe("before");
  keeper.keep(says("a"));
  await vi.advanceTimersByTimeAsync(500);
  keeper.keep(says("ab"));
  await vi.advanceTimersByTimeAsync(1050);
  // the request for "ab" is under way
  keeper.keep(says("abc"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(gateway.saves).toEqual(["ab", "abc"]);
  expect(gateway.most).toBe(1);
  expect(states.at(-1)).toBe("saved");
});

test("out of reach it is tried again with growing pauses until it is kept", async () => {
  const keeper = opened();
  await keeper.open(undefined);
  gateway.fault = OFFLINE;
  keeper.keep(says("typed"));
  await vi.advanceTimersByTimeAsync(1200);
  expect(states.at(-1)).toBe("unsaved");
  expect(keeper.isUnsaved).toBe(true);
  await vi.advanceTimersByTimeAsync(3000);
  gateway.fault = undefined;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(gateway.saves).toEqual(["typed"]);
  expect(states.at(-1)).toBe("saved");
});

test("what another page kept is not overwritten, and can be loaded", async () => {
  const keeper = opened();
  await keeper.open(undefined);
  gateway.version = 7;
  gateway.text = { ...NO_TEXT, findings: "theirs" };
  keeper.keep(says("mine"));
  await vi.advanceTimersByTimeAsync(1200);
  expect(states.at(-1)).toBe("overtaken");
  keeper.keep(says("mine, too"));
  await vi.advanceTimersByTimeAsync(5000);
  expect(gateway.saves).toEqual([]);
  expect(await keeper.settle()).toBeUndefined();
  await keeper.open(undefined);
  expect(seen.findings).toBe("theirs");
  keeper.keep(says("both"));
  await vi.advanceTimersByTimeAsync(1200);
  expect(gateway.saves).toEqual(["both"]);
});

test("a text that is refused waits for another one", async () => {
  const keeper = opened();
  await keeper.open(undefined);
  gateway.fault = new ApiError("problem", 422, "report-text");
  keeper.keep(says("too long"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states.at(-1)).toBe("refused");
  gateway.fault = undefined;
  keeper.keep(says("shorter"));
  await vi.advanceTimersByTimeAsync(1200);
  expect(gateway.saves).toEqual(["shorter"]);
});

test("signing waits for what is on its way and for what is not kept yet", async () => {
  const keeper = opened();
  await keeper.open(undefined);
  keeper.keep(says("last"));
  const settled = keeper.settle();
  await vi.advanceTimersByTimeAsync(200);
  expect(await settled).toBe("2");
  expect(gateway.saves).toEqual(["last"]);
});

test("leaving keeps at once, and what could not be kept is there again", async () => {
  const keeper = opened();
  await keeper.open(undefined);
  keeper.keep(says("on leaving"));
  keeper.close();
  await vi.advanceTimersByTimeAsync(200);
  expect(gateway.saves).toEqual(["on leaving"]);
  const again = opened();
  await again.open(undefined);
  gateway.fault = OFFLINE;
  again.keep(says("lost line"));
  again.close();
  await vi.advanceTimersByTimeAsync(60_000);
  const memory = again.memory;
  expect(memory?.text.findings).toBe("lost line");
  gateway.fault = undefined;
  const third = opened();
  await third.open(memory);
  expect(seen.findings).toBe("lost line");
  await vi.advanceTimersByTimeAsync(1200);
  expect(gateway.saves).toEqual(["on leaving", "lost line"]);
});

test("the same is kept once more only when nothing else is to be", async () => {
  const keeper = opened();
  await keeper.open(undefined);
  keeper.touch();
  await vi.advanceTimersByTimeAsync(200);
  expect(gateway.saves).toEqual(["before"]);
});
