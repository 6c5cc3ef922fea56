/** A new key of a program as its form has it. */
import type { NewProgramKey } from "../../../api/accounts";
import { daysBetween } from "../../../lib/periods";

export interface KeyForm {
  id: string;
  publicKey: string;
  /** The last day in China on which it is taken; empty for ever. */
  lastDay: string;
  /** Addresses and ranges, one a line. */
  addresses: string;
}

export type KeyFault = "id" | "lastDay" | "addresses";

/** Keys that end soon are told to. */
const SOON_DAYS = 30;
const MOST_ADDRESSES = 20;
const DAY_MS = 86_400_000;
const NUMBER = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = new RegExp(`^${NUMBER}(\\.${NUMBER}){3}(/(3[0-2]|[12]?\\d))?$`);
const IPV6 = /^[0-9a-f:.]*:[0-9a-f:.]*(\/(12[0-8]|1[01]\d|\d?\d))?$/i;

/** One that ends a year from now, because keys that never end are forgotten. */
export function emptyForm(today: string): KeyForm {
  const end = `${String(Number(today.slice(0, 4)) + 1)}${today.slice(4)}`;
  const lastDay = end.endsWith("-02-29") ? end.replace("-29", "-28") : end;
  return { id: "", publicKey: "", lastDay, addresses: "" };
}

function addressesOf(form: KeyForm): string[] {
  return form.addresses.split(/[\s,;，；、]+/).filter((one) => one !== "");
}

export function faultsOf(form: KeyForm, today: string): Set<KeyFault> {
  const faults = new Set<KeyFault>();
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(form.id.trim())) {
    faults.add("id");
  }
  if (form.lastDay !== "" && form.lastDay < today) {
    faults.add("lastDay");
  }
  const addresses = addressesOf(form);
  if (
    addresses.length > MOST_ADDRESSES ||
    !addresses.every((one) => IPV4.test(one) || IPV6.test(one))
  ) {
    faults.add("addresses");
  }
  return faults;
}

/** What the gateway gets. */
export function keyOf(form: KeyForm): NewProgramKey {
  const publicKey = form.publicKey.trim();
  const addresses = addressesOf(form);
  return {
    id: form.id.trim(),
    ...(publicKey === "" ? {} : { publicKey }),
    ...(form.lastDay === "" ? {} : { expiresAt: endOf(form.lastDay) }),
    ...(addresses.length === 0 ? {} : { addresses }),
  };
}

/** The first moment after a day in China. */
function endOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS).toISOString();
}

export type KeyStanding = "FOREVER" | "RUNNING" | "ENDING" | "ENDED";

/** How it stands with a key, and on which day it is taken for the last time. */
export function standingOf(
  expiresAt: string | undefined,
  now: Date,
  dayOf: (moment: Date) => string,
): { standing: KeyStanding; lastDay: string } {
  if (expiresAt === undefined) {
    return { standing: "FOREVER", lastDay: "" };
  }
  const end = new Date(expiresAt);
  const lastDay = dayOf(new Date(end.getTime() - 1));
  if (end <= now) {
    return { standing: "ENDED", lastDay };
  }
  const days = daysBetween(dayOf(now), lastDay);
  return { standing: days <= SOON_DAYS ? "ENDING" : "RUNNING", lastDay };
}
