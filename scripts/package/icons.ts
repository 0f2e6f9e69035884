/**
 * The icon formats of Windows and macOS. Both are lists of pictures, and both take PNG files as they are, so there is
 * nothing to convert.
 */

/** A square picture: the length of its side, and its PNG file. */
export interface Picture {
  readonly side: number
  readonly png: Buffer
}

/** Windows' .ico: a header, a table of 16 bytes a picture, the pictures. */
export function ico(pictures: readonly Picture[]): Buffer {
  const header = Buffer.from([0, 0, 1, 0, pictures.length, 0])
  let offset = header.length + 16 * pictures.length
  const table = pictures.map(({ side, png }) => {
    const entry = Buffer.alloc(16)
    // A side of 256 is written as 0.
    entry.writeUInt8(side % 256, 0)
    entry.writeUInt8(side % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...table, ...pictures.map(({ png }) => png)])
}

/** What macOS calls each size; the second name is that of half the size on a display of twice the density. */
const appleNames: Record<number, string[]> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10']
}

/** macOS's .icns: a header, then each picture behind its name and length. */
export function icns(pictures: readonly Picture[]): Buffer {
  const blocks = pictures.flatMap(({ side, png }) => (appleNames[side] ?? []).map((name) => block(name, png)))
  return block('icns', Buffer.concat(blocks))
}

function block(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.write(name, 'latin1')
  header.writeUInt32BE(header.length + content.length, 4)
  return Buffer.concat([header, content])
}
