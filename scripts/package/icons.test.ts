import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../lib/paths.ts'
import { icns, ico, type Picture } from './icons.ts'

const picture = (side: number): Picture => ({
  side,
  png: readFileSync(join(root, `scripts/package/macos/${side}x${side}.png`))
})

describe('icons', () => {
  it('of Windows hold each picture where their table says', () => {
    const pictures = [16, 32, 256].map(picture)
    const file = ico(pictures)
    expect(file.readUInt16LE(2)).toBe(1)
    const entries = pictures.map((_, index) => {
      const at = 6 + 16 * index
      const [length, offset] = [file.readUInt32LE(at + 8), file.readUInt32LE(at + 12)]
      return { side: file.readUInt8(at) || 256, png: file.subarray(offset, offset + length) }
    })
    expect(file.readUInt16LE(4)).toBe(3)
    expect(entries).toEqual(pictures)
  })

  it('of macOS hold each picture behind its name and length', () => {
    const file = icns([32, 1024].map(picture))
    expect(file.toString('latin1', 0, 4)).toBe('icns')
    expect(file.readUInt32BE(4)).toBe(file.length)
    const found: Record<string, Buffer> = {}
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      found[file.toString('latin1', at, at + 4)] = file.subarray(at + 8, at + file.readUInt32BE(at + 4))
    }
    const [small, large] = [picture(32).png, picture(1024).png]
    expect(found).toEqual({ icp5: small, ic11: small, ic10: large })
  })
})
