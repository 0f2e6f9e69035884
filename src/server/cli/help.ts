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

  user add NAME

Each of them explains itself with --help.
`,
  'user add': `user add NAME [options]: add a person, whether the server runs or not

  --superuser         may delete messages and announce something to everyone
  --password-stdin    read the password from the first line of the standard input; without it one is made and printed
  --first-name X
  --last-name Y
${DATA}
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
