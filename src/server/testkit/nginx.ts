import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

const TOP = path.join(import.meta.dirname, '../../..')
export const EXAMPLE = path.join(TOP, 'packaging/server/nginx.conf')
/** A certificate of our own for this computer. */
const CERTIFICATE = path.join(TOP, 'src/main/testkit/self-signed.pem')
const KEY = path.join(TOP, 'src/main/testkit/self-signed-key.pem')

export interface Nginx {
  readonly httpPort: number
  readonly httpsPort: number
  readonly certificate: string
  stop(): Promise<void>
}

/** Debian's nginx with the example's configuration, in which only ports, paths and the certificate are others. */
export async function startNginx(folder: string, serverPort: number): Promise<Nginx> {
  const [httpPort, httpsPort] = [await freePort(), await freePort()]
  const example = substitute(readFileSync(EXAMPLE, 'utf8'), {
    'listen 80;': `listen 127.0.0.1:${httpPort};`,
    'listen 443 ssl;': `listen 127.0.0.1:${httpsPort} ssl;`,
    'proxy_pass http://127.0.0.1:8470;': `proxy_pass http://127.0.0.1:${serverPort};`,
    '/etc/ssl/certs/chat.example.org.pem': CERTIFICATE,
    '/etc/ssl/private/chat.example.org.key': KEY,
    '/var/log/nginx/error.log': `${folder}/error.log`
  })
  writeFileSync(path.join(folder, 'causerie.conf'), example)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const paths = temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
  const main = path.join(folder, 'nginx.conf')
  writeFileSync(
    main,
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
     events {}
     http { access_log ${folder}/access.log; ${paths} include ${folder}/causerie.conf; }`
  )
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-e', `${folder}/error.log`, '-c', main], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  await isListening(child, httpsPort)
  return {
    httpPort,
    httpsPort,
    certificate: readFileSync(CERTIFICATE, 'utf8'),
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
    }
  }
}

/** Everything that is to be another must be there. */
function substitute(text: string, others: Readonly<Record<string, string>>): string {
  return Object.entries(others).reduce((result, [one, other]) => {
    if (!result.includes(one)) throw new Error(`the example has no ${one}`)
    return result.replaceAll(one, other)
  }, text)
}

async function isListening(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false
    )
    socket.destroy()
    if (isOpen) return
    await sleep(50)
  }
  throw new Error(`nginx ended with ${child.exitCode}`)
}
