/** All that is said in this language, one file a part; fetched as one chunk. */
import { merged, type MessageTree } from "./merge";

export const messages = merged(
  import.meta.glob<MessageTree>("../../**/zh-CN.json", { eager: true, import: "default" }),
);
