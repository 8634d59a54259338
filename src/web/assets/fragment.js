/**
 * Fetches a page of this site and puts its part with the given id in place of ours; says whether that worked.
 *
 * The parts come from our own server, which escaped them, and scripts in them would not run. `isWanted` is asked when the
 * answer is there: one that something later has overtaken changes nothing.
 */
export async function replacePart(address, id, isWanted = () => true) {
  const response = await fetch(address, { headers: { accept: "text/html" } });
  if (!response.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById(id);
  const old = document.getElementById(id);
  if (!fresh || !old || !isWanted()) return false;
  old.replaceWith(document.adoptNode(fresh));
  return true;
}
