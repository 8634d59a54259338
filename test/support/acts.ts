import type { Viewer } from "../../src/kernel/index.ts";
import { perform } from "../../src/platform/acts/perform.ts";
import type { TestApp } from "./app.ts";

/** Carries out a command of one module, named without the module. */
export type Act = (
  name: string,
  input: Readonly<Record<string, unknown>>,
  as?: { readonly viewer?: Viewer; readonly key?: string },
) => ReturnType<typeof perform>;

/** Acts on a running node through the whole pipeline, each with a key of its own, as `viewer` unless another is named. */
export function actsOn(app: TestApp, module: string, viewer: Viewer): Act {
  let keys = 0;
  return async (name, input, as = {}) => {
    const { stage, manifests } = app.node.core;
    const command = manifests
      .flatMap((one) => one.commands ?? [])
      .find((one) => one.name === `${module}.${name}`);
    if (!command) throw new Error(`There is no command ${module}.${name}.`);
    keys += 1;
    return await perform(stage, {
      command,
      input,
      viewer: as.viewer ?? viewer,
      idempotencyKey: as.key ?? `${module}-key-${keys}`,
    });
  };
}
