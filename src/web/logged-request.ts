/** What the log says of a request. A type and not an interface, because the logger wants one that can be indexed. */
type LoggedRequest = { readonly method: string; readonly url: string; readonly remoteAddress: string };

/**
 * A request as it stands in the log: without the secrets that stand in some addresses of sign-in.
 *
 * A one-time link that was looked at still opens a session, and whoever reads the log must not get in by it.
 */
export function loggedRequest(request: {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
}): LoggedRequest {
  return { method: request.method, url: withoutSecret(request.url), remoteAddress: request.ip };
}

function withoutSecret(url: string): string {
  return url.replace(/^(\/sign-in\/(?:link|new)\/|\/sign-in\/oidc\/return\?).+$/i, "$1…");
}
