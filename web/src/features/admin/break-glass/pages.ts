import { Warning } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/break-glass",
    name: "break-glass",
    title: "breakGlass.title",
    needs: ["REVIEW_BREAK_GLASS"],
    nav: { group: "people", order: 20, icon: Warning },
    home: { about: "breakGlass.about", order: 30 },
    load: () => import("./BreakGlassPage.vue"),
  },
];
