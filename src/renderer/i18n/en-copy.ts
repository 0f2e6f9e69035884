import type { CopyProblem } from '../../shared/model/copy.ts'

const copyProblems = {
  full: {
    title: 'The disk is full.',
    text: 'New messages wait on the server; what you type stays in the field. Free some space: Causerie goes on by itself.',
    short: 'Free some space. Nothing is lost.'
  },
  'read-only': {
    title: 'The copy on this computer is write-protected.',
    text: 'New messages wait on the server; what you type stays in the field. Give Causerie the right to write in its folder.',
    short: 'Make its folder writable. Nothing is lost.'
  },
  gone: {
    title: 'The copy on this computer was deleted.',
    text: 'What you type stays in the field: copy it, then quit Causerie and open it again. The messages are fetched anew.',
    short: 'Copy what you type, then quit Causerie and open it again.'
  },
  unwritable: {
    title: 'The disk refuses to save.',
    text: 'New messages wait on the server; what you type stays in the field. Check the disk: Causerie goes on by itself.',
    short: 'Check the disk. Nothing is lost.'
  }
} as const satisfies Record<CopyProblem, { title: string; text: string; short: string }>

/** English, for what happens to the copy on this computer. */
export const enCopy = {
  copyProblems,
  missing: {
    fetching: 'Fetching the messages that are missing here…',
    offline: 'Messages are missing here. They will come when the connection is back.',
    roomTitle: 'This room is not in the copy on this computer',
    roomText: 'It will show when the connection is back.'
  },
  catchingUp: {
    status: 'Catching up…',
    part: 'Catching up, {percent}%',
    started: 'Fetching what you missed.',
    ended: 'All that you missed is here.'
  },
  incidents: {
    label: 'What happened',
    'server-restored': 'The server went back to an earlier state',
    restored: 'It was probably restored from a backup, and the copy on this computer follows it.',
    resent:
      '{count, plural, one {# message of yours is sent again, in case it was lost; nobody sees it twice.} other {# messages of yours are sent again, in case they were lost; nobody sees them twice.}}',
    lost: 'At most {count, plural, one {# message of somebody else was lost there; it comes back if Causerie still has it on its author’s computer.} other {# messages of others were lost there; they come back if Causerie still has them on their authors’ computers.}}',
    'copy-rebuilt': 'The copy on this computer was damaged and has been rebuilt',
    rebuilt: 'Nothing is lost on the server: its messages are fetched again.',
    savedMessages:
      '{count, plural, one {# message that had not left was saved.} other {# messages that had not left were saved.}}',
    savedDrafts: '{count, plural, one {# draft was saved.} other {# drafts were saved.}}',
    file: 'The damaged file is kept: {file}',
    'copy-put-back': 'The copy on this computer was deleted or replaced by something else',
    putBack: 'It is back in its place with all that it held: {folder}',
    'settings-rebuilt': 'The settings of Causerie were damaged and have been rebuilt',
    settings: 'Preferences that could not be read are as they were at the first start.',
    understood: 'Understood',
    showMore: 'Show {count, plural, one {# more} other {# more}}',
    showLess: 'Show less'
  },
  unopened: {
    newer: 'Your copy was written by a newer Causerie',
    newerText:
      'This version leaves it as it is. Install the newer version to open it: your messages and drafts are still there.',
    'in-use': 'Another program is using your copy',
    inUseText:
      'Close it: a backup, or a tool that reads these files. Causerie then opens your copy by itself.',
    full: 'Your copy cannot be opened: the disk is full',
    fullText: 'Nothing is lost. Free some space: Causerie then opens it by itself.',
    'read-only': 'Your copy cannot be opened: it is write-protected',
    readOnlyText:
      'Nothing is lost. Give Causerie the right to write in its folder: it then opens it by itself.',
    unreadable: 'Your copy could not be opened',
    unreadableText:
      'The disk refuses to read it. Check the disk and the rights of its folder: Causerie tries again by itself.',
    folder: 'Folder: {folder}'
  }
} as const
