import type { AnyEvent, AppState } from '../../src/shared/ipc/contract.ts'
import type { CopyProblem, CopyState } from '../../src/shared/model/copy.ts'
import type { Incident } from '../../src/shared/model/incident.ts'
import { messages } from './app.ts'
import { expect } from './fixtures.ts'
import { timeOf } from './screens-cast.ts'
import { field } from './screens-moves.ts'
import type { Screen, Stage } from './screens-stage.ts'

const RESTORED = { id: 1, at: timeOf({ at: '09:31' }), kind: 'server-restored', resent: 2, lost: 1 } as const
const REBUILT = {
  id: 2,
  at: timeOf({ at: '09:40' }),
  kind: 'copy-rebuilt',
  file: 'causerie.db.damaged-20261122-094003',
  messages: 1,
  drafts: 1
} as const
const ACCOUNT = '/home/ines/.config/Causerie/accounts/labo-tourbe.example'
const PUT_BACK = { id: 3, at: timeOf({ at: '09:50' }), kind: 'copy-put-back', folder: ACCOUNT } as const
const SETTINGS = {
  id: 4,
  at: timeOf({ at: '09:55' }),
  kind: 'settings-rebuilt',
  file: 'app.sqlite.damaged-20261122-095512'
} as const

/** What the window says of the copy on this computer. */
export const COPY: readonly Screen[] = [
  {
    name: '18-missing-messages',
    open: (stage) => showGap(stage)
  },
  {
    name: '18a-missing-messages-offline',
    async open(stage) {
      await stage.pretend([
        { phase: 'waiting', retryAt: Date.now() + 24_000, lostAt: Date.now() - 3_600_000, failures: 5 }
      ])
      await showGap(stage)
    },
    async close(stage) {
      await stage.pretend(null)
      await truth(stage)
    }
  },
  {
    name: '19-catching-up',
    isEverySize: true,
    async open(stage) {
      await stage.tell([copyIs({ catchingUp: { received: 1240, total: 5000 } })])
      await expect(stage.page.locator('[data-catch-up]')).toBeVisible()
    },
    close: truth
  },
  {
    name: '20-disk-full',
    isEverySize: true,
    async open(stage) {
      await field(stage.page).fill('Je garde ce que j’écris.')
      await showProblem(stage, 'full')
    }
  },
  { name: '20a-copy-read-only', open: (stage) => showProblem(stage, 'read-only') },
  { name: '20b-copy-unwritable', open: (stage) => showProblem(stage, 'unwritable') },
  {
    name: '20c-copy-gone',
    open: (stage) => showProblem(stage, 'gone'),
    async close(stage) {
      await field(stage.page).fill('')
      await truth(stage)
    }
  },
  { name: '21-server-restored', isEverySize: true, open: (stage) => showIncidents(stage, [RESTORED]) },
  {
    name: '21a-copy-rebuilt',
    isEverySize: true,
    open: (stage) => showIncidents(stage, [RESTORED, REBUILT])
  },
  {
    name: '21b-all-that-happened',
    open: ({ page, t }) => page.getByRole('button', { name: t('incidents.showMore', { count: 1 }) }).click(),
    close: truth
  },
  { name: '21c-copy-put-back', open: (stage) => showIncidents(stage, [PUT_BACK]), close: truth },
  { name: '21d-settings-rebuilt', open: (stage) => showIncidents(stage, [SETTINGS]), close: truth },
  { name: '22-newer-copy', open: (stage) => showUnopened(stage, 'newer') },
  { name: '22a-unreadable-copy', open: (stage) => showUnopened(stage, 'unreadable') },
  { name: '22b-full-disk-at-start', open: (stage) => showUnopened(stage, 'full') },
  { name: '22c-read-only-at-start', open: (stage) => showUnopened(stage, 'read-only') },
  { name: '22d-copy-in-use', open: (stage) => showUnopened(stage, 'in-use'), close: truth }
]

function copyIs(change: Partial<CopyState>): AnyEvent {
  return { name: 'copy.changed', value: { catchingUp: null, problem: null, ...change } }
}

/** As if something were missing between two messages of the room. */
async function showGap(stage: Stage): Promise<void> {
  const answer = await stage.call('messages.page', { roomId: 1, before: null })
  const seq = answer.ok ? answer.value.messages.at(-4)?.placement?.seq : undefined
  if (seq === undefined) throw new Error('there is no message')
  await stage.tell([{ name: 'missing.changed', value: { roomId: 1, ranges: [{ from: seq, to: seq }] } }])
  await expect(stage.page.locator('[data-gap]')).toHaveText(/./)
}

async function showProblem(stage: Stage, problem: CopyProblem): Promise<void> {
  await stage.tell([copyIs({ problem })])
  await expect(stage.page.locator('[data-phase=disk]')).toContainText(
    stage.t(`copyProblems.${problem}.title`)
  )
}

async function showIncidents(stage: Stage, incidents: readonly Incident[]): Promise<void> {
  await stage.tell([{ name: 'incidents.changed', value: { incidents } }])
  await expect(stage.page.locator('[data-incident]')).toHaveCount(1)
}

async function showUnopened(
  stage: Stage,
  problem: NonNullable<AppState['unopened']>['problem']
): Promise<void> {
  const answer = await stage.call('app.state', {})
  if (!answer.ok) throw new Error(answer.code)
  const unopened = { problem, folder: ACCOUNT }
  await stage.tell([{ name: 'app.changed', value: { ...answer.value, session: null, unopened } }])
  await expect(stage.page.getByText(stage.t(`unopened.${problem}`))).toBeVisible()
}

/** What is true again. */
async function truth(stage: Stage): Promise<void> {
  await stage.tell(null)
  await expect(messages(stage.page).first()).toBeVisible()
}
