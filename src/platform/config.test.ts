import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("No proxy is trusted unless it is said how many stand in front", () => {
  expect(readConfig({}).trustProxy).toBe(false);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "" }).trustProxy).toBe(false);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "0" }).trustProxy).toBe(false);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "1" }).trustProxy).toBe(1);
  expect(readConfig({ CONCORDAT_TRUST_PROXY: "2" }).trustProxy).toBe(2);
});

test.each(["yes", "true", "-1", "1.5", "100"])(
  "%s is no number of proxies, and the start says so",
  (CONCORDAT_TRUST_PROXY) => {
    expect(() => readConfig({ CONCORDAT_TRUST_PROXY })).toThrow(
      "CONCORDAT_TRUST_PROXY must be the number of proxies in front, such as 1; 0 for none.",
    );
  },
);
