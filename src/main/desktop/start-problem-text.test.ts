import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { OpeningProblem } from '../../shared/model/copy.ts'
import { openAppStore } from '../store/app-store.ts'
import { openingProblemOf } from '../store/database-faults.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { startProblemText } from './start-problem-text.ts'

function problemAt(file: string): OpeningProblem {
  try {
    openAppStore(file).close()
  } catch (error) {
    return openingProblemOf(error, file)
  }
  throw new Error(`${file} can be opened`)
}

it('says of data that a later program wrote that it is untouched, and what helps', () => {
  const file = join(temporaryFolder(), 'app.sqlite')
  openAppStore(file).close()
  const db = new Database(file)
  db.pragma('user_version = 99')
  db.close()
  const before = readFileSync(file)
  expect(problemAt(file)).toBe('newer')
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(startProblemText('newer', '/data', 'en')).toMatch(/later version.*\/data|\/data.*later version/s)
  expect(startProblemText('newer', '/data', 'fr')).toMatch(/plus récente/)
})

it('says of data that somebody else has locked that they are to be closed', () => {
  const file = join(temporaryFolder(), 'app.sqlite')
  openAppStore(file).close()
  const other = new Database(file)
  onTestFinished(() => void other.close())
  other.pragma('locking_mode = EXCLUSIVE')
  other.exec('BEGIN IMMEDIATE')
  expect(problemAt(file)).toBe('in-use')
})

it('says the same as ever of what is neither', () => {
  const folder = temporaryFolder()
  expect(problemAt(join(folder, 'nowhere', 'app.sqlite'))).toBe('unreadable')
  expect(startProblemText('unreadable', folder, 'fr')).toContain(folder)
})
