// The server's description of its API is what the specifications call such: by the schemas that their authors publish.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv';

const url = process.env.ANIPUB_URL;

async function get(path) {
  return (await fetch(new URL(path, url))).json();
}

test('/openapi is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(await get('/openapi'));
  assert.ok(result.valid, JSON.stringify(result.errors));
  assert.equal(validator.version, '3.1');
});

test('/openapi/events is AsyncAPI 3.0', async () => {
  const specification = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json');
  // It brings the schema of schemas that it refers to.
  const options = { strict: false, validateFormats: false, meta: false, validateSchema: false };
  const isAsyncApi = new Ajv(options).compile(specification);
  isAsyncApi(await get('/openapi/events'));
  assert.deepEqual(isAsyncApi.errors, null);
});
