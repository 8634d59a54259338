/** One measured value, with what it is compared with and what it should be. */
export interface Measurement {
  /** `web.cached-page.p50`: group first, unique in a run. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer?: Peer;
  readonly target?: Target;
}

/** The same work done by something well known, in the same run. */
export interface Peer {
  readonly name: string;
  readonly value: number;
}

/** What a value, or its ratio to the peer's, must reach. */
export interface Target {
  readonly of: "value" | "ratio";
  readonly least?: number;
  readonly most?: number;
}

/** A group of measurements, named after a module or an engine. */
export interface BenchGroup {
  readonly name: string;
  /** @throws Error when something could not be measured */
  measure(tell: (line: string) => void): Promise<readonly Measurement[]>;
}

/** Value over peer's value; undefined without a peer. */
export function ratioOf({ value, peer }: Measurement): number | undefined {
  return peer === undefined || peer.value === 0 ? undefined : value / peer.value;
}

/** Whether the target was met; undefined where there is none. */
export function isMet(measurement: Measurement): boolean | undefined {
  const { target } = measurement;
  if (target === undefined) return undefined;
  const judged = target.of === "ratio" ? ratioOf(measurement) : measurement.value;
  if (judged === undefined) return false;
  return judged >= (target.least ?? -Infinity) && judged <= (target.most ?? Infinity);
}

/** The value in the middle; of two in the middle the smaller. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("There is no median of nothing.");
  return middle;
}
