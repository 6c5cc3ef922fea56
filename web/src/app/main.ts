import "element-plus/dist/index.css";
import "../ui/tokens.css";
import "../ui/base.css";
import { createPinia } from "pinia";
import { createApp, watchEffect } from "vue";
import { createWebHistory } from "vue-router";
import { wire } from "../api/http";
import { useSession } from "../api/session";
import { language, textSize } from "../lib/preferences";
import App from "./App.vue";
import { startI18n } from "./i18n";
import { tellOfPrinting } from "./printing";
import { recoverFromExpiredBuild } from "./recovery";
import { createAppRouter } from "./router";

watchEffect(() => {
  document.documentElement.dataset["textSize"] = textSize.value;
});

const app = createApp(App).use(createPinia());
const session = useSession();
wire({
  csrfToken: () => session.session?.csrfToken,
  language: () => language.value,
  refused: (error) => {
    session.refused(error);
  },
});

const router = createAppRouter(createWebHistory());
recoverFromExpiredBuild(router);
tellOfPrinting(router);
app
  .use(router)
  .use(await startI18n())
  .mount("#app");
