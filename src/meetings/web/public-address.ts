import { BlockList, isIP } from "node:net";

/** Ranges that lead to this machine, to its own network, or nowhere on the public internet. @source IANA special-purpose registries */
const own4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Within the public range of version 6: documentation, benchmarking, and addresses that wrap one of version 4. */
const own6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const refused = new BlockList();
for (const [net, prefix] of own4) refused.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of own6) refused.addSubnet(net, prefix, "ipv6");
const public6 = new BlockList();
public6.addSubnet("2000::", 3, "ipv6");

/**
 * Whether an address of a machine is one of the public internet.
 *
 * Everything else is refused when somebody names an address to be asked: this server could reach what they cannot.
 *
 * @example isPublicAddress("169.254.169.254") // false
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, "ipv4");
    case 6:
      return public6.check(address, "ipv6") && !refused.check(address, "ipv6");
    default:
      return false;
  }
}
