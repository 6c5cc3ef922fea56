// Puts the letters of printed reports where the gateway finds them: the server makes the pages, and no computer need have Chinese fonts.
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const from = join(root, "node_modules/@expo-google-fonts/noto-sans-sc");
const to = join(root, "target/classes/fonts");
const FILES = {
  "400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
  "700Bold/NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
  LICENSE_FONT: "NotoSansSC-LICENSE.txt",
};

mkdirSync(to, { recursive: true });
for (const [source, target] of Object.entries(FILES)) {
  if (!existsSync(join(to, target))) {
    copyFileSync(join(from, source), join(to, target));
  }
}
