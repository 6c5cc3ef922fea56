import { Tickets } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/orders",
    name: "orders",
    title: "orders.title",
    needs: ["VIEW_ORDERS"],
    nav: { group: "work", order: 15, icon: Tickets },
    home: { about: "orders.about", order: 15, needs: ["PLACE_ORDERS"] },
    load: () => import("./OrdersPage.vue"),
  },
];
