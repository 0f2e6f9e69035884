import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import { ProfileDocument } from '../../shared/protocol/profile.ts'
import { parseJson } from '../../shared/std/json.ts'
import type { Log } from '../../shared/std/log.ts'
import type { AppStore } from '../store/app-store.ts'

/** What a folder says of its account: who they are, and where. */
const Card = Type.Object({
  origin: Type.String(),
  userId: Type.Integer(),
  username: Type.String(),
  profile: Type.Union([ProfileDocument, Type.Null()])
})
type Card = Static<typeof Card>

/**
 * The list of accounts is in one file, and each account in a folder of its own, with its copy and its session. A card in
 * the folder names the account, so that a list that is lost, or has lost some of it, is made anew from the folders.
 */
export interface AccountCards {
  /** Puts the accounts back in the list of which there is only the folder. */
  findLost(): void
  /** Writes the cards of those in the list. A disk that refuses keeps those that were there. */
  write(): void
}

export interface AccountCardsDeps {
  readonly appStore: AppStore
  /** Holds one folder for each account. */
  readonly folder: string
  readonly log: Log
}

export function createAccountCards({ appStore, folder, log }: AccountCardsDeps): AccountCards {
  const fileOf = (id: string): string => join(folder, id, 'account.json')
  /** Who has signed in anew after the loss has another folder by now. */
  const isListed = (id: string, card: Card): boolean =>
    appStore
      .accounts()
      .some((one) => one.id === id || (one.origin === card.origin && isSamePerson(one, card)))
  return {
    findLost() {
      for (const id of existsSync(folder) ? readdirSync(folder) : []) {
        const card = parseJson(readText(fileOf(id)))
        if (!Check(Card, card) || isListed(id, card)) continue
        try {
          // The one that was used last comes first, as the newest does.
          appStore.addAccount({ id, ...card }, Math.round(statSync(join(folder, id)).mtimeMs))
          log.warn('account.found', { id })
        } catch (error) {
          log.error('account.not_listed', { reason: String(error) })
        }
      }
    },
    write() {
      for (const { id, origin, userId, username, profile } of appStore.accounts()) {
        const file = fileOf(id)
        const text = JSON.stringify({ origin, userId, username, profile } satisfies Card)
        if (!existsSync(join(folder, id)) || readText(file) === text) continue
        try {
          writeFileSync(`${file}.new`, text, { mode: 0o600 })
          renameSync(`${file}.new`, file)
        } catch (error) {
          log.warn('account.card_not_written', { reason: String(error) })
        }
      }
    }
  }
}

/** Of whom nothing is known may be anybody. */
function isSamePerson(one: Card, other: Card): boolean {
  if (one.userId === UNKNOWN_USER && one.username === '') return false
  return one.userId === other.userId && one.username === other.username
}

/** Empty where there is none. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
