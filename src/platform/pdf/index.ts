export { BrowserMissing, PrintFailed } from './errors.js';
export { findBrowser, type BrowserSearch, type FoundBrowser } from './browser.js';
export {
  Printer,
  type PaperFormat,
  type PrintedDocument,
  type PrinterOptions,
  type PrinterStatus,
} from './printer.js';
export { PdfModule } from './pdf.module.js';
