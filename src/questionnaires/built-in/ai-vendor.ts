import type { QuestionnaireDefinition } from '../question.js';
import { access } from './ai-vendor/access.js';
import { assurance } from './ai-vendor/assurance.js';
import { buildSupplyChain } from './ai-vendor/build-supply-chain.js';
import { dataStorage } from './ai-vendor/data-storage.js';
import { incidents } from './ai-vendor/incidents.js';
import { lifecycle } from './ai-vendor/lifecycle.js';
import { oversight } from './ai-vendor/oversight.js';
import { peopleBehindTheData } from './ai-vendor/people.js';
import { toolsInUse } from './ai-vendor/tools.js';
import { trainingData } from './ai-vendor/training-data.js';
import { domains } from './domains.js';

export const aiVendor: QuestionnaireDefinition = {
  key: 'ai-vendor',
  title: 'AI vendor security and data protection',
  purpose:
    'We want to know how you store and protect our data, which tools you build on, who has audited you, and how we hear of it when something breaks. Answer for the service we use or mean to use. “We” and “our” is the organisation that asks; “you” is your company. In the answers you choose from, “we” is your company and “the customer” is us. A plain No with a plan is worth more to us than a Yes that does not hold.',
  minutes: 120,
  domains,
  sections: [
    dataStorage,
    trainingData,
    peopleBehindTheData,
    toolsInUse,
    buildSupplyChain,
    access,
    assurance,
    incidents,
    lifecycle,
    oversight,
  ],
};
