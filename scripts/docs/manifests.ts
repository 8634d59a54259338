import { composeCore } from "../../src/app/compose.ts";
import { systemClock, type Manifest } from "../../src/kernel/index.ts";

/** Every manifest, without a database: they are only read. */
export function manifestsOnly(): readonly Manifest[] {
  const nothing = async (): Promise<void> => undefined;
  return composeCore(
    { pool: {} as never, clock: systemClock },
    { sendAfterwards: nothing, onChanged: nothing },
  ).manifests;
}
