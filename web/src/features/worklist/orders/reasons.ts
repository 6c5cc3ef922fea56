/** As long as the gateway takes. */
export const LONGEST_REASON = 500;
