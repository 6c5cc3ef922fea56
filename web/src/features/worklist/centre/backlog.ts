/** How the backlog is divided, and which studies of the list belong to a part of it. */
import {
  AGES,
  ASSIGNABLE,
  SHARE_KINDS,
  URGENCIES,
  type Age,
  type BacklogShare,
  type ShareKind,
} from "../../../api/centre";
import { READING_STATES, type Reading } from "../../../api/readings";

/** What the list is narrowed to; an empty text is everything. */
export type Narrowing = Record<ShareKind, string> & { late: boolean };

export const NOTHING: Narrowing = {
  STATE: "",
  UNIT: "",
  URGENCY: "",
  MODALITY: "",
  AGE: "",
  late: false,
};

const ORDER: Partial<Record<ShareKind, readonly string[]>> = {
  STATE: READING_STATES,
  URGENCY: URGENCIES,
  AGE: AGES,
};

/** Parts of one kind, in the order in which people think of them. */
export function partsOf(kind: ShareKind, shares: readonly BacklogShare[]): BacklogShare[] {
  const order = ORDER[kind];
  return shares
    .filter((one) => one.by === kind)
    .toSorted((a, b) =>
      order === undefined ? b.studies - a.studies : order.indexOf(a.key) - order.indexOf(b.key),
    );
}

export function wholeOf(shares: readonly BacklogShare[]): { studies: number; late: number } {
  return shares.find((one) => one.by === "ALL") ?? { studies: 0, late: 0 };
}

const HOUR_MS = 3_600_000;

export function ageOf(one: Pick<Reading, "receivedAt">, now: number): Age {
  if (one.receivedAt === null) {
    return "ARRIVING";
  }
  const hours = (now - Date.parse(one.receivedAt)) / HOUR_MS;
  if (hours < 1) {
    return "HOUR";
  }
  return hours < 4 ? "FOUR_HOURS" : hours < 24 ? "DAY" : "OLDER";
}

function isLate(one: Reading, now: number): boolean {
  return one.dueAt !== null && Date.parse(one.dueAt) < now;
}

export function narrowed(all: readonly Reading[], by: Narrowing, now: number): readonly Reading[] {
  const values: Record<ShareKind, (one: Reading) => readonly string[]> = {
    STATE: (one) => [one.state],
    UNIT: (one) => [one.unit],
    URGENCY: (one) => [one.urgency],
    MODALITY: (one) => one.modalities,
    AGE: (one) => [ageOf(one, now)],
  };
  return all.filter(
    (one) =>
      (!by.late || isLate(one, now)) &&
      SHARE_KINDS.every((kind) => by[kind] === "" || values[kind](one).includes(by[kind])),
  );
}

/** Those that can be given to somebody. */
export function assignable(all: readonly Reading[], ids: readonly string[]): readonly Reading[] {
  return all.filter((one) => ids.includes(one.id) && ASSIGNABLE.includes(one.state));
}
