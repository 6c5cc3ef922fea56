/** A change of the members as people read it. */
import type { FieldChange, MemberChange } from "../../../api/members";

/** What a key of `members` says; undefined when nothing is said for it. */
export type Say = (key: string) => string | undefined;

/** Fields whose values are words of ours. */
const WORDS = new Set([
  "kind",
  "level",
  "status",
  "service",
  "services",
  "licences",
  "mode",
  "urgency",
]);

function valueWords(field: string, value: unknown, say: Say): string {
  if (value === null || value === undefined) {
    return say("nothing") ?? "";
  }
  if (typeof value === "boolean") {
    return say(value ? "yes" : "no") ?? String(value);
  }
  const all = (Array.isArray(value) ? (value as unknown[]) : [value]).map((one) => String(one));
  return all
    .map((one) => (WORDS.has(field) ? say(`value-${one}`) : undefined) ?? one)
    .join(say("and") ?? ", ");
}

function fieldWords(change: FieldChange, of: MemberChange, say: Say): string {
  const name =
    say(`field-${of.section}-${change.field}`) ?? say(`field-${change.field}`) ?? change.field;
  const [before, after] = [change.before, change.after].map((one) =>
    valueWords(change.field, one, say),
  );
  const value =
    of.kind === "CHANGED"
      ? `${before ?? ""} → ${after ?? ""}`
      : ((of.kind === "ADDED" ? after : before) ?? "");
  return `${name}: ${value}`;
}

/** Fields that differ, with what they were and are; of one that came or went only what it is or was. */
export function fieldsInWords(change: MemberChange, say: Say): string {
  return change.fields
    .filter((one) => change.kind === "CHANGED" || (one.after ?? one.before) !== change.identifier)
    .map((one) => fieldWords(one, change, say))
    .join(say("semicolon") ?? "; ");
}

/** One sentence: what was done to what, and how. */
export function inWords(change: MemberChange, say: Say): string {
  const section = say(`section-${change.section}`) ?? change.section;
  const head = `${say(`kind-${change.kind}`) ?? change.kind} ${section} ${change.identifier}`;
  const fields = fieldsInWords(change, say);
  return fields === "" ? head : `${head} (${fields})`;
}
