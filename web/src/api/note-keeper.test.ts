import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Delays } from "../lib/delays";
import { ApiError } from "./errors";
import {
  marksOf,
  NO_NOTES,
  notesOf,
  type ImageNotes,
  type Measurement,
  type NoteStore,
} from "./image-notes";
import { merged } from "./merge-notes";
import { draftsOf } from "./note-drafts";
import { NoteKeeper, type Keeping } from "./note-keeper";

const AT = { study: "1", series: "1.1", instance: "1.1.1", frame: 1 };

function mark(id: number): Measurement {
  return { id, kind: "probe", at: AT, points: [[id, 0]] };
}

/** A gateway that may be out of reach. */
class Gateway implements NoteStore {
  kept = NO_NOTES;
  version = 0;
  fault: ApiError | undefined;
  saves = 0;

  load = () => this.answer(() => ({ notes: this.kept, version: String(this.version) }));

  save = (_study: string, notes: ImageNotes, version: string) =>
    this.answer(() => {
      this.saves++;
      if (version !== String(this.version)) {
        throw new ApiError("problem", 412, "stale");
      }
      this.kept = notes;
      return String(++this.version);
    });

  private async answer<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (this.fault !== undefined) {
      throw this.fault;
    }
    return work();
  }
}

/** A page with the notes of one study. */
function page(gateway: Gateway, account = "a") {
  const seen: { notes: ImageNotes; states: Keeping[] } = { notes: NO_NOTES, states: [] };
  const desk = {
    adopt: (base: ImageNotes, theirs: ImageNotes) => {
      seen.notes = merged(base, seen.notes, theirs);
      return seen.notes;
    },
    told: (state: Keeping) => seen.states.push(state),
  };
  const delays = new Delays(1000, 8000, () => 1);
  const keeper = new NoteKeeper(gateway, "1", desk, draftsOf(account), delays);
  const add = (id: number): void => {
    seen.notes = { ...seen.notes, measurements: [...seen.notes.measurements, mark(id)] };
    keeper.keep(seen.notes);
  };
  return { seen, keeper, add };
}

function ids({ measurements }: ImageNotes): number[] {
  return measurements.map((one) => one.id).toSorted((a, b) => a - b);
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("notes", () => {
  test("are fetched, and kept soon after they are made: several at once", async () => {
    const gateway = new Gateway();
    gateway.kept = { ...NO_NOTES, measurements: [mark(1)] };
    const { seen, keeper, add } = page(gateway);
    keeper.open();
    await vi.advanceTimersByTimeAsync(10);
    expect(ids(seen.notes)).toEqual([1]);
    expect(gateway.saves).toBe(0);
    add(2);
    add(3);
    expect(seen.states.at(-1)).toBe("saving");
    expect(keeper.isUnsaved).toBe(true);
    await vi.advanceTimersByTimeAsync(400);
    expect(ids(gateway.kept)).toEqual([1, 2, 3]);
    expect(gateway.saves).toBe(1);
    expect(seen.states.at(-1)).toBe("saved");
    expect(keeper.isUnsaved).toBe(false);
  });

  test("of two pages come together in both", async () => {
    const gateway = new Gateway();
    const [one, other] = [page(gateway), page(gateway)];
    one.keeper.open();
    other.keeper.open();
    await vi.advanceTimersByTimeAsync(10);
    one.add(1);
    other.add(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ids(gateway.kept)).toEqual([1, 2]);
    one.keeper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    expect([ids(one.seen.notes), ids(other.seen.notes)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(one.seen.states.at(-1)).toBe("saved");
  });

  test("that others overtake again and again leave the line alone, and say that they are not saved", async () => {
    const gateway = new Gateway();
    const { seen, keeper, add } = page(gateway);
    keeper.open();
    await vi.advanceTimersByTimeAsync(10);
    const { load } = gateway;
    gateway.load = async () => {
      const loaded = await load();
      gateway.version++;
      return loaded;
    };
    gateway.version++;
    add(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(gateway.saves).toBe(3);
    expect(seen.states.at(-1)).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(500);
    expect(gateway.saves).toBe(4);
    gateway.load = load;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ids(gateway.kept)).toEqual([1]);
    expect(seen.states.at(-1)).toBe("saved");
  });

  test("made out of the gateway's reach are told as not saved, and saved when it is there again", async () => {
    const gateway = new Gateway();
    const { seen, keeper, add } = page(gateway);
    keeper.open();
    await vi.advanceTimersByTimeAsync(10);
    gateway.fault = new ApiError("offline", 0, "offline");
    add(1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(seen.states.at(-1)).toBe("unsaved");
    add(2);
    gateway.fault = undefined;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ids(gateway.kept)).toEqual([1, 2]);
    expect(seen.states.at(-1)).toBe("saved");
  });

  test("survive a page that ends before they are saved, for their own person", async () => {
    const gateway = new Gateway();
    gateway.fault = new ApiError("offline", 0, "offline");
    const { keeper, add } = page(gateway);
    keeper.open();
    add(1);
    await vi.advanceTimersByTimeAsync(1000);
    keeper.close();
    gateway.fault = undefined;
    gateway.kept = { ...NO_NOTES, measurements: [mark(5)] };
    gateway.version = 3;
    const other = page(gateway, "b");
    other.keeper.open();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ids(other.seen.notes)).toEqual([5]);
    const again = page(gateway);
    again.keeper.open();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ids(again.seen.notes)).toEqual([1, 5]);
    expect(ids(gateway.kept)).toEqual([1, 5]);
    expect(draftsOf("a").get("1")).toBeUndefined();
  });

  test("that are refused are told so, kept here, and tried with the next change", async () => {
    const gateway = new Gateway();
    const { seen, keeper, add } = page(gateway);
    keeper.open();
    await vi.advanceTimersByTimeAsync(10);
    gateway.fault = new ApiError("problem", 422, "field");
    add(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen.states.at(-1)).toBe("refused");
    expect(draftsOf("a").get("1")?.notes.measurements).toHaveLength(1);
    gateway.fault = undefined;
    add(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ids(gateway.kept)).toEqual([1, 2]);
  });

  test("are the same after the gateway has had them", () => {
    const notes: ImageNotes = { measurements: [mark(4)], keyImages: [{ ...AT, frame: 7 }] };
    expect(notesOf("1", marksOf(notes))).toEqual(notes);
    expect(notesOf("1", {})).toEqual(NO_NOTES);
    expect(JSON.stringify(marksOf(notes))).not.toContain('"study"');
  });
});
