import type { Form, FormBody } from '../../platform/http/index.js';
import { compactRows as compact, formRows, type RowPlan } from '../frame/form-rows.js';

const plan: RowPlan = {
  prefix: 'subservices',
  called: 'Organisation',
  most: 50,
  spare: 2,
  fields: {
    name: { label: 'Organisation', maxlength: 200, autocomplete: 'off' },
    purpose: { label: 'What for', maxlength: 500 },
    method: {
      label: 'Method',
      type: 'select',
      options: [
        { value: '', label: 'Choose …' },
        { value: 'carved_out', label: 'Carved out' },
        { value: 'inclusive', label: 'Included' },
      ],
    },
  },
};

export const compactRows = (typed: FormBody): FormBody => compact(typed, plan.prefix);
export const subserviceRows = (form: Form<object>) => formRows(form, plan);
