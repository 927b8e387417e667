import { type Question, type QuestionnaireDefinition, questionsOf } from '../question.js';
import { aiVendor } from './ai-vendor.js';
import { domains } from './domains.js';

const questions = new Map(questionsOf(aiVendor).map((question) => [question.key, question]));

function ask(...keys: string[]): Question[] {
  return keys.map((key) => {
    const question = questions.get(key);
    if (!question) throw new Error(`The full questionnaire has no question ${key}`);
    return question;
  });
}

export const aiVendorShort: QuestionnaireDefinition = {
  key: 'ai-vendor-short',
  title: 'AI vendor security and data protection, short',
  purpose:
    'The questions that matter even where little is at stake. Answer for the service we use or mean to use. “We” and “our” is the organisation that asks; “you” is your company. In the answers you choose from, “we” is your company and “the customer” is us.',
  minutes: 30,
  domains,
  sections: [
    {
      key: 'data',
      title: 'Our data',
      intro:
        '“Our data” means everything that we or our people put into your service and everything made from it: prompts, files, recordings, outputs, embeddings, logs and copies.',
      questions: ask(
        'data.stores',
        'data.encrypted_at_rest',
        'data.prompts_kept',
        'training.use_of_ours',
        'training.providers',
        'people.used',
        'people.our_data_seen',
      ),
    },
    {
      key: 'tools',
      title: 'Tools and build',
      intro:
        'A tool is any component or service of others that you build on. We ask so that, when one of them is compromised, we know whether it concerns us.',
      questions: ask('tools.list', 'tools.answer_time', 'supply.pinned', 'supply.patching'),
    },
    {
      key: 'access',
      title: 'Access and assurance',
      intro: 'Who can reach our data, and who has checked.',
      questions: ask(
        'access.mfa',
        'access.standing',
        'assurance.audits',
        'assurance.penetration_test',
      ),
    },
    {
      key: 'incidents',
      title: 'Incidents and exit',
      intro: 'When you tell us, what the service may do by itself, and how our data goes away.',
      questions: ask(
        'incidents.notice',
        'incidents.upstream',
        'subprocessors.list',
        'exit.deletion',
        'oversight.actions',
        'oversight.change_notice',
      ),
    },
  ],
};
