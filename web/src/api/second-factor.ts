/** The second factor of one's own account: time-based codes (RFC 6238) of an authenticator. */
import { get, post, remove } from "./http";

const PATH = "/api/v1/session/second-factor";

export interface SecondFactor {
  enrolled: boolean;
}

/** What an authenticator must know; told once. */
export interface Enrolment {
  /** Base32, for typing. */
  secret: string;
  /** `otpauth://…`, for the picture. */
  uri: string;
}

export function secondFactor(signal?: AbortSignal): Promise<SecondFactor> {
  return get(PATH, { signal });
}

export function beginEnrolment(): Promise<Enrolment> {
  return post(PATH);
}

/** With a code of the authenticator, which proves that it knows the secret. */
export function confirmEnrolment(code: string): Promise<void> {
  return post(`${PATH}/confirmation`, { code });
}

/** Takes it away; the password proves that it is the owner who asks. */
export function endSecondFactor(password: string): Promise<void> {
  return remove(PATH, { body: { password } });
}
