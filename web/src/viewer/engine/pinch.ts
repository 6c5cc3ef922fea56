/** Two fingers on a picture: they pull it along, and make it larger and smaller. */
import type { StackView } from "./stack-view";

type Place = [number, number];

function middle([a, b]: readonly [Place, Place]): Place {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Fingers that lie on each other are no measure. */
function apart([a, b]: readonly [Place, Place]): number {
  return Math.max(1, Math.hypot(b[0] - a[0], b[1] - a[1]));
}

export class Pinch {
  private readonly fingers = new Map<number, Place>();

  /** @return whether there are two now, which together mean something else than one */
  down(finger: number, at: Place): boolean {
    this.fingers.set(finger, at);
    return this.pair !== undefined;
  }

  up(finger: number): void {
    this.fingers.delete(finger);
  }

  /** @return whether it was one of two */
  to(view: Pick<StackView, "pan" | "zoom">, finger: number, at: Place): boolean {
    const before = this.pair;
    if (before === undefined || !this.fingers.has(finger)) {
      return false;
    }
    this.fingers.set(finger, at);
    const after = this.pair;
    if (after !== undefined) {
      view.pan(middle(before), middle(after));
      view.zoom(apart(after) / apart(before));
    }
    return true;
  }

  private get pair(): readonly [Place, Place] | undefined {
    const [a, b, c] = this.fingers.values();
    return a !== undefined && b !== undefined && c === undefined ? [a, b] : undefined;
  }
}
