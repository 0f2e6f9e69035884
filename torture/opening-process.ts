/** Opens a copy as the app does, says when it begins and how long it took, and closes it. */
import { openAccountStore } from '../src/main/store/account-store.ts'

process.send?.(null)
const began = performance.now()
const store = openAccountStore(process.argv[2] ?? '')
process.send?.(performance.now() - began)
store.close()
process.disconnect()
