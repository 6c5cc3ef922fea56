/** Stands in for a library that writes and reads XML, which nothing here does. */
export function create(): never {
  throw new Error("no XML here");
}
