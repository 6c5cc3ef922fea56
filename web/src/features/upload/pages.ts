import { Upload } from "@element-plus/icons-vue";
import type { Page } from "../../lib/page";

export const pages: readonly Page[] = [
  {
    path: "/upload",
    name: "upload",
    title: "upload.title",
    needs: ["STORE_STUDIES"],
    nav: { group: "work", order: 10, icon: Upload },
    home: { about: "upload.about", order: 10 },
    load: () => import("./UploadPage.vue"),
  },
];
