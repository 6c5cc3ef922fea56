/** What each command does. */
import type { Ref } from "vue";
import {
  PAGE,
  TOOLS,
  ZOOM_STEP,
  type Command,
  type LayoutAction,
  type Named,
  type Tool,
} from "./commands";
import type { StackView } from "./engine/stack-view";
import type { NoteBook } from "./model/notes";
import type { Preset } from "./model/windows";
import type { PaneParts } from "./use-desk";

/** What commands are done to. */
export interface Around {
  tool: Ref<Tool>;
  parts: () => PaneParts | undefined;
  book: () => NoteBook | undefined;
  presets: () => readonly Preset[];
  /** Those that are not about one stack. */
  others: Record<Elsewhere, () => void>;
}

type Elsewhere =
  | LayoutAction
  | "fullScreen"
  | "keyImage"
  | "nextLayout"
  | "nextPane"
  | "previousPane"
  | "link"
  | "lines"
  | "overlays"
  | "states"
  | "compare"
  | "reformat"
  | "secondScreen"
  | "nextCase"
  | "previousSeries"
  | "nextSeries";
type OnNotes = "undo" | "redo" | "remove" | "giveUp";
type OnView = Exclude<Named, Tool | Elsewhere | OnNotes>;

const ON_VIEW: Record<OnView, (view: StackView) => void> = {
  rotateLeft: (view) => {
    view.rotate(-90);
  },
  rotateRight: (view) => {
    view.rotate(90);
  },
  flipHorizontal: (view) => {
    view.flip("flippedHorizontally");
  },
  flipVertical: (view) => {
    view.flip("flippedVertically");
  },
  invert: (view) => {
    view.invert();
  },
  play: (view) => {
    view.play();
  },
  reset: (view) => {
    view.reset();
  },
  first: (view) => {
    view.go(0);
  },
  last: (view) => {
    view.go(Infinity);
  },
  back: (view) => {
    view.step(-PAGE);
  },
  forward: (view) => {
    view.step(PAGE);
  },
  previous: (view) => {
    view.step(-1);
  },
  next: (view) => {
    view.step(1);
  },
  larger: (view) => {
    view.zoom(ZOOM_STEP);
  },
  smaller: (view) => {
    view.zoom(1 / ZOOM_STEP);
  },
};

function isTool(command: Command): command is Tool {
  return (TOOLS as readonly unknown[]).includes(command);
}

function has<K extends string>(all: Record<K, unknown>, command: string): command is K {
  return command in all;
}

/** Does what is told. */
export function runner(around: Around): (command: Command) => void {
  const onNotes: Record<OnNotes, () => void> = {
    undo: () => around.book()?.undo(),
    redo: () => around.book()?.redo(),
    remove: () => around.parts()?.removeSelected(),
    giveUp: () => around.parts()?.giveUp(),
  };
  return (command) => {
    const view = around.parts()?.view();
    if (typeof command === "object") {
      const chosen = around.presets().find((one) => one.key === command.preset);
      if (chosen !== undefined) {
        view?.setWindow(chosen.window);
      }
    } else if (isTool(command)) {
      around.tool.value = command;
    } else if (has(around.others, command)) {
      around.others[command]();
    } else if (has(onNotes, command)) {
      onNotes[command]();
    } else if (view !== undefined) {
      ON_VIEW[command](view);
    }
  };
}
