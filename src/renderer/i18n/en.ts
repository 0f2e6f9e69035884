import type { AnnounceCode, DeleteCode, SaveCode, SendCode, SignInCode } from './codes.ts'

const signInProblems = {
  address_empty: 'Enter the address of the server.',
  address_malformed: 'This is not a server address. Example: causerie.example.org',
  address_not_secure: 'This address starts with http, so your password could be read on the way. Use https.',
  unreachable: 'The server is not answering. It may be off, or blocked by the network.',
  no_network: 'This computer has no network. Connect it, then try again.',
  unknown_host: 'No computer has this name. Check the spelling of the address.',
  certificate_unknown: 'This computer does not know who issued this server’s certificate. Ask its admin.',
  certificate_expired: 'This server’s certificate has expired. Ask its admin to renew it.',
  certificate_name: 'This server’s certificate is for another address. Check the spelling, or ask its admin.',
  outdated: 'This server speaks a newer language than this version of Causerie. Update Causerie to join it.',
  not_causerie: 'There is no Causerie server at this address. Check the spelling and the port.',
  wrong_credentials: 'Wrong user name or password.',
  wrong_code: 'This code is wrong or has already been used. The server shows it where it was started.',
  rate_limited: 'Too many tries. Wait a little, then try again.',
  bad_request: 'The server refused this input. A user name takes letters, digits and . _ @ + -',
  internal: 'Something failed inside. Try again, then tell the admin of the server.',
  disk: 'The account could not be saved on this computer. Check the free space on the disk.',
  bad_params: 'This input was refused. Check every field.',
  unknown: 'The server refused, for a reason this version does not know.'
} as const satisfies Record<SignInCode, string>

const sendProblems = {
  blank: 'Not sent: the message is empty.',
  too_long: 'Not sent: the message is too long.',
  unknown_room: 'Not sent: you are no longer in this room.',
  conflict: 'Not sent: the server already holds another message under the same number.',
  bad_frame: 'Not sent: the server did not understand the app.',
  unknown_type: 'Not sent: the server did not understand the app.',
  unknown: 'Not sent: the server refused this message.'
} as const satisfies Record<SendCode, string>

const deleteProblems = {
  no_answer: 'The server did not answer. Everyone may still see the message.',
  offline: 'There is no connection. Everyone can still see the message.',
  signed_out: 'Your session has expired. Sign in again to delete it.',
  not_placed: 'The server does not hold this message yet.',
  not_superuser: 'Your account no longer has this permission.',
  message_not_found: 'The server did not find this message.',
  already_deleted: 'This message was already deleted.',
  rate_limited: 'Too many requests. Wait a little, then try again.',
  busy: 'The server is busy. Everyone can still see the message.',
  internal: 'Something failed inside. Everyone can still see the message.',
  bad_frame: 'The server did not understand the app. One of them may be out of date.',
  unknown_type: 'This server cannot delete messages.',
  unknown: 'The server refused. Everyone can still see the message.'
} as const satisfies Record<DeleteCode, string>

const saveProblems = {
  blank: 'There is nothing to send yet.',
  too_long: 'The message is too long. Nothing was sent.',
  signed_out: 'Nobody is signed in any more. Your text is still here.',
  disk: 'The message could not be saved on this computer: the disk may be full. Your text is still here.',
  bad_params: 'The app refused this text. It is still here.',
  internal: 'The message could not be saved on this computer. Your text is still here.',
  unknown: 'The message could not be saved on this computer. Your text is still here.'
} as const satisfies Record<SaveCode, string>

const announceProblems = {
  blank: 'Write the text of the announcement first.',
  title_too_long: 'The title is too long. Shorten it.',
  too_long: 'The text is too long. Shorten it.',
  not_allowed: 'Not sent: your account may not send announcements.',
  conflict: 'It was sent the first time already, with the words it had then. Discard this one.',
  offline: 'Not sent: there is no connection.',
  no_answer: 'The server did not answer. Send it again: it will not be there twice.',
  signed_out: 'Not sent: your session has expired. Sign in again.',
  rate_limited: 'Not sent: too many requests. Wait a little, then try again.',
  busy: 'Not sent: the server is busy. Try again.',
  internal: 'Not sent: something failed inside. Try again.',
  bad_frame: 'Not sent: the server did not understand the app.',
  unknown_type: 'Not sent: this server does not take announcements.',
  bad_params: 'Not sent: the app refused this text.',
  unknown: 'Not sent: the server refused.'
} as const satisfies Record<AnnounceCode, string>

