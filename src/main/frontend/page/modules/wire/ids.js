/**
 * An id that the server has not seen from us. `crypto.randomUUID` exists in secure contexts only, and a chat at home
 * is often plain http on a LAN address; there the same version-4 UUID is built from random bytes.
 *
 * @param {{ randomUUID?: () => string, getRandomValues: Crypto['getRandomValues'] }} [crypto]
 */
export function newClientId(crypto = globalThis.crypto) {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
