import type { Grade, QualityRules, Scores } from "../../../api/quality";
import type { Tone } from "../../../ui/tone";

export const TONES: Record<Grade, Tone> = { A: "good", B: "active", C: "wait", REJECT: "bad" };

/** Images that lack nothing. */
export function full({ criteria }: Pick<QualityRules, "criteria">): Scores {
  return Object.fromEntries(criteria.map(({ criterion, most }) => [criterion, most])) as Scores;
}

export function sum(scores: Scores): number {
  return Object.values(scores).reduce((total, one) => total + one, 0);
}

/** The grade that the gateway will give. */
export function gradeOf(points: number, rules: QualityRules): Grade {
  if (points >= rules.gradeA) {
    return "A";
  }
  if (points >= rules.gradeB) {
    return "B";
  }
  return points >= rules.gradeC ? "C" : "REJECT";
}

/** A share of a hundred with what it is made of; a dash of nothing. */
export function rate(part: number, whole: number): string {
  const of = `${String(part)}/${String(whole)}`;
  return whole === 0 ? `— (${of})` : `${((100 * part) / whole).toFixed(1)}% (${of})`;
}
