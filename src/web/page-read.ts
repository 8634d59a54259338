import type { CivilDate } from "@concordat/calendar";
import type { PageModel, PanelModel } from "../kernel/index.ts";

/** A page read for one viewer: its model, the panels of other modules, and the date it answers for. */
export interface PageRead {
  readonly model: PageModel;
  readonly panels: readonly PanelModel[];
  readonly at: CivilDate;
  readonly atGiven: boolean;
  readonly today: CivilDate;
  /** Everything whose change makes this answer stale. */
  readonly subjects: readonly string[];
}
