/**
 * The targets of a `Link` header (RFC 8288) by their `rel`: `{prev: '/api/…', next: '/api/…'}`.
 *
 * @param {string | null} header
 * @returns {Record<string, string | undefined>}
 */
export function parseLinks(header) {
  /** @type {Record<string, string>} */
  const links = {};
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*"?([^";,]+)"?/i.exec(parameters);
    for (const name of rel?.[1]?.trim().split(/\s+/) ?? []) {
      links[name.toLowerCase()] = target;
    }
  }
  return links;
}
