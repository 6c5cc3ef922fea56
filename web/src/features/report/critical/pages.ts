import { WarningFilled } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/critical",
    name: "critical",
    title: "critical.title",
    needs: ["VIEW_CRITICAL"],
    nav: { group: "work", order: 5, icon: WarningFilled },
    load: () => import("./CriticalPage.vue"),
  },
];
