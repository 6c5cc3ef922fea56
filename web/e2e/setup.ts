import { afterAll } from "vitest";
import { closeBrowser } from "./harness";

afterAll(closeBrowser);
