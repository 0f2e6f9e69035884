import { enCopy } from './en-copy.ts'
import { enHosting } from './en-hosting.ts'
import { enProblems } from './en-problems.ts'
import { enSettings } from './en-settings.ts'
import { enSwitcher } from './en-switcher.ts'

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
  presence: {
    online: 'Online',
    offline: 'Offline',
    admin: 'Admin',
    copyUsername: 'Copy user name',
    usernameCopied: 'User name copied',
    usernameNotCopied: 'The user name could not be copied.'
  },
  nav: {
    label: 'Rooms and people',
    rooms: 'Rooms',
    people: 'People',
    online: '{count, number} online',
    alone: 'Nobody else for now',
    person: '{name}, {presence}',
    serverMenu: 'Server menu',
    jump: 'Search or jump to…',
    expand: 'Show the sidebar',
    resize: 'Width of the sidebar',
    peopleOnline: 'People online',
    unread: '{count, plural, one {# unread} other {# unread}}'
  },
  account: {
    menu: 'Account and settings',
    settings: 'Settings',
    openSettings: 'Settings…',
    signOut: 'Sign out',
    quit: 'Quit Causerie',
    notConfigured: 'This setting could not be saved.',
    notSignedOut: 'Signing out did not work. Try again.',
    waitingTitle: '{count, plural, one {# message has not left yet} other {# messages have not left yet}}',
    waitingBody:
      'Signing out removes this account’s copy from this computer: what has not left yet will be lost.',
    unsureTitle: '{count, plural, one {# message may not have left} other {# messages may not have left}}',
    unsureBody: 'Signing out removes this account’s copy from this computer: what has not left will be lost.',
    aboutServer: 'About this server',
    copyAddress: 'Copy the address',
    addressCopied: 'Address copied',
    addressNotCopied: 'The address could not be copied.'
  },
  quiet: {
    title: 'Do not disturb',
    off: 'Off',
    halfHour: '30 minutes',
    hour: '1 hour',
    tomorrow: 'Until tomorrow, 9:00',
    always: 'Until I turn it off',
    until: 'Do not disturb until {time}',
    untilTomorrow: 'Do not disturb until tomorrow, {time}',
    untilShort: 'Until {time}',
    untilTomorrowShort: 'Until tomorrow, {time}'
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
    nothingShown: 'Nothing to show',
    emptyBody: 'Announcements and mentions will show here.',
    localRead: 'This server does not remember what is read: it is kept on this computer only.',
    unlisted:
      'The server counts {count, plural, one {# more unread} other {# more unread}} that it does not show.',
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
    file: 'Your session is kept in a file',
    fileText: 'This computer has no keyring. Only you can read it.',
    locked: 'Your keyring is locked',
    lockedText: 'This session ends when Causerie quits.',
    again: 'Try again',
    done: 'Your session is kept'
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
    copyShort: 'Copy saved at {time}.',
    copyHere: 'Copy saved on this computer.',
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
    toUnread: 'Jump to the latest messages, {count, plural, one {# unread} other {# unread}}',
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
    pendingSince: 'Waiting since {time}',
    sending: 'Sending…',
    sendingSince: 'Sending since {time}, no answer yet',
    sent: 'Sent',
    sentMany: '{count, plural, one {# message sent} other {# messages sent}}',
    unconfirmed: 'Sent, not confirmed by the server',
    sendAgain: 'Send again',
    notRetried: 'The message could not be sent again.',
    notSaved: 'Nothing has changed: this computer could not save it. The disk may be full.',
    notCancellable: 'This message can no longer be taken back.',
    edit: 'Edit',
    editKey: 'M',
    editLabel: 'Change the message',
    editHint: '<b>{cancel}</b> to cancel · <b>{save}</b> to save',
    save: 'Save',
    changed: 'Message changed',
    takeBack: 'Do not send',
    unreadFrom: 'Mark unread from here',
    unreadKey: 'U',
    unreadDone: 'Unread from here',
    more: 'More actions',
    copy: 'Copy text',
    copied: 'Text copied',
    notCopied: 'The text could not be copied.'
  },
  markup: { copy: 'Copy code', copied: 'Copied' },
  empty: {
    title: 'The room {room} is open',
    body: 'Everything written here stays on the server {server}, and members can read it even offline.',
    noHistory:
      'This server gives no older messages: what was said while you were not connected is not shown here.',
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
    hint: '<b>{send}</b> to send · <b>{line}</b> for a new line',
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
      '{count, plural, one {# message waiting: it will leave once you sign in again} other {# messages waiting: they will leave once you sign in again}}',
    short: '{count, plural, one {# message waiting} other {# messages waiting}}',
    status: '{count, plural, one {# waiting} other {# waiting}}'
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
    throttled: 'Too many tries. You can try again in {seconds}\u00a0s.',
    throttledLong: 'Too many tries. You can try again in {minutes}\u00a0min.',
    or: 'or',
    local: 'A server is running on this computer',
    usernameEmpty: 'Enter your user name.'
  },
  profile: {
    choose: 'If it is your organisation’s own server, choose how it signs you in:',
    chooseOpened: 'How this server signs you in:',
    token: 'Django Channels, token',
    cookie: 'Django Channels, session cookie',
    hasToken: 'I have a token',
    tokenLabel: 'Token',
    tokenEmpty: 'Paste your token.',
    tokenRefused: 'The server does not accept this token.',
    tokenShut: 'The server refuses the live connection with this token.',
    usernameHint: 'Optional. Tells the app who you are where the server does not say.',
    open: 'Open a profile…',
    openFile: 'Open a profile file…',
    opened: 'Profile opened: {name}',
    wrongPart: 'This file is not a profile: its part “{part}” is wrong.',
    testShowsMore: '“Test the connection” shows more.'
  },
  test: {
    go: 'Test the connection',
    going: 'Testing…',
    title: 'Test of the connection',
    of: 'Test of the connection to {address}',
    passed: 'Works',
    failed: 'Does not work',
    absent: 'Not in this profile',
    skipped: 'Not tried',
    allPassed: 'Every step works.',
    partly: 'What was tried works. The rest takes a sign-in.',
    someFailed: 'This step does not work: {step}.',
    copy: 'Copy the report',
    copied: 'Report copied',
    notCopied: 'The report could not be copied.',
    steps: {
      address: 'Server',
      csrf: 'Protection of the sign-in (CSRF)',
      signIn: 'Sign-in',
      me: 'Who is signed in',
      socket: 'Live connection (WebSocket)',
      history: 'Older messages'
    }
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
  limits: {
    title: 'What this server can and cannot do',
    sub: '{server} is your organisation’s own server, not a Causerie server. You write, read and see who is online as usual. The rest depends on what it can do:',
    points: {
      echo: 'Your message has its tick once it comes back from the server.',
      lostFetched:
        'What gets lost on the way is fetched from the server’s history a little later, your own messages included.',
      lostUnconfirmed:
        'A message that does not come back stays “not confirmed”. You decide whether to send it again.',
      missed: 'What was said while you were away is not shown.',
      readHere: 'What you have read is remembered on this computer only.',
      deletion: 'Nothing can be deleted while you are offline, and the server may refuse a deletion.',
      deletedMeanwhile: 'A message that was deleted while you were away may still show here.',
      noAnnouncements: 'Announcements cannot be written from here.'
    },
    understood: 'Understood'
  },
  said: { title: 'The server answered', text: '“{text}”' },
  toasts: { label: 'Notices' },
  crash: {
    title: 'This window has stopped',
    body: 'Your messages are safe on this computer. Reload the window to go on.',
    reload: 'Reload',
    start: 'The app could not start. Try again.'
  },
  ...enCopy,
  ...enHosting,
  ...enSettings,
  ...enSwitcher,
  ...enProblems
} as const
