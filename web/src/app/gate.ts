import type { Session } from "../api/session";

type Standing = Pick<Session, "mustChangePassword" | "mustEnrolSecondFactor">;

/** Where somebody in this standing belongs before anything else; undefined when everything is open. */
function due(session: Standing | undefined): string | undefined {
  if (session === undefined) {
    return "/login";
  }
  if (session.mustChangePassword) {
    return "/login/password";
  }
  return session.mustEnrolSecondFactor === true ? "/login/second-factor" : undefined;
}

/** Where a link that a patient was given leads; whoever has one needs no account. */
export const SHARED = "/shared";

/** Where a visit to `path` is turned to: a page of the log-in, or `back` from one that has done its work; undefined to let it be. */
export function gate(session: Standing | undefined, path: string): string | undefined {
  if (path === SHARED) {
    return undefined;
  }
  const wanted = due(session);
  if (wanted !== undefined) {
    return wanted === path ? undefined : wanted;
  }
  return path === "/login" || path.startsWith("/login/") ? "back" : undefined;
}

/** Where one was before the log-in: a path of ours and nothing else. */
export function afterLogIn(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) && !next.startsWith("/login")
    ? next
    : "/";
}
