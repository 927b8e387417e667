/** What a server said of the state of something, to be sent back when it is asked for again. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

const etag = /^(?:W\/)?"[!#-~]{0,300}"$/;
const day = /^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The validators among the headers of an answer; what is not written as it should be is left out, for it is sent back.
 * Source: RFC 9110, 8.8; an entity tag of 300 characters at most.
 */
export function validatorsIn(headers: Readonly<Record<string, unknown>>): {
  validators?: Validators;
} {
  const tag = headers['etag'];
  const since = headers['last-modified'];
  const validators: Validators = {
    ...(typeof tag === 'string' && etag.test(tag) ? { etag: tag } : {}),
    ...(typeof since === 'string' && day.test(since) ? { lastModified: since } : {}),
  };
  return Object.keys(validators).length > 0 ? { validators } : {};
}

/** The headers that ask for something only where it has changed. */
export const onlyIfChanged = ({ etag, lastModified }: Validators): Record<string, string> => ({
  ...(etag === undefined ? {} : { 'if-none-match': etag }),
  ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
});
