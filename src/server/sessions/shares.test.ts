import { expect, test } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { THIS_COMPUTER } from '../http/address.ts'
import { USUAL_LIMITS } from '../limits.ts'
import { createShares } from './shares.ts'

const ADA = 1
const BOB = 2
const OFFICE = '192.0.2.1'
const ELSEWHERE = '192.0.2.2'

function sharesOf(connectionsPerUser: number, connectionsPerAddress: number) {
  const limits = { ...USUAL_LIMITS, connectionsPerUser, connectionsPerAddress, commandsInABurstOfUser: 2 }
  return createShares(limits, createTurnedClock())
}

test('a person has so many connections, wherever from, and gets a place back for each that ends', () => {
  const shares = sharesOf(2, 100)
  shares.take(ADA, OFFICE)
  expect(shares.take(ADA, ELSEWHERE)).not.toBeNull()
  expect(shares.take(ADA, THIS_COMPUTER)).toBeNull()
  expect(shares.take(BOB, OFFICE)).not.toBeNull()
  shares.giveBack(ADA, OFFICE)
  expect(shares.take(ADA, OFFICE)).not.toBeNull()
})

test('an address has so many, whoever they are; this computer is not counted', () => {
  const shares = sharesOf(100, 2)
  shares.take(ADA, OFFICE)
  shares.take(BOB, OFFICE)
  expect(shares.take(ADA, OFFICE)).toBeNull()
  expect(shares.take(ADA, ELSEWHERE)).not.toBeNull()
  for (let i = 0; i < 5; i++) expect(shares.take(ADA, THIS_COMPUTER)).not.toBeNull()
  shares.giveBack(ADA, OFFICE)
  expect(shares.take(BOB, OFFICE)).not.toBeNull()
})

test('a person’s connections share their commands, and coming back gains none until a while later', () => {
  const shares = sharesOf(100, 100)
  const [one, two] = [shares.take(ADA, OFFICE), shares.take(ADA, OFFICE)]
  expect([one?.take(), two?.take(), one?.take()]).toEqual([true, true, false])
  expect(shares.take(BOB, OFFICE)?.take()).toBe(true)
  shares.giveBack(ADA, OFFICE)
  shares.sweep()
  shares.giveBack(ADA, OFFICE)
  const again = shares.take(ADA, OFFICE)
  expect(again?.take()).toBe(false)
  shares.giveBack(ADA, OFFICE)
  shares.sweep()
  expect(shares.take(ADA, OFFICE)?.take()).toBe(true)
})
