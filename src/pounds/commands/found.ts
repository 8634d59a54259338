import { civilDate } from "@concordat/calendar";
import { Conflict, NotFound, type Acting, type Db, type PolicyResource } from "../../kernel/index.ts";
import { findOrganisation, listOrganisationsById, organisationRef } from "../../place/index.ts";
import { agreementRef, fundRef, type FundFile, type Party } from "../fund.ts";
import { listPrepared, type Prepared } from "../store-change.ts";
import { findAgreement, findFund, listFunds, type AgreementFile } from "../store-funds.ts";

type Input = Readonly<Record<string, unknown>>;

/** Under its latest name. */
const latest = civilDate("2200-12-31");

const text = (input: Input, name: string): string => (typeof input[name] === "string" ? input[name] : "");

/** The body that makes an agreement, for the policies. */
export async function hostResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const host = await findOrganisation(db, text(input, "organisation"), latest);
  return (
    host && {
      ref: organisationRef(host),
      keepers: [host.id],
      keptHere: host.keptHere,
      illustrative: host.basis === "illustrative",
    }
  );
}

/** An agreement, for what any of its parties may do. */
export async function agreementResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const file = await findAgreement(db, text(input, "agreement"));
  return (
    file && {
      ref: agreementRef(file.agreement.id),
      keepers: keepersOf(file.parties),
      keptHere: file.agreement.keptHere,
      illustrative: file.agreement.basis === "illustrative",
    }
  );
}

/** A fund, for what only its host may do. */
export async function hostedFund(db: Db, input: Input): Promise<PolicyResource | undefined> {
  return resourceOf(await findFund(db, text(input, "fund")), ({ host }) => host);
}

/** A fund, for what any of its partners may do. */
export async function sharedFund(db: Db, input: Input): Promise<PolicyResource | undefined> {
  return resourceOf(await findFund(db, text(input, "fund")), () => true);
}

function resourceOf(
  file: FundFile | undefined,
  counts: (party: Party) => boolean,
): PolicyResource | undefined {
  if (!file) return undefined;
  const { fund, agreement, parties } = file;
  return {
    ref: fundRef(fund.id),
    keepers: keepersOf(parties.filter(counts)),
    keptHere: agreement.keptHere,
    illustrative: fund.basis === "illustrative",
  };
}

function keepersOf(parties: readonly Party[]): readonly string[] {
  return parties.flatMap(({ organisationId }) => organisationId ?? []);
}

/** A prepared entry, for its approval: not by the account that prepared it. */
export async function preparedResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const [prepared] = await listPrepared(db, { id: text(input, "prepared") });
  const file = prepared && (await listFunds(db, { ids: [prepared.fundId] }))[0];
  const resource = resourceOf(file, ({ host }) => host);
  return (
    resource &&
    prepared && {
      ...resource,
      ref: { ...resource.ref, kind: "prepared", id: prepared.id },
      barred: [prepared.preparedBy],
    }
  );
}

/** The fund of an address, for a command that goes on with it. */
export async function getFund(tx: Db, slug: string): Promise<FundFile> {
  const file = await findFund(tx, slug);
  if (file) return file;
  throw new NotFound("pounds.no-such-fund", { message: `There is no fund "${slug}" here.` });
}

/** The agreement of an address. */
export async function getAgreement(tx: Db, slug: string): Promise<AgreementFile> {
  const file = await findAgreement(tx, slug);
  if (file) return file;
  throw new NotFound("pounds.no-such-agreement", { message: `There is no agreement "${slug}" here.` });
}

/** What was prepared, with its fund. */
export async function getPrepared(
  tx: Db,
  id: string,
): Promise<{ readonly prepared: Prepared; readonly file: FundFile }> {
  const [prepared] = await listPrepared(tx, { id });
  const file = prepared && (await listFunds(tx, { ids: [prepared.fundId] }))[0];
  if (prepared && file) return { prepared, file };
  throw new NotFound("pounds.nothing-prepared", { message: "This is not waiting for approval any more." });
}

/** The party in whose name this is done: the one named, else the actor's own. */
export function partyActing({ actor }: Acting, parties: readonly Party[], named: string | undefined): Party {
  const own = parties.filter(
    ({ organisationId }) =>
      organisationId !== undefined && organisationId === actor.capacity.organisation?.id,
  );
  const mine = actor.viewer.kind === "person" ? own : parties;
  const found =
    named === undefined ? (mine.length === 1 ? mine[0] : undefined) : mine.find(({ key }) => key === named);
  if (found) return found;
  throw new Conflict("pounds.not-your-party", {
    message: "This is said in the name of a partner to the agreement. Choose the office that you hold there.",
  });
}

/** Who acts, for telling the preparer from the approver: the account, or the operator of the machine. */
export function actorKey({ actor }: Acting): string {
  return actor.viewer.kind === "person" ? actor.viewer.accountId : "operator";
}

/** Who prepares what administrators import: none of them may approve it. */
export const importers = "administrators";

/** Whether whoever acts is the one who prepared this, or one of those who may have. */
export function preparedThis(acting: Acting, preparedBy: string): boolean {
  const { viewer } = acting.actor;
  if (preparedBy === importers) return viewer.kind === "person" && viewer.administrator;
  return preparedBy === actorKey(acting);
}

/** The body a party is, as the record names it. */
export async function partyBody(
  tx: Db,
  party: Party | undefined,
): Promise<ReturnType<typeof organisationRef> | undefined> {
  if (party?.organisationId === undefined) return undefined;
  const [body] = await listOrganisationsById(tx, [party.organisationId]);
  return body && organisationRef(body);
}
