import type { Clock } from '../../shared/std/clock.ts'
import { THIS_COMPUTER } from '../http/address.ts'
import type { Limits } from '../limits.ts'
import { createTokenBucket, type TokenBucket } from './token-bucket.ts'

/** What the connections of one person, and those from one address, have between them. */
export interface Shares {
  /**
   * Takes a place for one more connection, and answers what bounds the commands of all connections of the person;
   * null: the person or the address has as many as one may.
   */
  take(userId: number, address: string): TokenBucket | null
  /** For each place that was taken, once. */
  giveBack(userId: number, address: string): void
  /** Forgets people who are gone; not at once, or coming back would be a way to a full bucket. */
  sweep(): void
}

export function createShares(limits: Limits, clock: Pick<Clock, 'now'>): Shares {
  const people = new Map<number, { connections: number; readonly commands: TokenBucket }>()
  const connectionsByAddress = new Map<string, number>()
  const bucketOptions = {
    perSecond: limits.commandsPerSecondOfUser,
    burst: limits.commandsInABurstOfUser,
    clock
  }

  return {
    take(userId, address) {
      const fromThere = connectionsByAddress.get(address) ?? 0
      if (address !== THIS_COMPUTER && fromThere >= limits.connectionsPerAddress) return null
      const person = people.get(userId) ?? { connections: 0, commands: createTokenBucket(bucketOptions) }
      if (person.connections >= limits.connectionsPerUser) return null
      person.connections++
      people.set(userId, person)
      connectionsByAddress.set(address, fromThere + 1)
      return person.commands
    },
    giveBack(userId, address) {
      const person = people.get(userId)
      if (person) person.connections--
      const left = (connectionsByAddress.get(address) ?? 0) - 1
      if (left > 0) connectionsByAddress.set(address, left)
      else connectionsByAddress.delete(address)
    },
    sweep() {
      for (const [userId, { connections }] of people) if (connections === 0) people.delete(userId)
    }
  }
}
