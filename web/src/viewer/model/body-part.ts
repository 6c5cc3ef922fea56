/** Which part of the body words are about: devices and people write it in many ways. */
import words from "./words.json";

const PARTS = Object.entries(words.parts).map(
  ([part, pattern]) => [part, new RegExp(pattern, "i")] as const,
);
const RIGHT = new RegExp(words.right, "i");

/** The first that is told; empty for none. */
export function bodyPartOf(...told: readonly string[]): string {
  for (const text of told) {
    const found = PARTS.find(([, pattern]) => pattern.test(text));
    if (found !== undefined) {
      return found[0];
    }
  }
  return "";
}

/** Whether words are about the right side. */
export function isRight(text: string): boolean {
  return RIGHT.test(text);
}
