/** How old somebody was, in the unit that doctors use for that age. */
export interface Age {
  count: number;
  unit: "year" | "month" | "day";
}

function parts(date: string): [number, number, number] | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Age on a day; both dates as DICOM writes them. Undefined when they do not tell it. */
export function ageOn(birth: string, day: string): Age | undefined {
  const from = parts(birth);
  const to = parts(day);
  if (from === undefined || to === undefined || birth > day) {
    return undefined;
  }
  const months = (to[0] - from[0]) * 12 + to[1] - from[1] - (to[2] < from[2] ? 1 : 0);
  if (months >= 36) {
    return { count: Math.floor(months / 12), unit: "year" };
  }
  if (months >= 1) {
    return { count: months, unit: "month" };
  }
  const days =
    (Date.UTC(to[0], to[1] - 1, to[2]) - Date.UTC(from[0], from[1] - 1, from[2])) / 86_400_000;
  return { count: days, unit: "day" };
}
