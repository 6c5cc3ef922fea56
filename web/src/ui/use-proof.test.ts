import { expect, test } from "vitest";
import { useProof } from "./use-proof";

test("a password is enough until the gateway asks for a code", () => {
  const proof = useProof();
  expect(proof.isGiven()).toBe(false);
  proof.password.value = "demo";
  expect(proof.isGiven()).toBe(true);
  expect(proof.given()).toEqual({ password: "demo", code: undefined });
  proof.refused("second-factor");
  expect(proof.missing.value).toEqual({ password: false, code: true });
  proof.code.value = " 123456 ";
  expect(proof.given()).toEqual({ password: "demo", code: "123456" });
});

test("what was wrong is typed anew, whatever else is refused stays", () => {
  const proof = useProof();
  proof.password.value = "demo";
  proof.refused("critical-unanswered");
  expect(proof.isGiven()).toBe(true);
  proof.refused("second-factor");
  proof.code.value = "1";
  proof.refused("wrong-password");
  expect(proof.missing.value).toEqual({ password: true, code: true });
});
