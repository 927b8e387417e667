import { OutreachRequestPages } from './outreach/requests.controller.js';
import { RotationPages } from './rotations/rotation.controller.js';
import { ExposurePage } from './exposure-page.js';
import { IncidentExposurePages } from './exposures.controller.js';
import { IncidentActPages } from './incident-acts.controller.js';
import { IncidentForm } from './incident-form.js';
import { IncidentPage } from './incident-page.js';
import { IncidentPages } from './incidents.controller.js';
import { IncidentTimelinePages } from './timeline.controller.js';
import { OutreachPage } from './outreach/outreach-page.js';
import { OutreachPages } from './outreach/outreach.controller.js';
import { IncidentRotationPages } from './rotations/rotations.controller.js';
import { RotationsPage } from './rotations/rotations-page.js';
import { OpenVexPages } from './openvex.controller.js';
import { VendorInIncident } from './vendor-in-incident.js';
import { VendorInIncidentPages } from './vendor-in-incident.controller.js';
import { IncidentReportPages } from './incident-reports.controller.js';

/** The pages of incidents: each route has one. */
export const incidentPages = [
  OutreachRequestPages,
  RotationPages,
  IncidentExposurePages,
  IncidentActPages,
  IncidentPages,
  IncidentTimelinePages,
  OutreachPages,
  IncidentRotationPages,
  VendorInIncidentPages,
  OpenVexPages,
  IncidentReportPages,
];

/** What they show. */
export const incidentViews = [
  ExposurePage,
  IncidentForm,
  IncidentPage,
  OutreachPage,
  RotationsPage,
  VendorInIncident,
];
