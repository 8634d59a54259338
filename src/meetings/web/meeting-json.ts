import { z } from "zod";
import type { Paper } from "../item.ts";
import type { Recorded } from "../minutes.ts";
import type { Publication, Timing } from "../publication.ts";
import type { PrivateNotice, PrivatePart } from "../private-notice.ts";
import { privatePartJson, privatePartShape } from "./private-notice-section.ts";
import { meetingJson, meetingShape } from "./shared.ts";

const itemShape = z.object({
  position: z.number().int(),
  number: z.string().nullable(),
  title: z.string(),
  kind: z.string(),
  sort: z.string(),
  private: z.boolean(),
  exemption: z.string().nullable(),
  publishedOn: z.iso.date().nullable(),
  decided: z.string().nullable(),
  papers: z.array(
    z.object({ title: z.string(), version: z.number(), href: z.string(), sha256: z.string().nullable() }),
  ),
});

/** A meeting with all of it that its reader may see, for machines. */
export const wholeMeetingShape = meetingShape.extend({
  version: z.number().int().meta({ description: "Send it with an act that changes this." }),
  items: z.array(itemShape),
  publications: z.array(
    z.object({
      kind: z.string(),
      number: z.number(),
      on: z.iso.date(),
      clearDays: z.number().nullable(),
      requiredDays: z.number().nullable(),
      provision: z.string().nullable(),
    }),
  ),
  attendance: z.array(
    z.object({
      seat: z.string().nullable(),
      office: z.string(),
      manner: z.string(),
      substitute: z.boolean(),
    }),
  ),
  privatePart: privatePartShape.meta({
    description: "Of a council's executive: whether notice of a private part was given.",
  }),
  resolutions: z.array(z.object({ slug: z.string(), title: z.string(), words: z.string() })),
  actions: z.array(z.object({ number: z.number(), words: z.string(), owner: z.string(), done: z.boolean() })),
});

/** Everything a meeting's page is made of, as far as its reader may see it. */
export interface Held extends Recorded {
  readonly papers: readonly Paper[];
  readonly publications: readonly Publication[];
  readonly timing: (publication: Publication) => Timing | undefined;
  readonly draft: boolean;
  readonly privatePart: PrivatePart | undefined;
  readonly privateNotices: readonly PrivateNotice[];
}

/** A meeting as machines get it. */
export function wholeMeetingJson(held: Held): z.output<typeof wholeMeetingShape> {
  const { meeting } = held;
  return {
    ...meetingJson(meeting),
    version: meeting.version,
    items: held.items.map((item) => ({
      position: item.position,
      number: item.number ?? null,
      title: item.title,
      kind: item.kind,
      sort: item.sort,
      private: item.private,
      exemption: item.exemption ?? null,
      publishedOn: item.publishedOn ?? null,
      decided: item.decisionWords ?? null,
      papers: held.papers
        .filter((paper) => paper.itemId === item.id)
        .map((paper) => ({
          title: paper.title,
          version: paper.version,
          href: paper.sha256 ? `/files/${paper.sha256}` : (paper.href ?? ""),
          sha256: paper.sha256 ?? null,
        })),
    })),
    publications: held.publications.map((one) => {
      const timing = held.timing(one);
      return {
        kind: one.kind,
        number: one.number,
        on: one.on,
        clearDays:
          one.clearDays ??
          (one.dayBasis?.startsWith("stated") === false ? null : (timing?.clearDays ?? null)),
        requiredDays: one.requiredDays ?? timing?.regime?.days ?? null,
        provision: one.provision ?? timing?.regime?.provision ?? null,
      };
    }),
    attendance: held.attendees.map(({ seat, office, manner, substitute }) => ({
      seat: seat ?? null,
      office,
      manner,
      substitute,
    })),
    privatePart: privatePartJson(held.privatePart),
    resolutions: held.resolutions.map(({ slug, title, words }) => ({ slug, title, words })),
    actions: held.actions.map(({ number, words, owner, doneOn }) => ({
      number,
      words,
      owner,
      done: doneOn !== undefined,
    })),
  };
}
