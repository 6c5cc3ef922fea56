/** Measuring with the pointer: what is being drawn, and which point of what is there is being moved. */
import { shallowRef, type ShallowRef } from "vue";
import type { Kind, Point } from "../../api/image-notes";
import { isKind, type Tool } from "../commands";
import { isFar } from "../engine/pointer";
import type { StackView } from "../engine/stack-view";
import { Draft } from "../model/draft";
import type { Image } from "../model/image";
import type { NoteBook } from "../model/notes";

type Place = [number, number];

/** A point of a measurement that is being put elsewhere. */
export interface Grabbed {
  id: number;
  point: number;
  to: Point;
}

/** What the pane knows. */
export interface Surroundings {
  view: () => StackView | undefined;
  image: () => Image | undefined;
  tool: () => Tool;
  book: () => NoteBook;
}

export interface Marking {
  draft: ShallowRef<{ kind: Kind; points: readonly Point[] } | undefined>;
  grabbed: ShallowRef<Grabbed | undefined>;
  selected: ShallowRef<number | undefined>;
  grab: (id: number, point: number) => void;
  down: (at: Place) => void;
  move: (at: Place) => void;
  up: (at: Place) => void;
  cancel: () => void;
}

function inside([x, y]: Point, { pixels }: Image): Point {
  const within = (value: number, size: number) => Math.min(size - 0.5, Math.max(-0.5, value));
  return [within(x, pixels.columns), within(y, pixels.rows)];
}

export function useMarking(around: Surroundings): Marking {
  const draft: Marking["draft"] = shallowRef();
  const grabbed: Marking["grabbed"] = shallowRef();
  const selected: Marking["selected"] = shallowRef();
  let drawing: Draft | undefined;

  function placeOf(at: Place): Point | undefined {
    const image = around.image();
    const point = around.view()?.toImage(at);
    return image === undefined || point === undefined ? undefined : inside(point, image);
  }

  function tell(): void {
    draft.value =
      drawing?.begun === true ? { kind: drawing.kind, points: drawing.points } : undefined;
  }

  function down(at: Place): void {
    const tool = around.tool();
    const point = placeOf(at);
    selected.value = undefined;
    if (!isKind(tool) || point === undefined) {
      return;
    }
    drawing = drawing?.kind === tool ? drawing : new Draft(tool);
    drawing.down(point);
    tell();
  }

  function move(at: Place): void {
    const point = placeOf(at);
    if (point === undefined) {
      return;
    }
    if (grabbed.value !== undefined) {
      grabbed.value = { ...grabbed.value, to: point };
    } else {
      drawing?.move(point);
      tell();
    }
  }

  function dropped({ id, point, to }: Grabbed): void {
    grabbed.value = undefined;
    around.book().movePoint(id, point, to);
  }

  function up(at: Place): void {
    const point = placeOf(at);
    const image = around.image();
    if (grabbed.value !== undefined) {
      dropped(grabbed.value);
    } else if (drawing !== undefined && point !== undefined && image !== undefined) {
      const last = drawing.last === undefined ? undefined : around.view()?.toScreen(drawing.last);
      const points = drawing.up(point, last !== undefined && isFar(last, at));
      if (points !== undefined) {
        selected.value = around.book().add(drawing.kind, image.at, points);
      }
      tell();
    }
  }

  function grab(id: number, point: number): void {
    const one = around.book().notes.measurements.find((each) => each.id === id);
    const to = one?.points[point];
    selected.value = id;
    grabbed.value = to === undefined ? undefined : { id, point, to };
  }

  function cancel(): void {
    drawing?.cancel();
    drawing = undefined;
    grabbed.value = undefined;
    tell();
  }

  return { draft, grabbed, selected, grab, down, move, up, cancel };
}
