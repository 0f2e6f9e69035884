import { expect, it } from 'vitest'
import { configuration } from './configuration.ts'

const places = { app: '', extras: '', output: '' }
const files = { dist: '', executable: '', resources: '', modules: '', nativeModules: [] }

it.each([
  ['official', '45.4.1', true],
  ['fallback', '33.2.1', false]
] as const)('the %s Electron, %s, seals cookies: %s', (kind, version, isSealing) => {
  const { electronFuses } = configuration({ kind, version, ...files }, places)
  expect(electronFuses).toMatchObject({ runAsNode: false, enableCookieEncryption: isSealing })
})
