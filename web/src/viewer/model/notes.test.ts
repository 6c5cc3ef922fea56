import { describe, expect, test } from "vitest";
import type { ImageNotes } from "../../api/image-notes";
import { NoteBook } from "./notes";

const AT = { study: "1", series: "1.1", instance: "1.1.1", frame: 1 };
const NEXT = { ...AT, instance: "1.1.2" };

function book(): { notes: NoteBook; told: ImageNotes[] } {
  const told: ImageNotes[] = [];
  return { notes: new NoteBook((now) => told.push(now)), told };
}

describe("notes", () => {
  test("of measurements are kept, moved, removed and had back", () => {
    const { notes, told } = book();
    const first = notes.add("length", AT, [
      [0, 0],
      [3, 4],
    ]);
    const second = notes.add("probe", NEXT, [[1, 1]]);
    notes.movePoint(first, 1, [6, 8]);
    expect(notes.notes.measurements[0]?.points).toEqual([
      [0, 0],
      [6, 8],
    ]);
    notes.remove(first);
    expect(notes.notes.measurements.map((one) => one.id)).toEqual([second]);
    notes.removeAll();
    expect(notes.notes.measurements).toEqual([]);
    notes.undo();
    notes.undo();
    notes.undo();
    expect(notes.notes.measurements[0]?.points).toEqual([
      [0, 0],
      [3, 4],
    ]);
    notes.redo();
    expect(notes.notes.measurements[0]?.points).toEqual([
      [0, 0],
      [6, 8],
    ]);
    expect(told.at(-1)).toBe(notes.notes);
  });

  test("of key images come and go", () => {
    const { notes } = book();
    notes.toggleKey(AT);
    expect(notes.isKey(AT)).toBe(true);
    notes.toggleKey(AT);
    expect(notes.notes.keyImages).toEqual([]);
    notes.undo();
    expect(notes.notes.keyImages).toEqual([AT]);
  });

  test("forget what was taken back once something else is done", () => {
    const { notes } = book();
    notes.add("probe", AT, [[1, 1]]);
    notes.undo();
    expect(notes.canRedo).toBe(true);
    notes.add("probe", NEXT, [[2, 2]]);
    expect(notes.canRedo).toBe(false);
    expect(notes.notes.measurements).toHaveLength(1);
  });

  test("that change nothing are no steps", () => {
    const { notes } = book();
    notes.remove(7);
    notes.removeAll();
    notes.undo();
    notes.redo();
    expect(notes.canUndo).toBe(false);
  });

  test("of another page are added, and stay when a step is taken back", () => {
    const { notes } = book();
    const own = notes.add("probe", AT, [[1, 1]]);
    const theirs = { id: 1, kind: "probe", at: NEXT, points: [[2, 2]] } as const;
    const now = notes.adopt(
      { measurements: [], keyImages: [] },
      { measurements: [theirs], keyImages: [NEXT] },
    );
    expect(now.measurements.map((one) => one.id)).toEqual([1, own]);
    notes.undo();
    expect(notes.notes).toEqual({ measurements: [theirs], keyImages: [NEXT] });
    notes.redo();
    expect(notes.notes.measurements).toHaveLength(2);
  });

  test("of too few points are mistakes of the program", () => {
    expect(() => book().notes.add("angle", AT, [[0, 0]])).toThrow("3 points");
  });
});
