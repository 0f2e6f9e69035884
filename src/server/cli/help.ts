import { NOTIFICATION_LIMITS } from '../../shared/model/notification.ts'
import { settingsHelp } from '../configuration/settings-help.ts'

const DATA = `  --data DIR          the folder with everything that the server keeps (default: in your user data folder)`
const JSON_LINE = `  --json              print one line of JSON`

const SETTINGS_HELP = `${settingsHelp()}
  --config FILE                   a JSON object with settings by name, {"port": 8470} (default: config.json in the data
                                  folder)`
const SETTINGS_NOTE = `Each of them can be in the environment too, as CAUSERIE_PORT or CAUSERIE_PUBLIC_URL. An option counts more than the
environment, and that more than the file. The file has them without the dashes, and not the data folder.`

/** What --help prints, by command. */
export const HELP = {
  main: `The Causerie server.

  start        start the server
  config       print every setting and where it comes from
  status       tell whether one runs, and where
  user         add people and change what they may do: see user --help
  notify       send a notification to everyone or to one person
  backup       write a copy of everything, also while the server runs
  restore      put a backup in the place of what the server has
  check        look whether what the server has, or a backup, is whole
  stats        tell how much there is: people, messages, bytes
  audit        show who deleted messages, and what was done with people

Each of them explains itself with --help. --version tells which program this is.

Exits with 0 when it was done, with 1 when it was not and a sentence says why, with 2 when the command line cannot be
understood, with 3 when another server has the folder.
`,
  start: `start [options]: start the server, for this computer only, and stay until Ctrl-C

${SETTINGS_HELP}
  --json                          print one line of JSON, {"url":…,"pid":…}, when ready

${SETTINGS_NOTE}

The first start without users prints a one-time code that makes the first superuser in the app.
Exits with 3 when a server already runs on the folder.
`,
  config: `config [options]: print every setting as start would use it with the same options, and where it comes from

${SETTINGS_HELP}
  --json                          print one line of JSON

${SETTINGS_NOTE}
`,
  status: `status [options]: tell whether a server runs on the folder; exits with 1 when none does

${DATA}
${JSON_LINE}
`,
  user: `user COMMAND: add people and change what they may do, whether the server runs or not

  user list                   show who there is
  user add NAME               add a person
  user promote NAME           make somebody a superuser
  user demote NAME            make somebody an ordinary user
  user deactivate NAME        sign somebody out everywhere, and let them in no more
  user activate NAME          let them in again
  user reset-password NAME    give somebody another password

Each of them explains itself with --help.
`,
  'user add': `user add NAME [options]: add a person, whether the server runs or not

  --superuser         may delete messages and announce something to everyone
  --password-stdin    read the password from the first line of the standard input; without it one is made and printed
  --first-name X
  --last-name Y
${DATA}
`,
  'user list': `user list [options]: show who there is, what they may do, and when they were last there

${JSON_LINE}
${DATA}
`,
  'user promote': `user promote NAME [options]: make somebody a superuser, who may delete messages and announce something to
everyone; the app shows it at once

${DATA}
`,
  'user demote': `user demote NAME [options]: make somebody an ordinary user; the app shows it at once

  --force             also the last superuser who can sign in
${DATA}
`,
  'user deactivate': `user deactivate NAME [options]: sign somebody out everywhere at once, and let them in no more; what they wrote stays

  --force             also the last superuser who can sign in
${DATA}
`,
  'user activate': `user activate NAME [options]: let somebody who was deactivated sign in again, with the password they had

${DATA}
`,
  'user reset-password': `user reset-password NAME [options]: give somebody another password; they are signed out everywhere at once

  --password-stdin    read the password from the first line of the standard input; without it one is made and printed
${DATA}
`,
  backup: `backup FILE [options]: write a copy of everything that the server keeps, also while it runs

  --force             replace FILE if there is one
${DATA}

The copy is as everything was at one moment, and is checked before it is put in its place. It holds every message:
keep it where only you can read it. Passwords are in it as hashes only. A settings file, config.json, is not in it.
`,
  restore: `restore FILE [options]: put a backup in the place of what the server has; the server must not run

${DATA}

What was there is kept beside it, under a name with the date. People, passwords and rights are as they were then, but
whoever signed out since stays so; what was done with people since is named, so that it can be done again. The audit
log is the backup's too: what it had since is in the file that is kept. The apps notice by themselves: what was said
since the backup goes from them too.
Exits with 3 when a server runs on the folder.
`,
  check: `check [FILE] [options]: look whether what the server has, or the backup in FILE, is whole, also while it runs

${DATA}

Exits with 1 when something is wrong, with a sentence for each fault.
`,
  stats: `stats [options]: tell how much there is: people, messages, bytes, and messages of each of the last seven days

${JSON_LINE}
${DATA}
`,
  audit: `audit [options]: show who deleted messages, and what was done with people and the server; the newest last

  --limit N           so many of the newest entries (default: 50)
  --json              print each as one line of JSON
${DATA}

Nobody can change or remove an entry. No entry has the text of a message, or a password.
`,
  notify: `notify --general "TEXT" [options], or notify --user NAME "TEXT" [options]: send a notification in the server's
name, whether the server runs or not

  --general           to everyone
  --user NAME         to one person
  --title TITLE       what stands above the text, up to ${NOTIFICATION_LIMITS.title} characters
${DATA}

The text may have up to ${NOTIFICATION_LIMITS.body} characters.
`
} as const

export type HelpTopic = keyof typeof HELP
