import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { PRESETS } from '../../shared/protocol/presets.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { createServer } from '../../server/index.ts'
import { systemWorld } from '../../server/world.ts'
import { openAppStore, type Account, type AppStore } from '../store/app-store.ts'
import { overwritePages, pagesOf } from '../testkit/damage.ts'
import { openAccounts } from '../testkit/opened-accounts.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createAccountCards } from './account-cards.ts'

const ines = { username: 'ines', password: 'a long password', keep: true }

/** Ines was here, and has begun a sentence; nobody has the files open. */
async function openWorld(): Promise<{ folder: string; file: string; url: string }> {
  const used = temporaryFolder()
  const options = { dataFolder: temporaryFolder(), port: 0, name: 'Labo' }
  const server = await createServer(options, { ...systemWorld(), log: silentLog })
  onTestFinished(() => server.close())
  const accounts = openAccounts(used)
  await accounts.setUp({ ...ines, address: server.url, code: server.setupCode ?? '' })
  await accounts.sync?.saveDraft(1, 'half a sentence')
  accounts.stop()
  const folder = temporaryFolder()
  const file = join(folder, 'app.sqlite')
  cpSync(used, folder, { recursive: true })
  openAppStore(file).close()
  return { folder, file, url: server.url }
}

const damages: Record<string, (file: string) => void> = {
  'whose list is garbage': (file) => overwritePages(file, pagesOf(file, 'account')),
  'whose settings are garbage': (file) => overwritePages(file, pagesOf(file, 'setting')),
  'of which not a page can be read': (file) => overwritePages(file, [1, 2, 3, 4, 5]),
  'that is empty': (file) => truncateSync(file, 0)
}
for (const [name, damage] of Object.entries(damages)) {
  it(`a file of the program ${name} leaves whoever is in where they are, and that is told once`, async () => {
    const { folder, file, url } = await openWorld()
    damage(file)
    const accounts = openAccounts(folder)
    expect(accounts.restore()).toBe(url)
    expect(accounts.session()).toMatchObject({ user: { username: 'ines' }, draft: 'half a sentence' })
    const aside = readdirSync(folder).find((one) => /^app\.sqlite\.damaged-\d+$/.test(one)) ?? 'none'
    expect(accounts.session()?.incidents).toMatchObject([
      { kind: 'settings-rebuilt', file: join(folder, aside) }
    ])
    await accounts.sync?.dismissIncident(accounts.session()?.incidents[0]?.id ?? 0)
    accounts.stop()
    const again = openAccounts(folder)
    again.restore()
    expect(again.session()?.incidents).toEqual([])
  })
}

it('a list that was deleted is made anew from the folders, and signing out takes the account for good', async () => {
  const { folder, file, url } = await openWorld()
  rmSync(file)
  const accounts = openAccounts(folder)
  expect(accounts.restore()).toBe(url)
  expect(accounts.session()).toMatchObject({ draft: 'half a sentence', incidents: [] })
  await accounts.signOut()
  accounts.stop()
  expect(openAccounts(folder).restore()).toBeNull()
})

const ada: Account = { id: 'one', origin: 'http://x', userId: 1, username: 'ada', profile: null }
const somebody: Account = { ...ada, id: 'two', userId: 0, username: '' }

function opened(folder: string): { appStore: AppStore; cards: ReturnType<typeof createAccountCards> } {
  const appStore = openAppStore(join(folder, 'app.sqlite'))
  onTestFinished(appStore.close)
  return {
    appStore,
    cards: createAccountCards({ appStore, folder: join(folder, 'accounts'), log: silentLog })
  }
}

/** The folders of some accounts, and what their cards say in a list that knows nothing. */
function found(accounts: readonly Account[], change: (folder: string) => void): readonly Account[] {
  const folder = temporaryFolder()
  const { appStore, cards } = opened(folder)
  for (const account of accounts) {
    mkdirSync(join(folder, 'accounts', account.id), { recursive: true })
    appStore.addAccount(account, 1)
  }
  cards.write()
  for (const { id } of accounts) appStore.removeAccount(id)
  change(folder)
  cards.findLost()
  cards.findLost()
  return appStore.accounts().toSorted((a, b) => a.id.localeCompare(b.id))
}

it('each account is found once, also those of whom nothing is known', () => {
  const three = { ...somebody, id: 'three', profile: PRESETS.cookie }
  expect(found([ada, three, somebody], () => undefined)).toEqual([ada, three, somebody])
})

it('a folder without a card, or with a card that is none, says nothing', () => {
  expect(
    found([ada, somebody], (folder) => {
      rmSync(join(folder, 'accounts', 'two', 'account.json'))
      writeFileSync(join(folder, 'accounts', 'one', 'account.json'), '{"origin":"http://x","profile":7}')
      writeFileSync(join(folder, 'accounts', 'a file'), '')
    })
  ).toEqual([])
})

it('who has signed in anew since is not there twice', () => {
  const folder = temporaryFolder()
  const { appStore, cards } = opened(folder)
  mkdirSync(join(folder, 'accounts', 'one'), { recursive: true })
  appStore.addAccount(ada, 1)
  cards.write()
  expect(statSync(join(folder, 'accounts', 'one', 'account.json')).mode & 0o777).toBe(0o600)
  appStore.removeAccount('one')
  appStore.addAccount({ ...ada, id: 'anew' }, 2)
  cards.findLost()
  expect(appStore.accounts().map(({ id }) => id)).toEqual(['anew'])
  cards.write()
  expect(existsSync(join(folder, 'accounts', 'anew')), 'a card makes no folder').toBe(false)
})
