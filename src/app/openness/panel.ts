import { anyOfKind, type Panel, type PanelModel } from "../../kernel/index.ts";
import { boardRef, listBoardsById } from "../../place/index.ts";
import { findKept } from "./body-page.ts";
import { dormantSince, figuresOf, lastPublicOn, spansAt } from "./openness.ts";
import { listAnswers } from "./store-openness.ts";
import { agendasInWords, daysToMinutesInWords, noticeRule, noticeWords, partInWords } from "./words.ts";

/** On the page of a board that is kept here: the notice that it is dormant, else how open it was in twelve months. */
export const opennessPanel: Panel = {
  name: "app.board-openness",
  on: "board",
  order: 12,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const board = subject && (await listBoardsById(asking.db, [subject.id]))[0];
    const found = await findKept(asking, board);
    if (!board || !found) return undefined;
    const { kept, acts } = found;
    const since = dormantSince(kept, acts, asking.at);
    const subjects = [boardRef(board), anyOfKind("meetings", "meeting"), anyOfKind("meetings", "resolution")];
    const common = { href: `/openness/${board.slug}`, subjects, howWorkedOut: noticeRule };
    if (since !== undefined) {
      const [answer] = (await listAnswers(asking.db, board.id)).filter(
        (one) => one.dormantSince === since && one.on <= asking.at,
      );
      return {
        ...common,
        heading: "Notice",
        answer: [
          { strong: noticeWords(kept.name, since, lastPublicOn(acts, asking.at) !== undefined) },
          answer ? ` It answered: “${answer.words}”` : " It has not answered.",
        ],
        json: { dormantSince: since, answer: answer?.words ?? null },
      };
    }
    const figures = figuresOf(acts, spansAt(asking.at).now);
    return {
      ...common,
      heading: "How open it is",
      answer: `In twelve months, agendas: ${agendasInWords(figures)}. From meeting to minutes: ${daysToMinutesInWords(figures)}. Decisions with reasons: ${partInWords(figures.reasoned, "decision")}. Private items: ${partInWords(figures.private, "item")}.`,
      json: { dormantSince: null },
    };
  },
};
