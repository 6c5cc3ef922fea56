/** The list that studies are read from, one after the other, as the history of the browser keeps it. */
export function casesOf(state: unknown): string[] {
  const cases = (state as { cases?: unknown } | null)?.cases;
  return Array.isArray(cases) ? cases.filter((one) => typeof one === "string") : [];
}
