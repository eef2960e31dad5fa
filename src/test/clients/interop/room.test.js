// The JavaScript clients among the members of a room, against a running server; who they are comes from outside.
import { test } from 'node:test';
import { takePart } from './member.js';

const { members, ...room } = JSON.parse(process.env.INTEROP);
const names = members.map(({ name }) => name);

// All at the same time: each needs the others.
const parts = members
  .filter(({ version }) => version !== 'java')
  .map((member) => ({ name: member.name, part: takePart({ ...room, ...member, members: names }) }));
parts.forEach(({ part }) => part.catch(() => {}));

for (const { name, part } of parts) {
  test(`${name} takes part`, () => part);
}
