import { blockedSection } from './blocked-section.js';
import { claimSection } from './claim-section.js';
import { deletionSection } from './deletion-section.js';
import { exportSection } from './export-section.js';
import { passwordSection } from './password-section.js';
import { pictureSection } from './picture-section.js';
import { profileSection } from './profile-section.js';
import { sessionsSection } from './sessions-section.js';

/**
 * @import { Blocking } from '../actions/blocks.js'
 * @import { OwnProfile } from '../actions/own-profile.js'
 * @import { Session } from '../actions/session.js'
 * @import { Store } from '../store/store.js'
 * @import { TextKey } from '../texts/texts.js'
 * @import { AccountApi } from '../wire/account-api.js'
 * @import { Profile } from '../wire/types.js'
 */

/**
 * What a section is shown with. `card`: as it was when the dialog was opened. `closed`: it is opened when it is wanted. `wanted`: whether it is
 * there at all, by default always.
 *
 * @typedef {{ card: Profile, profile: OwnProfile, store: Store, session: Session, blocking: Blocking, api: AccountApi }} Account
 * @typedef {{ id: string, title: TextKey, closed?: boolean, wanted?: (account: Account) => boolean, content: (account: Account) => HTMLElement[] }} Section
 */

/**
 * The parts of the account's dialog, from top to bottom. A new one is a file beside these and a line here.
 *
 * @type {Section[]}
 */
export const SECTIONS = [
  { id: 'profile', title: 'account.profile', content: profileSection },
  { id: 'picture', title: 'account.picture', content: pictureSection },
  { id: 'password', title: 'account.password', closed: true, content: passwordSection },
  { id: 'sessions', title: 'account.sessions', closed: true, content: sessionsSection },
  { id: 'blocked', title: 'account.blocked', closed: true, content: blockedSection },
  { id: 'export', title: 'account.export', closed: true, content: exportSection },
  { id: 'deletion', title: 'account.delete', closed: true, content: deletionSection },
  { id: 'claim', title: 'account.claim', closed: true, wanted: ({ store }) => store.me?.awaitsAdmin === true, content: claimSection },
];