/** English. The type of every catalogue is this one's. */
export const en = {
  action: {
    retry: 'Retry',
    cancel: 'Cancel',
    edit: 'Edit',
    remove: 'Delete',
    close: 'Close',
    back: 'Back',
    show: 'Show'
  },
  status: {
    connected: 'Connected',
    connecting: 'Connecting…',
    reconnecting: 'Reconnecting…',
    offline: 'Offline',
    signedOut: 'Signed out',
    locked: 'Keyring locked',
    outdated: 'Update needed'
  },
  presence: { online: 'Online', offline: 'Offline' },
  nav: {
    label: 'Rooms and people',
    rooms: 'Rooms',
    people: 'People',
    online: '{count, number} online',
    alone: 'Nobody else for now',
    person: '{name}, {presence}',
    unread: '{count, plural, one {# unread} other {# unread}}'
  },
  account: {
    menu: 'Account and settings',
    language: 'Language',
    theme: 'Theme',
    system: 'Same as system',
    light: 'Light',
    dark: 'Dark',
    signOut: 'Sign out',
    quit: 'Quit Causerie',
    notConfigured: 'This setting could not be saved.',
    notSignedOut: 'Signing out did not work. Try again.',
    waitingTitle: '{count, plural, one {# message has not left yet} other {# messages have not left yet}}',
    waitingBody:
      'Signing out removes this account’s copy from this computer: what has not left yet will be lost.'
  },
  quiet: {
    title: 'Do not disturb',
    shortcut: 'Ctrl Shift D',
    off: 'Off',
    halfHour: '30 minutes',
    hour: '1 hour',
    tomorrow: 'Until tomorrow, 9:00',
    always: 'Until I turn it off',
    until: 'Do not disturb until {time}',
    untilTomorrow: 'Do not disturb until tomorrow, {time}'
  },
  log: {
    open: 'Connection log…',
    title: 'Connection log',
    sub: 'What happened on the connection, without secrets and without messages.',
    empty: 'Nothing yet.',
    refresh: 'Refresh',
    copy: 'Copy',
    copied: 'Log copied',
    notCopied: 'The log could not be copied.',
    reveal: 'Show the file'
  },
  quit: {
    title: 'Quit Causerie?',
    body: '{count, plural, one {# message has not left yet. It will leave next time you open Causerie.} other {# messages have not left yet. They will leave next time you open Causerie.}}',
    wait: 'Wait',
    confirm: 'Quit'
  },
  centre: {
    title: 'Notifications',
    shortcut: 'Ctrl Shift A',
    unread: '{count, plural, one {# unread} other {# unread}}',
    isUnread: 'Unread',
    all: 'All',
    general: 'Announcements',
    personal: 'For you',
    markAll: 'Mark all as read',
    markOne: 'Mark as read',
    announcement: 'Announcement',
    announcedBy: 'Announcement by {name} · {time}',
    from: '{name} · {time}',
    someone: 'Unknown account',
    failed: 'The notifications could not be loaded.',
    emptyTitle: 'You’re all caught up',
    emptyBody: 'Announcements and mentions will show here.',
    new: 'New announcement'
  },
  announce: {
    title: 'New announcement',
    titleLabel: 'Title (optional)',
    bodyLabel: 'Text',
    left: '{count, plural, one {# character left} other {# characters left}}',
    over: '{count, plural, one {# character over} other {# characters over}}',
    preview: 'Preview',
    next: 'Continue',
    discard: 'Discard',
    confirmTitle: 'Send this announcement?',
    confirm: 'Everyone on {server} will see it, right away. It cannot be taken back.',
    send: 'Send',
    sending: 'Sending…',
    done: 'Announcement sent',
    offline: 'Not possible while offline. What you have written stays here.'
  },
  kept: {
    file: 'This computer has no keyring: your session is kept in a file that only you can read.',
    locked: 'Your keyring is locked: this session ends when Causerie quits.',
    again: 'Try again',
    done: 'Your session is kept.'
  },
  banner: {
    lost: 'Connection lost.',
    never: 'No connection yet.',
    retryIn: 'Reconnecting in {seconds} s…',
    trying: 'Reconnecting…',
    reconnect: 'Reconnect now',
    offline: 'Offline.',
    copyFrom: 'You are reading the copy saved at {time}.',
    copyFromDay: 'You are reading the copy saved on {day}.',
    copy: 'You are reading the copy saved on this computer.',
    nextTry: 'Next try in {seconds} s',
    nextTryNow: 'Trying now…',
    back: 'Back online.',
    backSent: '{count, plural, one {# message sent.} other {# messages sent.}}',
    expired: 'Session expired.',
    locked: 'Your keyring is locked.',
    unlock: 'Unlock it, then try again.',
    outdated: 'Update needed.',
    update: 'This server speaks a newer language than this version of Causerie.',
    signIn: 'Sign in again'
  },
  list: {
    label: 'Messages, {room}',
    jump: '{count, plural, one {# new message} other {# new messages}}',
    toLatest: 'Jump to the latest messages',
    loading: 'Loading messages',
    olderFailed: 'Older messages could not be loaded.',
    failed: 'The messages could not be loaded.',
    arrived: '{name}: {text}',
    arrivedMany: '{count, plural, one {# new message} other {# new messages}}',
    today: 'Today',
    yesterday: 'Yesterday',
    role: 'Admin',
    someone: 'Unknown account',
    toolbar: 'Message actions',
    unreadLine: 'New messages',
    showMore: 'Show more'
  },
  message: {
    pending: 'Waiting',
    sent: 'Sent',
    notRetried: 'The message could not be sent again.',
    notCancellable: 'This message can no longer be taken back.',
    more: 'More actions',
    copy: 'Copy text',
    copied: 'Text copied',
    notCopied: 'The text could not be copied.'
  },
  markup: { copy: 'Copy code', copied: 'Copied' },
  empty: {
    title: 'The room {room} is open',
    body: 'Everything written here stays on the server {server}, and members can read it even offline.',
    hello: 'Say hello',
    greeting: 'Hello 👋'
  },
  delete: {
    title: 'Delete this message?',
    body: 'It will disappear for everyone, right away. This cannot be undone.',
    confirm: 'Delete',
    busy: 'Deleting…',
    tooltip: 'Delete for everyone',
    menu: 'Delete…',
    key: 'Del',
    done: 'Message deleted for everyone',
    gone: 'This message was already deleted',
    offline: 'Not possible while offline',
    failed: 'Message not deleted'
  },
  composer: {
    label: 'Message to {room}',
    placeholder: 'Message {room}',
    hint: '<b>Enter</b> to send · <b>Shift + Enter</b> for a new line',
    send: 'Send',
    left: '{count, plural, one {# character left} other {# characters left}}',
    tooLong:
      '{count, plural, one {Message too long: # character over.} other {Message too long: # characters over.}}',
    draftNotSaved:
      'The draft could not be saved on this computer: the disk may be full. Your text is still here.',
    draftTooLong: 'This text is too long to be kept as a draft. It is only here.'
  },
  emoji: {
    title: 'Choose an emoji',
    search: 'Search emoji',
    categories: 'Categories',
    grid: 'Emoji',
    matches: 'Matching emoji',
    none: 'No emoji for “{query}”',
    sections: {
      recents: 'Recent',
      smileys: 'Smileys and emotion',
      people: 'People and body',
      nature: 'Animals and nature',
      food: 'Food and drink',
      activities: 'Activities',
      travel: 'Travel and places',
      objects: 'Objects',
      symbols: 'Symbols',
      flags: 'Flags'
    },
    tone: 'Skin tone',
    tones: {
      none: 'Default',
      light: 'Light',
      mediumLight: 'Medium-light',
      medium: 'Medium',
      mediumDark: 'Medium-dark',
      dark: 'Dark'
    }
  },
  outbox: {
    count:
      '{count, plural, one {# message waiting: it will leave when the connection is back} other {# messages waiting: they will leave when the connection is back}}',
    afterSignIn:
      '{count, plural, one {# message waiting: it will leave once you sign in again} other {# messages waiting: they will leave once you sign in again}}'
  },
  join: {
    tagline: 'Your team’s conversation, at home.',
    promise: 'Your messages stay on your server. They are there even offline.',
    language: 'Language',
    title: 'Join a server',
    sub: 'Ask the person who runs the server for its address.',
    address: 'Server address',
    searching: 'Looking for the server…',
    found: 'Server found: {server}',
    username: 'User name',
    password: 'Password',
    showPassword: 'Show the password',
    hidePassword: 'Hide the password',
    capsLock: 'Caps Lock is on',
    keep: 'Keep me signed in',
    go: 'Join',
    going: 'Joining…',
    passwordEmpty: 'Enter your password.',
    throttled: 'Too many tries. You can try again in {seconds} s.',
    or: 'or',
    local: 'A server is running on this computer',
    usernameEmpty: 'Enter your user name.'
  },
  setup: {
    title: 'Create the first account',
    sub: '{server} has no account yet.',
    code: 'One-time code',
    codeHint: 'The server showed it where it was started.',
    codeEmpty: 'Enter the code that the server showed.',
    passwordHint: 'At least {count} characters',
    passwordShort: 'The password needs at least {count} characters.',
    go: 'Create the account',
    going: 'Creating…'
  },
  again: {
    title: 'Sign in again',
    sub: 'Your messages are still on this computer.',
    go: 'Sign in',
    going: 'Signing in…'
  },
  toasts: { label: 'Notices' },
  crash: {
    title: 'This window has stopped',
    body: 'Your messages are safe on this computer. Reload the window to go on.',
    reload: 'Reload',
    start: 'The app could not start. Try again.'
  },
  announceProblems,
  signInProblems,
  sendProblems,
  deleteProblems,
  saveProblems
} as const
