import { Share } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/routes",
    name: "routes",
    title: "routes.title",
    needs: ["EDIT_ROUTES"],
    nav: { group: "system", order: 30, icon: Share },
    home: { about: "routes.about", order: 85 },
    load: () => import("./RoutesPage.vue"),
  },
];
