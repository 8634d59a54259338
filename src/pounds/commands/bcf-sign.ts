import { formatCivilDate } from "@concordat/calendar";
import type { z } from "zod";
import { Conflict, Invalid, type Command } from "../../kernel/index.ts";
import { bcfDocuments, itemWords, signaturesOf } from "../bcf.ts";
import { signBcfSchema } from "../bcf-schema.ts";
import { insertBcfSignature, lockBcf } from "../store-bcf.ts";
import { bcfCommand, choicesOf, refuseUnlisted } from "./bcf-document.ts";
import { partyActing, sharedFund } from "./found.ts";

/** Whoever must sign a plan signs it, each on a day of their own; a later change of the plan asks for the signatures again. */
export const signBcfCommand: Command = bcfCommand({
  name: "pounds.sign-bcf",
  title: "Sign",
  about:
    "Notes that the holder of a post signed a Better Care Fund plan or return, on its own day and in its present version.",
  submit: "Sign it",
  intro:
    "Signed in the name of the body in whose office you act. The office is shown beside the signature. If the document changes afterwards, it must be signed again.",
  schema: signBcfSchema,
  resource: sharedFund,
  values: ({ today }, { version }) => ({ signedOn: today, version: String(version) }),
  fields: (items) => [
    { name: "role", widget: { kind: "radios", options: choicesOf(items, "signature") } },
    { name: "version", widget: { kind: "hidden" } },
    { name: "signedOn", widget: { kind: "date" } },
    {
      name: "ownPost",
      widget: { kind: "radios", options: [{ value: "yes", text: "Yes, by the holder of the post" }] },
    },
  ],
  run: async (acting, input: z.output<typeof signBcfSchema>, { file, held, items, key }) => {
    refuseUnlisted(items, [{ field: "role", kind: "signature", value: input.role }]);
    const party = partyActing(acting, file.parties, input.party);
    const name = bcfDocuments[input.document].toLowerCase();
    const words = itemWords(items, "signature", input.role).split(";")[0]!;
    if (input.signedOn > acting.today)
      throw new Invalid([
        {
          code: "pounds.signed-later",
          field: "signedOn",
          message: `${formatCivilDate(input.signedOn)} is still to come. Enter the day on which it was signed.`,
        },
      ]);
    const needed = signaturesOf(items, file.parties, held).find(
      (one) => one.role === input.role && one.party.key === party.key,
    );
    if (!needed)
      throw new Invalid([
        {
          code: "pounds.bcf-other-side",
          field: "role",
          message: `${party.name} does not hold this post: “${words}” is of the other side. Choose the post that signs for ${party.name}.`,
        },
      ]);
    const version = await lockBcf(acting.tx, key);
    if (input.version !== version)
      throw new Conflict("pounds.bcf-changed", {
        message: `The ${name} has changed since it was read: version ${input.version} was to be signed, and version ${version} stands now. Read it again before it is signed.`,
      });
    const office = acting.actor.capacity.title;
    const { signedOn, role } = input;
    if (!(await insertBcfSignature(acting.tx, key, { role, party: party.key, version, signedOn, office })))
      throw new Conflict("pounds.bcf-signed-before", {
        message: `The ${name} as it stands has been signed as “${words}” for ${party.name} already.`,
      });
    return {
      message: `Signed on ${formatCivilDate(signedOn)}: ${words}, ${party.name}.`,
      kind: "pounds.bcf-signed",
      summary: `${words}, ${party.name}, signed the Better Care Fund ${name} of ${file.fund.year} on ${formatCivilDate(signedOn)}.`,
      body: { role, party: party.key, signedVersion: version, signedOn, office },
      changes: false,
    };
  },
});
