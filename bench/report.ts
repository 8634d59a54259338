import { isMet, ratioOf, type Measurement } from "./measurement.ts";

/** One measurement as one line of JSON. */
export function jsonLine(measurement: Measurement): string {
  const { name, value, unit, peer } = measurement;
  return JSON.stringify({
    name,
    value: rounded(value),
    unit,
    peer: peer?.name ?? null,
    peerValue: peer === undefined ? null : rounded(peer.value),
    ratio: rounded(ratioOf(measurement)) ?? null,
    target: targetInWords(measurement) || null,
    met: isMet(measurement) ?? null,
  });
}

/** All measurements as a table for people. */
export function humanTable(measurements: readonly Measurement[]): string {
  const heads = ["what", "value", "unit", "peer", "peer's value", "ratio", "target", "met"];
  const rows = measurements.map((one) => [
    one.name,
    shown(one.value),
    one.unit,
    one.peer?.name ?? "",
    one.peer === undefined ? "" : shown(one.peer.value),
    ratioOf(one)?.toFixed(2) ?? "",
    targetInWords(one),
    { true: "yes", false: "NO", undefined: "" }[String(isMet(one)) as "true" | "false" | "undefined"],
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = (column: number): boolean => [1, 4, 5].includes(column);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [heads, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("\n");
}

function targetInWords({ target }: Measurement): string {
  if (target === undefined) return "";
  const what = target.of === "ratio" ? "ratio " : "";
  if (target.least !== undefined) return `${what}at least ${target.least}`;
  return `${what}at most ${target.most ?? ""}`;
}

function shown(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en-GB") : value.toFixed(value >= 100 ? 0 : 2);
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(5));
}
