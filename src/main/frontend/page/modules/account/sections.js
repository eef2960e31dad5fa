import { pictureSection } from './picture-section.js';
import { profileSection } from './profile-section.js';

/**
 * @import { OwnProfile } from '../actions/own-profile.js'
 * @import { TextKey } from '../texts/texts.js'
 * @import { Profile } from '../wire/types.js'
 */

/**
 * What a section is shown with. `card`: as it was when the dialog was opened.
 *
 * @typedef {{ card: Profile, profile: OwnProfile }} Account
 * @typedef {{ id: string, title: TextKey, content: (account: Account) => HTMLElement[] }} Section
 */

/**
 * The parts of the account's dialog, from top to bottom. A new one is a file beside these and a line here.
 *
 * @type {Section[]}
 */
export const SECTIONS = [
  { id: 'profile', title: 'account.profile', content: profileSection },
  { id: 'picture', title: 'account.picture', content: pictureSection },
];
