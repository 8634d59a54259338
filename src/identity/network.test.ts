import { expect, it } from "vitest";
import { networkOf } from "./network.ts";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::1", "0:0:0:0"],
  ["2001:db8::7", "2001:db8:0:0"],
  ["2001:0DB8:0:00a1:ffff:1:2:3", "2001:db8:0:a1"],
  ["2001:db8:0:a1:1:1:1:1", "2001:db8:0:a1"],
  ["2001:db8:0:a2::", "2001:db8:0:a2"],
  ["fe80::1%eth0", "fe80:0:0:0"],
])("tries from %s are counted for the network %s (invariant 17)", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
