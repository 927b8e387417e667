export { DeltaViews } from './delta/delta.builder.js';
export type { DeltaView } from './delta/delta.view.js';
export { pdfFile } from './pdf-file.js';
export { NewReport, paperFormats, type ReportView } from './report.dto.js';
export { ReportTemplates } from './report-templates.js';
export { ReportsModule } from './reports.module.js';
export { ReportQueries } from './reports.queries.js';
export { Reports } from './reports.service.js';
