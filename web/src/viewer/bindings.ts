/** Keys and buttons as somebody wants them: the usual ones, with changes. */
import { MOUSE_BUTTONS, PULLS, USUAL_BUTTONS, WHEELS, type Buttons } from "./buttons";
import { keyOf, NAMED, USUAL_KEYS, type Keys, type Named, type Stroke } from "./commands";

export interface Bindings {
  keys: Keys;
  buttons: Buttons;
}

/** Keys that mean something else everywhere. */
const TAKEN =
  /^(\d|Tab|Enter|F\d+|Shift|Control|Alt|AltGraph|Meta|CapsLock|ContextMenu|Dead|Process|Unidentified)$/;

/** What is kept of keys, as keys; what is unknown or contradicts itself is left as usual. */
export function keysOf(changed: Record<string, string> = {}): Keys {
  let keys: Keys = USUAL_KEYS;
  for (const one of NAMED) {
    const key = changed[one];
    if (key !== undefined && !TAKEN.test(key)) {
      keys = { ...keys, [one]: [key] };
    }
  }
  const all = Object.values(keys).flat();
  return new Set(all).size === all.length ? keys : USUAL_KEYS;
}

/** What differs from what is usual, to be kept. */
export function changedKeys(keys: Keys): Record<string, string> {
  return Object.fromEntries(
    NAMED.filter((one) => keys[one] !== USUAL_KEYS[one]).map((one) => [one, keys[one][0] ?? ""]),
  );
}

/** Why a key cannot be given to a command. */
export type Refusal = { taken: true } | { heldBy: Named };

/** The keys with another one for a command, or why not. */
export function rebound(
  keys: Keys,
  command: Named,
  stroke: Stroke,
): { keys: Keys } | { refusal: Refusal } {
  const key = keyOf(stroke);
  if (TAKEN.test(key) || stroke.ctrlKey || stroke.metaKey || stroke.altKey) {
    return { refusal: { taken: true } };
  }
  const holder = NAMED.find((one) => one !== command && keys[one].includes(key));
  if (holder !== undefined) {
    return { refusal: { heldBy: holder } };
  }
  const usual = USUAL_KEYS[command].includes(key);
  return { keys: { ...keys, [command]: usual ? USUAL_KEYS[command] : [key] } };
}

function among<T extends string>(values: readonly T[], value: string | undefined, usual: T): T {
  return values.find((one) => one === value) ?? usual;
}

export function buttonsOf(changed: Record<string, string> = {}): Buttons {
  const buttons: Buttons = {
    left: among(PULLS, changed["left"], USUAL_BUTTONS.left),
    middle: among(PULLS, changed["middle"], USUAL_BUTTONS.middle),
    right: among(PULLS, changed["right"], USUAL_BUTTONS.right),
    wheel: among(WHEELS, changed["wheel"], USUAL_BUTTONS.wheel),
  };
  return twice(buttons) === undefined ? buttons : USUAL_BUTTONS;
}

/** The tool that two buttons have. */
export function twice(buttons: Buttons): string | undefined {
  const all = MOUSE_BUTTONS.map((one) => buttons[one]);
  return all.find((one, at) => all.indexOf(one) !== at);
}
