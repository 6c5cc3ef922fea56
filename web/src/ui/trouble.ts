/** What a failed request is shown by; API errors are such. */
export interface Trouble {
  /** Its sentence is `problem.<code>` of the messages, else `problem.<general>`. */
  code: string;
  general: string;
  /** What the gateway says besides, for whoever is asked for help. */
  detail: string;
  retryAfterSeconds?: number | undefined;
}
