import type { Manifest } from "../kernel/index.ts";
import { addActionCommand, closeActionCommand } from "./commands/actions.ts";
import { addItemCommand, clearItemCommand, editItemCommand, removeItemCommand } from "./commands/agenda.ts";
import { noteAttendeeCommand, takeAttendanceCommand } from "./commands/attendance.ts";
import { importAddressCommand } from "./commands/import-address.ts";
import { declareInterestCommand } from "./commands/interests.ts";
import { publishDecisionsCommand } from "./commands/decisions.ts";
import { recordDecisionCommand } from "./commands/record-decision.ts";
import { reportBackCommand } from "./commands/report-back.ts";
import {
  draftMinutesCommand,
  editMinutesCommand,
  publishMinutesCommand,
  signMinutesCommand,
} from "./commands/minutes.ts";
import { decideMotionCommand } from "./commands/decide-motion.ts";
import { moveMotionCommand } from "./commands/motions.ts";
import { addPaperCommand } from "./commands/papers.ts";
import {
  cancelMeetingCommand,
  editMeetingCommand,
  planMeetingCommand,
  planSeriesCommand,
} from "./commands/plan-meeting.ts";
import { openDecisionCommand, openItemCommand, openedReaction } from "./commands/open-private.ts";
import {
  noteDecisionSealReactions,
  noteSealReaction,
  takeInPrivateCommand,
} from "./commands/private-item.ts";
import { givePrivateNoticeCommand, notePrivateAgreementCommand } from "./commands/private-notice.ts";
import { publishAgendaCommand } from "./commands/publish-agenda.ts";
import {
  adjournCommand,
  closeMeetingCommand,
  goInformalCommand,
  noteItemCommand,
} from "./commands/sitting.ts";
import { itemImport, meetingImport } from "./imports.ts";
import { meetingOpenData } from "./open-data.ts";
import type { MeetingPorts } from "./ports.ts";
import { meetingDatasets } from "./store-datasets.ts";
import { meetingSubjects } from "./subjects.ts";
import { meetingSuccession } from "./succession.ts";
import { meetingCalendars } from "./web/calendars.ts";
import { importFileCommand } from "./web/import-file.ts";
import { createOutgoing } from "./web/outgoing.ts";
import { itemPage } from "./web/item-page.ts";
import { meetingListPage } from "./web/meeting-list.ts";
import { meetingPage } from "./web/meeting-page.ts";
import { minutesPage } from "./web/minutes-page.ts";
import { agendaTimePanel, aloneDecisionsPanel, boardMeetingsPanel, comingPanel } from "./web/panels.ts";
import { resolutionListPage, resolutionPage } from "./web/resolution-pages.ts";

/** The manifest of the module. */
export function createMeetingsModule(ports: MeetingPorts): Manifest {
  return {
    module: "meetings",
    about:
      "Meetings of boards: agendas and papers on time, who was there, how they voted, what was decided, and decisions taken without a meeting.",
    policies: "policies.cedar",
    migrations: "migrations/",
    subjects: meetingSubjects,
    panels: [boardMeetingsPanel, comingPanel, agendaTimePanel, aloneDecisionsPanel],
    reactions: [noteSealReaction, ...noteDecisionSealReactions, openedReaction],
    succession: meetingSuccession,
    pages: [meetingListPage, meetingPage(ports), itemPage, minutesPage, resolutionListPage, resolutionPage],
    endpoints: meetingCalendars(ports),
    commands: [
      planMeetingCommand,
      planSeriesCommand,
      editMeetingCommand,
      cancelMeetingCommand,
      addItemCommand,
      editItemCommand,
      removeItemCommand,
      clearItemCommand,
      takeInPrivateCommand,
      openItemCommand,
      givePrivateNoticeCommand(ports),
      notePrivateAgreementCommand(ports),
      addPaperCommand,
      publishAgendaCommand(ports),
      takeAttendanceCommand,
      noteAttendeeCommand,
      declareInterestCommand,
      noteItemCommand,
      moveMotionCommand,
      decideMotionCommand(ports),
      goInformalCommand,
      adjournCommand,
      closeMeetingCommand,
      publishDecisionsCommand(ports),
      recordDecisionCommand(ports),
      openDecisionCommand,
      reportBackCommand,
      draftMinutesCommand,
      editMinutesCommand,
      publishMinutesCommand,
      signMinutesCommand,
      addActionCommand,
      closeActionCommand,
      importFileCommand,
      importAddressCommand(ports.outgoing ?? createOutgoing()),
    ],
    imports: [meetingImport, itemImport],
    openData: meetingOpenData,
    datasets: meetingDatasets,
  };
}
