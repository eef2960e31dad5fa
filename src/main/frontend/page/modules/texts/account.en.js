/** @import { Values } from './messages.en.js' */

/** The texts of accounts: the ways in, the account's dialog, blocks. */
export default () =>
  /** @satisfies {Record<string, string | ((values: Values) => string)>} */ ({
    'door.closed': 'Registration is closed at the moment.',
    'door.invited': 'You’re invited. Choose a name and a password, and register.',
    'door.invitation': 'Invitation code',
    'door.invitation.hint': 'New people need an invitation here.',
    'door.fill.invitation': 'Enter your invitation code.',
    'door.forgot': 'Forgot your password?',

    'reset.title': 'A new password',
    'reset.how':
      'Ask an admin of this site for a one-time code or link. It works for an hour. Setting a new password logs you out everywhere.',
    'reset.code': 'One-time code',
    'reset.next': 'New password',
    'reset.set': 'Set password',
    'reset.wrong': 'This code doesn’t work. It may be used up or too old: ask for another one.',
    'reset.fill': 'Enter the code.',
    'reset.done': 'Your password is changed. Log in with the new one.',
    'reset.inside': 'You’re logged in. Log out first to use the link for a new password.',

    'block.block': 'Block',
    'block.unblock': 'Unblock',
    'block.blocked':
      'Blocked. Messages from this person are folded, and they can’t message you directly, invite you or notify you. They aren’t told.',
    'block.lifted': 'Not blocked any more.',
    'block.folded': 'Message from somebody you blocked',
    'block.show': 'Show',

    'account.saved.unshown': 'Saved. But a display name with “@” in it, or with a sign that looks like it, isn’t shown to anybody.',

    'account.password': 'Password',
    'account.password.current': 'Current password',
    'account.password.next': 'New password',
    'account.password.hint': 'At least 8 characters. Changing it logs you out everywhere else.',
    'account.password.change': 'Change password',
    'account.password.changed': 'Your password is changed. You’re logged out everywhere else.',
    'account.fill.password': 'Enter your password.',

    'account.sessions': 'Where you’re logged in',
    'account.sessions.current': 'This browser',
    'account.sessions.since': ({ since }) => `Since ${since}`,
    'account.sessions.used': ({ until }) => `Last used ${until}`,
    'account.sessions.end': 'Log out',
    'account.sessions.end.label': ({ name, since }) => `Log out ${name}, since ${since}`,
    'account.sessions.ended': ({ name }) => `${name} is logged out.`,
    'account.agent': ({ name, title }) => `${name} on ${title}`,
    'account.agent.unknown': 'Unknown program',

    'account.blocked': 'Blocked people',
    'account.blocked.none': 'You haven’t blocked anybody. You can block somebody from their profile.',
    'account.blocked.gone': 'Deleted user',
    'account.blocked.label': ({ name }) => `Unblock ${name}`,
    'account.blocked.lifted': ({ name }) => `${name} isn’t blocked any more.`,
    'account.loading': 'Loading…',

    'account.export': 'Your data',
    'account.export.what':
      'A ZIP file with your profile, your rooms and all messages you wrote, as JSON. Nothing that others wrote is in it. It can be downloaded five times a day.',
    'account.export.get': 'Download your data',

    'account.delete': 'Delete account',
    'account.delete.what':
      'Your account, profile and picture are deleted, and you leave all rooms and direct messages. Rooms you own go to their longest moderator or member. This can’t be undone. Nobody can take your name for 30 days.',
    'account.delete.messages': 'What becomes of your messages',
    'account.delete.keep': 'They stay, as from “Deleted user”',
    'account.delete.remove': 'They are deleted, too',
    'account.delete.password': 'Your password, to confirm',
    'account.delete.foreign': 'If you log in at another site, leave it empty and do this right after logging in.',
    'account.delete.sure': 'I’m sure: delete my account for good.',
    'account.delete.unsure': 'Tick the box if you’re sure.',
    'account.delete.go': 'Delete my account',
    'account.deleted': 'Your account is deleted. Thank you for having been here, and take care.',

    'account.claim': 'Become the first admin',
    'account.claim.what': 'While this site has no admin, its log shows a one-time code. Whoever runs the server can enter it here.',
    'account.claim.code': 'Code from the log',
    'account.claim.go': 'Become admin',
    'account.claim.done': 'You’re an admin of this site now. The button with the shield leads to the admin’s page.',
    'account.claim.wrong': 'This code doesn’t work. It works once, and only while there is no admin.',

    'error.suspended': 'This account is suspended.',
    'error.suspended.why': ({ why }) => `This account is suspended: ${why}`,
    'error.not_found': 'This isn’t there any more.',
  });
