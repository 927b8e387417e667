import { Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { Config } from '../config/index.js';
import type { LetterBody } from './letter-seal.js';
import type { MailingList } from './letters.service.js';
import type { Letter } from './letter.entity.js';

/** The server will never take this letter: trying again is no use. */
export class Refused extends Error {}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

interface SmtpFailure {
  code?: string;
  responseCode?: number;
  response?: string;
  /** What the network or TLS said, below the code that the client gives it. */
  originalCode?: string;
  /** At which of its steps nothing came. */
  timeoutType?: string;
}

@Injectable()
export class MailServer {
  private transport: Transporter | undefined;

  constructor(private readonly config: Config) {}

  /** Resolves when the server has taken the letter. */
  async send(letter: Letter, body: LetterBody): Promise<void> {
    try {
      const transport = await this.connected();
      await transport.sendMail({
        from: { name: body.from ?? 'Assay', address: this.config.mailFrom },
        to: { name: letter.toName, address: letter.toEmail },
        ...(body.replyTo
          ? { replyTo: { name: body.replyTo.name, address: body.replyTo.email } }
          : {}),
        subject: letter.subject,
        text: body.text,
        html: body.html,
        messageId: letter.messageId,
        date: letter.createdAt,
        headers: { 'Auto-Submitted': 'auto-generated', ...this.listHeaders(body.list) },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      throw told(error as SmtpFailure);
    }
  }

  private listHeaders(list: MailingList | undefined): Record<string, string> {
    if (!list) return {};
    const { hostname } = new URL(this.config.origin);
    return {
      'List-Id': `<${list.id}.${hostname}>`,
      'List-Unsubscribe': `<${list.off}>`,
      // One click may only travel encrypted (RFC 8058, 3.1).
      ...(this.config.secure ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    };
  }

  private async connected(): Promise<Transporter> {
    const url = this.config.smtpUrl;
    if (!url) throw new Error('No mail server is configured.');
    const { createTransport } = await import('nodemailer');
    this.transport ??= createTransport({
      url,
      // Letters carry links that open things: beyond this machine they travel encrypted, unless the address says
      // ?requireTLS=false for a server of one's own network.
      requireTLS: !loopback.has(new URL(url).hostname),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      dnsTimeout: 10_000,
    });
    return this.transport;
  }
}

/**
 * Says what the server said. Only its no to this sender, recipient or content is final; a wrong password or a server
 * that turns everyone away is for the operator to mend, and can be tried again.
 */
function told(failure: SmtpFailure): Error {
  const { code, responseCode, response } = failure;
  if (code === 'EAUTH') return new Error('The mail server did not accept our user or password.');
  if (responseCode === undefined) {
    return code === 'EENVELOPE'
      ? new Refused('The address cannot be written to.')
      : new Error(silence(failure));
  }
  if (responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')) {
    return new Refused(`The mail server refused it: ${response ?? responseCode}`);
  }
  return new Error(`The mail server could not take it now (${responseCode}).`);
}

/** What is said of a server that gave no answer to the letter. */
function silence({ code, originalCode = '', timeoutType }: SmtpFailure): string {
  if (/CERT|SIGNED|VERIFY|ISSUER|ERR_TLS/.test(originalCode)) {
    return `The certificate of the mail server is not to be trusted (${originalCode}).`;
  }
  if (code === 'ETLS') return 'The mail server does not offer encryption (STARTTLS).';
  if (timeoutType === 'GREETING_TIMEOUT' || timeoutType === 'CONNECTION_TIMEOUT') {
    return 'The mail server did not answer in time.';
  }
  if (code === 'ECONNECTION' || code === 'ETIMEDOUT') {
    return `The mail server ended the connection or fell silent before it said yes (${code}): it may have it already.`;
  }
  return `The mail server could not be reached (${originalCode || (code ?? 'no answer')}).`;
}
