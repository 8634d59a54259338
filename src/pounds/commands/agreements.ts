import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { parseAgreement } from "@concordat/ledger";
import type { z } from "zod";
import {
  defineCommand,
  Invalid,
  type Acting,
  type Command,
  type Done,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import { findResolution, resolutionRef, type Resolution } from "../../meetings/index.ts";
import { agreementRef, boundFrom, type Agreement, type Party } from "../fund.ts";
import { hostRequirement, requirements } from "../requirement.ts";
import { signAgreementSchema, stateTermSchema, varyAgreementSchema } from "../schema.ts";
import { insertVersion, keepTerm, signParty } from "../store-change.ts";
import { findAgreement, listFunds, type AgreementFile } from "../store-funds.ts";
import { agreementResource, getAgreement, partyActing, partyBody } from "./found.ts";

/** The parts that forms of one agreement share. */
function formOf(
  { agreement }: AgreementFile,
  rest: Pick<FormModel, "title" | "submit" | "fields" | "intro" | "values">,
): FormModel {
  return {
    ...rest,
    illustrative: agreement.basis === "illustrative",
    trail: [
      { text: "Money", href: "/money" },
      { text: agreement.name, href: `/money/agreements/${agreement.slug}` },
    ],
  };
}

async function done(
  acting: Acting,
  agreement: Agreement,
  said: {
    readonly message: string;
    readonly kind: string;
    readonly summary: string;
    readonly body: Done["entry"]["body"];
  },
): Promise<Done> {
  const subject = agreementRef(agreement.id);
  const funds = await listFunds(acting.tx, { agreementId: agreement.id });
  return {
    message: said.message,
    href: `/money/agreements/${agreement.slug}`,
    subject,
    changed: funds.map(({ fund }) => ({ module: "pounds", kind: "fund", id: fund.id })),
    entry: {
      kind: said.kind,
      summary: said.summary,
      subjects: [subject],
      body: said.body,
      audience: agreement.audience,
    },
  };
}

/** A party signs; when all have, the agreement binds from the last signature. */
export const signAgreementCommand: Command = defineCommand({
  name: "pounds.sign-agreement",
  title: "Sign an agreement",
  about: "Notes that a party has signed an agreement, on its own day.",
  schema: signAgreementSchema,
  path: "/money/agreements/:agreement/sign",
  resource: agreementResource,
  form: async ({ db, params, today }) => {
    const file = await findAgreement(db, params["agreement"] ?? "");
    return (
      file &&
      formOf(file, {
        title: "Sign the agreement",
        submit: "Sign it",
        intro: "Signed in the name of the body in whose office you act.",
        fields: [
          { name: "signedOn", widget: { kind: "date" } },
          { name: "resolution", widget: { kind: "text" } },
        ],
        values: { signedOn: today },
      })
    );
  },
  run: sign,
});

type SignAgreement = z.output<typeof signAgreementSchema>;

async function sign(acting: Acting, input: SignAgreement): Promise<Done> {
  const { agreement, parties } = await getAgreement(acting.tx, input.agreement);
  const party = partyActing(acting, parties, input.party);
  const slug = input.resolution?.replace(/^.*\/resolutions\//u, "");
  const resolution = slug === undefined ? undefined : await findResolution(acting.tx, slug);
  const problems = signingProblems(input, { party, resolution, today: acting.today });
  if (problems.length > 0) throw new Invalid(problems);
  await signParty(acting.tx, party, input.signedOn);
  if (resolution)
    await acting.links.add(acting.tx, {
      from: resolutionRef(resolution),
      kind: "decides",
      to: agreementRef(agreement.id),
      on: resolution.decidedOn,
    });
  const now = await getAgreement(acting.tx, input.agreement);
  const bound = boundFrom(now.agreement, now.parties);
  const body = await partyBody(acting.tx, party);
  const result = await done(acting, agreement, {
    message:
      bound === undefined
        ? `${party.name} has signed; the others have not yet.`
        : `Everybody has signed; the agreement binds since ${formatCivilDate(bound)}.`,
    kind: "pounds.agreement-signed",
    summary: `${party.name} signed ${agreement.name} on ${formatCivilDate(input.signedOn)}.`,
    body: {
      agreement: agreement.slug,
      party: party.key,
      signedOn: input.signedOn,
      boundFrom: bound ?? null,
      ...(resolution && { resolution: resolution.slug }),
    },
  });
  const others = [...(body ? [body] : []), ...(resolution ? [resolutionRef(resolution)] : [])];
  return { ...result, entry: { ...result.entry, subjects: [...result.entry.subjects, ...others] } };
}

function signingProblems(
  { signedOn, resolution: named }: SignAgreement,
  {
    party,
    resolution,
    today,
  }: { readonly party: Party; readonly resolution: Resolution | undefined; readonly today: CivilDate },
): readonly Problem[] {
  const problem = (code: string, field: string, message: string): Problem => ({ code, field, message });
  return [
    ...(signedOn > today
      ? [
          problem(
            "pounds.signed-later",
            "signedOn",
            `${formatCivilDate(signedOn)} is still to come. Enter the day on which it was signed.`,
          ),
        ]
      : []),
    ...(party.signedOn === undefined
      ? []
      : [
          problem(
            "pounds.signed-before",
            "signedOn",
            `${party.name} signed on ${formatCivilDate(party.signedOn)} already.`,
          ),
        ]),
    ...(named === undefined || resolution
      ? []
      : [
          problem(
            "pounds.no-such-resolution",
            "resolution",
            `There is no resolution “${named}” here. Leave it empty if it was passed elsewhere.`,
          ),
        ]),
  ];
}

/** What an agreement says on one of the points that the regulations require. */
export const stateTermCommand: Command = defineCommand({
  name: "pounds.state-term",
  title: "Enter what the agreement says",
  about: "Enters what an agreement says on one of the points that the regulations require.",
  schema: stateTermSchema,
  path: "/money/agreements/:agreement/state-term",
  resource: agreementResource,
  form: async ({ db, params }) => {
    const file = await findAgreement(db, params["agreement"] ?? "");
    const options = [...requirements, hostRequirement].map(({ key, name, asks }) => ({
      value: key,
      text: name,
      hint: asks,
    }));
    return (
      file &&
      formOf(file, {
        title: "Enter what the agreement says",
        submit: "Enter it",
        fields: [
          { name: "requirement", widget: { kind: "radios", options } },
          { name: "words", widget: { kind: "textarea", rows: 5 } },
        ],
      })
    );
  },
  run: async (acting, input: z.output<typeof stateTermSchema>) => {
    const { agreement, terms } = await getAgreement(acting.tx, input.agreement);
    await keepTerm(acting.tx, {
      agreementId: agreement.id,
      requirement: input.requirement,
      words: input.words,
      audience: agreement.audience,
    });
    const name =
      [...requirements, hostRequirement].find(({ key }) => key === input.requirement)?.name ??
      input.requirement;
    return await done(acting, agreement, {
      message: `The agreement's words on “${name}” are entered.`,
      kind: "pounds.term-stated",
      summary: `${agreement.name} has words on ${name.toLowerCase()}.`,
      body: {
        agreement: agreement.slug,
        requirement: input.requirement,
        words: input.words,
        replaces: terms.get(input.requirement) ?? null,
      },
    });
  },
});

/** A further version of the risk share, from a day on. */
export const varyAgreementCommand: Command = defineCommand({
  name: "pounds.vary-agreement",
  title: "Vary the risk share",
  about:
    "Adds a version of an agreement's risk share that holds from a day; the earlier one stays to be read.",
  schema: varyAgreementSchema,
  path: "/money/agreements/:agreement/vary",
  resource: agreementResource,
  form: async ({ db, params, today }) => {
    const file = await findAgreement(db, params["agreement"] ?? "");
    const latest = file?.versions.at(-1);
    return (
      file &&
      formOf(file, {
        title: "Vary the risk share",
        submit: "Add this version",
        intro: "The words of the agreement and the calculation are both made from these rules.",
        fields: [
          { name: "fromOn", widget: { kind: "date" } },
          { name: "why", widget: { kind: "text" } },
          { name: "riskShare", widget: { kind: "textarea", rows: 20 } },
        ],
        values: { fromOn: today, riskShare: latest?.riskShare ?? "" },
      })
    );
  },
  run: async (acting, input: z.output<typeof varyAgreementSchema>) => {
    const { agreement, versions, parties } = await getAgreement(acting.tx, input.agreement);
    const riskShare = input.riskShare.replaceAll("\r\n", "\n");
    const parsed = parseAgreement(riskShare, "the risk share");
    if (!parsed.ok)
      throw new Invalid(
        parsed.problems.map(({ code, message, line }) => ({
          code: `pounds.${code}`,
          field: "riskShare",
          message: line === undefined ? message : `Line ${line}: ${message}`,
        })),
      );
    const strange = parsed.value.partners.filter(({ id }) => !parties.some(({ key }) => key === id));
    if (strange.length > 0)
      throw new Invalid([
        {
          code: "pounds.strange-partner",
          field: "riskShare",
          message: `“${strange[0]!.id}” is no party to this agreement. Its parties are ${parties.map(({ key }) => key).join(" and ")}.`,
        },
      ]);
    const number = Math.max(-1, ...versions.map((one) => one.number)) + 1;
    await insertVersion(
      acting.tx,
      {
        agreementId: agreement.id,
        number,
        fromOn: input.fromOn,
        riskShare,
        why: input.why,
        illustrative: agreement.basis === "illustrative",
        source: "Kept on this site",
        seen: acting.today,
      },
      agreement.audience,
    );
    return await done(acting, agreement, {
      message: `Version ${number} holds from ${formatCivilDate(input.fromOn)}.`,
      kind: "pounds.agreement-varied",
      summary: `${agreement.name} has a new risk share from ${formatCivilDate(input.fromOn)}.`,
      body: { agreement: agreement.slug, version: number, fromOn: input.fromOn, why: input.why, riskShare },
    });
  },
});
