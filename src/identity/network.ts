/**
 * The network that an address belongs to, as tries are counted: all of an IPv4 address, 64 bits of an IPv6 one.
 *
 * Somebody at home has a whole block of IPv6 addresses, so tries counted by address would never be too many.
 *
 * @param address  as the server saw it; IPv4 written in IPv6 counts as IPv4
 * @example networkOf("2001:db8::7") // "2001:db8:0:0"
 */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().split("%", 1)[0] ?? "";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const between = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...between, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

function groupsOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(":");
}
