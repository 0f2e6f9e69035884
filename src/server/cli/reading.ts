import type { DataFolder } from '../data-folder.ts'
import type { OperatorReader } from '../store/administration.ts'
import { openOperatorReader } from '../store/sqlite-reading.ts'
import { requireServer } from './on-folder.ts'

/** Reads a server's files, whether it runs or not; begins and changes nothing. */
export async function withReader<T>(
  folder: DataFolder,
  read: (reader: OperatorReader) => Promise<T>
): Promise<T> {
  requireServer(folder)
  const reader = openOperatorReader(folder.database)
  try {
    return await read(reader)
  } finally {
    reader.close()
  }
}
