import type { CivilDate } from "@concordat/calendar";
import { checked, failed, type Checked } from "../kernel/index.ts";

/**
 * The address of a council's Modern.Gov web service from what somebody wrote: the site, or the service itself.
 *
 * @example serviceAddress("https://democracy.example.org") // https://democracy.example.org/mgWebService.asmx
 */
export function serviceAddress(text: string): Checked<URL> {
  const no = (message: string) => failed({ code: "meetings.service-address", field: "address", message });
  if (!URL.canParse(text.trim())) return no("Write an address that begins with https://.");
  const url = new URL(text.trim());
  if (url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "")
    return no(
      "Only an address that begins with https://, without a port, a name or a password, is asked. A service without https is imported from files.",
    );
  if (url.search !== "")
    return no("Leave out what follows the question mark; committee and days have their own fields.");
  const path = url.pathname.replace(/\/+$/, "");
  const service = /\/mgwebservice\.asmx$/i.test(path) ? path : `${path}/mgWebService.asmx`;
  return checked(atPath(url, service));
}

/** Another path on the same site. A path that begins with two slashes would be read as another host where an address is put together. */
function atPath({ origin }: URL, path: string): URL {
  const url = new URL(origin);
  url.pathname = path.replace(/\/{2,}/g, "/");
  return url;
}

/** What the service is asked for. */
export type ServiceQuestion =
  | { readonly ask: "GetCommittees" }
  | {
      readonly ask: "GetMeetings";
      readonly committee: string;
      readonly from: CivilDate;
      readonly until: CivilDate;
    }
  | { readonly ask: "GetMeeting"; readonly meeting: string };

/**
 * The address of one question.
 *
 * @source `data/meetings/committee-operations.csv`
 */
export function questionAddress(service: URL, question: ServiceQuestion): URL {
  const url = atPath(service, `${service.pathname}/${question.ask}`);
  for (const [name, value] of Object.entries(parametersOf(question))) url.searchParams.set(name, value);
  return url;
}

function parametersOf(question: ServiceQuestion): Readonly<Record<string, string>> {
  switch (question.ask) {
    case "GetCommittees":
      return { lDays: "0" };
    case "GetMeetings":
      return {
        lCommitteeId: question.committee,
        sFromDate: dayFirst(question.from),
        sToDate: dayFirst(question.until),
      };
    case "GetMeeting":
      return { lMeetingId: question.meeting };
  }
}

/** "21/11/2026", as the service takes days. */
function dayFirst(day: CivilDate): string {
  return day.split("-").toReversed().join("/");
}
