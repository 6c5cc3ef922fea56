import type { Component } from "vue";

/** Where in the left navigation a page stands. */
export type NavGroup = "work" | "manage" | "people" | "system";

/** One page: one URL, one title, and who may see it. Features export lists of these from their `pages.ts`. */
export interface Page {
  /** Path with parameters as vue-router writes them, such as `/deliveries/:study`. */
  path: string;
  /** Unique name of the route. */
  name: string;
  /** Key of the title, which is also the word in the navigation. */
  title: string;
  /** Operations of which the session needs one; without it everybody who is logged in may see the page. */
  needs?: readonly string[];
  /** Its place in the navigation; without it the page is reached from others only. */
  nav?: { group: NavGroup; order: number; icon: Component };
  /**
   * A big action on the home page of whoever may do it: the key of what one does there, its place, and the operations for which it is
   * one when it is not for all who may see the page.
   */
  home?: { about: string; order: number; needs?: readonly string[] };
  /** Gets the component; each page is a file of its own that is fetched when it is first visited. */
  load: () => Promise<{ default: Component }>;
}

/** Whether a session with these operations may see the page. */
export function isAllowed(page: Pick<Page, "needs">, operations: readonly string[]): boolean {
  return page.needs === undefined || page.needs.some((one) => operations.includes(one));
}
