/** What follows from the members as they are on a day: who takes part, who may read whose records, what depends on whom. */
import {
  KINDS,
  SERVICES,
  type Agreement,
  type Consortium,
  type Members,
  type Service,
  type SharedCentre,
  type Unit,
} from "../../../api/members";
import { daysBetween, isLive, standing, type Standing } from "../../../lib/periods";

/** How a unit takes part; partners belong to no consortium. Those from `LATER` on do not. */
export const PRESENCES = ["MEMBER", "PARTNER", "LATER", "LEFT", "SUSPENDED"] as const;
export type Presence = (typeof PRESENCES)[number];

export function presenceOf(unit: Unit, today: string): Presence {
  if (unit.status === "SUSPENDED") {
    return "SUSPENDED";
  }
  if (unit.consortium === undefined) {
    return "PARTNER";
  }
  const stands = standing({ from: unit.joined, to: unit.left }, today);
  return stands === "LATER" ? "LATER" : stands === "ENDED" ? "LEFT" : "MEMBER";
}

export function takesPart(presence: Presence): boolean {
  return presence === "MEMBER" || presence === "PARTNER";
}

export interface UnitFacts {
  unit: Unit;
  presence: Presence;
  consortium: Consortium | undefined;
  leads: boolean;
  centres: SharedCentre[];
  nodes: number;
  /** Agreements that it is a party of, and how many of them are live. */
  agreements: number;
  live: number;
}

function touches(agreement: Agreement, code: string): boolean {
  return agreement.owner === code || agreement.reader === code;
}

function factsOf(unit: Unit, members: Members, today: string): UnitFacts {
  const consortium = members.consortia.find((one) => one.code === unit.consortium);
  const agreements = members.agreements.filter((one) => touches(one, unit.code));
  return {
    unit,
    presence: presenceOf(unit, today),
    consortium,
    leads: consortium?.leadUnits?.includes(unit.code) ?? false,
    centres: members.centres.filter((one) => one.owner === unit.code),
    nodes: members.nodes.filter((one) => one.unit === unit.code).length,
    agreements: agreements.length,
    live: agreements.filter((one) => isLive(one, today)).length,
  };
}

/** Consortium by consortium, those that lead first, then from high to low; partners last. */
export function unitFacts(members: Members, today: string): UnitFacts[] {
  const rank = (one: UnitFacts) => (one.leads ? -KINDS.length : 0) - KINDS.indexOf(one.unit.kind);
  return members.units
    .map((unit) => factsOf(unit, members, today))
    .toSorted(
      (a, b) =>
        Number(a.consortium === undefined) - Number(b.consortium === undefined) ||
        (a.unit.consortium ?? "").localeCompare(b.unit.consortium ?? "") ||
        rank(a) - rank(b) ||
        a.unit.code.localeCompare(b.unit.code),
    );
}

export interface UnitFilter {
  text: string;
  /** Code of the consortium that a unit belongs to, or has belonged to. */
  consortium: string;
  presence: string;
  /** `some` or `none` that is live. */
  agreement: string;
}

export function filteredUnits(all: readonly UnitFacts[], filter: UnitFilter): UnitFacts[] {
  const text = filter.text.trim().toLowerCase();
  return all.filter(
    (one) =>
      `${one.unit.name} ${one.unit.code}`.toLowerCase().includes(text) &&
      (filter.consortium === "" || one.unit.consortium === filter.consortium) &&
      (filter.presence === "" || one.presence === filter.presence) &&
      (filter.agreement === "" || (filter.agreement === "some") === one.live > 0),
  );
}

/** Those that take part and are in no live agreement, so that nobody may do anything for them, or they for others. */
export function withoutAgreement(members: Members, today: string): Unit[] {
  return unitFacts(members, today)
    .filter((one) => takesPart(one.presence) && one.live === 0)
    .map((one) => one.unit);
}

/** What names a unit, which therefore cannot go. */
export interface Holders {
  nodes: number;
  agreements: number;
  centres: number;
  leads: number;
}

export function holdersOf(members: Members, code: string): Holders {
  return {
    nodes: members.nodes.filter((one) => one.unit === code).length,
    agreements: members.agreements.filter((one) => touches(one, code)).length,
    centres: members.centres.filter((one) => one.owner === code).length,
    leads: members.consortia.filter((one) => one.leadUnits?.includes(code)).length,
  };
}

export interface AgreementFacts {
  agreement: Agreement;
  services: readonly Service[];
  standing: Standing;
  /** Until it begins or ends, whichever comes next; undefined when there is nothing to come. */
  days: number | undefined;
  /** How the reader takes part: one that does not reads nothing, whatever was agreed. */
  reader: Presence;
}

export function servicesOf(agreement: Pick<Agreement, "services">): readonly Service[] {
  return agreement.services ?? SERVICES;
}

const ORDER: readonly Standing[] = ["ENDING", "RUNNING", "LATER", "ENDED"];

function agreementFactsOf(agreement: Agreement, members: Members, today: string): AgreementFacts {
  const stands = standing(agreement, today);
  const next = stands === "LATER" ? agreement.from : agreement.to;
  const reader = members.units.find((one) => one.code === agreement.reader);
  return {
    agreement,
    services: servicesOf(agreement),
    standing: stands,
    days: stands === "ENDED" || next === undefined ? undefined : daysBetween(today, next),
    reader: reader === undefined ? "LEFT" : presenceOf(reader, today),
  };
}

/** What ends soon stands first, what has ended last. */
export function agreementFacts(members: Members, today: string): AgreementFacts[] {
  return members.agreements
    .map((one) => agreementFactsOf(one, members, today))
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) ||
        a.agreement.owner.localeCompare(b.agreement.owner) ||
        a.agreement.reader.localeCompare(b.agreement.reader),
    );
}

export interface AgreementFilter {
  text: string;
  unit: string;
  service: string;
  standing: string;
}

/** @param nameOf of a unit by its code, which people look for, too */
export function filteredAgreements(
  all: readonly AgreementFacts[],
  filter: AgreementFilter,
  nameOf: (code: string) => string,
): AgreementFacts[] {
  const text = filter.text.trim().toLowerCase();
  return all.filter(({ agreement, services, standing: stands }) => {
    const words = [agreement.id, nameOf(agreement.owner), nameOf(agreement.reader)].join(" ");
    return (
      words.toLowerCase().includes(text) &&
      (filter.unit === "" || touches(agreement, filter.unit)) &&
      (filter.service === "" || (services as readonly string[]).includes(filter.service)) &&
      (filter.standing === "" || filter.standing === stands)
    );
  });
}
