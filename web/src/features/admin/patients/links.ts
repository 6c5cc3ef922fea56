/** What links between records mean for the page. */
import type { LinkEvent, LinkProposal, PatientRecord } from "../../../api/patients";

export const FIELDS = ["name", "sex", "birthDate"] as const;
export type Field = (typeof FIELDS)[number];

/** In which of these the two contradict each other; what one of them does not say contradicts nothing. */
export function differences(proposal: Pick<LinkProposal, "first" | "second">): Field[] {
  const { first, second } = proposal;
  return FIELDS.filter(
    (field) => first[field] !== "" && second[field] !== "" && first[field] !== second[field],
  );
}

export function keyOf(proposal: LinkProposal): string {
  return `${proposal.first.id}/${proposal.second.id}`;
}

/** The links that are in force: the last that was decided about two records was to link them. */
export function inForce(history: readonly LinkEvent[]): LinkEvent[] {
  const last = new Map<string, LinkEvent>();
  for (const event of history) {
    last.set(`${event.first}/${event.second}`, event);
  }
  return [...last.values()].filter((event) => event.act === "LINK");
}

/** Of a patient's numbers those that people know them by. */
export function numbersOf(record: PatientRecord): { kind: string; number: string }[] {
  return record.identifiers
    .filter((one) => one.kind !== "UNIT_NUMBER" || one.number !== record.patientId)
    .map(({ kind, number }) => ({ kind, number }));
}

/** Two records that can be linked by hand: two, of different persons. */
export function linkable(
  chosen: readonly PatientRecord[],
): [PatientRecord, PatientRecord] | undefined {
  const [first, second] = chosen;
  return chosen.length === 2 && first && second && first.person !== second.person
    ? [first, second]
    : undefined;
}

/** The gateway's reasons, as pieces that the messages know. */
export function reasonKeys(reason: string): string[] {
  return reason.split(", but ").map((piece) =>
    piece
      .trim()
      .toLowerCase()
      .replaceAll(/[ ,_]+/g, "-"),
  );
}
