import { PictureFilled } from "@element-plus/icons-vue";
import type { Page } from "../../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/quality",
    name: "quality",
    title: "quality.title",
    needs: ["VIEW_QUALITY"],
    nav: { group: "work", order: 40, icon: PictureFilled },
    load: () => import("./QualityPage.vue"),
  },
];
