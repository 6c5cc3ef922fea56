import { Bell } from "@element-plus/icons-vue";
import type { Page } from "../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/notices",
    name: "notices",
    title: "notices.title",
    needs: ["VIEW_NOTICES"],
    nav: { group: "work", order: 30, icon: Bell },
    load: () => import("./NoticesPage.vue"),
  },
];
