import { expect, test } from "vitest";
import { afterLogIn, gate } from "./gate";

const READY = { mustChangePassword: false, mustEnrolSecondFactor: false };

test("a stranger is turned to the log-in from every page but that", () => {
  expect(gate(undefined, "/")).toBe("/login");
  expect(gate(undefined, "/login")).toBeUndefined();
  expect(gate(undefined, "/login/password")).toBe("/login");
});

test("a password that somebody else has set comes before everything, a second factor after it", () => {
  const both = { mustChangePassword: true, mustEnrolSecondFactor: true };
  expect(gate(both, "/")).toBe("/login/password");
  expect(gate(both, "/login/password")).toBeUndefined();
  expect(gate({ ...READY, mustEnrolSecondFactor: true }, "/me")).toBe("/login/second-factor");
});

test("who is ready goes where he wants, and has no more business at the log-in", () => {
  expect(gate(READY, "/me")).toBeUndefined();
  expect(gate(READY, "/login")).toBe("back");
  expect(gate(READY, "/login/second-factor")).toBe("back");
  expect(gate(READY, "/logins")).toBeUndefined();
});

test("a link that a patient was given opens to everybody", () => {
  expect(gate(undefined, "/shared")).toBeUndefined();
  expect(gate(READY, "/shared")).toBeUndefined();
  expect(gate(undefined, "/shared/more")).toBe("/login");
});

test("after the log-in one comes back to a page of ours and to nothing else", () => {
  expect(afterLogIn("/me?x=1")).toBe("/me?x=1");
  for (const elsewhere of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:1",
    "/login",
    undefined,
    ["/a"],
  ]) {
    expect(afterLogIn(elsewhere)).toBe("/");
  }
});
