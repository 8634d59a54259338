import { createTransport } from "nodemailer";
import type { Letter, Mail } from "../../kernel/index.ts";

/** Letters through an SMTP server. */
export function smtpMail(settings: { readonly url: string; readonly from: string }): Mail {
  const transport = createTransport(settings.url, { from: settings.from });
  return {
    async send(letter) {
      await transport.sendMail({ to: letter.to, subject: letter.subject, text: letter.text });
    },
  };
}

/**
 * Letters that go nowhere, for an installation without a mail server.
 *
 * The last hundred are kept in memory for tests, and nothing else shows them; nothing is written to disk, because
 * sign-in links are secrets.
 */
export function keptMail(): Mail & { list(): readonly Letter[] } {
  const letters: Letter[] = [];
  return {
    async send(letter) {
      letters.push(letter);
      if (letters.length > 100) letters.shift();
    },
    list: () => [...letters],
  };
}
