/** From values to greys: what lies between the ends of a window, and what a presentation table makes of it. */
import { brightness, type Lut } from "./lut";
import { limitsOf, type Window } from "./windows";

/** Which values are not simply black or white, and how bright each is, from 0 to 1. */
export interface Greys {
  lower: number;
  upper: number;
  /** Straight from black to white: nothing more need be asked. */
  straight: boolean;
  at: (value: number) => number;
}

/** Of a sigmoid, so many widths hold all that is not nearly black or white. */
const SIGMOID_WIDTHS = 4;

function presented(part: number, table: Lut | undefined): number {
  return table === undefined
    ? part
    : brightness(table, table.first + part * (table.entries.length - 1));
}

/**
 * @param interest tables of interest, of which a window may name one
 * @param presentation takes the place of a shape
 */
export function greysOf(
  window: Window,
  interest: readonly (Lut | undefined)[],
  presentation: Lut | undefined,
): Greys {
  const { lower, upper } = limitsOf(window);
  const part = (value: number) =>
    upper <= lower ? (value > lower ? 1 : 0) : (value - lower) / (upper - lower);
  if (window.how === "sigmoid") {
    const { center, width } = window;
    const half = (width * SIGMOID_WIDTHS) / 2;
    const at = (value: number) => 1 / (1 + Math.exp((-4 * (value - center)) / width));
    return {
      lower: center - half,
      upper: center + half,
      straight: false,
      at: (value) => presented(at(value), presentation),
    };
  }
  const table = typeof window.how === "object" ? interest[window.how.table] : undefined;
  if (table !== undefined) {
    // a window that was pulled stretches the table
    const entry = (value: number) => table.first + part(value) * (table.entries.length - 1);
    return {
      lower,
      upper,
      straight: false,
      at: (value) => presented(brightness(table, entry(value)), presentation),
    };
  }
  const within = (value: number) => Math.min(1, Math.max(0, part(value)));
  return {
    lower,
    upper,
    straight: presentation === undefined,
    at: (value) => presented(within(value), presentation),
  };
}
