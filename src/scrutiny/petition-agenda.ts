import { formatCivilDate } from "@concordat/calendar";
import { anyOfKind, formatNumber, type Gate, type Reaction, type SubjectRef } from "../kernel/index.ts";
import { findMeeting, meetingRef, meetingTitle } from "../meetings/index.ts";
import { textIn } from "./commands/act.ts";
import { petitionHref, petitionRef, petitionTitle, waitsForAgenda } from "./petition.ts";
import { findPetition, listPetitions } from "./store-petitions.ts";
import { notePetitionMeeting } from "./store-petitions-change.ts";

const named = /\/petitions\/([a-z0-9]+(?:-[a-z0-9]+)*)/gu;

/** An item that names the address of a petition to the same board puts the petition on that agenda, in the same act. */
export const petitionItemReaction: Reaction = {
  name: "scrutiny.petition-on-agenda",
  to: "meetings.add-item",
  when: "within",
  react: async (acting, act): Promise<{ readonly changed: readonly SubjectRef[] }> => {
    const { tx } = acting;
    const meeting = await findMeeting(tx, textIn(act.input, "slug"));
    const words = `${textIn(act.input, "title")} ${textIn(act.input, "asks")}`;
    const changed: SubjectRef[] = [];
    for (const slug of new Set([...words.matchAll(named)].map(([, found]) => found!))) {
      const petition = await findPetition(tx, slug);
      if (!meeting || petition?.state !== "published" || petition.board.id !== meeting.board.id) continue;
      if (petition.meeting !== undefined) continue;
      await notePetitionMeeting(tx, petition, { meetingId: meeting.id, on: act.on });
      await acting.links.add(tx, {
        from: petitionRef(petition),
        kind: "about",
        to: meetingRef(meeting),
        on: act.on,
      });
      await acting.record.write(tx, {
        at: acting.clock.now(),
        capacity: acting.actor.capacity,
        draft: {
          kind: "scrutiny.petition-on-agenda",
          summary: `“${petitionTitle(petition)}” goes on the agenda of ${meetingTitle(meeting)}.`,
          subjects: [petitionRef(petition), meetingRef(meeting)],
          body: { petition: slug, meeting: meeting.slug, signatures: petition.signatures },
          audience: petition.audience,
        },
      });
      changed.push(petitionRef(petition), anyOfKind("scrutiny", "petition"));
    }
    return { changed };
  },
};

/** A board's own rule: a petition with the signatures goes on its next agenda, or the board says when it hears it. */
export const petitionGate: Gate = {
  name: "scrutiny.petitions-on-agenda",
  before: "meetings.publish-agenda",
  reasonsAgainst: async ({ db, today }, input) => {
    const meeting = await findMeeting(db, textIn(input, "slug"));
    if (meeting?.kind !== "ordinary") return [];
    return (await listPetitions(db, { boardId: meeting.board.id }))
      .filter((petition) => waitsForAgenda(petition, today))
      .map(
        (petition) =>
          `“${petitionTitle(petition)}” reached the ${formatNumber(petition.threshold)} signatures that the board's own rule asks for on ${formatCivilDate(petition.reachedOn!)}, and has ${formatNumber(petition.signatures)} now. Add an item that gives its address, ${petitionHref(petition.slug)}, or say on its page why it is heard later.`,
      );
  },
};
