import { Monitor } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/system",
    name: "system",
    title: "system.title",
    needs: ["VIEW_OPERATIONS"],
    nav: { group: "system", order: 10, icon: Monitor },
    home: { about: "system.about", order: 90 },
    load: () => import("./SystemPage.vue"),
  },
];
