/** The companion server as its command line starts it, but without the limits that one sender would run into. */
import { createServer } from '../../src/server/index.ts'
import './collect-on-signal.ts'

const [dataFolder = '', port = '0'] = process.argv.slice(2)
const unlimited = Number.MAX_SAFE_INTEGER
const server = await createServer({
  dataFolder,
  port: Number(port),
  name: null,
  limits: {
    commandsPerSecond: unlimited,
    commandsInABurst: unlimited,
    commandsPerSecondOfUser: unlimited,
    commandsInABurstOfUser: unlimited,
    connectionsPerUser: unlimited,
    connectionsPerAddress: unlimited,
    handshakesPerMinuteOfAddress: unlimited
  }
})
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`)
