import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fail, ok } from '../../shared/std/result.ts'
import { createFakeKeyring } from '../testkit/fake-keyring.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { createTokenVault } from './token-vault.ts'

const token = 'a-token-of-43-characters'

it('keeps a token sealed where there is a keyring', async () => {
  const file = join(temporaryFolder(), 'token')
  const vault = createTokenVault(file, createFakeKeyring())
  expect(vault.isFilled()).toBe(false)
  expect(await vault.read()).toEqual(fail('none'))
  expect(await vault.write(token)).toBe('keyring')
  expect(readFileSync(file, 'utf8')).not.toContain(token)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await vault.read()).toEqual(ok(token))
})

it('keeps it in a file of its owner’s where there is none', async () => {
  const file = join(temporaryFolder(), 'token')
  const vault = createTokenVault(file, createFakeKeyring('absent'))
  expect(await vault.write(token)).toBe('file')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await vault.read()).toEqual(ok(token))
})

it('keeps it nowhere while the keyring is locked', async () => {
  const file = join(temporaryFolder(), 'token')
  const vault = createTokenVault(file, createFakeKeyring('locked'))
  expect(await vault.write(token)).toBe('locked')
  expect(vault.isFilled()).toBe(false)
})

it('says that a sealed token waits behind a lock, and that an unreadable one is none', async () => {
  const file = join(temporaryFolder(), 'token')
  const keyring = createFakeKeyring()
  const vault = createTokenVault(file, keyring)
  await vault.write(token)
  keyring.state = 'locked'
  expect(await vault.read()).toEqual(fail('locked'))
  keyring.state = 'open'
  expect(await vault.read()).toEqual(ok(token))
  writeFileSync(file, 'sealed AAAA')
  expect(await vault.read()).toEqual(fail('none'))
})
