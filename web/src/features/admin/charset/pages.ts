import { EditPen } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/charset-proposals",
    name: "charset-proposals",
    title: "charset.title",
    needs: ["VIEW_CONFLICTS"],
    nav: { group: "manage", order: 30, icon: EditPen },
    load: () => import("./CharsetPage.vue"),
  },
];
