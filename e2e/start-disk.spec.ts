import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { mountedDisk, noDisks } from '../src/main/testkit/mounted-disk.ts'
import { expect, test } from './support/fixtures.ts'

/** Milliseconds in which the app has come upon its disk, on any computer but a very slow one. */
const LOOKED = 3000

test('on a disk that takes nothing the app says so and waits, and opens by itself once it can', async ({
  launch
}) => {
  test.skip(noDisks !== null, noDisks ?? '')
  const disk = mountedDisk(64 * 1024)
  try {
    const userData = join(disk.folder, 'data')
    mkdirSync(userData)
    disk.setReadOnly(true)
    const launching = launch({ userData })
    let isOpen = false
    launching.then(
      () => (isOpen = true),
      () => undefined
    )
    await setTimeout(LOOKED)
    expect(isOpen).toBe(false)
    disk.setReadOnly(false)
    const app = await launching
    await expect(app.page.getByRole('button', { name: 'Join' })).toBeVisible()
    await app.close()
  } finally {
    disk.unmount()
  }
})
