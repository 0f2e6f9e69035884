import type { HostCode } from './codes.ts'

/** English, for the server inside the app. */
export const enHosting = {
  hosting: {
    offer: 'Start a server on this computer',
    offerText: 'One click. It serves this computer only.',
    offerOwn: 'Open your server on this computer',
    offerOwnText: 'Your messages and your account are still there.',
    offerAgainText: 'Causerie signs you in, without a password.',
    starting: 'Starting your server…',
    ready: 'Your server is running',
    failed: 'Your server did not start',
    closed: 'Sign in to your server',
    runs: 'It runs for as long as Causerie stays open.',
    failedText: 'Nothing is lost: what was there stays as it is.',
    database: 'Database',
    databaseMade: 'Database created',
    databaseOpened: 'Database opened',
    listening: 'Port',
    listeningDone: 'Listening on port {port}',
    account: 'Your admin account',
    accountDone: 'Your admin account is ready',
    took: '{seconds}\u00a0s',
    tookLess: 'under {seconds}\u00a0s',
    isDone: 'Done',
    isGoing: 'In progress',
    isToDo: 'To do',
    hasFailed: 'Failed',
    only: 'On this computer only',
    onlyText: 'Nobody can join it from another computer yet.',
    noPassword: 'There is no password to remember: Causerie signs you in.',
    open: 'Open Causerie',
    log: 'View the log',
    join: 'Sign in to this server',
    notRevealed: 'It could not be shown in the file manager.'
  },
  hostingProblems: {
    folder: 'Its folder cannot be used. It may not be yours, or be damaged: the log says more.',
    path: 'The path of its folder is too long. Start Causerie with a shorter one: --user-data-dir=FOLDER.',
    disk: 'The disk is full. Make some room.',
    newer: 'Its data was written by a newer Causerie. Update this one.',
    locked: 'Another program works with its folder. End that program.',
    port: 'This computer does not let it listen on any port.',
    internal: 'Something broke. The log says what.',
    crashed: 'It ended by itself. The log may say why.',
    elsewhere: 'It runs already, outside of Causerie. Use your user name and your password.',
    has_users: 'It has accounts already, and none of them is yours. Sign in with a user name and a password.',
    unknown: 'The account could not be opened. Try again.'
  } satisfies Record<HostCode, string>,
  localServer: {
    title: 'Server on this computer',
    address: 'Address',
    state: 'State',
    states: {
      off: 'Stopped. It starts again with Causerie.',
      starting: 'Starting…',
      running: 'Running, for this computer only, for as long as Causerie stays open.',
      stopping: 'Stopping…',
      elsewhere: 'Another program runs it.',
      failed: 'It does not run.'
    },
    stopped: 'Stopped.',
    start: 'Start',
    stop: 'Stop',
    look: 'Check again',
    log: 'View the log',
    folder: 'Folder',
    show: 'Show the folder',
    password: 'Password',
    passwordText: 'None is needed: Causerie signs you in on this computer.',
    passwordBy:
      'Causerie cannot set one yet. If you have the server’s command line, this does, and signs you out everywhere:',
    failed: 'The server on this computer has stopped'
  }
} as const
