import {
  anyOfKind,
  countOf,
  type Asking,
  type Panel,
  type PanelModel,
  type SubjectRef,
} from "../../kernel/index.ts";
import { listIndicators, listPublications } from "../store-indicators.ts";
import { signsOn } from "../store-signs.ts";
import { signJson, signSubjects, signTable } from "./sign-list.ts";
import { sourceLine } from "./shared.ts";
import { promiseInWords } from "./sign-words.ts";

/** *Signs*, on the pages of areas and organisations that have any. */
export const signPanels: readonly Panel[] = (["area", "organisation"] as const).map((on) => ({
  name: `purpose.signs-${on}`,
  on,
  order: 210,
  load: async (asking, subject) => (subject ? await loadPanel(asking, subject) : undefined),
}));

async function loadPanel(asking: Asking, ref: SubjectRef): Promise<PanelModel | undefined> {
  const list = await signsOn(asking.db, asking.at);
  const signs = list.signs.filter((one) => (one.areaId ?? one.organisationId) === ref.id);
  if (signs.length === 0) return undefined;
  const subjects = await signSubjects(asking.db, signs);
  const ids = [...new Set(signs.map(({ indicator }) => indicator))];
  const indicators = new Map((await listIndicators(asking.db, { ids })).map((one) => [one.id, one]));
  const publications = await listPublications(asking.db);
  return {
    heading: "Signs",
    answer: [
      { strong: countOf(signs.length, "sign") },
      ` of ${subjects.get(ref.id)?.name ?? "this"}, each something to ask about and no judgement. Of the whole list: ${promiseInWords(list)}`,
    ],
    table: signTable(signs, { subjects, indicators, asking, name: "signs" }),
    sources: [...new Set(signs.flatMap((one) => one.dataset ?? []))].flatMap((key) => {
      const one = publications.get(key);
      return one ? [sourceLine(one)] : [];
    }),
    href: "/signs",
    subjects: [ref, anyOfKind("purpose", "indicator")],
    json: { items: signs.map((one) => signJson(one, subjects)) },
  };
}
