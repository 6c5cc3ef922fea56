/** A measurement while it is being made: with pulls, with clicks, or with both. */
import type { Kind, Point } from "../../api/image-notes";
import { POINTS } from "./measurement";

export class Draft {
  private fixed: readonly Point[] = [];
  private floating: Point | undefined;

  constructor(readonly kind: Kind) {}

  /** What is seen of it so far; the last point goes with the pointer. */
  get points(): readonly Point[] {
    return this.floating === undefined ? this.fixed : [...this.fixed, this.floating];
  }

  get begun(): boolean {
    return this.fixed.length > 0;
  }

  /** The button goes down. */
  down(at: Point): void {
    if (this.kind === "probe") {
      this.floating = at;
    } else if (this.fixed.length === 0 || this.beginsLine()) {
      this.fixed = [...this.fixed, at];
      this.floating = at;
    } else {
      this.floating = at;
    }
  }

  /** The pointer moves, whether a button is down or not. */
  move(at: Point): void {
    if (this.begun && !this.beginsLine()) {
      this.floating = at;
    }
  }

  /**
   * The button comes up; all points when that was the last one.
   *
   * @param far whether it is elsewhere than the last point: a click begins, and a second one goes on
   */
  up(at: Point, far: boolean): readonly Point[] | undefined {
    if (this.kind !== "probe" && !far) {
      return undefined;
    }
    this.fixed = [...this.fixed, at];
    this.floating = undefined;
    if (this.fixed.length < POINTS[this.kind]) {
      return undefined;
    }
    const done = this.fixed;
    this.cancel();
    return done;
  }

  /** The last point that stands. */
  get last(): Point | undefined {
    return this.fixed.at(-1);
  }

  cancel(): void {
    this.fixed = [];
    this.floating = undefined;
  }

  /** The second one of two lines begins where one likes. */
  private beginsLine(): boolean {
    return POINTS[this.kind] === 4 && this.fixed.length === 2 && this.floating === undefined;
  }
}
