/** The provider of identities (OpenID Connect) that people of this consortium may log in by. */
import { ApiError } from "./errors";
import { get, put, request } from "./http";
import type { LoadContext } from "./use-load";

const PROVIDER = "/api/v1/oidc-provider";
/** Where a browser is sent to the provider from. */
export const OIDC_LOG_IN = "/api/v1/session/oidc";

/** The same to have a locked session opened again: the provider asks anew who it is. */
export const OIDC_UNLOCK = `${OIDC_LOG_IN}/unlock`;

export interface OidcProvider {
  issuer: string;
  clientId: string;
  /** Claim of the ID token whose text is the name of an account. */
  accountClaim: string;
}

/** Whether there is one. */
export async function oidcOffered(context: LoadContext): Promise<boolean> {
  return (await get<{ offered: boolean }>(`${OIDC_LOG_IN}/offer`, context)).offered;
}

/** The one that is believed, or null. */
export async function oidcProvider(context: LoadContext): Promise<OidcProvider | null> {
  try {
    return await get<OidcProvider>(PROVIDER, context);
  } catch (fault) {
    if (fault instanceof ApiError && fault.code === "no-provider") {
      return null;
    }
    throw fault;
  }
}

export function saveOidcProvider(provider: OidcProvider & { clientSecret: string }): Promise<void> {
  return put(PROVIDER, provider);
}

export async function removeOidcProvider(): Promise<void> {
  await request("DELETE", PROVIDER);
}
