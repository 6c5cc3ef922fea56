import { Warning } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/conflicts",
    name: "conflicts",
    title: "conflicts.title",
    needs: ["VIEW_CONFLICTS"],
    nav: { group: "manage", order: 20, icon: Warning },
    load: () => import("./ConflictsPage.vue"),
  },
];
