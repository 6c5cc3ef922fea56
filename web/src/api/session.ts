/** Who is logged in here: the session document of the gateway, and what a person does with it. */
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { type ApiError } from "./errors";
import { get, post, remove } from "./http";

/** `GET /api/v1/session`. */
export interface Session {
  id: string;
  account: string;
  displayName?: string;
  unit: string;
  roles: string[];
  /** Names of what the roles permit; the navigation is made of them. */
  operations: string[];
  mustChangePassword: boolean;
  mustEnrolSecondFactor?: boolean;
  idleMinutes?: number;
  /** A provider of identities said who it is; there is perhaps no password here that they know. */
  byProvider?: boolean;
  csrfToken: string;
}

export interface Credentials {
  username: string;
  password: string;
  code?: string;
}

const PATH = "/api/v1/session";

export const useSession = defineStore("session", () => {
  const session = ref<Session>();
  const loaded = ref(false);
  /** Idle for too long: the password opens it again, and the page stays as it is. */
  const locked = ref(false);
  /** It ended while a page was open; the log-in page says so. */
  const ended = ref(false);

  const operations = computed(() => session.value?.operations ?? []);
  /** Opened by a link that a patient was given. */
  const isByLink = computed(() => session.value?.roles.includes("PATIENT") === true);
  const name = computed(() => session.value?.displayName ?? session.value?.account ?? "");

  /** Whether the roles permit one of these. */
  function may(...wanted: string[]): boolean {
    return wanted.some((one) => operations.value.includes(one));
  }

  /** Finds out whether somebody is logged in; throws when the gateway cannot be asked. */
  async function load(background = false): Promise<void> {
    try {
      session.value = await get<Session>(PATH, { background });
      ended.value = false;
    } catch (fault) {
      if ((fault as ApiError).status !== 401) {
        throw fault;
      }
      if (!locked.value) {
        session.value = undefined;
      }
    }
    loaded.value = true;
  }

  /** Throws the problem `second-factor` when a code is needed besides. */
  async function logIn(credentials: Credentials): Promise<void> {
    await post(PATH, credentials);
    locked.value = false;
    await load();
  }

  async function logOut(): Promise<void> {
    try {
      await remove(isByLink.value ? "/api/v1/shared" : PATH);
    } catch (fault) {
      if ((fault as ApiError).status !== 401) {
        throw fault; // who cannot be reached does not know of it
      }
    }
    forget();
  }

  async function unlock(password: string): Promise<void> {
    await post(`${PATH}/unlock`, { password });
    locked.value = false;
    await load();
  }

  /** Finds out whether a locked one was opened again elsewhere: in another tab, at the provider of identities. */
  async function look(): Promise<void> {
    try {
      session.value = await get<Session>(PATH, { background: true });
      locked.value = false;
    } catch (fault) {
      if ((fault as ApiError).status !== 401) {
        throw fault;
      }
    }
  }

  async function changePassword(current: string, next: string): Promise<void> {
    await post(`${PATH}/password`, { current, new: next });
    await load();
  }

  /** What a request was told with 401. */
  function refused(error: ApiError): void {
    if (error.code === "locked-idle") {
      locked.value = session.value !== undefined;
    } else if (error.code === "log-in-needed" && session.value !== undefined) {
      ended.value = true;
      forget();
    }
  }

  function forget(): void {
    session.value = undefined;
    locked.value = false;
  }

  return {
    session,
    loaded,
    locked,
    ended,
    operations,
    isByLink,
    name,
    may,
    load,
    logIn,
    logOut,
    unlock,
    look,
    changePassword,
    refused,
  };
});

/** One of the account's own sessions. */
export interface OpenSession {
  id: string;
  source: string;
  openedAt: string;
  lastUsedAt: string;
  endsAt: string;
  current: boolean;
}

export async function listSessions(signal?: AbortSignal): Promise<OpenSession[]> {
  return (await get<{ sessions: OpenSession[] }>("/api/v1/sessions", { signal })).sessions;
}

export function endSession(id: string): Promise<void> {
  return remove(`/api/v1/sessions/${encodeURIComponent(id)}`);
}
