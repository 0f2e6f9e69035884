import { join, normalize, sep } from 'node:path'

/** The file that a URL's path names in a folder; null when it leads out of it or is malformed. */
export function resolveInside(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const file = normalize(join(folder, decoded))
  return file.startsWith(normalize(folder) + sep) ? file : null
}
