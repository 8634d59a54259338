import { formatCivilDate } from "@concordat/calendar";
import { anyOfKind, type Db, type Reaction, type SubjectRef } from "../kernel/index.ts";
import { listResolutionsById, resolutionRef, type Resolution } from "../meetings/index.ts";
import { listAreasById, listBoardsById } from "../place/index.ts";
import { frozenWords } from "./commands/keep.ts";
import { priorityRef, type PriorityFile } from "./priority.ts";
import { findPriority, freezeVersion } from "./store-priorities.ts";

const named = /\/priorities\/([a-z0-9]+(?:-[a-z0-9]+)*)/gu;

/**
 * A board's resolution adopts: a motion that carries and names a priority's address freezes its baseline and target, in the
 * motion's own transaction.
 *
 * Only a board of one of the two owners, or of the priority's own area; what a private motion says freezes nothing.
 */
const freezeOnResolution: Reaction = {
  name: "priorities.freeze-on-resolution",
  to: "meetings.decide-motion",
  when: "within",
  react: async (acting, act): Promise<{ readonly changed: readonly SubjectRef[] }> => {
    const { tx } = acting;
    const ref = act.entry.subjects.find(
      (subject) => subject.module === "meetings" && subject.kind === "resolution",
    );
    const [resolution] = ref ? await listResolutionsById(tx, [ref.id]) : [];
    if (!resolution || resolution.private || !resolution.board) return { changed: [] };
    const changed: SubjectRef[] = [];
    for (const slug of new Set([...resolution.words.matchAll(named)].map(([, found]) => found!))) {
      const file = await findPriority(tx, slug);
      const version = file?.versions.at(-1);
      if (!file || !version || version.frozenOn || !(await mayFreeze(tx, resolution, file))) continue;
      const on = resolution.decidedOn;
      await freezeVersion(tx, {
        priorityId: file.priority.id,
        number: version.number,
        on,
        resolutionId: resolution.id,
      });
      await acting.links.add(tx, {
        from: resolutionRef(resolution),
        kind: "decides",
        to: priorityRef(file.priority),
        on,
      });
      const { kind, summary, body } = frozenWords(file, version, {
        board: resolution.board.name,
        on: formatCivilDate(on),
        resolution: resolution.slug,
      });
      await acting.record.write(tx, {
        at: acting.clock.now(),
        capacity: acting.actor.capacity,
        draft: {
          kind,
          summary,
          body,
          subjects: [priorityRef(file.priority), resolutionRef(resolution)],
          audience: file.priority.audience,
        },
      });
      changed.push(priorityRef(file.priority), anyOfKind("priorities", "priority"));
    }
    return { changed };
  },
};

async function mayFreeze(tx: Db, { board }: Resolution, { priority }: PriorityFile): Promise<boolean> {
  const [found] = board ? await listBoardsById(tx, [board.id]) : [];
  if (!found) return false;
  const owner = [priority.nhs.body, priority.council.body].some((body) => body === found.organisation?.id);
  const [area] = await listAreasById(tx, [priority.areaId]);
  return owner || (area !== undefined && area.slug === found.area?.slug);
}

/**
 * Money that is spent for a priority: a scheme of a pooled fund whose words name a priority's address is linked to it.
 *
 * The link is made in the scheme's own transaction and shows on both pages.
 */
const linkFunds: Reaction = {
  name: "priorities.link-funds",
  to: "pounds.add-scheme",
  when: "within",
  react: async (acting, act): Promise<{ readonly changed: readonly SubjectRef[] }> => {
    const fund = act.entry.subjects.find(({ module, kind }) => module === "pounds" && kind === "fund");
    const about = [act.input["name"], act.input["about"]].filter((one) => typeof one === "string").join(" ");
    if (!fund) return { changed: [] };
    const changed: SubjectRef[] = [];
    for (const slug of new Set([...about.matchAll(named)].map(([, found]) => found!))) {
      const file = await findPriority(acting.tx, slug);
      if (!file) continue;
      const to = priorityRef(file.priority);
      await acting.links.add(acting.tx, { from: fund, kind: "funds", to, on: act.on });
      changed.push(to, fund);
    }
    return { changed };
  },
};

/** What happens here when something is done elsewhere. */
export const prioritiesReactions: readonly Reaction[] = [freezeOnResolution, linkFunds];
