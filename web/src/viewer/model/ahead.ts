/** What will probably be looked at next. */
import type { Series, Study } from "./study";

/** Series that are not hung: those behind the one that is read, in their order, then those before it. */
export function seriesAhead(study: Study, reading: string, hung: ReadonlySet<string>): Series[] {
  const at = study.series.findIndex((one) => one.uid === reading);
  return [...study.series.slice(at + 1), ...study.series.slice(0, Math.max(0, at))].filter(
    (one) => !hung.has(one.uid) && one.images.length > 0,
  );
}
