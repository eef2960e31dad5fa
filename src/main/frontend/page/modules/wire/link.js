/** The targets of a `Link` header (RFC 8288) by their `rel`: `{prev: '/api/…', next: '/api/…'}`. */
export function parseLinks(header) {
  const links = {};
  for (const [, target, parameters] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*"?([^";,]+)"?/i.exec(parameters);
    for (const name of rel?.[1].trim().split(/\s+/) ?? []) {
      links[name.toLowerCase()] = target;
    }
  }
  return links;
}
