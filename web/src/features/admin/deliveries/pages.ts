import { Promotion } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/deliveries",
    name: "deliveries",
    title: "deliveries.title",
    needs: ["VIEW_DELIVERIES"],
    nav: { group: "manage", order: 10, icon: Promotion },
    home: { about: "deliveries.about", order: 40 },
    load: () => import("./DeliveriesPage.vue"),
  },
];
