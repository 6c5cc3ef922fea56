import type { Page } from "../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/read/:study",
    name: "read",
    title: "reading.title",
    needs: ["VIEW_STUDIES"],
    load: () => import("./ReadPage.vue"),
  },
];
