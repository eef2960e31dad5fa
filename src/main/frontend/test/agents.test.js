import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentWords } from '../page/modules/account/agents.js';

test('browsers are called by their names, whatever else they call themselves', () => {
  const mozilla = 'Mozilla/5.0';
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
  const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
  for (const [agent, words] of [
    [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Linux'],
    [`${mozilla} (Windows NT 10.0; Win64; x64) ${chrome} Edg/143.0`, 'Edge on Windows'],
    [`${mozilla} (Windows NT 10.0; Win64; x64) ${chrome}`, 'Chrome on Windows'],
    [`${mozilla} (Linux; Android 14; Pixel) ${chrome}`, 'Chrome on Android'],
    [`${mozilla} (X11; CrOS x86_64 16002) ${chrome}`, 'Chrome on ChromeOS'],
    [`${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${safari} Version/18.0 Mobile/15E148 Safari/604.1`, 'Safari on iPhone'],
    [`${mozilla} (iPad; CPU OS 18_0 like Mac OS X) ${safari} CriOS/143.0 Mobile/15E148 Safari/604.1`, 'Chrome on iPad'],
    [`${mozilla} (Macintosh; Intel Mac OS X 10_15_7) ${safari} Version/18.0 Safari/605.1.15`, 'Safari on macOS'],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['', 'Unknown program'],
    ['x'.repeat(500), 'x'.repeat(40)],
  ]) {
    assert.equal(agentWords(agent), words);
  }
});
