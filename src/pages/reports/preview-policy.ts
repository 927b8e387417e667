/** A preview is a document of its own: it may bring its styles, and nothing else. */
export const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'; sandbox";
