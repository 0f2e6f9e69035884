import { openDatabase } from '../store/database.ts'

/** A process of its own that opens a database and migrates it: `migrating-process.ts FILE SCHEMA`, the last as JSON. */
const [file = '', schema = ''] = process.argv.slice(2)
openDatabase(file, JSON.parse(schema) as Parameters<typeof openDatabase>[1]).close()
