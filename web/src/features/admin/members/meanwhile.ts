/** What becomes of a form when somebody else has changed meanwhile what it was made of. */
import type { MemberChange } from "../../../api/members";

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** What a person has not touched becomes as it is now; what was touched stays. */
export function merged<F extends object>(form: F, was: F, is: F): F {
  const result = { ...form };
  for (const key of Object.keys(form) as (keyof F)[]) {
    if (same(form[key], was[key])) {
      result[key] = is[key];
    }
  }
  return result;
}

type Item = object | undefined;

function fieldsOf(item: Item): Record<string, unknown> {
  return { ...item };
}

/** What became of an item; nothing when it is the same. */
export function changeOf(
  at: { section: string; identifier: string },
  before: Item,
  now: Item,
): MemberChange | undefined {
  const [was, is] = [fieldsOf(before), fieldsOf(now)];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => !same(was[field], is[field]))
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }));
  const kind = before === undefined ? "ADDED" : now === undefined ? "REMOVED" : "CHANGED";
  return fields.length === 0 ? undefined : { ...at, kind, fields };
}
