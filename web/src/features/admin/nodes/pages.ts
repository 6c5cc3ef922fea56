import { Connection } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/admin/nodes",
    name: "nodes",
    title: "nodes.title",
    needs: ["EDIT_NODES", "EXAMINE_LINKS"],
    nav: { group: "system", order: 20, icon: Connection },
    home: { about: "nodes.about", order: 80 },
    load: () => import("./NodesPage.vue"),
  },
];
