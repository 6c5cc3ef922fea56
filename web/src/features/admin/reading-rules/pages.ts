import { Stopwatch } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/reading-rules",
    name: "reading-rules",
    title: "readingRules.title",
    needs: ["EDIT_READING_RULES"],
    nav: { group: "manage", order: 35, icon: Stopwatch },
    load: () => import("./ReadingRulesPage.vue"),
  },
];
