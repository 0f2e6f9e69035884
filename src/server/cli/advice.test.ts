import { expect, test } from 'vitest'
import { errorText } from './advice.ts'

test.each([
  ['ENOSPC', /^It broke\. There is no room left/],
  ['SQLITE_FULL', /^It broke\. There is no room left/],
  ['EACCES', /^It broke\. Run this as the user who owns/],
  ['SQLITE_READONLY_DIRECTORY', /^It broke\. Run this as the user who owns/],
  ['SQLITE_IOERR_READ', /^It broke\. The file or the disk is damaged/],
  ['SQLITE_BUSY_SNAPSHOT', /^It broke\. Another program holds the file/],
  ['ECONNRESET', /^It broke\. The server stopped meanwhile/],
  ['EWHATEVER', /^It broke$/]
])('%s', (code, text) => {
  expect(errorText(Object.assign(new Error('It broke'), { code }))).toMatch(text)
})

test('what says itself what to do is left as it is', () => {
  expect(errorText(new Error('No such folder: make it.'))).toBe('No such folder: make it.')
  expect(errorText('nonsense')).toBe('nonsense')
})
