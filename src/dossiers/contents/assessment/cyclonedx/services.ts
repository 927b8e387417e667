import { listed, dataCategories } from '../../../../scoring/index.js';
import { questionsOf, type StoreRow } from '../../../../questionnaires/index.js';
import type { Assessed } from '../assessed.js';
import { properties, refs } from './references.js';

/**
 * The vendor's service, and in it each place where it says that it keeps data of ours. Which way data flows and how it is
 * classified no answer says: the first is given as unknown, the second as we classed the engagement.
 */
export function servicesOf({ vendor, engagement, snapshot }: Assessed): object[] {
  const provider = { name: vendor.name };
  const classification = classOf(engagement.data);
  const places = storesOf(snapshot).map((store, at) => ({
    'bom-ref': refs.store(at + 1),
    provider,
    name: store.what,
    data: [{ flow: 'unknown', classification, name: store.what }],
    properties: properties({
      'store:where': store.where,
      'store:purpose': store.purpose,
      'store:retention-days': store.retentionDays ?? 'no limit stated',
      'store:encrypted-at-rest': store.encryptedAtRest,
      'store:encryption': store.encryptionHow,
      'store:trained-on': store.trainedOn,
      'store:deletion': store.deletedHow,
    }),
  }));
  return [
    {
      'bom-ref': refs.service,
      provider,
      name: engagement.name,
      ...(places.length > 0 && { services: places }),
    },
  ];
}

function classOf(data: Assessed['engagement']['data']): string {
  const labels = dataCategories.filter(({ code }) => data.includes(code)).map(({ label }) => label);
  return labels.length > 0 ? listed(labels) : 'Not classified';
}

function storesOf({ questionnaire, submission }: Assessed['snapshot']): StoreRow[] {
  const lists = questionsOf(questionnaire.definition).filter(({ kind }) => kind === 'stores');
  const keys = new Set(lists.map(({ key }) => key));
  return submission.answers
    .filter(({ questionKey, value }) => keys.has(questionKey) && Array.isArray(value))
    .flatMap(({ value }) => value as StoreRow[]);
}
