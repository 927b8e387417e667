import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  /** The text of each page, with single spaces. */
  pages: string[];
  text: string;
  title: string;
  /** Titles of the bookmarks, outer before inner. */
  bookmarks: string[];
  isTagged: boolean;
}

/** Reads back what a person would find in a PDF. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
  });
  const document = await task.promise;
  try {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      const parts = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''));
      pages.push(parts.join('').replace(/\s+/g, ' ').trim());
    }
    const { info } = await document.getMetadata();
    const outline = (await document.getOutline()) ?? [];
    return {
      pages,
      text: pages.join(' '),
      title: (info as { Title?: string }).Title ?? '',
      bookmarks: outline.flatMap(titlesOf),
      isTagged: (await document.getMarkInfo())?.Marked === true,
    };
  } finally {
    await task.destroy();
  }
}

interface Bookmark {
  title: string;
  items: Bookmark[];
}

function titlesOf(bookmark: Bookmark): string[] {
  return [bookmark.title, ...bookmark.items.flatMap(titlesOf)];
}
