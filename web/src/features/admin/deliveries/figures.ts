/** What figures of deliveries mean, without a page. */
import type {
  Action,
  DeliveryState,
  Instances,
  Line,
  Selection,
  StudyDelivery,
} from "../../../api/deliveries";
import type { Tone } from "../../../ui/tone";

/** A number and its unit, such as 1.5 and MB/s. */
export function speed(bytesPerSecond: number): { value: number; unit: "B/s" | "kB/s" | "MB/s" } {
  if (bytesPerSecond >= 1_000_000) {
    return { value: Math.round(bytesPerSecond / 100_000) / 10, unit: "MB/s" };
  }
  return bytesPerSecond >= 1000
    ? { value: Math.round(bytesPerSecond / 1000), unit: "kB/s" }
    : { value: Math.round(bytesPerSecond), unit: "B/s" };
}

/** How good a line is: half of the attempts in vain is bad, a tenth is shaky, as is an answer that takes seconds. */
export function lineQuality(line: Line | null): {
  word: "unknown" | "good" | "shaky" | "bad";
  tone: Tone;
} {
  if (line === null || line.answers + line.silences === 0) {
    return { word: "unknown", tone: "idle" };
  }
  if (line.trouble >= 0.5) {
    return { word: "bad", tone: "bad" };
  }
  return line.trouble >= 0.1 || line.answerSeconds >= 5
    ? { word: "shaky", tone: "wait" }
    : { word: "good", tone: "good" };
}

/** How many images have arrived, of how many that are to. */
export function progress(of: Instances): { done: number; total: number } {
  return { done: of.delivered, total: of.queued + of.retryAt + of.held + of.delivered + of.failed };
}

const TONES: Record<DeliveryState, Tone> = {
  QUEUED: "idle",
  SENDING: "active",
  RETRY_AT: "wait",
  HELD: "wait",
  FAILED: "bad",
  CANCELLED: "idle",
  DELIVERED: "good",
  COMPLETE: "good",
};

export function stateTone(state: DeliveryState): Tone {
  return TONES[state];
}

/** Whether nothing of it is to be sent any more. */
export function hasEnded(state: DeliveryState): boolean {
  return ["FAILED", "CANCELLED", "DELIVERED", "COMPLETE"].includes(state);
}

const OPEN_ACTIONS: readonly Action[] = ["RETRY", "HOLD", "RESUME", "PRIORITISE", "CANCEL"];

/** What can be done about a study: what is open may be held and hurried, what has ended may be repeated. */
export function actionsOf(one: Pick<StudyDelivery, "state" | "instances">): Action[] {
  const { queued, retryAt, held, failed, cancelled, delivered } = one.instances;
  const open = queued + retryAt + held;
  const fits: Record<Action, boolean> = {
    RETRY: retryAt > 0,
    HOLD: queued + retryAt > 0,
    RESUME: held > 0,
    PRIORITISE: open > 0,
    CANCEL: open > 0,
    RESEND: failed + cancelled + delivered > 0,
    VERIFY: one.state === "DELIVERED",
  };
  return [...OPEN_ACTIONS, "RESEND" as const, "VERIFY" as const].filter((action) => fits[action]);
}

/** What can be done with everything that matches; the gateway wants a place and an end for what is to be repeated. */
export function actionsOfAll(of: Selection): Action[] {
  if (of.state !== undefined && hasEnded(of.state)) {
    return of.destination === undefined ? [] : ["RESEND", "VERIFY"];
  }
  return of.destination === undefined && of.state === undefined && of.unit === undefined
    ? []
    : [...OPEN_ACTIONS];
}

/** Name of a row, and of what was chosen. */
export function keyOf(one: Pick<StudyDelivery, "studyInstanceUid" | "destination">): string {
  return `${one.studyInstanceUid} ${one.destination}`;
}

/** What a route went by, such as `UNIT=TS1 MODALITY=CT`; what follows a new study is `PRIOR OF` its UID. */
export function reasons(text: string): { key: string; value: string }[] {
  const prior = /^PRIOR OF (\S+)$/.exec(text)?.[1];
  if (prior !== undefined) {
    return [{ key: "PRIOR", value: prior }];
  }
  return [...text.matchAll(/([A-Z_]+)=(.*?)(?= [A-Z_]+=|$)/g)].map(([, key = "", value = ""]) => ({
    key,
    value,
  }));
}
