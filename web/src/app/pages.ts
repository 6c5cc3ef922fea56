import type { Page } from "../lib/page";

/** What every `pages.ts` exports as `pages`; putting the file there is all that a new page needs. */
const found = import.meta.glob<readonly Page[]>(["./*/pages.ts", "../features/**/pages.ts"], {
  eager: true,
  import: "pages",
});

export const pages: readonly Page[] = Object.values(found).flat();
