/** Measurements and key images of a study as one list of changes, so that each can be taken back. Plain values, made anew each time. */
import { newNoteId, NO_NOTES, type ImageNotes, type Kind, type Point } from "../../api/image-notes";
import type { FrameAddress } from "../../api/images";
import { merged } from "../../api/merge-notes";
import { imageId } from "./image";
import { POINTS } from "./measurement";

/** Steps that can be taken back. */
const MOST_STEPS = 100;

export class NoteBook {
  private past: readonly ImageNotes[] = [];
  private future: readonly ImageNotes[] = [];
  private current = NO_NOTES;

  constructor(private readonly changed: (notes: ImageNotes) => void) {}

  /**
   * Takes in what another page has kept since `base`. Steps can be taken back as before, without taking back what the other page did.
   */
  adopt(base: ImageNotes, theirs: ImageNotes): ImageNotes {
    const onTop = (notes: ImageNotes): ImageNotes =>
      notes === base ? theirs : merged(base, notes, theirs);
    this.past = this.past.map(onTop);
    this.future = this.future.map(onTop);
    this.put(onTop(this.current));
    return this.current;
  }

  get notes(): ImageNotes {
    return this.current;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Keeps a finished measurement; gives its number. */
  add(kind: Kind, at: FrameAddress, points: readonly Point[]): number {
    if (points.length !== POINTS[kind]) {
      throw new Error(`a ${kind} has ${String(POINTS[kind])} points`);
    }
    const there = this.current.measurements;
    const id = newNoteId();
    this.change({ ...this.current, measurements: [...there, { id, kind, at, points }] });
    return id;
  }

  /** Puts one point of a measurement elsewhere. */
  movePoint(id: number, at: number, to: Point): void {
    const measurements = this.current.measurements.map((one) =>
      one.id === id
        ? { ...one, points: one.points.map((point, place) => (place === at ? to : point)) }
        : one,
    );
    this.change({ ...this.current, measurements });
  }

  remove(id: number): void {
    const measurements = this.current.measurements.filter((one) => one.id !== id);
    if (measurements.length < this.current.measurements.length) {
      this.change({ ...this.current, measurements });
    }
  }

  /** All measurements; key images stay. */
  removeAll(): void {
    if (this.current.measurements.length > 0) {
      this.change({ ...this.current, measurements: [] });
    }
  }

  isKey(at: FrameAddress): boolean {
    return this.current.keyImages.some((one) => imageId(one) === imageId(at));
  }

  /** Marks an image, or takes its mark away. */
  toggleKey(at: FrameAddress): void {
    const keyImages = this.isKey(at)
      ? this.current.keyImages.filter((one) => imageId(one) !== imageId(at))
      : [...this.current.keyImages, at];
    this.change({ ...this.current, keyImages });
  }

  undo(): void {
    const before = this.past.at(-1);
    if (before !== undefined) {
      this.past = this.past.slice(0, -1);
      this.future = [...this.future, this.current];
      this.put(before);
    }
  }

  redo(): void {
    const after = this.future.at(-1);
    if (after !== undefined) {
      this.future = this.future.slice(0, -1);
      this.past = [...this.past, this.current];
      this.put(after);
    }
  }

  private change(notes: ImageNotes): void {
    this.past = [...this.past, this.current].slice(-MOST_STEPS);
    this.future = [];
    this.put(notes);
  }

  private put(notes: ImageNotes): void {
    this.current = notes;
    this.changed(notes);
  }
}
