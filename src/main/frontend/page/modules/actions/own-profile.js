/**
 * @import { Api } from '../wire/api.js'
 * @import { Profile, ProfileTexts } from '../wire/types.js'
 * @import { People } from './people.js'
 */

/** Changes what this person says of themselves; each answers the card as it is then, or throws what is wrong. */
export class OwnProfile {
  #api;
  #people;

  /**
   * @param {Pick<Api, 'changeProfile' | 'setPicture' | 'removePicture'>} api
   * @param {Pick<People, 'hear'>} people
   */
  constructor(api, people) {
    this.#api = api;
    this.#people = people;
  }

  /** @param {Partial<ProfileTexts>} change */
  change(change) {
    return this.#heard(this.#api.changeProfile(change));
  }

  /** @param {Blob} picture */
  setPicture(picture) {
    return this.#heard(this.#api.setPicture(picture));
  }

  removePicture() {
    return this.#heard(this.#api.removePicture());
  }

  /** @param {Promise<Profile>} answer */
  async #heard(answer) {
    const profile = await answer;
    this.#people.hear(profile);
    return profile;
  }
}
