import type { Locator } from '@playwright/test'
import type { ProfileReport } from '../../src/shared/ipc/profile-report.ts'
import type { LocalServer } from '../../src/shared/ipc/local-server.ts'
import { expect } from './fixtures.ts'
import type { Screen, Stage } from './screens-stage.ts'

const ADDRESS = 'https://causerie.labo-tourbe.example'
/** Of a server that nobody has an account on yet. */
const NEW_ADDRESS = 'https://nouveau.labo-tourbe.example'
const FOUND = { origin: ADDRESS, name: 'Labo Tourbe', needsSetup: false }

const STARTING: LocalServer = {
  phase: 'starting',
  origin: null,
  name: null,
  folder: '/home/ines/.config/causerie/server',
  steps: [{ name: 'database', isNew: true, ms: 300 }],
  problem: null
}
const RUNNING: LocalServer = {
  ...STARTING,
  phase: 'running',
  steps: [
    ...STARTING.steps,
    { name: 'listening', port: 8470, ms: 100 },
    { name: 'account', username: 'ines' }
  ]
}

const REPORT: ProfileReport = {
  steps: [
    { name: 'address', outcome: 'passed', code: null, detail: 'GET / → 200' },
    { name: 'csrf', outcome: 'passed', code: null, detail: 'GET /login/ → 200' },
    { name: 'signIn', outcome: 'passed', code: null, detail: 'POST /login/ → 200' },
    { name: 'me', outcome: 'absent', code: null, detail: '' },
    { name: 'socket', outcome: 'failed', code: 'socket_refused', detail: 'GET /ws/notifications/ → 403' },
    { name: 'history', outcome: 'skipped', code: null, detail: '' }
  ]
}

/** Everything before there is an account. */
export const FIRST_RUN: readonly Screen[] = [
  {
    name: '03-first-run-join',
    isEverySize: true,
    open: ({ page, t }) => seen(page.getByLabel(t('join.address')))
  },
  {
    name: '03a-first-run-not-found',
    async open(stage) {
      await stage.answer('servers.find', { ok: false, code: 'unreachable' })
      await typeAddress(stage)
      await seen(stage.page.locator('[aria-invalid=true]'))
    }
  },
  {
    name: '03b-first-run-setup',
    async open(stage) {
      await stage.answer('servers.find', { ok: true, value: { ...FOUND, needsSetup: true } })
      await typeAddress(stage, NEW_ADDRESS)
      await seen(stage.page.getByLabel(stage.t('setup.code')))
    }
  },
  {
    name: '03c-first-run-found',
    isEverySize: true,
    async open(stage) {
      const { page, t } = stage
      await stage.answer('servers.find', { ok: true, value: FOUND })
      await typeAddress(stage)
      await seen(page.getByRole('heading', { name: t('join.title') }))
      await seen(page.getByText(t('join.found', { server: 'Labo Tourbe' })))
      await page.getByLabel(t('join.username')).fill('ines')
      await page.getByLabel(t('join.password'), { exact: true }).fill('sphaigne')
    }
  },
  {
    name: '03d-wrong-password',
    async open(stage) {
      await stage.answer('accounts.signIn', { ok: false, code: 'wrong_credentials' })
      await pressJoin(stage)
      await seen(stage.page.locator('form').getByText(stage.t('signInProblems.wrong_credentials')))
    }
  },
  {
    name: '03f-profile-choice',
    async open(stage) {
      await stage.answer('servers.find', { ok: false, code: 'not_causerie' })
      await typeAddress(stage)
      await seen(stage.page.getByRole('radio').nth(2))
    }
  },
  {
    name: '03g-connection-test',
    async open(stage) {
      const { page, t } = stage
      await stage.answer('profiles.test', { ok: true, value: REPORT })
      await page.getByRole('button', { name: t('test.go') }).click()
      await seen(page.getByRole('region', { name: t('test.title') }))
    }
  },
  {
    name: '03e-too-many-tries',
    async open(stage) {
      await stage.answer('servers.find', { ok: true, value: FOUND })
      await typeAddress(stage)
      await seen(stage.page.getByText(stage.t('join.found', { server: 'Labo Tourbe' })))
      await stage.answer('accounts.signIn', { ok: false, code: 'rate_limited', retryAfter: 3600 })
      await pressJoin(stage)
      await seen(stage.page.locator('form button[type=submit][aria-disabled]'))
    }
  },
  {
    name: '03h-server-on-this-computer',
    async open(stage) {
      const { page, t } = stage
      const origin = 'http://127.0.0.1:8470'
      await stage.answer('servers.findLocal', { ok: true, value: { ...FOUND, origin } })
      await page.reload()
      await seen(page.getByRole('button', { name: t('join.local') }))
    },
    close: (stage) => stage.answerTruly()
  },
  {
    name: '03i-server-not-started',
    async open(stage) {
      const { page, t } = stage
      await stage.answer('localServer.host', { ok: false, code: 'port' })
      await pressOffer(stage)
      await stage.pretendServer({ ...STARTING, phase: 'failed', problem: 'port' })
      await seen(page.getByText(t('hostingProblems.port')))
    }
  },
  {
    name: '03b-first-run-server-ready',
    isEverySize: true,
    async open(stage) {
      const { page, t } = stage
      await stage.answer('localServer.host', { ok: true, value: { kept: 'keyring' } })
      await stage.pretendServer(RUNNING)
      await page.getByRole('button', { name: t('action.retry') }).click()
      await seen(page.getByRole('heading', { name: t('hosting.ready') }))
    }
  },
  {
    name: '03j-server-starting',
    async open(stage) {
      const { page, t } = stage
      await stage.answer('localServer.host', 'never')
      await stage.pretendServer(STARTING)
      await page.getByRole('button', { name: t('hosting.open') }).click()
      await pressOffer(stage)
      await seen(page.getByRole('heading', { name: t('hosting.starting') }))
    },
    async close(stage) {
      await stage.answerTruly()
      await stage.pretendServer(null)
      await stage.page.reload()
    }
  }
]

/** Joins the staged server; returns when the room is there. */
export async function joinStage({ page, t, server }: Stage): Promise<void> {
  await page.getByLabel(t('join.address')).fill(server.url)
  await seen(page.getByText(t('join.found', { server: 'Labo Tourbe' })))
  await page.getByLabel(t('join.username')).fill('ines')
  await page.getByLabel(t('join.password'), { exact: true }).fill('sphaigne')
  await page.getByRole('button', { name: t('join.go'), exact: true }).click()
  await seen(page.getByRole('log'))
}

/** Has a server started here; what is found on the computer that runs the test does not matter. */
async function pressOffer({ page, t }: Stage): Promise<void> {
  await page.getByRole('button', { name: t('hosting.offer') }).click()
}

/** Types it anew, so that what answers there is asked again. */
async function typeAddress({ page, t }: Stage, address = ADDRESS): Promise<void> {
  const field = page.getByLabel(t('join.address'))
  await field.fill('')
  await field.fill(address)
}

async function pressJoin({ page, t }: Stage): Promise<void> {
  await page.getByRole('button', { name: t('join.go'), exact: true }).click()
}

async function seen(what: Locator): Promise<void> {
  await expect(what.first()).toBeVisible()
}
