import type { Page } from "../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/studies/:study/share",
    name: "share",
    title: "share.title",
    needs: ["SHARE_STUDIES"],
    load: () => import("./SharePage.vue"),
  },
];
