import { Document, OfficeBuilding, School } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/consortia",
    name: "consortia",
    title: "consortia.title",
    needs: ["VIEW_MEMBERS"],
    nav: { group: "manage", order: 45, icon: School },
    home: { about: "consortia.about", order: 59, needs: ["EDIT_AGREEMENTS"] },
    load: () => import("./ConsortiaPage.vue"),
  },
  {
    path: "/admin/units",
    name: "units",
    title: "units.title",
    needs: ["VIEW_MEMBERS"],
    nav: { group: "manage", order: 50, icon: OfficeBuilding },
    home: { about: "units.about", order: 60, needs: ["EDIT_AGREEMENTS"] },
    load: () => import("./UnitsPage.vue"),
  },
  {
    path: "/admin/agreements",
    name: "agreements",
    title: "agreements.title",
    needs: ["VIEW_MEMBERS"],
    nav: { group: "manage", order: 60, icon: Document },
    home: { about: "agreements.about", order: 61, needs: ["EDIT_AGREEMENTS"] },
    load: () => import("./AgreementsPage.vue"),
  },
];
