import { auditSection } from './audit-section.js';
import { generalSection } from './general-section.js';
import { invitationsSection } from './invitations-section.js';
import { membersSection } from './members-section.js';
import { sanctionsSection } from './sanctions-section.js';

/** @import { Section } from './governor.js' */

/**
 * The parts of a room's settings, from left to right. A new one is a file beside these and a line here.
 *
 * @type {Section[]}
 */
export const SECTIONS = [
  { id: 'general', title: 'settings.general', least: 'owner', content: generalSection },
  { id: 'members', title: 'settings.members', least: 'moderator', content: membersSection },
  { id: 'sanctions', title: 'settings.sanctions', least: 'moderator', content: sanctionsSection },
  { id: 'invitations', title: 'settings.invitations', least: 'invites', content: invitationsSection },
  { id: 'audit', title: 'settings.audit', least: 'moderator', content: auditSection },
];
