import { addYears, civilDate, type CivilDate } from "@concordat/calendar";
import { formatMoney, parseAgreement, type Pence } from "@concordat/ledger";
import type { z } from "zod";
import {
  Conflict,
  defineCommand,
  Invalid,
  listInWords,
  millisOf,
  newUuid,
  NotFound,
  slugOf,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import {
  findOrganisation,
  isCouncil,
  listOrganisationChoices,
  listOrganisationsById,
  organisationRef,
  type Organisation,
} from "../../place/index.ts";
import { agreementRef, fundRef, type Party } from "../fund.ts";
import { areaOf, inBeing, notInBeing, partiesOf, partnerProblems } from "../partners.ts";
import { firstRules, makeAgreementSchema } from "../schema.ts";
import { basisOf, insertAgreement } from "../store-change.ts";
import { findAgreement, findFund } from "../store-funds.ts";
import { hostResource } from "./found.ts";

const latest = civilDate("2200-12-31");

/** Bodies agree to pool money for a year; a draft until all have signed. */
export const makeAgreementCommand: Command = defineCommand({
  name: "pounds.make-agreement",
  title: "Make an agreement",
  about:
    "Sets up an agreement between a host and its partners, such as a council and several NHS bodies, with its pooled fund for a year: a draft until all have signed.",
  schema: makeAgreementSchema,
  path: "/organisations/:organisation/make-agreement",
  resource: hostResource,
  form: async ({ db, params, today }) => {
    const host = await findOrganisation(db, params["organisation"] ?? "", latest);
    if (!host) return undefined;
    const illustrative = host.basis === "illustrative";
    const choices = (await listOrganisationChoices(db, today)).filter(
      (one) => one.id !== host.id && one.illustrative === illustrative,
    );
    const bodies = await listOrganisationsById(
      db,
      choices.map(({ id }) => id),
    );
    return {
      title: "Make an agreement",
      intro: `${host.name} hosts a pooled fund with other bodies. It is a draft until all have signed; entries may be prepared against the draft.`,
      submit: "Make the agreement",
      illustrative,
      fields: [
        { name: "name", widget: { kind: "text" } },
        {
          name: "partner",
          widget: {
            kind: "select",
            options: bodies
              .filter((body) => !(isCouncil(host) && isCouncil(body)))
              .map(({ slug, name }) => ({ value: slug, text: name })),
          },
        },
        { name: "beginsOn", widget: { kind: "date" } },
        { name: "hostContribution", widget: { kind: "text", width: 20 } },
        { name: "partnerContribution", widget: { kind: "text", width: 20 } },
        { name: "otherPartners", widget: { kind: "textarea", rows: 4 } },
        {
          name: "rule",
          widget: {
            kind: "radios",
            options: Object.entries(firstRules).map(([value, words]) => ({ value, text: words })),
          },
        },
      ],
    };
  },
  run: make,
});

type Input = z.output<typeof makeAgreementSchema>;

async function make(acting: Acting, input: Input): Promise<Done> {
  const { tx, clock } = acting;
  const { host, partners, areaId } = await bodiesFor(acting, input);
  const bodies = [host, ...partners];
  const year = yearName(input.beginsOn);
  const slug = slugOf(input.name);
  const fundSlug = slugOf(`${input.name} ${year}`).slice(0, 80);
  const taken = (await findAgreement(tx, slug)) ?? (await findFund(tx, fundSlug));
  if (slug === "" || fundSlug === "agreements" || taken) {
    const message = `There is an agreement or fund called “${input.name}” here already, or it has no letter in it. Choose another name.`;
    throw new Invalid([{ code: "pounds.name-taken", field: "name", message }]);
  }
  const ids = { agreement: newUuid(millisOf(clock.now())), fund: newUuid(millisOf(clock.now())) };
  const parties = partiesOf(bodies);
  await insertAgreement(tx, {
    ...draftOf(acting, input, { host, parties, ids, year, slug, fundSlug, areaId }),
    parties: parties.map((one) => ({ ...one, agreementId: ids.agreement })),
  });
  const subjects = [agreementRef(ids.agreement), fundRef(ids.fund), ...bodies.map(organisationRef)];
  for (const to of subjects.slice(2))
    await acting.links.add(tx, { from: fundRef(ids.fund), kind: "about", to });
  const { name, rule: overspend } = input;
  const contributions = contributionsOf(input).map(String);
  return {
    message: "The agreement is drafted. Every partner can now sign it.",
    href: `/money/agreements/${slug}`,
    subject: agreementRef(ids.agreement),
    changed: subjects,
    json: { agreement: slug, fund: fundSlug },
    entry: {
      kind: "pounds.agreement-drafted",
      summary: `${listInWords(bodies.map((body) => body.name))} drafted an agreement to pool money: ${name}, ${year}.`,
      subjects,
      body: {
        name,
        year,
        host: host.slug,
        partners: partners.map((partner) => partner.slug),
        contributions,
        overspend,
      },
      audience: host.audience,
    },
  };
}

/** What the host, its partner and the further partners put in, in this order. */
function contributionsOf(input: Input): readonly Pence[] {
  const further = (input.otherPartners ?? []).map(({ contribution }) => contribution);
  return [input.hostContribution, input.partnerContribution, ...further];
}

/** The bodies, in being on the first day, and the area that the fund lies in. */
async function bodiesFor(
  { tx }: Acting,
  input: Input,
): Promise<{
  readonly host: Organisation;
  readonly partners: readonly Organisation[];
  readonly areaId: string;
}> {
  const { organisation, beginsOn, otherPartners = [] } = input;
  const host = await findOrganisation(tx, organisation, beginsOn);
  if (!host)
    throw new NotFound("pounds.no-such-host", { message: `There is no body “${organisation}” here.` });
  const named = [];
  for (const [place, typed] of [input.partner, ...otherPartners.map(({ partner }) => partner)].entries())
    named.push({
      field: place === 0 ? "partner" : "otherPartners",
      typed,
      body: await findOrganisation(tx, typed, beginsOn),
    });
  const problems = partnerProblems(host, named, beginsOn);
  const ended = inBeing(host, beginsOn)
    ? []
    : [{ code: "pounds.host", field: "beginsOn", message: notInBeing(host, beginsOn) }];
  if (problems.length + ended.length > 0) throw new Invalid([...ended, ...problems]);
  const partners = named.flatMap(({ body }) => body ?? []);
  const area = areaOf(host, partners);
  if (area) return { host, partners, areaId: area.id };
  const message =
    "None of these bodies has an area here, so the fund would lie nowhere. Say first which area one of them serves.";
  throw new Conflict("pounds.no-area", { message });
}

/** What agreements here are made under. */
const powers = "section 75 of the National Health Service Act 2006";

/** What the parts of a new agreement are called, and whose they are. */
interface Named {
  readonly host: Organisation;
  readonly parties: readonly Omit<Party, "agreementId">[];
  readonly ids: { readonly agreement: string; readonly fund: string };
  readonly year: string;
  readonly slug: string;
  readonly fundSlug: string;
  readonly areaId: string;
}

/** The agreement, its first risk share, its fund and its contributions, before anybody signed. */
function draftOf(
  { today }: Acting,
  input: Input,
  given: Named,
): Omit<Parameters<typeof insertAgreement>[1], "parties"> {
  const { host, parties, ids, year, slug, fundSlug, areaId } = given;
  const { name, beginsOn } = input;
  const shared = { source: "Kept on this site", seen: today, basis: basisOf(host), audience: host.audience };
  const amounts = contributionsOf(input);
  return {
    agreement: {
      id: ids.agreement,
      slug,
      name,
      areaId,
      form: "pooled",
      powers,
      beginsOn,
      keptHere: true,
      ...shared,
    },
    version: {
      agreementId: ids.agreement,
      number: 0,
      fromOn: beginsOn,
      riskShare: riskShareText(input, year, { parties, amounts }),
      why: "As first drafted",
      illustrative: shared.basis === "illustrative",
      source: shared.source,
      seen: shared.seen,
    },
    fund: {
      id: ids.fund,
      slug: fundSlug,
      agreementId: ids.agreement,
      name,
      year,
      beginsOn,
      endsOn: addYears(beginsOn, 1),
      totalMark: "kept-here",
      ...shared,
    },
    funding: parties.map(({ key }, place) => ({
      place: place + 1,
      party: key,
      sourceOfFunding: "agreed",
      label: "Contribution",
      amount: amounts[place]!,
      mark: "agreed-here" as const,
    })),
  };
}

/** "2026-27", or "2026" where it begins on 1 January. */
function yearName(beginsOn: CivilDate): string {
  const first = Number(beginsOn.slice(0, 4));
  return beginsOn.endsWith("-01-01")
    ? String(first)
    : `${first}-${String((first + 1) % 100).padStart(2, "0")}`;
}

/** The first risk share in the risk-share language, from one choice; the parser has the last word on it. */
function riskShareText(
  input: Input,
  year: string,
  {
    parties,
    amounts,
  }: { readonly parties: readonly Omit<Party, "agreementId">[]; readonly amounts: readonly Pence[] },
): string {
  const quoted = (words: string): string => JSON.stringify(words);
  const { rule } = input;
  const back = rule === "host" || rule === "commissioner" ? rule : "total contribution";
  const text = [
    `agreement: ${quoted(input.name)}`,
    `year: ${quoted(year)}`,
    "source: Kept on this site.",
    "illustrative: no",
    "partners:",
    ...parties.map(
      ({ key, name }, place) =>
        `  ${key}: { name: ${quoted(name)}, contributes: ${quoted(formatMoney(amounts[place]!))} }`,
    ),
    `host: ${parties[0]!.key}`,
    "rules:",
    "  - for: everything",
    "    take: each scheme",
    "    overspend:",
    "      - underspends: same pool",
    `      - partners: ${rule}`,
    "    underspend:",
    "      - overspends: same pool",
    `      - return: ${back}`,
    "",
  ].join("\n");
  const parsed = parseAgreement(text, "the first risk share");
  if (!parsed.ok)
    throw new Invalid(
      parsed.problems.map(({ message }) => ({ code: "pounds.risk-share", field: "rule", message })),
    );
  return text;
}
