import type { Reply, Visitor } from '../support/app.js';

/** The submission that somebody who reads the answers now looks at. */
export async function lookedAt(who: Visitor, path: string): Promise<string> {
  const { body } = await who.get<{ submission: { id: string } }>(path);
  return body.submission.id;
}

/** Judges an answer as it was submitted last, as a program does that has just read it. */
export async function judgeAnswer<T = unknown>(
  who: Visitor,
  path: string,
  key: string,
  facts: object,
  headers?: Record<string, string>,
): Promise<Reply<T>> {
  const submissionId = await lookedAt(who, path);
  return who.put<T>(`${path}/reviews/${key}`, { submissionId, ...facts }, headers);
}
