import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../../api/errors";
import type { StoreResult } from "../../api/store";
import { Sender, type Outside } from "./sender";
import { studiesOf, totals, isWhole, patientsOf, type Row } from "./rows";

const STORED: StoreResult = { outcome: "stored", reason: 0, why: "" };
const OFFLINE = new ApiError("offline", 0, "offline");

function row(id: number): Row {
  const head = {
    sopInstanceUid: `1.${String(id)}`,
    studyInstanceUid: "1",
    patientName: "张三",
    patientId: "P1",
    birthDate: "",
    sex: "",
    studyDate: "",
    modality: "CT",
    description: "",
  };
  const file = new File(["abc"], `f${String(id)}`);
  return {
    id,
    path: file.name,
    file,
    head,
    state: "ready",
    why: "",
    detail: "",
    sent: 0,
    key: String(id),
    unsure: false,
    attempts: 0,
  };
}

function rows(count: number): Row[] {
  return Array.from({ length: count }, (_, id) => row(id));
}

interface Trial {
  sender: Sender;
  stored: string[];
  kept: Map<string, string>;
  finished: ReturnType<typeof vi.fn>;
  most: number;
}

function trial(all: Row[], answer: (name: string, count: number) => StoreResult | ApiError): Trial {
  const counts = new Map<string, number>();
  let now = 0;
  const outside: Outside = {
    store: async (file, { sent, signal }) => {
      made.most = Math.max(made.most, ++now);
      await Promise.resolve();
      now--;
      if (signal.aborted) {
        throw new ApiError("aborted", 0, "aborted");
      }
      sent(1);
      const count = (counts.get(file.name) ?? 0) + 1;
      counts.set(file.name, count);
      const given = answer(file.name, count);
      if (given instanceof ApiError) {
        throw given;
      }
      made.stored.push(file.name);
      return given;
    },
    keep: (key, outcome) => {
      made.kept.set(key, outcome);
      return Promise.resolve();
    },
    changed: () => undefined,
    finished: vi.fn(),
  };
  const made: Trial = {
    sender: new Sender(() => all, outside),
    stored: [],
    kept: new Map(),
    finished: outside.finished as ReturnType<typeof vi.fn>,
    most: 0,
  };
  return made;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("sends every file once, three at a time, and remembers each", async () => {
  const all = rows(50);
  const one = trial(all, () => STORED);
  one.sender.start();
  await vi.runAllTimersAsync();
  expect(new Set(one.stored).size).toBe(50);
  expect(one.stored.length).toBe(50);
  expect(one.most).toBe(3);
  expect(one.kept.size).toBe(50);
  expect(one.sender.phase).toBe("done");
  expect(one.finished).toHaveBeenCalledOnce();
});

test("waits for the network and goes on; a file whose answer was lost counts as stored, once", async () => {
  const all = rows(10);
  const one = trial(all, (name, count) => {
    if (name === "f4" && count <= 5) {
      return OFFLINE;
    }
    return name === "f4" ? { outcome: "present", reason: 0, why: "" } : STORED;
  });
  one.sender.start();
  await vi.advanceTimersByTimeAsync(10);
  expect(one.sender.phase).toBe("waiting");
  expect(one.sender.trouble?.error.code).toBe("offline");
  await vi.runAllTimersAsync();
  expect(one.sender.phase).toBe("done");
  expect(totals(all).files.stored).toBe(10);
  expect(one.kept.get("4")).toBe("stored");
});

test("stops after hours without a network, and a person can go on", async () => {
  const all = rows(2);
  let away = true;
  const one = trial(all, () => (away ? OFFLINE : STORED));
  one.sender.start();
  await vi.advanceTimersByTimeAsync(3 * 3_600_000);
  expect(one.sender.phase).toBe("paused");
  away = false;
  one.sender.start();
  await vi.runAllTimersAsync();
  expect(totals(all).files.stored).toBe(2);
});

test("is nudged out of its pause", async () => {
  const all = rows(1);
  const one = trial(all, (_, count) =>
    count === 1 ? new ApiError("problem", 503, "away", "", 3000) : STORED,
  );
  one.sender.start();
  await vi.advanceTimersByTimeAsync(10);
  expect(one.sender.phase).toBe("waiting");
  one.sender.nudge();
  await vi.advanceTimersByTimeAsync(10);
  expect(one.sender.phase).toBe("done");
});

test("a file that the gateway fails on is tried a few times; others are not held up by it", async () => {
  const all = rows(5);
  const one = trial(all, (name) =>
    name === "f0" ? new ApiError("problem", 500, "failed", "oops") : STORED,
  );
  one.sender.start();
  await vi.runAllTimersAsync();
  expect(all[0]).toMatchObject({ state: "failed", why: "failed", detail: "oops", attempts: 3 });
  expect(totals(all).files.stored).toBe(4);
});

test("what is refused says why, and what is parked waits for a decision", async () => {
  const all = rows(3);
  const one = trial(all, (name) =>
    name === "f0"
      ? { outcome: "refused", reason: 0x122, why: "not supported" }
      : name === "f1"
        ? { outcome: "parked", reason: 0xb102, why: "" }
        : STORED,
  );
  one.sender.start();
  await vi.runAllTimersAsync();
  expect(all[0]).toMatchObject({ state: "refused", why: "reason-0122", detail: "not supported" });
  expect(all[1]).toMatchObject({ state: "parked", why: "reason-b102" });
  expect(one.kept.has("0")).toBe(false);
});

test("without the right it stops at once", async () => {
  const all = rows(20);
  const one = trial(all, () => new ApiError("problem", 403, "no-right"));
  one.sender.start();
  await vi.runAllTimersAsync();
  expect(one.sender.phase).toBe("paused");
  expect(one.sender.trouble?.error.code).toBe("no-right");
  expect(totals(all).files.ready).toBe(20);
});

test("a pause breaks off what is under way, and nothing is lost", async () => {
  const all = rows(9);
  const one = trial(all, () => STORED);
  one.sender.start();
  one.sender.pause();
  await vi.runAllTimersAsync();
  expect(one.stored).toEqual([]);
  expect(totals(all).files.ready).toBe(9);
  one.sender.start();
  await vi.runAllTimersAsync();
  expect(totals(all).files.stored).toBe(9);
});

test("studies count an image that was chosen twice once", () => {
  const all = [...rows(3), row(0)];
  for (const one of all) {
    one.state = "stored";
  }
  const [study] = studiesOf(all);
  expect(study).toMatchObject({ images: 3, clean: 3, kept: 3, troubled: 0, modalities: ["CT"] });
  expect(study && isWhole(study)).toBe(true);
  expect(patientsOf(studiesOf(all))).toBe(1);
});
