import {
  slugIn,
  type Command,
  type Db,
  type FormAsking,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";

type Find<Thing> = (db: Db, slug: string) => Promise<Thing | undefined>;

/** What the policies are told of the thing at `slug`. */
export function resourceAt<Thing>(
  find: Find<Thing>,
  resourceOf: (thing: Thing, db: Db) => PolicyResource | Promise<PolicyResource | undefined>,
): Command["resource"] {
  return async (db, input) => {
    const thing = await find(db, slugIn(input));
    return thing && (await resourceOf(thing, db));
  };
}

type FormOf = Omit<FormModel, "illustrative" | "trail">;

/** A form of an act on the thing at the form's address. */
export type FormOn<Thing> = (
  form: (thing: Thing, asking: FormAsking) => FormOf | undefined | Promise<FormOf | undefined>,
) => NonNullable<Command["form"]>;

/** Forms of acts on things of one kind, each with the way back to its thing; there is no form where there is no thing. */
export function formOn<Thing extends { readonly basis: string }>(
  find: Find<Thing>,
  trailOf: (thing: Thing) => NonNullable<FormModel["trail"]>,
): FormOn<Thing> {
  return (form) => async (asking) => {
    const thing = await find(asking.db, asking.params["slug"] ?? "");
    const model = thing && (await form(thing, asking));
    return model && { ...model, illustrative: thing.basis === "illustrative", trail: trailOf(thing) };
  };
}
