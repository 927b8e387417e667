export type { SheetCell, SheetColumn } from './workbook.js';
export { mostSheetRows, xlsxOf } from './xlsx.js';
