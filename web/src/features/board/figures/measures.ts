/** What is told of a centre, and how each is written, drawn and put into a file. */
import type { FigureRow, Ratio } from "../../../api/centre";
import type { Cell } from "../../../lib/csv";

export const TIMES = ["median", "p90", "p95"] as const;
export const RATIOS = ["onTime", "positive", "disagreement", "recall", "doubleSigned"] as const;
export const COUNTS = ["reports", "backlog"] as const;
export const MEASURES = [...COUNTS, ...TIMES, ...RATIOS] as const;
export type Measure = (typeof MEASURES)[number];

export function isRatio(measure: Measure): measure is (typeof RATIOS)[number] {
  return RATIOS.some((one) => one === measure);
}

export function isTime(measure: Measure): measure is (typeof TIMES)[number] {
  return TIMES.some((one) => one === measure);
}

/** Of nothing, not 0. */
export const NONE = "—";

export function percent({ share }: Ratio): string {
  return share === null ? NONE : `${(share * 100).toFixed(1)}%`;
}

export function ratio(one: Ratio): string {
  return `${percent(one)} (${String(one.numerator)}/${String(one.denominator)})`;
}

/** What a chart draws: percents, minutes or a count; null where there is nothing to draw. */
export function drawn(row: FigureRow, measure: Measure): number | null {
  if (isRatio(measure)) {
    const { share } = row[measure];
    return share === null ? null : Math.round(share * 1000) / 10;
  }
  return row[measure];
}

/** A line of the file, numerators and denominators apart. */
export function cells(name: string, row: FigureRow): Cell[] {
  return [
    ...[name, row.reports, row.median, row.p90, row.p95],
    ...RATIOS.flatMap((one): Cell[] => {
      const { numerator, denominator, share } = row[one];
      return [numerator, denominator, share === null ? null : Math.round(share * 10_000) / 10_000];
    }),
    ...[row.backlog, row.late],
  ];
}

/** First and last day of a month, some months before that of a day. */
export function monthOf(day: string, before = 0): { from: string; to: string } {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const iso = (of: Date): string => of.toISOString().slice(0, 10);
  return {
    from: iso(new Date(Date.UTC(year, month - 1 - before, 1))),
    to: iso(new Date(Date.UTC(year, month - before, 0))),
  };
}
