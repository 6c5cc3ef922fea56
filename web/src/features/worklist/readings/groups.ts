/** How the list of what is to be read is divided, and what one may do with each. */
import type { Reading, ReadingCount, ReadingState } from "../../../api/readings";

export const GROUPS = ["waiting", "mine", "review", "over"] as const;
export type Group = (typeof GROUPS)[number];

/** Of "mine" all that is not over. */
const STATES: Record<Group, readonly ReadingState[]> = {
  waiting: [
    "QUEUED",
    "SENT_BACK",
    "CLAIMED",
    "RECEIVING",
    "QUARANTINED",
    "RECALL_FOR_REPEAT",
    "ESCALATED",
  ],
  mine: [],
  review: ["PRELIM_WRITTEN", "IN_REVIEW"],
  over: ["APPROVED", "WITHDRAWN", "REPLACED"],
};

/** What is asked for a group. */
export function askedFor(group: Group): { states: readonly ReadingState[]; mine: boolean } {
  return { states: STATES[group], mine: group === "mine" };
}

/** How many are in a group, and how many of them are late; undefined when the counts do not tell. */
export function countOf(
  group: Group,
  counts: readonly ReadingCount[],
): { studies: number; late: number } | undefined {
  if (group === "mine" || group === "over") {
    return undefined;
  }
  const some = counts.filter((one) => STATES[group].includes(one.state));
  return {
    studies: some.reduce((sum, one) => sum + one.studies, 0),
    late: some.reduce((sum, one) => sum + one.late, 0),
  };
}

/** Who looks at the list. */
export interface Looker {
  account: string;
  unit: string;
  mayWrite: boolean;
  mayApprove: boolean;
}

/**
 * What one does with a study: `claim` and `review` take it in hand, `continue` goes on with what is in hand, `images` is for what is not to be
 * read yet.
 */
export type RowAct = "claim" | "review" | "continue" | "look" | "images";

/** Whether another unit's centre has it, to which it was given. */
export function isAway(one: Reading, unit: string): boolean {
  return one.reader !== unit && one.home !== null;
}

export function actOf(one: Reading, looker: Looker): RowAct {
  if (one.holder?.account === looker.account) {
    return "continue";
  }
  if (isAway(one, looker.unit)) {
    return "look";
  }
  switch (one.state) {
    case "QUEUED":
    case "SENT_BACK":
    case "ESCALATED":
      return looker.mayWrite ? "claim" : "look";
    case "PRELIM_WRITTEN":
      return looker.mayApprove && one.writer?.account !== looker.account ? "review" : "look";
    case "RECEIVING":
    case "QUARANTINED":
    case "RECALL_FOR_REPEAT":
      return "images";
    default:
      return "look";
  }
}

function isUntouched(one: Reading): boolean {
  return ["QUEUED", "RECEIVING"].includes(one.state);
}

/**
 * What came into the list and must not be overlooked: what came since, and what was told already and nobody has taken in hand.
 *
 * @param told that nobody has put aside
 */
export function arrivals(
  told: readonly Reading[],
  before: readonly Reading[] | undefined,
  now: readonly Reading[],
): readonly Reading[] {
  const waiting = new Set(told.map(({ id }) => id));
  const known = before && new Map(before.map((one) => [one.id, one.urgency]));
  return now.filter(
    (one) =>
      isUntouched(one) &&
      (waiting.has(one.id) ||
        (known !== undefined && one.urgency === "EMERGENCY" && known.get(one.id) !== "EMERGENCY")),
  );
}

export interface Narrowing {
  unit: string;
  modality: string;
}

export function narrowed(all: readonly Reading[], by: Narrowing): readonly Reading[] {
  return all.filter(
    (one) =>
      (by.unit === "" || one.unit === by.unit) &&
      (by.modality === "" || one.modalities.includes(by.modality)),
  );
}
