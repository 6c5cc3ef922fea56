import type { Page } from "../../lib/page";

export const pages: readonly Page[] = [
  { path: "/me", name: "me", title: "me.title", load: () => import("./MyAccountPage.vue") },
];
