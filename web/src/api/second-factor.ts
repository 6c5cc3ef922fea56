/** The second factor of one's own account: time-based codes (RFC 6238) of an authenticator. */
import { post } from "./http";

const PATH = "/api/v1/session/second-factor";

/** What an authenticator must know; told once. */
export interface Enrolment {
  /** Base32, for typing. */
  secret: string;
  /** `otpauth://…`, for the picture. */
  uri: string;
}

/**
 * Begins with a new authenticator.
 *
 * @param code of the one that is there, which it replaces; without one the problem `wrong-code` says that there is one
 */
export function beginEnrolment(code: string | undefined): Promise<Enrolment> {
  return post(PATH, code === undefined ? undefined : { code });
}

/** With a code of the authenticator, which proves that it knows the secret; gives codes for when it is lost, each good once. */
export async function confirmEnrolment(code: string): Promise<string[]> {
  return (await post<{ recoveryCodes: string[] }>(`${PATH}/confirmation`, { code })).recoveryCodes;
}
